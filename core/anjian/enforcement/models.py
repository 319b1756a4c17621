"""Tables of enforcement. Every row is dated (`happened_on`), versioned, voided with a reason and never deleted.

A version carries what 附件1 counts by; texts and names stay in the current row.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    false,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from anjian.kernel.actor import Actor
from anjian.kernel.db import Base
from anjian.kernel.history import BIG_ID, Versioned, version_model
from anjian.kernel.names import short
from anjian.kernel.ownership import SYSTEM, Owned
from anjian.kernel.types import Day, Moment, Name, Word

OWNERS = ("region_code", "department_code", "enterprise_id", "parent_id")
RECORDED = (*OWNERS, "happened_on", "voided")
"""The columns that every version of an enforcement row has."""
TITLE, NAME, NUMBER = 400, 100, 80
SEES_ACCOUNTABILITY = "enforcement.accountability_view"


class Recorded(Owned, Versioned):
    """What every enforcement row has. `unit_name` is the unit that acts; of a joint deed the one that leads it.

    `identity` is the digest of what identifies the deed; empty once it is voided, so that it can be entered anew.
    """

    __versioned__: ClassVar[tuple[str, ...]] = RECORDED
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    public_code: Mapped[str] = mapped_column(String(20), unique=True)
    happened_on: Mapped[Day]
    unit_id: Mapped[int | None] = mapped_column(index=True)
    unit_name: Mapped[Name]
    joint_units: Mapped[str | None] = mapped_column(String(TITLE))
    """Names of the other units of a joint deed: it counts once, for the unit that leads."""
    recorded_by: Mapped[str] = mapped_column(String(NAME))
    recorded_at: Mapped[Moment]
    remark: Mapped[str | None] = mapped_column(String(TITLE))
    identity: Mapped[str | None] = mapped_column(String(64), unique=True)
    voided: Mapped[bool] = mapped_column(default=False)
    void_reason: Mapped[str | None] = mapped_column(String(TITLE))

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Index, ...]:
        name = str(cls.__tablename__)  # type: ignore[attr-defined]
        return (Index(short(f"ix_{name}_day_id"), "happened_on", "id"),)


class CountedKey(Base):
    """A thing that several units may report and that counts once: a person of a matter, a published case.

    `digest` is a SHA-256 over its normalised words: the key says nothing about the person.
    """

    __tablename__ = "counted_key"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class EnforcementCase(Base, Recorded):
    """An enforcement case; `happened_on` is the day on which it was filed (立案)."""

    __tablename__ = "enforcement_case"
    number: Mapped[str] = mapped_column(String(NUMBER), index=True)
    title: Mapped[str] = mapped_column(String(TITLE))
    """案由"""
    hazard_id: Mapped[int | None] = mapped_column(ForeignKey("hazard.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    stage: Mapped[Word]
    closed_on: Mapped[date | None]
    both_due: Mapped[bool] = mapped_column(default=False)
    """一案双罚 is called for (R-103)."""
    one_side_reason: Mapped[str | None] = mapped_column(String(TITLE))
    """Why one side only was punished although both were called for."""

    decisions: Mapped[list[Decision]] = relationship(
        order_by="Decision.happened_on, Decision.id", back_populates="case"
    )


class Decision(Base, Recorded):
    """A decision of a case; `happened_on` is its date. What it amounts to on a day stands in its terms (R-100)."""

    __tablename__ = "decision"
    __versioned__ = (*RECORDED, "case_id", "penalty", "stop", "close", "target")
    case_id: Mapped[int] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    number: Mapped[str] = mapped_column(String(NUMBER), index=True)
    authority: Mapped[Name]
    """The deciding authority; of a joint decision the one that leads."""
    legal_basis: Mapped[str] = mapped_column(String(TITLE))
    measures: Mapped[str] = mapped_column(String(100))
    """`Measure` words, joined by 、; the three flags below are what figures ask."""
    punishments: Mapped[str] = mapped_column(String(100), default="")
    penalty: Mapped[bool]
    stop: Mapped[bool]
    close: Mapped[bool]
    target: Mapped[Word]
    person_name: Mapped[str | None] = mapped_column(String(NAME))
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    """As it stands by all that is known now; figures take it from the terms."""
    standing: Mapped[Word]

    case: Mapped[EnforcementCase] = relationship(back_populates="decisions")
    terms: Mapped[list[DecisionTerm]] = relationship(
        order_by="DecisionTerm.happened_on, DecisionTerm.id", back_populates="decision"
    )


class DecisionTerm(Base, Recorded):
    """What a decision amounts to from a day on: the first from its own day, later ones by review, appeal or revocation.

    The term in force on a day is the last one that took effect by then; earlier values stay.
    """

    __tablename__ = "decision_term"
    __versioned__ = (*RECORDED, "decision_id", "amount_fen", "standing")
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    standing: Mapped[Word]
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    document: Mapped[str] = mapped_column(String(NUMBER))
    reason: Mapped[str | None] = mapped_column(String(TITLE))
    first: Mapped[bool] = mapped_column(default=False)
    """Made with the decision itself."""

    decision: Mapped[Decision] = relationship(back_populates="terms")


class Assistance(Base, Recorded):
    """One assistance visit to one county or one enterprise (R-097). Never an inspection."""

    __tablename__ = "assistance"
    __versioned__ = (*RECORDED, "aim")
    aim: Mapped[Word]
    ended_on: Mapped[date | None]
    team: Mapped[str] = mapped_column(String(TITLE))
    content: Mapped[str] = mapped_column(Text)
    handed_over: Mapped[str | None] = mapped_column(Text)
    """Findings handed over to whom is helped."""


class Referral(Base, Recorded):
    """A person referred to a judicial organ in a matter. Counts as person x matter."""

    __tablename__ = "referral"
    __versioned__ = (*RECORDED, "counted_key_id")
    counted_key_id: Mapped[int] = mapped_column(ForeignKey("counted_key.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    matter: Mapped[str] = mapped_column(String(TITLE))
    person_name: Mapped[str] = mapped_column(String(NAME))
    person_note: Mapped[str | None] = mapped_column(String(NAME))
    letter: Mapped[str] = mapped_column(String(NUMBER))
    organ: Mapped[Name]
    receipt: Mapped[str | None] = mapped_column(String(NUMBER))
    receipt_on: Mapped[date | None]


class EnterpriseMeasure(Base, Recorded):
    """An enterprise exposed, talked to or put under joint punishment."""

    __tablename__ = "enterprise_measure"
    __versioned__ = (*RECORDED, "kind")
    kind: Mapped[Word]
    document: Mapped[str] = mapped_column(String(NUMBER))
    medium: Mapped[str | None] = mapped_column(String(TITLE))
    content: Mapped[str] = mapped_column(Text)


class TypicalCase(Base, Recorded):
    """A published typical case. The same publication by two units counts once."""

    __tablename__ = "typical_case"
    __versioned__ = (*RECORDED, "counted_key_id", "dangerous_operation")
    counted_key_id: Mapped[int] = mapped_column(ForeignKey("counted_key.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("enforcement_case.id"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE))
    medium: Mapped[str] = mapped_column(String(TITLE))
    """Where it was published: medium, and the address if there is one."""
    dangerous_operation: Mapped[bool]
    """危险作业罪 (刑法 第一百三十四条之一)."""


class Accountability(Base, Recorded):
    """A person held to account in a matter. Restricted: only those with its own permission see a row."""

    __tablename__ = "accountability"
    __versioned__ = (*RECORDED, "counted_key_id")
    counted_key_id: Mapped[int] = mapped_column(ForeignKey("counted_key.id"), index=True)
    matter: Mapped[str] = mapped_column(String(TITLE))
    person_name: Mapped[str] = mapped_column(String(NAME))
    person_note: Mapped[str | None] = mapped_column(String(NAME))
    person_post: Mapped[str] = mapped_column(String(NAME))
    kind: Mapped[Word]
    document: Mapped[str] = mapped_column(String(NUMBER))
    grounds: Mapped[str] = mapped_column(Text)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return super().visible_to(actor) if actor.may(SEES_ACCOUNTABILITY) else false()


class UnitNotice(Base, Recorded):
    """A talk with, or a circular on, counties and departments. The units addressed see it too."""

    __tablename__ = "unit_notice"
    __versioned__ = (*RECORDED, "kind")
    kind: Mapped[Word]
    number: Mapped[str] = mapped_column(String(NUMBER))
    title: Mapped[str] = mapped_column(String(TITLE))
    content: Mapped[str] = mapped_column(Text)

    addressees: Mapped[list[NoticeAddressee]] = relationship(order_by="NoticeAddressee.id", back_populates="notice")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return or_(super().visible_to(actor), cls.id.in_(_notices_to(actor)))


class NoticeAddressee(Base):
    """A unit that a notice names; read through the notice. Never changes: a wrong notice is voided as a whole."""

    __tablename__ = "notice_addressee"
    __table_args__ = (UniqueConstraint("notice_id", "unit_id", name="uq_notice_addressee"),)
    scope = SYSTEM
    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("unit_notice.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[Name]

    notice: Mapped[UnitNotice] = relationship(back_populates="addressees")


class NoCase(Base, Recorded):
    """The written reason why no case was filed over a hazard that an inspection found (R-107)."""

    __tablename__ = "no_case"
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    reason: Mapped[str] = mapped_column(String(TITLE))


class Determination(Base, Recorded):
    """What a person decided on the penalty over a major hazard (R-106, R-107), with what the rule had proposed from which
    facts. The newest one holds; earlier ones stay."""

    __tablename__ = "determination"
    hazard_id: Mapped[int] = mapped_column(ForeignKey("hazard.id"), index=True)
    proposal: Mapped[Word]
    decision: Mapped[Word]
    reason: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    """The facts as they were found when it was decided: a list of objects, in the ledger's text form."""


def _notices_to(actor: Actor) -> Select[int]:
    """Ids of the notices that name the actor's unit."""
    return select(NoticeAddressee.notice_id).where(NoticeAddressee.unit_id == actor.unit_id)


CaseVersion = version_model(EnforcementCase, indexed=("happened_on",))
DecisionVersion = version_model(Decision, indexed=("happened_on", "case_id", "enterprise_id"))
TermVersion = version_model(DecisionTerm, indexed=("happened_on", "decision_id"))
AssistanceVersion = version_model(Assistance, indexed=("happened_on",))
ReferralVersion = version_model(Referral, indexed=("happened_on", "counted_key_id"))
EnterpriseMeasureVersion = version_model(EnterpriseMeasure, indexed=("happened_on", "enterprise_id"))
TypicalCaseVersion = version_model(TypicalCase, indexed=("happened_on", "counted_key_id"))
AccountabilityVersion = version_model(Accountability, indexed=("happened_on", "counted_key_id"))
UnitNoticeVersion = version_model(UnitNotice, indexed=("happened_on",))
NoCaseVersion = version_model(NoCase)
DeterminationVersion = version_model(Determination)
