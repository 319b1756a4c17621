"""What the register puts on the 待办 page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from anjian.plugin_api import TaskItem
from anjian.plugin_api.data import Actor, clock
from anjian.plugin_api.web import address_of, tone_of
from anjian_transport.models import ExpiryNotice
from anjian_transport.queries import count_of_notices, open_notices
from anjian_transport.words import Kind


def items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """Open notices, the earliest end first."""
    query = open_notices().order_by(ExpiryNotice.valid_to, ExpiryNotice.id).limit(limit)
    return [
        TaskItem(
            f"{row.kind}{row.stage}：{row.title}", address(row), tone_of(row.valid_to, clock.today()), row.valid_to
        )
        for row in session.scalars(query)
    ]


def count(session: Session, actor: Actor) -> int:
    return count_of_notices(session)


def address(notice: ExpiryNotice) -> str:
    """The page on which the new date is entered."""
    if notice.kind == Kind.LICENCE:
        return address_of("transport.licence", enterprise_id=notice.enterprise_id)
    return address_of("transport.vehicle", vehicle_id=notice.subject_id)
