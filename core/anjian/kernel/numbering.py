"""Public codes: given out in order, never reused, one series a kind and year."""

from __future__ import annotations

from sqlalchemy import String, text, update
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
    advance = (
        update(NumberSeries)
        .where(NumberSeries.series == series)
        .values(last=NumberSeries.last + count)
        .returning(NumberSeries.last)
    )
    last = session.execute(advance).scalar()
    if last is None:  # two units may begin a series at once: one inserts, the other waits for it, both advance
        begin = text("INSERT INTO number_series (series, last) VALUES (:series, 0) ON CONFLICT DO NOTHING")
        session.execute(begin, {"series": series})
        last = session.execute(advance).scalar_one()
    return [f"{series}{number:0{width}d}" for number in range(last - count + 1, last + 1)]
