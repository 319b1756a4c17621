"""The ledger as plain files, for those who check or take over: CSV in UTF-8 with Chinese words, events as JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from anjian.enterprises.models import Enterprise, EnterpriseCard, ParentCompany
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.words import LIMB_OPEN
from anjian.inspections.models import Visit
from anjian.kernel.system import system_read
from anjian.people.queries import department_names, region_names
from anjian.plugin_host.instance import Instance
from anjian.reports.ledger import events as ledger_events

BATCH = 5000
HAZARDS = (
    "public_code", "scale", "level", "source", "enterprise_code", "enterprise_name", "region", "unit", "department", "plugin",
    "limb", "discovered_on", "confirmed_on", "due_on", "original_due_on", "claimed_on", "accepted_on", "listed_on",
    "lifted_on", "state", "funds_fen",
)  # fmt: skip
ENTERPRISES = (
    "public_code",
    "credit_code",
    "name",
    "region",
    "department",
    "categories",
    "parent",
    "status",
    "address",
)
VISITS = (
    "public_code", "enterprise_code", "enterprise_name", "region", "department", "unit", "plugin", "checklist", "tier", "mode",
    "visited_on", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """Codes in words."""

    regions: dict[str, str]
    departments: dict[str, str]

    def of(self, row: Any) -> tuple[str | None, str | None]:
        """Region and department of a row."""
        return self.regions.get(row.region_code or ""), self.departments.get(row.department_code or "")


def export_ledger(instance: Instance, folder: Path) -> list[Path]:
    """Write hazards, enterprises, visits, cases, decisions with their changes and the events of enforcement as `.csv`, the
    hazards' events as `events.jsonl`; each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with system_read(instance.database, "export of the ledger") as session:
        names = Names(region_names(session), department_names(session))
        written = [
            _table(folder / "hazards.csv", HAZARDS, _hazards(session, names)),
            _table(folder / "enterprises.csv", ENTERPRISES, _enterprises(session, names)),
            _table(folder / "visits.csv", VISITS, _visits(session, names)),
            _table(folder / "decisions.csv", ledger_events.DECISIONS, ledger_events.decisions(session, names.of)),
            _table(folder / "decision_changes.csv", ledger_events.CHANGES, ledger_events.changes(session)),
            _table(folder / "cases.csv", ledger_events.CASES, ledger_events.cases(session, names.of)),
            _table(folder / "enforcement.csv", ledger_events.EVENTS, ledger_events.events(session, names.of)),
        ]
        with _whole(folder / "events.jsonl") as lines:
            for event in _streamed(session, select(HazardEvent).order_by(HazardEvent.event_no)):
                lines.write(_event_line(event))
    return [*written, folder / "events.jsonl"]


def _hazards(session: Session, names: Names) -> Iterator[Sequence[Any]]:
    """Canonical rows only: what was merged stands under what it merged into."""
    statement = (
        select(Hazard, Enterprise)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(Hazard.merged_into_id.is_(None))
        .order_by(Hazard.public_code)
    )
    for row, enterprise in session.execute(statement.execution_options(yield_per=BATCH)):
        yield (
            row.public_code, row.scale, row.level, row.source, enterprise.credit_code, enterprise.name,
            names.regions.get(row.region_code or ""), row.unit_name, names.departments.get(row.department_code or ""), row.plugin,
            row.limb_code or (LIMB_OPEN if row.criterion_code else None), row.discovered_on, row.confirmed_on, row.due_on,
            row.original_due_on, row.claimed_on, row.accepted_on, row.listed_on, row.lifted_on, row.state, row.funds_fen,
        )  # fmt: skip


def _enterprises(session: Session, names: Names) -> Iterator[Sequence[Any]]:
    cards = {card.enterprise_id: card.address for card in session.scalars(select(EnterpriseCard))}
    parents = {parent.id: parent.name for parent in session.scalars(select(ParentCompany))}
    for row in _streamed(
        session, select(Enterprise).options(selectinload(Enterprise.links)).order_by(Enterprise.public_code)
    ):
        yield (
            row.public_code, row.credit_code, row.name, names.regions.get(row.region_code or ""),
            names.departments.get(row.department_code or ""), "、".join(row.categories), parents.get(row.parent_id), row.status,
            cards.get(row.id),
        )  # fmt: skip


def _visits(session: Session, names: Names) -> Iterator[Sequence[Any]]:
    statement = (
        select(Visit, Enterprise)
        .join(Enterprise, Enterprise.id == Visit.enterprise_id)
        .order_by(Visit.visited_on, Visit.id)
    )
    for row, enterprise in session.execute(statement.execution_options(yield_per=BATCH)):
        yield (
            row.public_code, enterprise.credit_code, enterprise.name, names.regions.get(row.region_code or ""),
            names.departments.get(row.department_code or ""), row.unit_name, row.plugin,
            f"{row.checklist_code} {row.checklist_version}", row.tier, row.mode, row.visited_on, row.status,
        )  # fmt: skip


def _streamed(session: Session, statement: Any) -> Iterator[Any]:
    for part in session.scalars(statement.execution_options(yield_per=BATCH)).partitions():
        yield from part
        session.expunge_all()


def _event_line(event: HazardEvent) -> str:
    told = json.loads(event.hashed_text)
    line = {"event_no": event.event_no, "hazard_id": event.hazard_id, "seq": event.seq, "kind": event.kind}
    line |= {"effective_on": event.effective_on.isoformat(), "recorded_at": event.recorded_at.isoformat()}
    line |= {"unit": event.unit_name, "before": told["before"], "after": told["after"]}
    line |= {"hashed_text": event.hashed_text, "prev_hash": event.prev_hash, "hash": event.hash}
    return json.dumps(line, ensure_ascii=False) + "\n"


def _table(target: Path, header: Sequence[str], rows: Any) -> Path:
    with _whole(target) as lines:
        writer = csv.writer(lines)
        writer.writerow(header)
        writer.writerows(rows)
    return target


@contextmanager
def _whole(target: Path) -> Iterator[Any]:
    """A file that appears under its name when it is complete."""
    temporary = target.with_name(f".{target.name}.writing")
    with temporary.open("w", encoding="utf-8", newline="") as lines:
        yield lines
    temporary.replace(target)
