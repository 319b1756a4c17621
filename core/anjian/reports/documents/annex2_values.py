"""The columns of 附件2: how each value of a row is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from anjian.campaigns.packs import Pack
from anjian.reports.documents.list_rows import ListRow
from anjian.reports.figures.algebra import wan_yuan


def names_of(pack: Pack) -> dict[str, str]:
    """The names of places and departments by code."""
    names = {region.code: region.name for region in pack.regions}
    return names | {department.code: department.name for department in pack.departments}


def _word(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: row.words[name] or None


def _day(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: str(day) if (day := getattr(row, name)) is not None else None


def _listed(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: row.words[name] or None if row.listed else None


def _accepted(name: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    return lambda row, _names: row.words[name] or None if row.accepted_on else None


def _due(row: ListRow, _names: Mapping[str, str]) -> str | None:
    """The present day; an extension shows the original day too (R-024)."""
    if row.due_on is None or row.original_due_on in (None, row.due_on):
        return str(row.due_on) if row.due_on else None
    return f"{row.due_on}（原{row.original_due_on}）"


def _together(*names: str) -> Callable[[ListRow, Mapping[str, str]], Any]:
    """A column that a pack does not split: its parts in one cell."""
    return lambda row, names_: "，".join(str(said) for name in names if (said := VALUES[name](row, names_))) or None


VALUES: dict[str, Callable[[ListRow, Mapping[str, str]], Any]] = {
    "number": lambda row, _names: row.code,
    "region": lambda row, names: names.get(row.region_code or ""),
    "enterprise_name": lambda row, _names: row.enterprise_name,
    "credit_code": lambda row, _names: row.credit_code,
    "categories": lambda row, _names: row.categories or None,
    "parent": lambda row, _names: row.parent_name or None,
    "listing": _together("listing_level", "listing_unit", "listing_person"),
    "acceptance": _together("accepted_by_unit", "accepted_by", "accepted_on"),
    "campaigns": lambda row, _names: row.campaigns or None,
    "department": lambda row, names: names.get(row.department_code or ""),
    "content": _word("content"),
    "place": _word("place"),
    "limb": _word("cited"),
    "source": lambda row, _names: row.source,
    "discovered_on": _day("discovered_on"),
    "finder": lambda row, _names: "，".join(filter(None, row.finder)) or None,
    "confirmations": lambda row, _names: "；".join(
        f"{who}{day}"
        for who, day in (("主体企业", row.words["parent_confirmed_on"]), ("监管部门", row.confirmed_on))
        if day
    ),
    "measures": _word("measures"),
    "funds": lambda row, _names: None if row.funds_fen is None else wan_yuan(row.funds_fen),
    "responsible": _word("responsible"),
    "due_on": _due,
    "emergency_plan": _word("contingency"),
    "listing_level": _listed("listing_level"),
    "listing_unit": _listed("listing_unit"),
    "listing_person": lambda row, _names: row.supervisor or None,
    "progress": lambda row, _names: row.state,
    "claimed_on": _day("claimed_on"),
    "accepted_by_unit": _accepted("accepting_unit"),
    "accepted_by": _accepted("accepted_by"),
    "accepted_on": _day("accepted_on"),
    "enforcement": lambda _row, _names: None,  # cases are entered in the enforcement room
    "remark": _word("remark"),
}
"""Key of a printed column -> its value of a row, given the names of places and departments by code."""
