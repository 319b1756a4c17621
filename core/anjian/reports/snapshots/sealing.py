"""Sealing a stored snapshot: an act that never counts again, and after which nothing of the snapshot may change (R-092).

The seal's text covers the snapshot (and by its hash every set), each file's bytes, what each section said or why it failed, the
versions of rules, templates and plugins, the missing units, the units' explanations and the campaign's seal before. Its hash
stands in an audit entry too, which the ledger's daily anchor covers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.kernel.ledger import GENESIS, Watermark, canonical_json, record_audit
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.snapshots.integrity import digest, stored_faults
from anjian.reports.snapshots.models import ReportFile, ReportSeal, ReportSnapshot

SEAL = "reports.seal"
WHO = "领导组办公室"
SUBJECT = "report_seal"
JOB_ACTOR = Actor(None, None, "定时任务", None, "平台管理")
Explanations = Mapping[str, Mapping[str, str]]
"""Unit code -> figure key -> what the unit says about the figure."""


@dataclass(frozen=True, slots=True)
class FailedSection:
    """A section that the sealed report prints as missing."""

    title: str
    department: str
    failure: str


def seal(
    session: Session,
    snapshot_id: str,
    *,
    missing: tuple[str, ...] = (),
    by: Actor | None = None,
    note: str = "",
    explanations: Explanations | None = None,
) -> ReportSeal:
    """Seal a stored snapshot: complete, or with the names of the units that had not submitted. Flushes.

    `by`: who seals; None: a job. Raises `NotFound` for an unknown snapshot, `Forbidden`, `Refused` where it is sealed already
    or where what is stored is not what was stored.
    """
    if by is not None:
        by.require(SEAL, WHO)
    snapshot = session.get(ReportSnapshot, snapshot_id)
    if snapshot is None:
        raise NotFound(f"没有编号为“{snapshot_id}”的快照。")
    _refuse_again(session, snapshot)
    actor, at = by or JOB_ACTOR, clock.now().astimezone(UTC)
    previous = last_hash(session, snapshot.campaign_code)
    told = sealed_text(session, snapshot) | {
        "missing": list(missing), "note": note, "explanations": explanations or {}, "sealed_at": at.isoformat(),
        "sealed_by": actor.person_name, "unit_name": actor.unit_name, "previous": previous,
    }  # fmt: skip
    content = canonical_json(told)
    row = ReportSeal(
        snapshot_id=snapshot.id, campaign_code=snapshot.campaign_code, period=snapshot.period, kind=snapshot.kind,
        sealed_at=at, sealed_by=actor.person_name, unit_name=actor.unit_name,
        missing=json.dumps(missing, ensure_ascii=False), note=note, content=content, previous=previous,
        hash=digest(content),
    )  # fmt: skip
    session.add(row)
    session.flush()
    record_audit(session, "封存报表", SUBJECT, row.id, audited(row), actor)
    if session.get(Watermark, snapshot.compiled_at) is None:  # asked by this moment, the ledger answers what was sealed
        session.add(Watermark(moment=snapshot.compiled_at, event_no=snapshot.known))
    session.flush()
    return row


def _refuse_again(session: Session, snapshot: ReportSnapshot) -> None:
    before = sealed(session, snapshot.id)
    if before is not None:
        day = chinese_day(clock.day_of(before.sealed_at))
        who = f"{before.unit_name}{before.sealed_by}"
        raise Refused(f"{before.period}{before.kind}（快照 {snapshot.id}）已由{who}于{day}封存，不能再次封存。")
    faults = [Problem(fault) for fault in stored_faults(session, snapshot)]
    if faults:
        raise Refused(faults)


def sealed(session: Session, snapshot_id: str) -> ReportSeal | None:
    """The seal of a snapshot, if it has one."""
    return session.scalars(select(ReportSeal).where(ReportSeal.snapshot_id == snapshot_id)).one_or_none()


def seals(session: Session, campaign: str) -> list[ReportSeal]:
    """A campaign's seals, the newest first."""
    return list(
        session.scalars(select(ReportSeal).where(ReportSeal.campaign_code == campaign).order_by(ReportSeal.id.desc()))
    )


def last_hash(session: Session, campaign: str) -> str:
    """What the campaign's next seal follows."""
    newest = select(ReportSeal.hash).where(ReportSeal.campaign_code == campaign).order_by(ReportSeal.id.desc())
    return session.scalars(newest.limit(1)).first() or GENESIS


def sealed_text(session: Session, snapshot: ReportSnapshot) -> dict[str, Any]:
    """What a seal says of the stored snapshot, as it stands."""
    files: dict[str, dict[str, str]] = {}
    rows = session.execute(
        select(ReportFile.unit_code, ReportFile.name, ReportFile.sha256)
        .where(ReportFile.snapshot_id == snapshot.id)
        .order_by(ReportFile.unit_code, ReportFile.name)
    )
    for unit, name, sha256 in rows:
        files.setdefault(unit, {})[name] = sha256
    return {
        "campaign": snapshot.campaign_code, "period": snapshot.period, "kind": snapshot.kind,
        "effective": snapshot.effective.isoformat(), "known": snapshot.known, "snapshot": snapshot.content_hash,
        "files": files, "sections": _sections(snapshot.sections), "versions": json.loads(snapshot.versions),
    }  # fmt: skip


def _sections(stored: str) -> dict[str, list[dict[str, str]]]:
    """Each section of each unit: its name, the hash of all it said, and why it failed where it did."""
    return {
        unit: [
            {name: section[name] for name in ("key", "title", "department", "failure")}
            | {"sha256": digest(canonical_json(section))}
            for section in sections
        ]
        for unit, sections in json.loads(stored).items()
    }


def failed_sections(row: ReportSeal) -> tuple[FailedSection, ...]:
    """The sections that failed for some unit, each once."""
    return failures(json.loads(row.content)["sections"])


def failures(sections: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[FailedSection, ...]:
    """Of stored sections by unit those that failed, each once."""
    failed = (
        FailedSection(one["title"], one["department"], one["failure"])
        for unit in sections.values()
        for one in unit
        if one["failure"]
    )
    return tuple(dict.fromkeys(failed))


def audited(row: ReportSeal) -> dict[str, str]:
    """What the audit entry says of a seal."""
    return {"期间": row.period, "类别": row.kind, "快照": row.snapshot_id, "封存校验值": row.hash}
