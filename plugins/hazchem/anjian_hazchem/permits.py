"""What a permit of a special operation shows by itself: GB 30871-2022 as data, and task (4)'s three demands. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from anjian_hazchem.words import EVIDENCE, MINUTE, SPECIAL_GRADE, Operation, Record

DATA = Path(__file__).parent / "data" / "gb30871.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of operation: its levels with their hours of validity; without levels, the hours of the kind. None: not set."""

    levels: Mapping[str, int | None]
    hours: int | None

    def validity(self, level: str | None) -> int | None:
        return self.levels.get(level or "") if self.levels else self.hours


@cache
def kinds(path: Path = DATA) -> Mapping[str, Kind]:
    """Kinds of the standard by name."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {row["name"]: Kind(row.get("levels") or {}, row.get("hours")) for row in data["kinds"]}


@cache
def all_levels() -> tuple[str, ...]:
    """Every level word, in the order of the standard."""
    return tuple(dict.fromkeys(level for kind in kinds().values() for level in kind.levels))


def hours_of(starts: str, ends: str) -> float:
    """Length of a window in hours."""
    first, last = (datetime.strptime(text, MINUTE) for text in (starts, ends))  # noqa: DTZ007 - one clock, as printed
    return (last - first).total_seconds() / 3600


def needs_evidence(row: Any) -> bool:
    """Whether task (4) wants continuous detection and video: special-grade hot work, and confined spaces (R-060)."""
    if row.kind == Operation.HOT_WORK:
        return bool(row.level == SPECIAL_GRADE)
    return bool(row.kind == Operation.CONFINED_SPACE)


def overrun(row: Any) -> bool:
    """Whether a permit runs longer than the standard lets it be valid."""
    kind = kinds().get(row.kind)
    limit = kind.validity(row.level) if kind else None
    return row.record == Record.TICKET and limit is not None and hours_of(row.starts, row.ends) > limit


def lacking(row: Any) -> list[str]:
    """Which of the three a drawn permit was found without (field names)."""
    if row.record != Record.TICKET or row.drawn_on is None or not needs_evidence(row):
        return []
    return [name for name in EVIDENCE if getattr(row, name) is False]


def faults_of(row: Any, day: date | None = None) -> list[str]:
    """Everything unlawful about a permit, in words; with a day, of the sample only what was drawn by then."""
    found = ["超过有效期限"] if overrun(row) else []
    if row.drawn_on is None or (day is not None and row.drawn_on > day):
        return found
    found += [f"未实现{EVIDENCE[name]}" if name != "detected" else f"未进行{EVIDENCE[name]}" for name in lacking(row)]
    return found + ([row.faults] if row.faults else [])


def without_permit(rows: Sequence[Any], now: str) -> list[Any]:
    """Notices whose window has ended and to which no permit of the same enterprise refers (R-123); `now`: a minute's text."""
    answered = {(row.enterprise_id, row.notice) for row in rows if row.record == Record.TICKET and row.notice}
    return [
        row
        for row in rows
        if row.record == Record.NOTICE
        and row.kind in kinds()
        and row.ends < now
        and (row.enterprise_id, row.number) not in answered
    ]
