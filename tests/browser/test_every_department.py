"""Every installed plugin's department does the main job in a browser: visit, finding, hazard, ledger, month's report.

The plugins are read from the registry, so that a new one is walked without a word here. `test_main_job.py` walks the way
to its end for one department; here is the shortest one for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from tests.browser.conftest import PHONE, Visitor
from tests.browser.test_main_job import MONTH, answer_all, value_after

from anjian.campaigns.current import current_pack
from anjian.hazards.models import Hazard
from anjian.hazards.words import Scale
from anjian.inspections.catalogue import catalogue_of
from anjian.inspections.rules import questions_on
from anjian.inspections.schema import Checklist
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_api.spec import Plugin
from anjian.plugin_host.discovery import installed
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period
from anjian.testing.answers import can_fail
from anjian.testing.conformance import facts_of
from anjian.testing.factories import Factory

FOUND = "3 部门执法检查发现的重大事故隐患（个）"
PERIOD = "2023-07"


def failing_item(instance: Instance, plugin: Plugin) -> tuple[Checklist, str]:
    """A checklist of the plugin and an item of it that may fail: the first that the plugin calls 重大, if it calls any so."""
    serious = [
        facts.item_code
        for facts in facts_of(instance, plugin)
        if facts.found_on == clock.today()
        and (verdict := plugin.judge(facts)) is not None
        and verdict.scale == Scale.MAJOR
    ]
    asked = [
        (checklist, question.item.code)
        for checklist in catalogue_of(instance.registry).of_plugin(plugin.name)
        for question in questions_on([checklist], clock.today())
        if can_fail(question)
    ]
    return next((one for one in asked if one[1] in serious), asked[0])


@pytest.mark.parametrize("name", [loaded.name for loaded in installed() if loaded.plugin is not None])
def test_from_the_visit_to_the_months_report(
    instance: Instance, factory: Factory, visitor: Callable[..., Visitor], name: str
) -> None:
    plugin = instance.registry.plugins[name]
    enterprise = factory.enterprise(categories=plugin.industries[:1] or ("生产",))
    checklist, failing = failing_item(instance, plugin)

    officer = visitor(plugin.department, PHONE)
    officer.go(f"/inspections/new?enterprise={enterprise.id}")
    officer.page.get_by_label(checklist.title, exact=True).check(force=True)
    assert "保存并核对" in officer.press("新建检查")
    assert answer_all(officer.page, (failing,)) > 1
    officer.press("保存并核对")
    assert "上报隐患" in officer.press("完成检查")
    assert re.findall(r"YH2023\d{6}", officer.press("上报隐患"))

    county = visitor("zezhou")
    assert enterprise.name in county.go("/hazards/1")
    with system_read(instance.database, "the hazard of a test") as session:
        major = session.scalars(select(Hazard.scale)).one() == Scale.MAJOR
    county.press("确认隐患")
    county.press("确认隐患")
    assert "已确认" in county.text()

    ledger = visitor("office")
    assert re.findall(r"YH2023\d{6}", ledger.go(f"/hazards/?department={plugin.department}&state=已确认")) == [
        "YH2023000001"
    ]
    unit = next(
        unit.name for unit in current_pack(instance.settings).units if unit.department_code == plugin.department
    )
    table = ledger.go(f"{MONTH}/{unit}?live=1")
    assert value_after(table, FOUND) == ("1" if major else "0")
    report = compile_period(instance, current_pack(instance.settings), PERIOD, units=[unit]).reports[0]
    (section,) = [section for section in report.sections if section.key == name]
    told = {figure.key: len(figure.ids) for figure in section.data.every_figure} if section.data is not None else {}
    assert (told[f"{name}.visits"], told[f"{name}.findings"], told[f"{name}.hazards"]) == (1, 1, int(major))
    for one in (officer, county, ledger):
        assert one.complaints == []
