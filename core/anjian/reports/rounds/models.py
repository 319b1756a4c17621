"""Tables of rounds: the month's round, each unit's submission, its explanations, its steps."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID
from anjian.kernel.ownership import PUBLIC, Owned
from anjian.kernel.types import Day, EventNo, Moment, Name, Word


class Round(Base):
    """One month of one campaign. Which units hand in, and by when, is settled when it opens: later changes leave it as it was."""

    __tablename__ = "report_round"
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_code: Mapped[Word]
    period: Mapped[str] = mapped_column(String(7))
    due_on: Mapped[Day]
    """The last day to hand in (前 includes the named day)."""
    opened_at: Mapped[Moment]
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("report_snapshot.id"))
    """The newest compilation of the month: provisional, after the month's end final."""
    state: Mapped[Word]
    sealed_id: Mapped[str | None] = mapped_column(ForeignKey("report_snapshot.id"))
    """The compilation that was sealed last; its `ReportSeal` names who sealed it and which units were missing."""
    __table_args__ = (UniqueConstraint("campaign_code", "period", name="uq_report_round"),)


class Submission(Base, Owned):
    """One unit's tables in one round. Owner columns are the unit's own slice of the ledger."""

    __tablename__ = "report_submission"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("report_round.id"))
    unit_code: Mapped[str] = mapped_column(String(60))
    unit_name: Mapped[Name]
    position: Mapped[int]
    state: Mapped[Word]
    since: Mapped[Moment]
    """When it came into its state; `by_name` is who brought it there, `reason` why, where one was given."""
    by_name: Mapped[Name]
    reason: Mapped[str] = mapped_column(Text, default="")
    snapshot_id: Mapped[str | None] = mapped_column(ForeignKey("report_snapshot.id"))
    """The compilation that was prepared, signed, handed in."""
    preparer_id: Mapped[int | None]
    signer_id: Mapped[int | None]
    first_on: Mapped[date | None]
    """When it was handed in for the first time: that day says whether it was late."""
    submitted_on: Mapped[date | None]
    reminded_at: Mapped[Moment | None]
    __table_args__ = (UniqueConstraint("round_id", "unit_code", name="uq_report_submission"),)


class Explanation(Base, Owned):
    """What a unit says beside one figure of its table, in words."""

    __tablename__ = "report_explanation"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("report_submission.id"))
    figure: Mapped[str] = mapped_column(String(20))
    """Key of the figure."""
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[Name]
    written_at: Mapped[Moment]
    __table_args__ = (UniqueConstraint("submission_id", "figure", name="uq_report_explanation"),)


class RoundStep(Base, Owned):
    """One step of a submission as it was taken: who, in which post, when, over which compilation, why. Append-only."""

    __tablename__ = "report_round_step"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("report_submission.id"), index=True)
    verb: Mapped[Word]
    taken_at: Mapped[Moment]
    person_id: Mapped[int | None]
    person_name: Mapped[Name]
    post: Mapped[Name]
    """The post held on that day."""
    unit_name: Mapped[Name]
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("report_snapshot.id"))
    reason: Mapped[str] = mapped_column(Text)
    event_no: Mapped[EventNo]
