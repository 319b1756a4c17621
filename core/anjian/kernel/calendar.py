"""Working days. Seeded from the State Council's published calendars (chinesecalendar), editable, loud when a year is missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import chinese_calendar
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from anjian.kernel.db import Base
from anjian.kernel.errors import Refused
from anjian.kernel.ownership import PUBLIC
from anjian.kernel.types import Day


class CalendarDay(Base):
    """Whether a day is a working day in the whole country, with the reason where it is not the ordinary week."""

    __tablename__ = "calendar_day"
    scope = PUBLIC
    day: Mapped[Day] = mapped_column(primary_key=True)
    working: Mapped[bool]
    note: Mapped[str] = mapped_column(String(60))


def published_year(year: int) -> list[CalendarDay]:
    """The days of a year as the State Council published them. Raises `Refused` for a year not yet published."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]
    try:
        return [CalendarDay(day=day, working=chinese_calendar.is_workday(day), note=_note(day)) for day in days]
    except NotImplementedError as error:
        raise Refused(
            f"{year}年的节假日安排尚未载入，请管理员在“工作日历”中录入国务院办公厅公布的放假安排。"
        ) from error


def _note(day: date) -> str:
    _on_holiday, name = chinese_calendar.get_holiday_detail(day)
    return str(name or "")


def is_working_day(session: Session, day: date) -> bool:
    row = session.get(CalendarDay, day)
    if row is None:
        raise Refused(f"{day.year}年的节假日安排尚未载入，请管理员在“工作日历”中录入国务院办公厅公布的放假安排。")
    return row.working


def add_working_days(session: Session, day: date, count: int) -> date:
    """The day that is `count` working days after `day` (the day itself is not counted, as 行政处罚法 第85条 has it)."""
    if count == 0:
        return day
    rows = session.scalars(
        select(CalendarDay.day).where(CalendarDay.day > day, CalendarDay.working).order_by(CalendarDay.day).limit(count)
    ).all()
    if len(rows) < count:
        raise Refused(f"{day.year}年之后的节假日安排尚未载入，无法推算{count}个工作日后的日期，请管理员先录入。")
    return rows[-1]


class WorkingDays:
    """The working days of a span, read once for many deadlines. Answers None where the calendar does not reach."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        loaded = select(CalendarDay.day).where(CalendarDay.day.between(first, last), CalendarDay.working)
        self._days = list(session.scalars(loaded.order_by(CalendarDay.day)))
        self._first = first

    def after(self, day: date, count: int) -> date | None:
        """The day that is `count` working days after `day`, which is not counted itself."""
        place = bisect_right(self._days, day) + count - 1
        if count == 0:
            return day
        return self._days[place] if day >= self._first and place < len(self._days) else None

    def before(self, day: date, count: int) -> date | None:
        """The day that is `count` working days before `day`, which is not counted itself."""
        place = bisect_left(self._days, day) - count
        if count == 0:
            return day
        return self._days[place] if 0 <= place < len(self._days) else None

    def between(self, day: date, until: date) -> int:
        """How many working days come after `day`, up to `until`, which counts."""
        return max(0, bisect_right(self._days, until) - bisect_right(self._days, day))


def last_working_day_until(session: Session, day: date) -> date:
    """The last working day on or before a day: reminders for the 30th go out then (requirements 4, D-02)."""
    found = session.scalars(
        select(CalendarDay.day)
        .where(CalendarDay.day <= day, CalendarDay.working)
        .order_by(CalendarDay.day.desc())
        .limit(1)
    ).first()
    if found is None:
        raise Refused(f"{day.year}年的节假日安排尚未载入，请管理员先录入。")
    return found
