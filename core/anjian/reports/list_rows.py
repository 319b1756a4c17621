"""The rows behind 附件2, as they were at one pair of clocks: counted facts from versions, words from the ledger's events.

Versions are narrow: texts such as measures live in the current row. A hazard that was changed after `known` therefore gets
its words from its own events up to `known`, so that a list compiled again says what it said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Row, Select, and_, case, select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.enterprises.models import EnterpriseVersion
from anjian.hazards.models import FOLDED, Hazard, HazardEvent, HazardVersion, ListingOrder
from anjian.hazards.words import State
from anjian.kernel.history import OPEN, as_known
from anjian.reports.clocks import AsOf
from anjian.reports.rules import Mark, carries
from anjian.reports.units import ReportUnit

BATCH = 1_000
_WORDS = (
    "content", "place", "cited", "measures", "responsible", "contingency", "accepted_by", "accepting_unit",
    "listing_level", "listing_unit", "remark",
)  # fmt: skip
_FACTS = (
    "source", "region_code", "department_code", "discovered_on", "confirmed_on", "due_on", "original_due_on",
    "claimed_on", "accepted_on", "listed_on", "state", "funds_fen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRow:
    """One hazard as the list prints it. Days after the effective day are left out: they had not happened yet."""

    code: str
    region_code: str | None
    department_code: str | None
    enterprise_name: str
    credit_code: str
    source: str
    discovered_on: date
    confirmed_on: date | None
    due_on: date | None
    original_due_on: date | None
    claimed_on: date | None
    accepted_on: date | None
    listed: bool
    state: str
    funds_fen: int | None
    supervisor: str
    words: Mapping[str, str]


def list_rows(session: Session, pack: Pack, asof: AsOf, unit: ReportUnit) -> Iterator[ListRow]:
    """The counted hazards of a unit: exactly the rows of A1-1.01 + 1.03 + 1.05 + 1.07, by county, enterprise, discovery.

    `session` must be a system session. Streams in batches.
    """
    result = session.connection().execute(_statement(pack, asof, unit), execution_options={"yield_per": BATCH})
    for rows in result.partitions(BATCH):
        ids = [row.hazard_id for row in rows]
        changed = [row.hazard_id for row in rows if row.known_to != OPEN]
        words = _words_known(session, changed, asof.known)
        supervisors = _supervisors(session, ids, asof)
        for row in rows:
            yield _list_row(row, asof.effective, words.get(row.hazard_id), supervisors.get(row.hazard_id, ""))


def _statement(pack: Pack, asof: AsOf, unit: ReportUnit) -> Select[Any]:
    version, owner = HazardVersion, EnterpriseVersion
    order = {code: number for number, code in enumerate(place_order(pack))}
    return (
        select(
            version.hazard_id,
            version.known_to,
            Hazard.public_code,
            owner.name.label("enterprise_name"),
            owner.credit_code,
            *(getattr(version, name) for name in _FACTS),
            *(getattr(Hazard, name) for name in _WORDS),
        )
        .join(Hazard, Hazard.id == version.hazard_id)
        .outerjoin(owner, and_(owner.enterprise_id == version.enterprise_id, as_known(owner, asof.known)))
        .where(carries(asof, Mark.COUNTED), unit.owns(version))
        .order_by(
            case(order, value=version.region_code, else_=len(order)),
            owner.name,
            version.discovered_on,
            Hazard.public_code,
        )
    )


def place_order(pack: Pack) -> tuple[str, ...]:
    """County-level places in the order of the notice's units."""
    return tuple(unit.region_code for unit in pack.reporting_units() if unit.region_code is not None)


def _list_row(row: Row[Any], day: date, words: Mapping[str, str] | None, supervisor: str) -> ListRow:
    accepted = _by(row.accepted_on, day)
    claimed = _by(row.claimed_on, day)
    listed = _by(row.listed_on, day) is not None
    return ListRow(
        code=row.public_code,
        region_code=row.region_code,
        department_code=row.department_code,
        enterprise_name=row.enterprise_name or "",
        credit_code=row.credit_code or "",
        source=row.source,
        discovered_on=row.discovered_on,
        confirmed_on=row.confirmed_on,
        due_on=row.due_on,
        original_due_on=row.original_due_on,
        claimed_on=claimed,
        accepted_on=accepted,
        listed=listed,
        state=_state_then(row.state, claimed, accepted),
        funds_fen=row.funds_fen,
        supervisor=supervisor if listed else "",
        words=words if words is not None else {name: getattr(row, name) or "" for name in _WORDS},
    )


def _by(day: date | None, effective: date) -> date | None:
    return day if day is not None and day <= effective else None


def _state_then(state: str, claimed: date | None, accepted: date | None) -> str:
    if accepted is not None:
        return str(State.ACCEPTED)
    if state in (State.CLAIMED, State.ACCEPTED):
        return str(State.CLAIMED if claimed is not None else State.RECTIFYING)
    return state


def _words_known(session: Session, hazard_ids: Sequence[int], known: int) -> dict[int, dict[str, str]]:
    """The texts of hazards changed since, folded from their events up to `known`."""
    found: dict[int, dict[str, str]] = {}
    for part in _parts(hazard_ids):
        events = session.execute(
            select(HazardEvent.hazard_id, HazardEvent.hashed_text)
            .where(HazardEvent.hazard_id.in_(part), HazardEvent.event_no <= known)
            .order_by(HazardEvent.hazard_id, HazardEvent.seq)
        )
        for hazard_id, text in events:
            words = found.setdefault(hazard_id, dict.fromkeys(_WORDS, ""))
            after = json.loads(text)["after"]
            words.update((name, after[name] or "") for name in _WORDS if name in after and name in FOLDED)
    return found


def _supervisors(session: Session, hazard_ids: Sequence[int], asof: AsOf) -> dict[int, str]:
    """Who answers for the 挂牌督办, of the newest order known and dated by then."""
    found: dict[int, str] = {}
    for part in _parts(hazard_ids):
        orders = session.execute(
            select(ListingOrder.hazard_id, ListingOrder.supervisor)
            .where(
                ListingOrder.hazard_id.in_(part),
                ListingOrder.event_no <= asof.known,
                ListingOrder.ordered_on <= asof.effective,
            )
            .order_by(ListingOrder.event_no)
        )
        found |= {row.hazard_id: row.supervisor for row in orders}
    return found


def _parts(ids: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
