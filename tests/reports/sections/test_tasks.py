"""Every task of the notice is told in its order by its one department, or said not to be (R-077)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session
from tests.reports import section_builders
from tests.reports.places import PACK

from anjian.plugin_api.section_types import Bar, SectionContext, SectionData, SectionFigure, TaskPart
from anjian.reports.sections.data import SectionResult, percent_of, printed
from anjian.reports.sections.tasks import own_reports, task_reports


def context() -> SectionContext:
    """Of a section that asks nothing of the database."""
    days = date(2023, 5, 15), date(2023, 7, 31)
    return SectionContext(
        Session(), PACK.code, "2023-07", *days, 1, "全市", None, None, "transport", "transport", ()
    )  # fmt: skip


def result(data: SectionData | None, failure: str = "", plugin: str = "transport", key: str = "good") -> SectionResult:
    return SectionResult(key, "运输", "四.(6)", "市交通运输局", plugin, data, failure)


SAID = SectionData(
    (SectionFigure("good.more", "甲", "家", "定义", (1, 2)),), (), ("另有{good.more}。",),
    (TaskPart("task_06", (SectionFigure("good.rows", "乙", "辆", "定义", (7,)),), (), ("共有{good.rows}。",)),),
)  # fmt: skip


def test_the_tasks_stand_in_the_order_of_the_notice_whatever_the_order_of_the_sections() -> None:
    plugins = dict.fromkeys(task.plugin for task in PACK.report.tasks)
    told = task_reports(PACK, [result(None, "没有。", plugin) for plugin in reversed(plugins)])
    assert [report.task.clause for report in told] == [
        "四.15",
        "四.园区",
        *(f"四.({number})" for number in range(1, 11)),
    ]
    assert {report.paragraphs for report in told} == {("【本节缺失】没有。责任单位：市交通运输局。",)}


def test_a_task_is_told_by_its_part_and_the_rest_stands_beside() -> None:
    (told,) = task_reports(PACK, [result(SAID)])
    assert (told.task.code, told.paragraphs, told.unreported) == ("task_06", ("共有1辆。",), False)
    (own,) = own_reports(PACK, [result(SAID)])
    assert own.paragraphs == ("另有2家。",)


def test_a_task_that_nobody_reports_is_printed_with_the_department() -> None:
    silent = section_builders.silent(context())
    (told,) = task_reports(PACK, [result(silent)])
    assert (told.paragraphs, told.tables, told.unreported) == (("该任务未报告。责任单位：市交通运输局。",), (), True)


@pytest.mark.parametrize("first", [True, False])
def test_of_two_sections_of_a_plugin_the_one_that_tells_counts_and_else_the_one_that_failed(first: bool) -> None:
    silent, failed = result(section_builders.silent(context()), key="a"), result(None, "章节生成时出错。", key="b")
    good = result(SAID, key="c")

    def ordered(*results: SectionResult) -> list[SectionResult]:
        return list(results if first else reversed(results))

    assert task_reports(PACK, ordered(failed, good))[0].paragraphs == ("共有1辆。",)
    assert task_reports(PACK, ordered(silent, failed))[0].paragraphs == (
        "【本节缺失】章节生成时出错。责任单位：市交通运输局。",
    )


def test_what_belongs_to_no_task_of_the_campaign_is_not_lost() -> None:
    (own,) = own_reports(PACK, [result(section_builders.foreign(context()))])
    assert own.paragraphs == ("另一专项行动的任务。",)
    (missing,) = own_reports(PACK, [result(None, "章节生成时出错。", "fireworks")])
    assert missing.paragraphs == ("【本节缺失】章节生成时出错。责任单位：市交通运输局。",)
    assert own_reports(PACK, [result(None, "章节生成时出错。")]) == ()  # its task says so


def test_sums_have_a_unit_and_decimals_of_their_own() -> None:
    def of(unit: str, total: int, scale: int, digits: int) -> str:
        return printed(SectionFigure("a.b", "长度", unit, "定义", (1,), total, "hazard", scale, digits))

    assert [of("公里", 8_500, 3, 3), of("公里", 8_450, 3, 1), of("吨", 9_200_000, 6, 3), of("万元", 12_345_600, 6, 2)] == [
        "8.500公里", "8.5公里", "9.200吨", "12.35万元",
    ]  # fmt: skip


def test_not_quite_all_is_not_printed_as_all() -> None:
    assert [percent_of(bar) for bar in (Bar(199, 200), Bar(9_999, 10_000), Bar(200, 200), Bar(0, 3), Bar(0, 0))] == [
        "99.5%", "99.9%", "100.0%", "0.0%", "—",
    ]  # fmt: skip
