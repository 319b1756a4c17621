"""Tables of the plugin. No foreign key to the core."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import Base, Day, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered

_GRAMS = 6
"""A tonne has 10 to this power grams."""


class Tonnes(TypeDecorator[Decimal]):
    """An exact amount: tonnes as a decimal in Python, whole grams in the database, which has no exact decimals everywhere."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.scaleb(_GRAMS))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-_GRAMS)


class Profile(Base, Registered):
    """A production enterprise under 两重点一重大 and its expert check-up (R-055). One row per enterprise."""

    __tablename__ = "hazchem_profile"
    __versioned__ = (*REGISTERED, "processes", "chemicals", "checkup_on", "found", "settled_on")
    __table_args__ = (UniqueConstraint("enterprise_id", name="uq_hazchem_profile"),)
    processes: Mapped[str | None] = mapped_column(String(400))
    """重点监管的危险化工工艺, by name."""
    chemicals: Mapped[str | None] = mapped_column(String(400))
    """重点监管的危险化学品, by name."""
    checkup_on: Mapped[date | None]
    experts: Mapped[str | None] = mapped_column(String(200))
    found: Mapped[int | None]
    settled_on: Mapped[date | None]


class Source(Base, Registered):
    """A unit registered as major hazard source (R-031): what GB 18218 needs beside its substances, filing, guarantors."""

    __tablename__ = "hazchem_source"
    __versioned__ = (
        *REGISTERED, "code", "name", "place", "people", "use", "filed_level", "filed_on", "refile_to", "chief_post",
        "technical_post", "operation_post", "linked",
    )  # fmt: skip
    __table_args__ = (UniqueConstraint("enterprise_id", "code", name="uq_hazchem_source"),)
    code: Mapped[Word]
    name: Mapped[str] = mapped_column(String(100))
    place: Mapped[str | None] = mapped_column(String(200))
    people: Mapped[int]
    """Residents within 500 m of the fence: gives α."""
    use: Mapped[Word]
    filed_level: Mapped[str | None] = mapped_column(String(40))
    filing_number: Mapped[str | None] = mapped_column(String(60))
    filed_on: Mapped[date | None]
    refile_to: Mapped[date | None]
    """Until when it must be assessed and filed anew."""
    chief_post: Mapped[str | None] = mapped_column(String(60))
    technical_post: Mapped[str | None] = mapped_column(String(60))
    operation_post: Mapped[str | None] = mapped_column(String(60))
    linked: Mapped[bool]
    """Whether its data reach the 风险监测预警系统 (R-057)."""


class Substance(Base, Registered):
    """A substance of a source: its design maximum, and what finds it in the tables of GB 18218."""

    __tablename__ = "hazchem_substance"
    __versioned__ = (*REGISTERED, "source", "name", "cas", "entry", "symbol", "tonnes")
    __table_args__ = (UniqueConstraint("enterprise_id", "source", "name", name="uq_hazchem_substance"),)
    source: Mapped[Word]
    """Code of the source within the enterprise."""
    name: Mapped[str] = mapped_column(String(100))
    cas: Mapped[str | None] = mapped_column(String(12))
    entry: Mapped[int | None]
    symbol: Mapped[str | None] = mapped_column(String(40))
    tonnes: Mapped[Decimal] = mapped_column(Tonnes)


class SourceCheck(Base, Registered):
    """One check of a source in a round of task (2): by the enterprise, or crosswise (R-056); entry and closure (R-057)."""

    __tablename__ = "hazchem_source_check"
    __versioned__ = (
        *REGISTERED, "source", "round", "kind", "checked_on", "checking_unit", "with_fire", "found", "entered_on", "settled_on",
    )  # fmt: skip
    __table_args__ = (UniqueConstraint("enterprise_id", "source", "round", "kind", name="uq_hazchem_source_check"),)
    source: Mapped[Word]
    round: Mapped[Word]
    kind: Mapped[Word]
    checked_on: Mapped[Day]
    checking_unit: Mapped[str | None] = mapped_column(String(200))
    with_fire: Mapped[bool | None]
    found: Mapped[int]
    entered_on: Mapped[date | None]
    settled_on: Mapped[date | None]


class Matter(Base, Registered):
    """A declaration of an important matter (R-058). The kinds are words, not code: a new one needs no release."""

    __tablename__ = "hazchem_matter"
    __versioned__ = (*REGISTERED, "number", "kind", "happened_on", "due_on", "declared_on", "received_on")
    __table_args__ = (UniqueConstraint("enterprise_id", "number", name="uq_hazchem_matter"),)
    number: Mapped[Word]
    kind: Mapped[Word]
    content: Mapped[str] = mapped_column(String(400))
    happened_on: Mapped[Day]
    due_on: Mapped[Day]
    declared_on: Mapped[date | None]
    received_on: Mapped[date | None]


class WorkPermit(Base, Registered):
    """A special operation: announced, or by its permit; with what an inspector who drew it found (R-034, R-060, R-123)."""

    __tablename__ = "hazchem_operation"
    __versioned__ = (
        *REGISTERED, "number", "record", "kind", "level", "place", "starts", "ends", "notice", "drawn_on", "detected", "filmed",
        "transmitted", "faults",
    )  # fmt: skip
    __table_args__ = (UniqueConstraint("enterprise_id", "number", name="uq_hazchem_operation"),)
    number: Mapped[Word]
    record: Mapped[Word]
    kind: Mapped[Word]
    level: Mapped[str | None] = mapped_column(String(40))
    upgraded: Mapped[bool | None]
    place: Mapped[str] = mapped_column(String(200))
    approver: Mapped[str | None] = mapped_column(String(60))
    """The approving post."""
    starts: Mapped[str] = mapped_column(String(16))
    """Minute in Asia/Shanghai as printed on the permit, `2023-07-20 08:30`: it sorts as it reads."""
    ends: Mapped[str] = mapped_column(String(16))
    notice: Mapped[str | None] = mapped_column(String(40))
    """Number of the notice that announced it."""
    drawn_on: Mapped[date | None]
    """The day on which an inspector drew the permit as a sample."""
    detected: Mapped[bool | None]
    filmed: Mapped[bool | None]
    transmitted: Mapped[bool | None]
    faults: Mapped[str | None] = mapped_column(String(400))
    """Other unlawful acts that the sample showed."""


class DefectiveUnit(Base, Registered):
    """A defect with which a plant unit (装置) runs, and its remedy (R-061). One row per unit and finding day: the rows of a
    unit are its history (R-062)."""

    __tablename__ = "hazchem_unit"
    __versioned__ = (
        *REGISTERED, "unit", "unit_name", "category", "defect", "found_on", "due_on", "done_on", "case_number",
    )  # fmt: skip
    __table_args__ = (UniqueConstraint("enterprise_id", "found_on", "unit", name="uq_hazchem_unit"),)
    unit: Mapped[Word]
    """位号 or number of the unit within the enterprise."""
    unit_name: Mapped[str] = mapped_column(String(100))
    category: Mapped[Word]
    defect: Mapped[str] = mapped_column(String(400))
    remedy: Mapped[str] = mapped_column(String(400))
    found_on: Mapped[Day]
    due_on: Mapped[Day]
    done_on: Mapped[date | None]
    case_number: Mapped[str | None] = mapped_column(String(60))
    """Document of the case opened because the remedy failed."""


ProfileVersion = version_model(Profile)
SourceVersion = version_model(Source)
SubstanceVersion = version_model(Substance)
SourceCheckVersion = version_model(SourceCheck)
MatterVersion = version_model(Matter)
WorkPermitVersion = version_model(WorkPermit)
DefectiveUnitVersion = version_model(DefectiveUnit)
