"""Decisions of the registry: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """A chain link that an enterprise should have: category by its Chinese name, department by its code."""

    category: str
    department_code: str | None


def planned_links(
    categories: Sequence[str], lead_department: str | None, defaults: Mapping[str, str]
) -> tuple[LinkPlan, ...]:
    """The chain links behind a roster row.

    The named department leads the first link; further links get their category's default department; repeated categories
    are one link. Where no department is named, the first link gets its default too.
    """
    unique = list(dict.fromkeys(categories))
    return tuple(
        LinkPlan(category, lead_department if position == 0 and lead_department else defaults.get(category))
        for position, category in enumerate(unique)
    )


FIELD_TITLES = {
    "name": "企业名称",
    "region_code": "所在县（市、区）",
    "address": "详细地址",
    "categories": "企业类别",
    "parent_name": "上级主体企业",
    "chief": "主要负责人",
    "position": "经度,纬度",
    "status": "状态",
}
"""What a change is called on screen."""


def changed_fields(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """Names of fields that a row changes. A blank in the row is unknown and changes nothing."""
    return tuple(
        name for name in FIELD_TITLES if name in after and after[name] not in (None, "", ()) and after[name] != before.get(name)
    )  # fmt: skip
