"""Whose rows a table counts: the reporting units of the pack, and the city over all of them (figure scope)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, true

from anjian.campaigns.packs import Pack
from anjian.kernel.errors import NotFound

CITY_CODE = "city"
CITY_NAME = "全市"
BOTH = "×"
"""Between a place and a department: what the one has of the other's, as breakdowns print it."""


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """A unit that has tables of its own. A county-level unit counts its territory, a department its lead links."""

    code: str
    name: str
    full_name: str
    region_code: str | None = None
    department_code: str | None = None

    @property
    def is_city(self) -> bool:
        return self.code == CITY_CODE

    def takes(self, region_code: str | None, department_code: str | None) -> bool:
        """Whether a row with these owner columns is one of the unit's."""
        return (self.region_code is None or self.region_code == region_code) and (
            self.department_code is None or self.department_code == department_code
        )

    def owns(self, row: Any) -> ColumnElement[bool]:
        """`takes` as an expression over an owned or version class."""
        return and_(
            true(),
            *(
                getattr(row, column) == value
                for column in ("region_code", "department_code")
                if (value := getattr(self, column)) is not None
            ),
        )


def city(pack: Pack) -> ReportUnit:
    """The city: the union over rows, never the sum of unit tables. It signs as the campaign's office (R-007)."""
    office = next((unit for unit in pack.units if unit.kind == "office"), None)
    return ReportUnit(CITY_CODE, CITY_NAME, office.full_name if office else pack.campaign.issuer)


def report_units(pack: Pack) -> tuple[ReportUnit, ...]:
    """The city first, then the reporting units in the order of the pack (R-116)."""
    units = (
        ReportUnit(unit.code, unit.name, unit.full_name, _territory(unit), unit.department_code)
        for unit in pack.reporting_units()
    )
    return (city(pack), *units)


def _territory(unit: Any) -> str | None:
    """A city department covers the whole city: only county-level units are limited to a place."""
    return unit.region_code if unit.kind in ("county", "zone") else None


def find_unit(pack: Pack, text: str) -> ReportUnit:
    """The unit that a name, alias or code means (晋城市泽州县, 泽州, 全市). Raises `NotFound` listing the names."""
    first, both, second = text.partition(BOTH)
    if both:
        return _common(find_unit(pack, first), find_unit(pack, second))
    known = report_units(pack)
    named = pack.unit_by_name(text)
    for unit in known:
        if text in (unit.code, unit.name) or (named is not None and named.code == unit.code):
            return unit
    if named is not None and named.kind == "office":
        return known[0]
    raise NotFound(f"没有填报单位“{text}”，可用：{'、'.join(unit.name for unit in known)}。")


def _common(place: ReportUnit, department: ReportUnit) -> ReportUnit:
    """The rows that both units count. Raises `NotFound` for two places or two departments."""
    for own in ("region_code", "department_code"):
        if None not in (getattr(place, own), getattr(department, own)):
            raise NotFound(f"{place.name}和{department.name}没有共同的报表。")
    return ReportUnit(
        f"{place.code}{BOTH}{department.code}",
        f"{place.name}{BOTH}{department.name}",
        f"{place.full_name}{BOTH}{department.full_name}",
        place.region_code or department.region_code,
        place.department_code or department.department_code,
    )
