"""Column types that mean the same on every database: moments, days, money."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from sqlalchemy import BigInteger, Date, DateTime, Dialect, String, TypeDecorator
from sqlalchemy.orm import mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: stored as naive UTC, always aware UTC in Python. A naive value is a programming error."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


Moment = Annotated[datetime, mapped_column(UtcDateTime)]
"""A point in time (UTC inside)."""
Day = Annotated[date, mapped_column(Date)]
"""A calendar day in Asia/Shanghai."""
Fen = Annotated[int, mapped_column(BigInteger)]
"""Money in 分 (1 万元 = 1,000,000 分)."""
EventNo = Annotated[int, mapped_column(BigInteger)]
"""Position on the second clock: the number of a ledger event."""
Word = Annotated[str, mapped_column(String(40))]
"""A short code or enumeration word."""
Name = Annotated[str, mapped_column(String(200))]
"""A name or title."""
