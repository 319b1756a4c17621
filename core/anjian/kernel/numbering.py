"""Public codes: given out in order, never reused, one series a kind and year."""

from __future__ import annotations

from sqlalchemy import String, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.ownership import SYSTEM


class NumberSeries(Base):
    """The last number given out in a series, such as `YH2023`."""

    __tablename__ = "number_series"
    scope = SYSTEM
    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


def next_codes(session: Session, series: str, count: int, *, width: int = 6) -> list[str]:
    """`count` fresh codes such as `YH2023000123`; the row lock of the series orders concurrent writers."""
    if count < 1:
        return []
    last = session.execute(
        update(NumberSeries)
        .where(NumberSeries.series == series)
        .values(last=NumberSeries.last + count)
        .returning(NumberSeries.last)
    ).scalar()
    if last is None:
        session.add(NumberSeries(series=series, last=count))
        session.flush()
        last = count
    return [f"{series}{number:0{width}d}" for number in range(last - count + 1, last + 1)]
