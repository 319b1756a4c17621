"""十有两禁 and the grades of risk, as the plugin's data files state them; and when a condition counts as met. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Protocol

import yaml

from anjian_chemical_parks.words import Level, Standing


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the twelve: known by its number (十有之一), `target` is the day by which parks were to have it."""

    code: str
    """The item of the checklist that says the same."""
    number: str
    title: str
    target: date | None
    check: str

    @property
    def words(self) -> str:
        """What people read: 十有之一：有规划体系."""
        return f"{self.number}：{self.title}"


class Answer(Protocol):
    """A row of the register 认定条件, or a version of one."""

    @property
    def item(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def judged_on(self) -> date: ...
    @property
    def evidence(self) -> str | None: ...


@cache
def conditions() -> dict[str, Condition]:
    """The twelve by number, in their order."""
    return {item["number"]: Condition(**item) for item in _data("conditions")["items"]}


def condition_of(number: str) -> Condition:
    """The condition of a number; one that the data no longer has is still shown by its number."""
    return conditions().get(number) or Condition("", number, "已不在现行条件中", None, "")


def is_verified() -> bool:
    """Whether the bureau has confirmed the wording of the twelve; until then it is shown as 待核实."""
    return bool(_data("conditions")["verified"])


def level_of(score: float) -> Level:
    """The grade that a score of 0 to 100 stands for (R-054)."""
    grades = _data("grades")["grades"]
    return Level[next(one["grade"] for one in grades if one["low"] <= score < one["high"])]


def is_met(answer: Answer, day: date) -> bool:
    """Found met on or before the day, and shown by evidence: an item without evidence is not met (R-052)."""
    return answer.standing == Standing.MET and bool(answer.evidence) and answer.judged_on <= day


def met_items(answers: Iterable[Answer], day: date) -> set[str]:
    """The numbers of the items that a park meets."""
    return {answer.item for answer in answers if is_met(answer, day) and answer.item in conditions()}


def progress(met: Collection[str]) -> str:
    """Items met of all, as 7/12."""
    return f"{len(met)}/{len(conditions())}"


@cache
def _data(name: str) -> Any:
    folder = resources.files("anjian_chemical_parks") / "data"
    return yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
