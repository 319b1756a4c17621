"""Tables of visits, answers, findings, and the published versions of checklists."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship

from anjian.inspections.words import UNANNOUNCED, Tier, VisitStatus
from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID, OPEN, Versioned, version_model
from anjian.kernel.ownership import PUBLIC, SYSTEM, Owned
from anjian.kernel.types import Day, EventNo, Moment, Name, Word


class ChecklistVersion(Base):
    """A published version of a checklist: immutable, hash-locked, pinned by visits; readable when its plugin is gone."""

    __tablename__ = "checklist_version"
    __table_args__ = (UniqueConstraint("code", "version", name="uq_checklist_version"),)
    scope = PUBLIC
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Word]
    version: Mapped[Word]
    title: Mapped[Name]
    plugin: Mapped[Word | None]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    published_at: Mapped[Moment]


class Visit(Base, Owned, Versioned):
    """One visit of one team to one enterprise. Owner columns: the enterprise's county and parent, the plugin's department.

    `client_uid` is its address: `public_code` of an unannounced visit is given on arrival (R-102).
    """

    __tablename__ = "visit"
    __versioned__ = (
        "region_code", "department_code", "enterprise_id", "parent_id", "plugin", "unit_id", "tier", "mode", "visited_on",
        "status", "fragment_answered",
    )  # fmt: skip
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    public_code: Mapped[str | None] = mapped_column(String(20), unique=True)
    client_uid: Mapped[str] = mapped_column(String(36), unique=True)
    plugin: Mapped[Word | None]
    plugin_title: Mapped[Name | None]
    """Kept as text: readable when the plugin is gone."""
    checklist_code: Mapped[Word | None]
    checklist_version: Mapped[Word | None]
    fragment_version: Mapped[Word]
    tier: Mapped[Word]
    mode: Mapped[Word]
    status: Mapped[Word]
    unit_id: Mapped[int | None] = mapped_column(index=True)
    unit_name: Mapped[Name]
    team: Mapped[str] = mapped_column(String(400))
    """Names of the team as printed."""
    enterprise_name: Mapped[Name]
    visited_on: Mapped[Day]
    """The planned day; from arrival on the day of the visit."""
    arrived_at: Mapped[Moment | None]
    completed_at: Mapped[Moment | None]
    fragment_answered: Mapped[bool] = mapped_column(default=False)
    statement: Mapped[str | None] = mapped_column(Text)
    """What the visit found as a whole; obligatory where nothing was found (R-028)."""
    cancel_reason: Mapped[str | None] = mapped_column(String(400))

    answers: Mapped[list[Answer]] = relationship(order_by="Answer.id", back_populates="visit")
    findings: Mapped[list[Finding]] = relationship(order_by="Finding.id", back_populates="visit")

    __table_args__ = (Index("ix_visit_day", "visited_on", "id"), Index("ix_visit_status", "status", "visited_on"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Within the actor's scope once announced or arrived; to the team always."""
        arrived = or_(cls.mode.not_in(UNANNOUNCED), cls.arrived_at.is_not(None))
        return or_(and_(super().visible_to(actor), arrived), cls.id.in_(_visits_of(actor)))


class VisitMember(Base):
    """A person on a visit's team. Read through the visit only: a planned unannounced visit must not show through its team."""

    __tablename__ = "visit_member"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int] = mapped_column(index=True)


class Answer(Base, Owned):
    """What was answered to one item of a visit. Changes until the visit is completed, then never."""

    __tablename__ = "visit_answer"
    __table_args__ = (UniqueConstraint("visit_id", "item_code", name="uq_visit_answer_item"),)
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    checklist_code: Mapped[Word]
    item_code: Mapped[Word]
    value: Mapped[Word | None]
    reason: Mapped[str | None] = mapped_column(String(400))
    """Why the item does not concern the enterprise."""
    total: Mapped[int | None]
    passed: Mapped[int | None]
    methods: Mapped[str] = mapped_column(String(100), default="")
    method_reason: Mapped[str | None] = mapped_column(String(400))
    limbs: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(String(400))
    answered_at: Mapped[Moment]
    answered_by: Mapped[Name]

    visit: Mapped[Visit] = relationship(back_populates="answers")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return _with_visit(super().visible_to(actor), cls.visit_id, actor)


class Finding(Base, Owned, Versioned):
    """A failed item (or one limb of it) of a completed visit, with what it is proposed to amount to.

    `voided`: it was wrong, and counts nowhere. `status` says what became of the proposed hazard: a finding that is not
    reported as a hazard still counts in 附件1 block 2.
    """

    __tablename__ = "finding"
    __versioned__ = (
        "region_code", "department_code", "enterprise_id", "parent_id", "visit_id", "plugin", "tag", "limb_letter", "tier",
        "found_on", "scale", "status", "hazard_id", "voided",
    )  # fmt: skip
    __table_args__ = (UniqueConstraint("visit_id", "item_code", "limb_letter", name="uq_finding_item"),)
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    client_uid: Mapped[str] = mapped_column(String(36), unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    plugin: Mapped[Word | None]
    checklist_code: Mapped[Word]
    item_code: Mapped[Word]
    item_text: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(String(400))
    verified: Mapped[bool]
    tag: Mapped[Word | None]
    limb_letter: Mapped[str | None] = mapped_column(String(1))
    tier: Mapped[Word]
    answer: Mapped[Word]
    methods: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(400))
    found_on: Mapped[Day]
    scale: Mapped[Word]
    level: Mapped[Word]
    limb_code: Mapped[Word | None]
    limb_text: Mapped[str | None] = mapped_column(Text)
    verdict_reason: Mapped[str] = mapped_column(Text)
    status: Mapped[Word] = mapped_column(index=True)
    decision_reason: Mapped[str | None] = mapped_column(String(400))
    sighting_id: Mapped[int | None] = mapped_column(BigInteger)
    hazard_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    voided: Mapped[bool] = mapped_column(default=False)
    void_reason: Mapped[str | None] = mapped_column(String(400))

    visit: Mapped[Visit] = relationship(back_populates="findings")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return _with_visit(super().visible_to(actor), cls.visit_id, actor)


class VisitCampaign(Base):
    """Which campaigns count a visit, where a person said so (R-011). A visit without such rows counts in every campaign that runs
    on its day; one that no campaign is to count has one row with a blank code."""

    __tablename__ = "visit_campaign"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    campaign_code: Mapped[Word]
    known_from: Mapped[EventNo]
    known_to: Mapped[EventNo] = mapped_column(default=OPEN)
    __table_args__ = (Index("ix_visit_campaign_visit", "visit_id", "campaign_code"),)


def _visits_of(actor: Actor) -> Select[int]:
    """Ids of the visits on whose team the actor is."""
    return select(VisitMember.visit_id).where(VisitMember.person_id == actor.person_id)


def _with_visit(own: ColumnElement[bool], visit_id: InstrumentedAttribute[int], actor: Actor) -> ColumnElement[bool]:
    """An enterprise or parent company reads what officials found when the visit is over; the team always."""
    if not actor.official and not actor.sees_all:
        open_to_all = select(Visit.id).where(or_(Visit.status == VisitStatus.DONE, Visit.tier == Tier.SELF))
        own = and_(own, visit_id.in_(open_to_all))
    return or_(own, visit_id.in_(_visits_of(actor)))


VisitVersion = version_model(Visit, indexed=("visited_on", "enterprise_id"))
FindingVersion = version_model(Finding, indexed=("found_on", "visit_id"))
