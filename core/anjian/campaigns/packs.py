"""A campaign pack in memory: next year's notice is a new folder of YAML, not a release (`loading` reads it)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from anjian.campaigns.limb_record import LimbRecord
from anjian.campaigns.limbs import LimbResolver
from anjian.campaigns.names import NameIndex, Thing
from anjian.campaigns.periods import Period, code_due, period_of, periods_between
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
from anjian.kernel.errors import NotFound


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

    def runs_on(self, day: date) -> bool:
        """Whether the campaign runs on a day."""
        return self.campaign.starts_on <= day <= self.campaign.ends_on

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

    def document(self, code: str) -> Document:
        """A document that the campaign issues, follows or cites. Raises `NotFound`."""
        return _one(self.campaign.documents, lambda d: d.code == code, f"没有编号为“{code}”的文件。")

    def phases_on(self, day: date) -> tuple[Phase, ...]:
        """The phases that a day belongs to: none outside the campaign, two where they overlap."""
        return tuple(phase for phase in self.phases if phase.starts_on <= day <= phase.ends_on)

    def period(self, code: str) -> Period:
        """The reporting month `2023-07`, or quarter `2023-Q3`. Raises `Refused` when it is none of this campaign's."""
        return period_of(code, self.campaign.starts_on, self.campaign.ends_on, self.campaign.cadence)

    def periods(self) -> tuple[Period, ...]:
        """Every reporting month or quarter of the campaign."""
        return periods_between(self.campaign.starts_on, self.campaign.ends_on, self.campaign.cadence)

    def period_on(self, day: date) -> Period | None:
        """The period that a day lies in; None outside the campaign."""
        return next((period for period in self.periods() if period.start <= day <= period.end), None)

    def period_due(self, day: date) -> Period | None:
        """The period whose table falls due on a day or fell due last; None outside the campaign."""
        code = code_due(day, self.campaign.cadence)
        return next((period for period in self.periods() if period.code == code), None)

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

    def category_by_name(self, text: str | None) -> Category | None:
        """The enterprise category that a text names (经营（带储存） …); None when unknown."""
        return self.category_index.find(text)


def _one(things: tuple[Thing, ...], wanted: Callable[[Thing], bool], message: str) -> Thing:
    for thing in things:
        if wanted(thing):
            return thing
    raise NotFound(message)
