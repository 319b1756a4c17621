"""Reads of rounds: which there are, how a unit's submission stands, how late it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.kernel import clock
from anjian.kernel.calendar import WorkingDays
from anjian.kernel.errors import NotFound
from anjian.kernel.system import elevated
from anjian.reports.rounds.models import Explanation, Round, RoundStep, Submission
from anjian.reports.rounds.rules import HANDED_IN, State
from anjian.reports.snapshots.models import ReportFile, ReportSeal, ReportSnapshot
from anjian.reports.snapshots.stored import StoredSets, stored_sets_of
from anjian.ui.words import Light

_TONES = {
    State.REVIEWING: "blue", State.PREPARED: "blue", State.SIGNED: "blue", State.SUBMITTED: "yellow",
    State.ACCEPTED: "green", State.RETURNED: "red",
}  # fmt: skip


def rounds_of(session: Session, campaign: str) -> Sequence[Round]:
    """A campaign's rounds, the latest first."""
    return session.scalars(
        select(Round).where(Round.campaign_code == campaign).order_by(Round.period.desc())
    ).all()  # fmt: skip


def round_of(session: Session, campaign: str, period: str) -> Round:
    """Raises `NotFound` while the month's tables have not been compiled."""
    found = session.scalars(
        select(Round).where(Round.campaign_code == campaign, Round.period == period)
    ).one_or_none()  # fmt: skip
    if found is None:
        raise NotFound(f"{period}的调度尚未开启：每月30日编制快报时自动开启。")
    return found


def submission_of(session: Session, submission_id: int) -> tuple[Submission, Round]:
    """A submission as the session's actor may see it. Raises `NotFound`."""
    found = session.execute(
        select(Submission, Round).join(Round, Round.id == Submission.round_id).where(Submission.id == submission_id)
    ).one_or_none()
    if found is None:
        raise NotFound("没有这份报送，或者不在您的查看范围内。")
    return found[0], found[1]


def explanations_of(session: Session, submission_id: int) -> Mapping[str, Explanation]:
    """What the unit says beside its figures, by figure."""
    rows = session.scalars(select(Explanation).where(Explanation.submission_id == submission_id))
    return {row.figure: row for row in rows}


def history_of(session: Session, submission_id: int) -> Sequence[RoundStep]:
    """The steps of a submission, the latest first."""
    return session.scalars(
        select(RoundStep).where(RoundStep.submission_id == submission_id).order_by(RoundStep.id.desc())
    ).all()


def tables_of(session: Session, pack: Pack, snapshot_id: str) -> tuple[ReportSnapshot, StoredSets]:
    """A stored compilation with its sets. Which unit's part of it a reader may see is the caller's affair."""
    with elevated(session, "figures count every row, whoever asks"):
        snapshot = session.get_one(ReportSnapshot, snapshot_id)
        return snapshot, stored_sets_of(session, pack, snapshot_id)


def files_of(session: Session, snapshot_id: str, unit_code: str) -> Sequence[str]:
    """Names of a unit's files of a compilation."""
    return session.scalars(
        select(ReportFile.name)
        .where(ReportFile.snapshot_id == snapshot_id, ReportFile.unit_code == unit_code)
        .order_by(ReportFile.id)
    ).all()


def seals_of(session: Session, snapshot_ids: Sequence[str]) -> Mapping[str, ReportSeal]:
    """The seals of these compilations, by compilation."""
    rows = session.scalars(select(ReportSeal).where(ReportSeal.snapshot_id.in_(snapshot_ids)))
    return {row.snapshot_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Lateness:
    """Whether a unit handed in by the due day. `days`: working days between the due day and the day it did, or today."""

    late: bool
    handed_in: bool
    days: int

    @property
    def light(self) -> Light | None:
        """In words; None while nothing is due yet."""
        if not self.late:
            return Light("green", "按时") if self.handed_in else None
        counted = f"{self.days} 个工作日" if self.days else "不足 1 个工作日"
        return Light("red", f"逾期报送 {counted}" if self.handed_in else f"逾期未报 {counted}")


class Calendar:
    """How late submissions are: the working days around their due days, read once."""

    def __init__(self, session: Session, rounds: Sequence[Round]) -> None:
        self._today = clock.today()
        first = min((one.due_on for one in rounds), default=self._today)
        self._days = WorkingDays(session, first, self._today + timedelta(days=1))

    def lateness(self, of: Round, submission: Submission) -> Lateness:
        """By the day of the first submission; what is returned and handed in again stays on time."""
        until: date = submission.first_on or self._today
        late = until > of.due_on
        return Lateness(late, submission.first_on is not None, self._days.between(of.due_on, until) if late else 0)


def state_light(submission: Submission, lateness: Lateness) -> Light:
    """Where a submission stands; red where it is returned, or late and not handed in."""
    state = State(submission.state)
    overdue = lateness.late and state not in HANDED_IN
    return Light("red" if overdue else _TONES[state], str(state))
