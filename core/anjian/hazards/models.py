"""Tables of the ledger of hazards."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID, OPEN, Versioned, version_model
from anjian.kernel.ledger import EventColumns
from anjian.kernel.ownership import SYSTEM, Owned
from anjian.kernel.types import Day, EventNo, Word


class Hazard(Base, Owned, Versioned):
    """The canonical fault: one row whoever saw it. Owner columns say whose it is; dates are Asia/Shanghai days."""

    __tablename__ = "hazard"
    __versioned__ = (
        "scale", "level", "source", "region_code", "department_code", "enterprise_id", "parent_id", "plugin", "unit_name",
        "criterion_code", "limb_code", "discovered_on", "confirmed_on", "due_on", "original_due_on", "claimed_on",
        "accepted_on", "listed_on", "lifted_on", "state", "funds_fen", "merged_into_id",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    public_code: Mapped[str] = mapped_column(String(20), unique=True)
    client_uid: Mapped[str] = mapped_column(String(36), unique=True)
    scale: Mapped[Word]
    level: Mapped[Word]
    source: Mapped[Word]
    state: Mapped[Word]
    track: Mapped[Word | None]
    unit_name: Mapped[str] = mapped_column(String(200))
    """The unit that entered it (填报单位)."""
    plugin: Mapped[Word | None]
    """The plugin that judged it; `plugin_title` stays readable when the plugin is gone."""
    plugin_title: Mapped[str | None] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(400))
    cited: Mapped[str] = mapped_column(String(400))
    """判定依据及条款 as the unit wrote it."""
    criterion_code: Mapped[Word | None]
    limb_code: Mapped[Word | None]
    limb_text: Mapped[str | None] = mapped_column(Text)
    verdict_reason: Mapped[str | None] = mapped_column(Text)
    discovered_on: Mapped[Day] = mapped_column(index=True)
    reported_on: Mapped[date | None]
    parent_confirmed_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    prepared_by: Mapped[int | None]
    """Person of the enterprise who entered it: another person, its 主要负责人, signs before it goes up (R-088)."""
    signed_on: Mapped[date | None]
    signed_by: Mapped[int | None]
    parent_opinion: Mapped[Word | None]
    enterprise_person: Mapped[str | None] = mapped_column(String(200))
    officer: Mapped[str | None] = mapped_column(String(200))
    leader: Mapped[str | None] = mapped_column(String(200))
    """The three responsible parties (R-005): enterprise, department, county leader's post."""
    review: Mapped[Word | None]
    planned_by: Mapped[int | None]
    reviewed_on: Mapped[date | None]
    extension_to: Mapped[date | None]
    """The day asked for while a request for extension waits."""
    extension_by: Mapped[int | None]
    suspended_on: Mapped[date | None]
    suspended_by: Mapped[int | None]
    transfer_to: Mapped[Word | None]
    """The department that is asked to take it over."""
    recurs_of_id: Mapped[int | None] = mapped_column(BigInteger)
    """The closed hazard of which it is a recurrence within 12 months (R-126)."""
    measures: Mapped[str | None] = mapped_column(Text)
    funds_fen: Mapped[int | None] = mapped_column(BigInteger)
    responsible: Mapped[str | None] = mapped_column(String(200))
    due_on: Mapped[date | None] = mapped_column(index=True)
    original_due_on: Mapped[date | None]
    contingency: Mapped[str | None] = mapped_column(Text)
    """防控措施及应急预案, the fifth of 五落实."""
    claimed_on: Mapped[date | None]
    rectified_by: Mapped[int | None]
    """Person who claimed the rectification done; may not accept it (R-021)."""
    accepted_on: Mapped[date | None]
    accepted_by: Mapped[str | None] = mapped_column(String(200))
    accepting_unit: Mapped[str | None] = mapped_column(String(200))
    listed_on: Mapped[date | None]
    published_on: Mapped[date | None]
    """When the order of 挂牌督办 was published; `lift_published_on`: when its end was."""
    lifted_on: Mapped[date | None]
    lift_published_on: Mapped[date | None]
    listing_level: Mapped[Word | None]
    listing_unit: Mapped[str | None] = mapped_column(String(200))
    remark: Mapped[str | None] = mapped_column(Text)
    imported: Mapped[bool] = mapped_column(default=False)
    """Entered as a row of a unit's list (补录): date-order rules and signals leave it out."""
    identity_key: Mapped[str | None] = mapped_column(String(64), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger)
    seq: Mapped[int] = mapped_column(default=0)
    """Number of its last event: the optimistic lock."""
    last_hash: Mapped[str] = mapped_column(String(64))

    sightings: Mapped[list[Sighting]] = relationship(order_by="Sighting.id", back_populates="hazard")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """A department that is asked to take a hazard over sees it while it is asked."""
        asked = [
            and_(cls.transfer_to == grant.department_code, cls.region_code == grant.region_code)
            if grant.region_code is not None
            else cls.transfer_to == grant.department_code
            for grant in actor.grants
            if grant.department_code is not None
        ]
        return or_(super().visible_to(actor), *asked)

    __table_args__ = (
        Index("ix_hazard_discovered_id", "discovered_on", "id"),
        Index("ix_hazard_state_due", "state", "due_on"),
        Index("ix_hazard_enterprise_limb", "enterprise_id", "limb_code"),
    )


class Sighting(Base, Owned):
    """One discovery by one party. Two parties that report one fault are two sightings of one hazard (T-04)."""

    __tablename__ = "sighting"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    client_uid: Mapped[str] = mapped_column(String(36), unique=True)
    source: Mapped[Word]
    method: Mapped[Word | None]
    unit_id: Mapped[int | None]
    unit_name: Mapped[str] = mapped_column(String(200))
    found_by: Mapped[str] = mapped_column(String(200))
    found_on: Mapped[Day]
    content: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(400))
    cited: Mapped[str] = mapped_column(String(400))
    event_no: Mapped[EventNo]

    hazard: Mapped[Hazard] = relationship(back_populates="sightings")


class Extension(Base, Owned):
    """A request for more time and its answer (R-024). Every due day that ever held stands in one of these, or on the hazard."""

    __tablename__ = "hazard_extension"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    asked_on: Mapped[Day]
    asked_by: Mapped[str] = mapped_column(String(200))
    due_before: Mapped[Day]
    due_asked: Mapped[Day]
    reason: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(String(200))
    granted: Mapped[bool | None]
    answer: Mapped[str | None] = mapped_column(Text)
    event_no: Mapped[EventNo]


class LikePair(Base, Owned):
    """Two hazards of one enterprise that may be one fault, why, and what a person decided (T-04)."""

    __tablename__ = "like_pair"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"))
    """The one found first: it keeps its source if they are one."""
    second_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    score: Mapped[int]
    reasons: Mapped[str] = mapped_column(Text)
    proposed_on: Mapped[Day]
    decision: Mapped[Word | None]
    decided_on: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        UniqueConstraint("first_id", "second_id", name="uq_like_pair"),
        Index("ix_like_pair_open", "decision", "score", "id"),
    )


class HazardEvent(Base, EventColumns):
    """The append-only history of one hazard, hash-chained per hazard. Its readers see it through the hazard."""

    __tablename__ = "hazard_event"
    scope = SYSTEM
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"))
    __table_args__ = (UniqueConstraint("hazard_id", "seq", name="uq_hazard_event_seq"),)


class ListingOrder(Base, Owned):
    """An order of 挂牌督办 (R-105). It cannot end before acceptance; its end is published where the order was."""

    __tablename__ = "listing_order"
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    level: Mapped[Word]
    supervising_unit: Mapped[str] = mapped_column(String(200))
    supervisor: Mapped[str] = mapped_column(String(200))
    requirements: Mapped[str] = mapped_column(Text)
    ordered_on: Mapped[Day]
    due_on: Mapped[Day]
    published_on: Mapped[date | None]
    medium: Mapped[str | None] = mapped_column(String(200))
    """Where both are published: a site, a paper, a notice board. `published_at` is the place in it."""
    published_at: Mapped[str | None] = mapped_column(String(400))
    lifted_on: Mapped[date | None]
    lift_published_on: Mapped[date | None]
    lift_published_at: Mapped[str | None] = mapped_column(String(400))
    event_no: Mapped[EventNo]
    __table_args__ = (Index("uq_listing_order_number", "supervising_unit", "number", unique=True),)


class HazardCampaign(Base):
    """Which campaigns count a hazard (R-011): one row counts once in each."""

    __tablename__ = "hazard_campaign"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"))
    campaign_code: Mapped[Word]
    known_from: Mapped[EventNo]
    known_to: Mapped[EventNo] = mapped_column(default=OPEN)
    __table_args__ = (
        Index("ix_hazard_campaign_code", "campaign_code", "hazard_id"),
        Index("ix_hazard_campaign_known", "campaign_code", "known_to", "known_from"),
    )


HazardVersion = version_model(Hazard)

FOLDED = tuple(
    column.key for column in Hazard.__table__.columns if column.key not in ("id", "seq", "last_hash")
)  # what events record and `ledger verify` folds back
