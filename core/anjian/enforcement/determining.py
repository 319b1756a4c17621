"""The determination sheet of a hazard: its facts gathered from both rooms, the proposal, and what a person decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from anjian.enforcement.models import Determination
from anjian.enforcement.service import owners_of, stamp
from anjian.enforcement.treatment import Arrival, Circumstances, Sheet, propose
from anjian.enforcement.words import FOLLOWING, Treatment
from anjian.enterprises.models import Enterprise
from anjian.hazards.guards import missing_of_five
from anjian.hazards.models import Hazard
from anjian.hazards.queries import timeline
from anjian.hazards.receipts import report_event
from anjian.hazards.steps import load
from anjian.hazards.words import UNCOUNTED, Scale
from anjian.inspections.models import Visit
from anjian.inspections.words import Tier, VisitStatus
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import elevated

UNSEEN = "其他单位"
"""Stands for a visiting unit whose visit is not the reader's to see: that somebody came is a fact all the same."""


def applies_to(hazard: Hazard) -> bool:
    """Whether there is anything to determine: a major hazard that counts."""
    return hazard.scale == Scale.MAJOR and hazard.merged_into_id is None and hazard.state not in UNCOUNTED


def sheet_of(session: Session, hazard: Hazard) -> Sheet:
    """What the notice says of the penalty, from what is known now."""
    report = report_event(sorted(timeline(session, hazard), key=lambda event: event.seq))
    return propose(
        Circumstances(
            source=hazard.source,
            state=hazard.state,
            imported=hazard.imported,
            discovered_on=hazard.discovered_on,
            reported_at=report.recorded_at if report is not None else None,
            stated_on=report.effective_on if report is not None else None,
            five_missing=missing_of_five(hazard),
            due_on=hazard.due_on,
            claimed_on=hazard.claimed_on,
            today=clock.today(),
            arrivals=arrivals_at(session, hazard.enterprise_id),
        )
    )


def arrivals_at(session: Session, enterprise_id: int | None) -> list[Arrival]:
    """When inspectors came to an enterprise, whoever may see their visits; the enterprise's own checks are none."""
    came = select(Visit.id, Visit.arrived_at, Visit.completed_at, Visit.unit_name).where(
        Visit.enterprise_id == enterprise_id,
        Visit.arrived_at.is_not(None),
        Visit.status != VisitStatus.CANCELLED,
        Visit.tier != Tier.SELF,
    )
    seen = set(session.scalars(came.with_only_columns(Visit.id)))
    with elevated(session, "that inspectors had come is a fact, whoever may see their visit"):
        rows = session.execute(came.order_by(Visit.arrived_at)).all()
    return [
        Arrival(name if number in seen else UNSEEN, at, ended, exact=at != clock.start_of(clock.day_of(at)))
        for number, at, ended, name in rows
        if at is not None
    ]


def determine(
    session: Session, actor: Actor, hazard_id: int, decision: Treatment, reason: str, *, shown: str
) -> Determination:
    """Keep what a person decided, with the proposal and the facts of this moment. The hazard stays as it is.

    `shown` is the proposal that the person saw: when the facts have moved it since, the decision is refused. The decision that
    holds already, sent again with the same reason, is kept once.
    """
    actor.require("enforcement.case")
    hazard = load(session, hazard_id)
    if not applies_to(hazard):
        raise Refused("只有计入统计的重大事故隐患才作处罚认定。")
    sheet = sheet_of(session, hazard)
    problems = [] if reason.strip() else [Problem("请写明认定的理由。", field="reason")]
    if shown != sheet.proposal:
        problems.append(Problem(f"您打开页面后事实有变化，现在的建议是“{sheet.proposal}”，请核对后再认定。"))
    if problems:
        raise Refused(problems)
    kept = next(iter(determinations_of(session, hazard.id)), None)
    stated = (str(sheet.proposal), str(decision), reason.strip(), sheet.told())
    if kept is not None and (kept.proposal, kept.decision, kept.reason, kept.facts) == stated:
        return kept
    row = Determination(
        hazard_id=hazard.id, proposal=str(sheet.proposal), decision=str(decision), reason=reason.strip(), facts=sheet.told(),
        happened_on=clock.today(), **owners_of(hazard),
    )  # fmt: skip
    stamp(session, actor, row, "RD")
    session.add(row)
    session.flush()
    detail = {"隐患": hazard.public_code, "建议": row.proposal, "认定": row.decision}
    event_no = record_audit(session, "处罚认定", "enforcement.determination", row.id, detail, actor)
    open_versions(session, [row], event_no)
    return row


def determinations_of(session: Session, hazard_id: int) -> Sequence[Determination]:
    """What was decided on a hazard, the newest first: that one holds."""
    return session.scalars(
        select(Determination).where(Determination.hazard_id == hazard_id).order_by(Determination.id.desc())
    ).all()


def determined(differing: bool | None = None) -> Select[Any]:
    """The determinations that hold, with hazard and enterprise; `differing`: those that do not follow the proposal."""
    other = aliased(Determination)
    newest = select(func.max(other.id)).where(other.hazard_id == Hazard.id).correlate(Hazard).scalar_subquery()
    found: Any = (
        select(Determination, Hazard, Enterprise)
        .join(Hazard, Hazard.id == Determination.hazard_id)
        .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
        .where(Determination.id == newest)
    )
    follows = or_(
        *(
            and_(Determination.proposal == proposal, Determination.decision.in_(decisions))
            for proposal, decisions in FOLLOWING.items()
        )
    )
    return cast("Select[Any]", found if differing is None else found.where(~follows if differing else follows))
