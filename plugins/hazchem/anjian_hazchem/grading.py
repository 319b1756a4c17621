"""Grades of registered sources: pairs each source with its substances, current rows and versions alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api.web import Light
from anjian_hazchem.gb18218 import Amount, Grade, decimals, grade
from anjian_hazchem.models import Source, Substance

NOT_A_SOURCE = "不构成重大危险源"
OPEN = "资料不全"
TONES = {"一级": "red", "二级": "red", "三级": "yellow", "四级": "blue"}


def amount_of(row: Any) -> Amount:
    """A substance's row as GB 18218 takes it."""
    return Amount(row.name, row.tonnes, row.cas, row.entry, row.symbol)


def grades_of(sources: Iterable[Any], substances: Iterable[Any]) -> Mapping[tuple[int | None, str], Grade]:
    """Grades by (enterprise id, source code)."""
    amounts: dict[tuple[int | None, str], list[Amount]] = {}
    for row in substances:
        amounts.setdefault((row.enterprise_id, row.source), []).append(amount_of(row))
    keyed = {(row.enterprise_id, row.code): row.people for row in sources}
    return {key: grade(amounts.get(key, ()), people) for key, people in keyed.items()}


def word_of(found: Grade) -> str:
    """The level, or why there is none."""
    if found.level is not None:
        return found.level
    return OPEN if found.problems else NOT_A_SOURCE


def light_of(found: Grade) -> Light:
    word = word_of(found)
    return Light(TONES.get(word, "grey"), word)


def differs(row: Any, found: Grade) -> bool:
    """Whether what was filed and what the registered amounts give disagree; unknown while something is missing."""
    return not found.problems and row.filed_level != found.level


def result_of(found: Grade) -> tuple[str, str]:
    """S and R as read."""
    return decimals(found.s), decimals(found.r)


def current_grades(session: Session, sources: Iterable[Source]) -> Mapping[tuple[int | None, str], Grade]:
    """Grades of present rows, with one query for their substances."""
    rows = list(sources)
    query = select(Substance).where(
        Substance.enterprise_id.in_({row.enterprise_id for row in rows}),
        Substance.source.in_({row.code for row in rows}),
    )
    return grades_of(rows, session.scalars(query))
