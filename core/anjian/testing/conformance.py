"""The conformance kit: a third party proves that its plugin keeps the rules.

```python
from anjian.testing.conformance import PluginConformance

class TestConformance(PluginConformance):
    plugin = "transport"
```

A check that a plugin cannot keep is left out by a marked xfail with its reason, never by overriding it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib.metadata import entry_points
from typing import ClassVar

import pytest

from anjian.campaigns.current import current_pack
from anjian.campaigns.queries import limbs_in_force
from anjian.inspections.catalogue import catalogue_of
from anjian.inspections.schema import Checklist
from anjian.kernel import clock
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_api.section_types import ReportSection, SectionContext, SectionData
from anjian.plugin_api.spec import Plugin
from anjian.plugin_api.types import Facts
from anjian.plugin_host.discovery import GROUP
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.units import report_units
from anjian.reports.sections.data import pack_data, unpack_data
from anjian.testing import plugin_checks as checks
from anjian.testing.factories import Factory
from anjian.testing.sql_watch import statements

ROWS = (0, 1, 3)


class PluginConformance:
    """Subclass it, name the plugin, and run pytest. Override `fill` to put rows into the plugin's own registers."""

    plugin: ClassVar[str]

    @pytest.fixture
    def subject(self, instance: Instance) -> Plugin:
        """The plugin as the installation runs it: installed, and not in quarantine."""
        found = {loaded.name: loaded for loaded in instance.registry.found}
        assert self.plugin in found, f"plugin {self.plugin} is not installed"
        loaded = found[self.plugin]
        assert loaded.plugin is not None, f"plugin {self.plugin} is out of service: {loaded.reason}"
        return loaded.plugin

    def fill(self, instance: Instance, factory: Factory, subject: Plugin, rows: int) -> None:
        """Make `rows` enterprises of the plugin's first industry, each with a visit by its checklist and a hazard."""
        for _ in range(rows):
            categories = subject.industries[:1] or ("生产",)
            enterprise = factory.enterprise(categories=categories)
            factory.visit(enterprise)
            factory.hazard(enterprise)

    def test_entry_point_and_names(self) -> None:
        """One entry point, the name rule, a version range."""
        assert checks.entry_point_faults(self.plugin) == []

    def test_declaring_is_light(self) -> None:
        """Loading the plugin imports no view and no document code."""
        (point,) = entry_points(group=GROUP, name=self.plugin)
        assert checks.light_import_faults(point.value) == []

    def test_hooks(self, subject: Plugin) -> None:
        """Known hooks only, marked, of the declared types, repeatable."""
        assert checks.hook_faults(subject) == []

    def test_prefixes(self, subject: Plugin) -> None:
        """Permissions, tables and blueprints carry the plugin's name."""
        assert checks.prefix_faults(subject) == []

    def test_checklists(self, subject: Plugin, instance: Instance) -> None:
        """Codes are unique over all installed plugins; every item has a basis and the day from which it is in force."""
        assert checks.checklist_faults(subject, instance.registry) == []

    def test_references_resolve(self, subject: Plugin) -> None:
        """What the plugin declares by reference is there."""
        assert checks.ref_faults(subject) == []

    def test_records_of_sections(self, subject: Plugin) -> None:
        """What a section's figures count can be opened as it was known."""
        assert checks.record_faults(subject) == []

    def test_sections_tell_every_task(self, subject: Plugin, instance: Instance) -> None:
        """Each task of the pack that names the plugin is told by one of its sections, with a figure and a paragraph (R-077)."""
        told = [part for section in subject.report_sections() for part in built(instance, subject, section).tasks]
        wanted = [task.code for task in current_pack(instance.settings).tasks_of(subject.name)]
        assert sorted(part.code for part in told if part.figures and part.paragraphs) == sorted(wanted)

    def test_judge_is_pure(self, subject: Plugin, instance: Instance) -> None:
        """The same facts, the same verdict; nothing is asked of the database."""
        faults = []
        with statements() as seen:
            for facts in facts_of(instance, subject):
                seen.clear()
                faults += checks.repeat_faults(f"judge({facts.item_code})", partial(subject.judge, facts))
                faults += [f"judge({facts.item_code}) sends {sql}" for sql in seen]
        assert faults == []

    def test_sections_build_at_a_constant_query_count(
        self, subject: Plugin, instance: Instance, factory: Factory
    ) -> None:
        """Each section builds with no, one and three rows; the number of queries does not depend on them."""
        counts: dict[str, list[int]] = {section.key: [] for section in subject.report_sections()}
        made = 0
        for rows in ROWS:
            self.fill(instance, factory, subject, rows - made)
            made = rows
            for section in subject.report_sections():
                counts[section.key].append(queries_of(instance, subject, section))
                built(instance, subject, section)
        assert {key: sorted(set(found)) for key, found in counts.items() if len(set(found)) > 1} == {}


def facts_of(instance: Instance, subject: Plugin) -> Iterator[Facts]:
    """A failed answer to each item of the plugin's checklists, on a day of the campaign and on a day years later."""
    lists: list[Checklist] = catalogue_of(instance.registry).of_plugin(subject.name)
    for day in (clock.today(), date(2026, 11, 2)):
        with system_read(instance.database, "limbs for the conformance kit") as session:
            limbs = {limb.code: limb.text for limb in limbs_in_force(session, day)}
        for item in (item for checklist in lists for item in checklist.items if item.asked):
            yield Facts(item.code, item.text, item.limb, limbs, item.choices[-1], "", day, 1, subject.industries[:1])


def queries_of(instance: Instance, subject: Plugin, section: ReportSection) -> int:
    """Build a section for the city and for the plugin's department, and count the queries."""
    sent = 0
    for department in (None, subject.department):
        with asking(instance, subject, department) as context, statements(instance.database) as seen:
            section.build.load()(context)
        sent += len(seen)
    return sent


def built(instance: Instance, subject: Plugin, section: ReportSection) -> SectionData:
    """What a section says of the city, checked as the report checks it: raises with the fault."""
    with asking(instance, subject, None) as context:
        data: SectionData = section.build.load()(context)
    return unpack_data(pack_data(data, section), section)


@contextmanager
def asking(instance: Instance, subject: Plugin, department: str | None) -> Iterator[SectionContext]:
    """What a section gets when the month so far is compiled."""
    pack = current_pack(instance.settings)
    period = pack.period(f"{clock.today():%Y-%m}")
    counties = tuple((unit.region_code, unit.name) for unit in report_units(pack) if unit.region_code is not None)
    known = take_watermark(instance.database)
    with system_read(instance.database, "section for the conformance kit") as session:
        yield SectionContext(
            session, pack.code, period.code, pack.campaign.starts_on, clock.today(), known, "全市", None, department,
            subject.name, subject.department, subject.industries, counties,
        )  # fmt: skip
