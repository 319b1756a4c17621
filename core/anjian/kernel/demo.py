"""The mark of a demo instance: irreversible, and the anchor of its clock."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel import clock
from anjian.kernel.db import Base
from anjian.kernel.errors import Refused
from anjian.kernel.ownership import SYSTEM
from anjian.kernel.types import Moment


class DemoMark(Base):
    """Present in an instance made by `anjian demo` only. Never deleted."""

    __tablename__ = "demo_mark"
    scope = SYSTEM
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shown: Mapped[Moment]
    real: Mapped[Moment]


def mark_demo(session: Session, shown: datetime, *, empty: bool) -> None:
    """Turn an empty instance into a demo instance whose clock shows `shown` now. Raises `Refused` if it holds data."""
    mark = session.get(DemoMark, 1)
    if mark is None and not empty:
        raise Refused("本实例已有业务数据，不能改为演示实例。请另建实例目录运行演示。")
    session.merge(DemoMark(id=1, shown=shown, real=datetime.now(UTC)))


def follow_clock(session: Session) -> None:
    """Let this process run on the instance's clock."""
    mark = session.get(DemoMark, 1)
    clock.run_demo(clock.DemoClock(mark.shown, mark.real) if mark else None)
