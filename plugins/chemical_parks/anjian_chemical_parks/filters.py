"""Filters of the lists."""

from __future__ import annotations

from typing import ClassVar

from anjian.plugin_api.web import ChoiceField, FilterForm, TextField
from anjian_chemical_parks.conditions import conditions
from anjian_chemical_parks.forms import choices
from anjian_chemical_parks.words import (
    DocumentKind,
    Level,
    Matter,
    MemberKind,
    Recognition,
    Relation,
    Standing,
    TaskState,
)


class ParkFilters(FilterForm):
    """Filters of a register of rows about parks."""

    primary: ClassVar[tuple[str, ...]] = ("park",)
    park = ChoiceField("园区", search=True)


class NamedFilters(ParkFilters):
    """Filters of a register whose rows have names."""

    primary: ClassVar[tuple[str, ...]] = ("q", "park")
    q = TextField("名称")


class ParkListFilters(FilterForm):
    """Filters of the register of parks."""

    primary = ("q", "recognition", "level")
    q = TextField("园区名称")
    recognition = ChoiceField("认定情况", choices=choices(Recognition))
    level = ChoiceField("安全风险等级", choices=choices(Level))


class ConditionFilters(ParkFilters):
    """Filters of 十有两禁."""

    primary = ("park", "item", "standing")
    item = ChoiceField("条件", choices=lambda: {n: one.words for n, one in conditions().items()}, search=True)
    standing = ChoiceField("目前情况", choices=choices(Standing))


class DocumentFilters(NamedFilters):
    """Filters of documents."""

    primary = ("q", "park", "kind")
    kind = ChoiceField("文件类别", choices=choices(DocumentKind))


class TaskFilters(ParkFilters):
    """Filters of tasks."""

    primary = ("park", "matter", "state")
    matter = ChoiceField("工作任务", choices=choices(Matter))
    state = ChoiceField("办理情况", choices=choices(TaskState))


class ReplyFilters(NamedFilters):
    """Filters of replies."""

    primary = ("q", "park", "matter")
    matter = ChoiceField("工作任务", choices=choices(Matter))


class MemberFilters(ParkFilters):
    """Filters of the register of members."""

    primary = ("owner", "park", "kind")
    owner = TextField("企业", help="名称、拼音首字母或信用代码")
    kind = ChoiceField("企业类型", choices=choices(MemberKind))


class PositionFilters(FilterForm):
    """Filters of the comparison."""

    primary = ("relation",)
    relation = ChoiceField("核对结果", choices=choices(Relation))
