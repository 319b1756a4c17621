"""The six requirements on a piece of equipment and the nine cells of the personnel grid. Pure: rows in, outcomes out.

A row is a current row of a register or one of its versions. An outcome is as of a day: what was looked at later is 未核查.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from anjian_special_equipment.words import (
    ARCHIVE,
    CELLS,
    REGISTRATION_DAYS,
    Answer,
    Conclusion,
    Outcome,
    Question,
    Requirement,
    Standing,
    Use,
)


def registration(row: Any, day: date) -> Outcome:
    """Failed: in use for more than 30 days without 使用登记 (特种设备安全法 第33条). Within them there is still time."""
    if row.registration and (row.registration_on is None or row.registration_on <= day):
        return Outcome.MET
    since = row.commissioned_on or row.registered_on
    return Outcome.FAILED if day > since + timedelta(days=REGISTRATION_DAYS) else Outcome.MET


def inspection(row: Any, day: date) -> Outcome:
    """Failed: the next statutory inspection was due before the day (第40条). Its day is the report's own, never computed."""
    if row.next_inspection is None:
        return Outcome.UNKNOWN
    return Outcome.FAILED if row.next_inspection < day else Outcome.MET


def archive(row: Any, day: date) -> Outcome:
    """Met: all five parts of the archive are there (第35条)."""
    return _seen(row, day, (getattr(row, name) for name in ARCHIVE))


def upkeep(row: Any, day: date) -> Outcome:
    """Met: maintained and self-inspected (第39条)."""
    return _seen(row, day, (row.maintained, row.self_inspected))


def plan(row: Any, day: date) -> Outcome:
    """Met: a special emergency plan covers it (第69条)."""
    return _seen(row, day, (row.emergency_plan,))


def banned(row: Any, day: date) -> Outcome:
    """Failed: 国家明令淘汰 or 已经报废, and in use all the same (第32条)."""
    return Outcome.MET if row.standing == Standing.NORMAL else Outcome.FAILED


def _seen(row: Any, day: date, answers: Iterable[bool | None]) -> Outcome:
    """Of facts that somebody has to look at: one that is wanting fails, all present meet, else nobody knows."""
    given = list(answers)
    if row.checked_on is None or row.checked_on > day:
        return Outcome.UNKNOWN
    if False in given:
        return Outcome.FAILED
    return Outcome.UNKNOWN if None in given else Outcome.MET


RULES: dict[Requirement, Callable[[Any, date], Outcome]] = {
    Requirement.REGISTRATION: registration,
    Requirement.INSPECTION: inspection,
    Requirement.ARCHIVE: archive,
    Requirement.UPKEEP: upkeep,
    Requirement.PLAN: plan,
    Requirement.BANNED: banned,
}


def outcomes(row: Any, day: date) -> dict[Requirement, Outcome]:
    """The six tests of a piece in use; of one that is not in use nothing is asked."""
    if row.use != Use.ACTIVE:
        return dict.fromkeys(RULES, Outcome.NOT_CONCERNED)
    return {test: rule(row, day) for test, rule in RULES.items()}


def rejected(row: Any) -> bool:
    """In use although its last inspection rejected it (第40条; 57号令 第二十五条 calls it 严重)."""
    return bool(row.use == Use.ACTIVE and row.conclusion == Conclusion.REJECTED)


def cell(row: Any, name: str, day: date) -> Outcome:
    """One cell of the grid: whether the enterprise meets the question for that kind of persons."""
    answer = getattr(row, name)
    if row.checked_on > day or answer == Answer.UNANSWERED:
        return Outcome.UNKNOWN
    if answer == Answer.NOT_CONCERNED:
        return Outcome.NOT_CONCERNED
    good = Answer.NO if CELLS[name][0] is Question.UNQUALIFIED else Answer.YES
    return Outcome.MET if answer == good else Outcome.FAILED


def cells(row: Any, day: date) -> dict[str, Outcome]:
    """The whole grid, by column."""
    return {name: cell(row, name, day) for name in CELLS}
