"""Tables of the plugin. A park belongs to a county; what is registered about it carries the park's name. No foreign key to
the core."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from anjian.plugin_api.data import Base, Day, Name, Owned, Versioned, Word, version_model
from anjian.plugin_api.registers import REGISTERED, Registered

NAME = 60
"""Characters of a park's name."""


class Park(Base, Registered):
    """A chemical park: recognition, risk, 四至 and 安全控制线 (R-052, R-053). Areas as `geometry` keeps them."""

    __tablename__ = "chemical_parks_park"
    __versioned__ = (
        *REGISTERED, "name", "recognition", "recognised_on", "level", "score", "assessed_on", "reassess_on", "boundary",
        "control_line",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("name", name="uq_chemical_parks_park"),
        Index("ix_chemical_parks_reassess", "reassess_on", "id"),
    )
    name: Mapped[str] = mapped_column(String(NAME))
    recognition: Mapped[Word]
    recognised_on: Mapped[date | None]
    recognised_by: Mapped[str | None] = mapped_column(String(120))
    """The document that recognises it, with its number."""
    level: Mapped[Word]
    score: Mapped[float | None]
    assessed_on: Mapped[date | None]
    reassess_on: Mapped[date | None]
    """The day by which the whole park is assessed again."""
    boundary: Mapped[str | None] = mapped_column(Text)
    control_line: Mapped[str | None] = mapped_column(Text)


class ParkCondition(Base, Registered):
    """How a park stands on one of 十有两禁."""

    __tablename__ = "chemical_parks_item"
    __versioned__ = (*REGISTERED, "park", "item", "standing", "judged_on", "evidence")
    __table_args__ = (UniqueConstraint("park", "item", name="uq_chemical_parks_item"),)
    park: Mapped[str] = mapped_column(String(NAME))
    item: Mapped[Word]
    """Number of the item in data/conditions.yaml: 十有之一."""
    standing: Mapped[Word]
    judged_on: Mapped[Day]
    evidence: Mapped[str | None] = mapped_column(String(400))


class Milestone(Base, Registered):
    """A step of a park on its way, with the day by which it is due."""

    __tablename__ = "chemical_parks_step"
    __versioned__ = (*REGISTERED, "park", "milestone", "due_on", "done_on", "evidence")
    __table_args__ = (
        UniqueConstraint("park", "milestone", name="uq_chemical_parks_step"),
        Index("ix_chemical_parks_ms_due", "due_on", "id"),
    )
    park: Mapped[str] = mapped_column(String(NAME))
    milestone: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[Day]
    done_on: Mapped[date | None]
    evidence: Mapped[str | None] = mapped_column(String(400))


class ParkDocument(Base, Registered):
    """A document of the set that task 园区 names."""

    __tablename__ = "chemical_parks_paper"
    __versioned__ = (*REGISTERED, "park", "kind", "title", "issued_on", "valid_to")
    __table_args__ = (UniqueConstraint("park", "title", name="uq_chemical_parks_paper"),)
    park: Mapped[str] = mapped_column(String(NAME))
    kind: Mapped[Word]
    title: Mapped[str] = mapped_column(String(120))
    number: Mapped[str | None] = mapped_column(String(60))
    issuer: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[Day]
    valid_to: Mapped[date | None]


class ParkTask(Base, Registered):
    """What task 园区 asks of one park: led by the city bureau, with the units that support it (R-054)."""

    __tablename__ = "chemical_parks_task"
    __versioned__ = (*REGISTERED, "park", "matter", "partners", "due_on", "state", "closed_on", "override")
    __table_args__ = (
        UniqueConstraint("park", "matter", name="uq_chemical_parks_task"),
        Index("ix_chemical_parks_task_due", "due_on", "id"),
    )
    park: Mapped[str] = mapped_column(String(NAME))
    matter: Mapped[Word]
    partners: Mapped[str] = mapped_column(String(400))
    """The 配合 units, joined by 、; each owes a reply."""
    due_on: Mapped[Day]
    state: Mapped[Word]
    progress: Mapped[str | None] = mapped_column(String(1000))
    closed_on: Mapped[date | None]
    evidence: Mapped[str | None] = mapped_column(String(400))
    override: Mapped[str | None] = mapped_column(String(400))
    """Why the lead closed it while a reply was missing."""

    @property
    def units(self) -> list[str]:
        """The 配合 units."""
        return self.partners.split("、")


class Reply(Base, Registered):
    """What one 配合 unit answered on one task."""

    __tablename__ = "chemical_parks_reply"
    __versioned__ = (*REGISTERED, "park", "matter", "partner", "replied_on")
    __table_args__ = (UniqueConstraint("park", "matter", "partner", name="uq_chemical_parks_reply"),)
    park: Mapped[str] = mapped_column(String(NAME))
    matter: Mapped[Word]
    partner: Mapped[str] = mapped_column(String(60))
    replied_on: Mapped[Day]
    reply: Mapped[str] = mapped_column(String(1000))


class Member(Base, Registered):
    """An enterprise registered in a park."""

    __tablename__ = "chemical_parks_member"
    __versioned__ = (*REGISTERED, "park", "kind", "entered_on", "left_on")
    __table_args__ = (UniqueConstraint("enterprise_id", name="uq_chemical_parks_member"),)
    park: Mapped[str] = mapped_column(String(NAME))
    kind: Mapped[Word]
    entered_on: Mapped[Day]
    left_on: Mapped[date | None]


class PositionCheck(Base, Owned, Versioned):
    """Where an enterprise lies compared with the register of members, as the daily job found it."""

    __tablename__ = "chemical_parks_place"
    __versioned__ = (
        "region_code", "department_code", "enterprise_id", "parent_id", "name", "relation", "park", "located_in", "checked_on",
    )  # fmt: skip
    __table_args__ = (
        UniqueConstraint("enterprise_id", name="uq_chemical_parks_place"),
        Index("ix_chemical_parks_relation", "relation", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Name]
    """The enterprise's name on that day."""
    relation: Mapped[Word]
    park: Mapped[str] = mapped_column(String(NAME))
    """The park it is registered in; blank for none."""
    located_in: Mapped[str] = mapped_column(String(NAME))
    """The park it lies in; blank for none."""
    checked_on: Mapped[Day]
    """The day on which this was first found so."""


ParkVersion = version_model(Park)
ParkConditionVersion = version_model(ParkCondition)
MilestoneVersion = version_model(Milestone)
ParkDocumentVersion = version_model(ParkDocument)
ParkTaskVersion = version_model(ParkTask)
ReplyVersion = version_model(Reply)
MemberVersion = version_model(Member)
PositionCheckVersion = version_model(PositionCheck)
