"""Campaign packs: next year's notice is a new folder of YAML, not a release.

A pack is read whole or refused whole; what is wrong is told with its file and place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from anjian.campaigns.checks import faults_of
from anjian.campaigns.citations import cited_ids
from anjian.campaigns.limb_record import LimbRecord
from anjian.campaigns.limbs import LimbResolver
from anjian.campaigns.names import NameIndex, Thing, split_names
from anjian.campaigns.periods import Period, period_of, periods_between
from anjian.campaigns.schema import (
    Campaign,
    Category,
    Clause,
    DateRule,
    Department,
    Document,
    Duty,
    Item,
    ParentCompany,
    Phase,
    Region,
    Unit,
)
from anjian.campaigns.tables import Annex1, Annex2, Cell, CriteriaSet, Criterion, ReportPack, Task
from anjian.campaigns.yaml_source import Model, parse, read_yaml
from anjian.kernel.errors import FileRefused, NotFound

SHIPPED = Path(__file__).parent / "packs"
"""Packs that come with the core."""


class _Clauses(Item):
    clauses: tuple[Clause, ...]


class _Phases(Item):
    phases: tuple[Phase, ...]


class _Regions(Item):
    regions: tuple[Region, ...]


class _Units(Item):
    departments: tuple[Department, ...]
    units: tuple[Unit, ...]
    parents: tuple[ParentCompany, ...]


class _Categories(Item):
    categories: tuple[Category, ...]


class _Duties(Item):
    duties: tuple[Duty, ...]


class _Dates(Item):
    dates: tuple[DateRule, ...]


class _Criteria(Item):
    sets: tuple[CriteriaSet, ...]


class Pack(Item):
    """One campaign as data. Everything is frozen; queries are pure."""

    campaign: Campaign
    clauses: tuple[Clause, ...]
    phases: tuple[Phase, ...]
    regions: tuple[Region, ...]
    departments: tuple[Department, ...]
    units: tuple[Unit, ...]
    parents: tuple[ParentCompany, ...]
    categories: tuple[Category, ...]
    duties: tuple[Duty, ...]
    dates: tuple[DateRule, ...]
    criteria_sets: tuple[CriteriaSet, ...]
    annex1: Annex1
    annex2: Annex2
    report: ReportPack

    @property
    def code(self) -> str:
        return self.campaign.code

    @cached_property
    def limb_resolver(self) -> LimbResolver:
        """Reads what units write under 判定依据及条款 (`limbs.resolve_limb` uses it)."""
        return LimbResolver(self.criteria_sets)

    # -- clauses, phases, periods

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def clause(self, clause_id: str) -> Clause:
        """A clause by id, such as `四.(6)`. Raises `NotFound`."""
        found = self._clauses.get(clause_id)
        if found is None:
            raise NotFound(f"{self.campaign.document_number} 没有条款“{clause_id}”。")
        return found

    def clauses_cited(self, citation: str) -> tuple[Clause, ...]:
        """The clauses behind a citation such as `四.9-11; 附件1说明2`. Raises `NotFound` for one that does not exist."""
        return tuple(self.clause(clause_id) for clause_id in cited_ids(citation))

    def document(self, code: str) -> Document:
        """A document that the campaign issues, follows or cites. Raises `NotFound`."""
        return _one(self.campaign.documents, lambda d: d.code == code, f"没有编号为“{code}”的文件。")

    def phases_on(self, day: date) -> tuple[Phase, ...]:
        """The phases that a day belongs to: none outside the campaign, two where they overlap."""
        return tuple(phase for phase in self.phases if phase.starts_on <= day <= phase.ends_on)

    def period(self, code: str) -> Period:
        """The reporting month `2023-07`. Raises `Refused` when it is no month of this campaign."""
        return period_of(code, self.campaign.starts_on, self.campaign.ends_on)

    def periods(self) -> tuple[Period, ...]:
        """Every reporting month of the campaign."""
        return periods_between(self.campaign.starts_on, self.campaign.ends_on)

    # -- criteria and tables

    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion of every set, the general ones last."""
        ordered = sorted(self.criteria_sets, key=lambda criteria_set: criteria_set.general)
        return tuple(criterion for criteria_set in ordered for criterion in criteria_set.criteria)

    def criterion(self, code: str) -> Criterion:
        """The criterion `C-20`, or the one that the limb `C-20c` belongs to. Raises `NotFound`."""
        return _one(self.criteria(), lambda c: c.code == code[: len(c.code)], f"判定标准中没有“{code}”。")

    def limbs(self) -> tuple[LimbRecord, ...]:
        """Every limb with its set, document and days in force; the general limb is the last."""
        ordered = sorted(self.criteria_sets, key=lambda criteria_set: criteria_set.general)
        return tuple(
            LimbRecord.of(self.document(criteria_set.document), criteria_set, criterion, limb)
            for criteria_set in ordered
            for criterion in criteria_set.criteria
            for limb in criterion.limbs
        )

    def limb(self, code: str) -> LimbRecord:
        """The limb `C-20c`. Raises `NotFound`."""
        return _one(self.limbs(), lambda limb: limb.code == code, f"判定标准中没有分项“{code}”。")

    def cell(self, key: str) -> Cell:
        """The value `A1-2.07` of 附件1. Raises `NotFound`."""
        return _one(self.annex1.cells, lambda cell: cell.key == key, f"{self.annex1.label}中没有“{key}”。")

    def tasks_of(self, plugin: str) -> tuple[Task, ...]:
        """The tasks that a plugin's report section answers for (R-077)."""
        return tuple(task for task in self.report.tasks if task.plugin == plugin)

    # -- names

    @cached_property
    def _city_names(self) -> tuple[str, ...]:
        return tuple(
            name for region in self.regions if region.kind == "city" for name in (region.name, *region.aliases)
        )

    @cached_property
    def unit_index(self) -> NameIndex[Unit]:
        return NameIndex(((u, (u.name, u.full_name, *u.aliases)) for u in self.units), self._city_names)

    @cached_property
    def region_index(self) -> NameIndex[Region]:
        named = [(r, (r.name, *r.aliases)) for r in self.regions if r.kind != "street"]
        by_code = {region.code: region for region in self.regions}
        for street in self.regions:
            if street.kind == "street" and street.parent:
                county = by_code[street.parent]
                named.append((street, tuple(f"{name}{street.name}" for name in ("", county.name, *county.aliases))))
        return NameIndex(named, self._city_names)

    @cached_property
    def department_index(self) -> NameIndex[Department]:
        return NameIndex(
            ((d, (d.name, d.short_name, d.full_name, *d.aliases)) for d in self.departments), self._city_names
        )

    @cached_property
    def category_index(self) -> NameIndex[Category]:
        return NameIndex((c, (c.name, *c.aliases)) for c in self.categories)

    def reporting_units(self) -> tuple[Unit, ...]:
        """The units that fill 附件1, in the order of the notice (R-116)."""
        return tuple(unit for unit in self.units if unit.reporting)

    def unit_by_name(self, text: str | None) -> Unit | None:
        """The unit that a text names (晋城市泽州县 → 泽州县); None for anybody else, such as a county's department."""
        return self.unit_index.find(text)

    def region_by_name(self, text: str | None) -> Region | None:
        """The city, county, zone or street that a text names; None when unknown."""
        return self.region_index.find(text)

    def county_by_name(self, text: str | None) -> Region | None:
        """The county-level place (six counties and the zone) that a text names; None for streets, the city, strangers."""
        found = self.region_by_name(text)
        return found if found is not None and found.kind in ("county", "zone") else None

    def department_by_name(self, text: str | None) -> Department | None:
        """The city department that a text names (应急局, 市应急管理局 …); None when unknown."""
        return self.department_index.find(text)

    def category_by_name(self, text: str | None) -> Category | None:
        """The enterprise category that a text names (经营（带储存） …); None when unknown."""
        return self.category_index.find(text)

    def categories_in(self, text: str | None) -> tuple[tuple[Category, ...], tuple[str, ...]]:
        """The categories in a cell that may hold several, each once, and the words that name none."""
        found: dict[str, Category] = {}
        unknown: list[str] = []
        for name in split_names(text):
            category = self.category_by_name(name)
            if category is None:
                unknown.append(name)
            else:
                found.setdefault(category.code, category)
        return tuple(found.values()), tuple(unknown)


def _one(things: tuple[Thing, ...], wanted: Callable[[Thing], bool], message: str) -> Thing:
    for thing in things:
        if wanted(thing):
            return thing
    raise NotFound(message)


def load_pack(folder: Path) -> Pack:
    """Read a pack's folder. Raises `FileRefused` naming file and place for anything malformed, ambiguous or dangling."""
    units = _read(_Units, folder, "units.yaml")
    pack = Pack(
        campaign=_read(Campaign, folder, "campaign.yaml"),
        clauses=_read(_Clauses, folder, "clauses.yaml").clauses,
        phases=_read(_Phases, folder, "phases.yaml").phases,
        regions=_read(_Regions, folder, "regions.yaml").regions,
        departments=units.departments,
        units=units.units,
        parents=units.parents,
        categories=_read(_Categories, folder, "categories.yaml").categories,
        duties=_read(_Duties, folder, "duties.yaml").duties,
        dates=_read(_Dates, folder, "dates.yaml").dates,
        criteria_sets=_read(_Criteria, folder, "criteria.yaml").sets,
        annex1=_read(Annex1, folder, "annex1.yaml"),
        annex2=_read(Annex2, folder, "annex2.yaml"),
        report=_read(ReportPack, folder, "report.yaml"),
    )
    faults = [*faults_of(pack), *_clashes(pack)]
    if folder.name != pack.code:
        faults.append(f"campaign.yaml 的 code“{pack.code}”与文件夹名“{folder.name}”不一致")
    if faults:
        raise FileRefused(f"专项行动数据包 {folder.name}：{'；'.join(faults)}。")
    return pack


def _read(model: type[Model], folder: Path, name: str) -> Model:
    return parse(model, read_yaml(folder / name), folder / name)


def _clashes(pack: Pack) -> list[str]:
    indexes: tuple[tuple[str, NameIndex[Any]], ...] = (
        ("units.yaml 的单位", pack.unit_index),
        ("regions.yaml 的地区", pack.region_index),
        ("units.yaml 的部门", pack.department_index),
        ("categories.yaml 的企业类别", pack.category_index),
    )
    return [f"{place}名称“{name}”同时指两项" for place, index in indexes for name in index.clashes]


@cache
def shipped() -> Mapping[str, Pack]:
    """The packs that come with the core, by campaign code."""
    folders = sorted(path.parent for path in SHIPPED.glob("*/campaign.yaml"))
    return MappingProxyType({folder.name: load_pack(folder) for folder in folders})
