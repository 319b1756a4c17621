"""A round opens by itself when the month's first tables are compiled, in the very unit of work that stores them: the run's key
lets that happen once (R-092, design 7). A later compilation, the final one too, becomes the round's newest table."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.kernel import clock
from anjian.kernel.ledger import record_audit
from anjian.reports.figures.units import report_units
from anjian.reports.rounds.models import Round, Submission
from anjian.reports.rounds.rules import RoundState, State
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.sealing import JOB_ACTOR

SUBJECT = "report_round"


def compiled(session: Session, pack: Pack, snapshot: ReportSnapshot) -> Round:
    """The month's tables were compiled and stored: open its round, or give the open one its newer table. Flushes.

    `session` is the job's write unit over all rows.
    """
    found = session.scalars(
        select(Round).where(Round.campaign_code == pack.code, Round.period == snapshot.period).with_for_update()
    ).one_or_none()
    if found is None:
        return _open(session, pack, snapshot)
    if found.snapshot_id != snapshot.id:
        found.snapshot_id = snapshot.id
        _record(session, "更新调度报表", found, snapshot)
    return found


def _open(session: Session, pack: Pack, snapshot: ReportSnapshot) -> Round:
    period, now = pack.period(snapshot.period), clock.now()
    opened = Round(
        campaign_code=pack.code, period=period.code, due_on=period.provisional_on, opened_at=now, snapshot_id=snapshot.id,
        state=str(RoundState.OPEN),
    )  # fmt: skip
    session.add(opened)
    session.flush()
    for position, unit in enumerate(unit for unit in report_units(pack) if not unit.is_city):
        session.add(
            Submission(
                round_id=opened.id, unit_code=unit.code, unit_name=unit.name, position=position,
                state=str(State.REVIEWING), since=now, by_name=JOB_ACTOR.person_name, region_code=unit.region_code,
                department_code=unit.department_code,
            )
        )  # fmt: skip
    _record(session, "开启月度调度", opened, snapshot)
    session.flush()
    return opened


def _record(session: Session, action: str, row: Round, snapshot: ReportSnapshot) -> None:
    detail = {"期间": row.period, "快照": snapshot.id, "报表": snapshot.kind, "报送期限": row.due_on}
    record_audit(session, action, SUBJECT, row.id, detail, JOB_ACTOR)
