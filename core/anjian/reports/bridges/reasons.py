"""What happened to a counted record between two questions, in words: what was entered, and which facts are others now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.hazards.models import HazardVersion
from anjian.kernel.batches import batches
from anjian.kernel.history import as_known
from anjian.reports.drilldown.event_rows import event_rule
from anjian.reports.figures.event_rules import EventRule
from anjian.reports.queries import counts_hazards

NEW = "新录入"
LATER_DAY = "截至日期后移"
VISITS = "有关检查记录有新增或更正"
VOIDED, CORRECTED = "已作废", "内容或金额已变更"
MERGED, UNMERGED = "已并入另一隐患", "已撤销合并"
_FACTS = {
    "scale": "隐患类别", "source": "发现来源", "discovered_on": "发现时间", "confirmed_on": "确认时间",
    "listed_on": "挂牌时间", "accepted_on": "销号时间", "state": "状态", "region_code": "所在县（市、区）",
    "department_code": "监管部门",
}  # fmt: skip
"""Facts of a hazard that figures ask, with their labels."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The pair that a table answers for."""

    effective: date
    known: int


def reasons(
    session: Session, pack: Pack, cell: Cell, ids: Iterable[int], before: Clocks, after: Clocks
) -> dict[int, str]:
    """A phrase for each counted id. Ids are those that the cell counts."""
    numbers = list(ids)
    rule = event_rule(pack, cell.key)
    if rule is not None and rule.single and rule.join is None:
        return _of_events(session, rule, numbers, before, after)
    if rule is not None:
        return dict.fromkeys(numbers, CORRECTED)
    if counts_hazards(pack, cell.key):
        return _of_hazards(session, pack, numbers, before, after)
    return dict.fromkeys(numbers, VISITS)


def _of_hazards(session: Session, pack: Pack, ids: list[int], before: Clocks, after: Clocks) -> dict[int, str]:
    old, new = (_versions(session, HazardVersion, ids, clocks.known) for clocks in (before, after))
    return {number: _difference(pack, old.get(number), new[number]) for number in ids}


def _difference(pack: Pack, old: Any, new: Any) -> str:
    """Every fact that figures ask and that is another one now."""
    if old is None:
        return NEW
    told = []
    if old.merged_into_id != new.merged_into_id:
        told.append(MERGED if new.merged_into_id is not None else UNMERGED)
    for name, label in _FACTS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            told.append(f"{label}：{_word(pack, name, was)}→{_word(pack, name, now)}")
    return "；".join(told) or LATER_DAY


def _word(pack: Pack, name: str, value: Any) -> str:
    """A fact as people read it."""
    if value is None:
        return "空"
    if name == "region_code":
        return next((region.name for region in pack.regions if region.code == value), value)
    if name == "department_code":
        return next((department.short_name for department in pack.departments if department.code == value), value)
    return str(value)


def _of_events(session: Session, rule: EventRule, ids: list[int], before: Clocks, after: Clocks) -> dict[int, str]:
    old, new = (_versions(session, rule.version, ids, clocks.known) for clocks in (before, after))
    return {number: _fate(old.get(number), new.get(number), before, after) for number in ids}


def _fate(old: Any, new: Any, before: Clocks, after: Clocks) -> str:
    if old is None:
        return NEW
    if new is not None and getattr(new, "voided", False) and not old.voided:
        return VOIDED
    if new is not None and before.effective < new.happened_on <= after.effective:
        return LATER_DAY
    return CORRECTED


def _versions(session: Session, version: Any, ids: list[int], known: int) -> dict[int, Any]:
    """What was known of each record at an event number."""
    noun = getattr(version, version.noun_column)
    found: dict[int, Any] = {}
    for part in batches(ids):
        rows = session.scalars(select(version).where(noun.in_(part), as_known(version, known)))
        found |= {getattr(row, version.noun_column): row for row in rows}
    return found
