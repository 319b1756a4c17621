"""What the section stands on: the registers as known, true on the day, of the unit's jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from anjian.plugin_api import SectionContext
from anjian.plugin_api.reading import within
from anjian.plugin_api.sections import known_rows
from anjian_chemical_parks import models
from anjian_chemical_parks.conditions import met_items
from anjian_chemical_parks.rules import missing_replies
from anjian_chemical_parks.words import DocumentKind, Relation, TaskState


@dataclass(frozen=True, slots=True)
class Known:
    """The registers as known, true on the day, of the unit's jurisdiction; rows are versions."""

    day: date
    parks: Sequence[Any]
    answers: Sequence[Any]
    milestones: Sequence[Any]
    documents: Sequence[Any]
    tasks: Sequence[Any]
    replies: Sequence[Any]
    members: Sequence[Any]
    places: Sequence[Any]

    def late(self) -> list[Any]:
        """Milestones past their day and not done by the effective day."""
        return [row for row in self.milestones if row.due_on < self.day and not self.done(row)]

    def done(self, milestone: Any) -> bool:
        return milestone.done_on is not None and milestone.done_on <= self.day

    def closed(self, task: Any) -> bool:
        return bool(task.state == TaskState.CLOSED and task.closed_on <= self.day)

    def missing(self, task: Any) -> list[str]:
        """The 配合 units of a task that had not answered by the day."""
        replied = {
            row.partner
            for row in self.replies
            if (row.park, row.matter) == (task.park, task.matter) and row.replied_on <= self.day
        }
        return missing_replies(task.partners.split("、"), replied)

    def met(self, park: Any) -> set[str]:
        """The items of 十有两禁 that a park meets."""
        return met_items((row for row in self.answers if row.park == park.name), self.day)

    def with_document(self, kind: DocumentKind) -> list[Any]:
        """The parks that have a document of the kind, in force on the day."""
        having = {
            row.park
            for row in self.documents
            if row.kind == kind and row.issued_on <= self.day and (row.valid_to is None or row.valid_to >= self.day)
        }
        return [park for park in self.parks if park.name in having]


def read_known(ctx: SectionContext) -> Known:
    """Everything that the section counts."""
    day, member, check = ctx.effective, models.MemberVersion, models.PositionCheckVersion
    concerned = (check.relation != Relation.NOT_CONCERNED) & (check.checked_on <= day)
    return Known(
        day,
        parks=known_rows(ctx, models.ParkVersion, order=models.ParkVersion.name),
        answers=known_rows(ctx, models.ParkConditionVersion),
        milestones=known_rows(ctx, models.MilestoneVersion),
        documents=known_rows(ctx, models.ParkDocumentVersion),
        tasks=known_rows(ctx, models.ParkTaskVersion),
        replies=known_rows(ctx, models.ReplyVersion),
        members=known_rows(ctx, member, member.entered_on <= day, member.left_on.is_(None) | (member.left_on >= day)),
        places=ctx.session.scalars(select(check).where(*within(ctx, check), concerned).order_by(check.id)).all(),
    )
