"""Sections are built in a child process; whatever a plugin does, the report says whose section is missing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.reports.filled import Ledger
from tests.reports.places import PACK, TransportPlugin, installation

from anjian.hazards.models import HazardVersion
from anjian.kernel.db import Database
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.units import find_unit
from anjian.reports.sections.data import SectionResult, result_of
from anjian.reports.sections.house import SectionHouse, expected_sections

ASOF = AsOf(PACK.code, PACK.campaign.starts_on, date(2023, 7, 31), 10**6)


def built(instance: Instance, unit: str = "全市") -> dict[str, SectionResult]:
    with SectionHouse(instance, PACK, "2023-07", ASOF) as house:
        return {result.key: result for result in house.sections(find_unit(PACK, unit))}


def test_figures_are_locked_into_the_narrative_of_tasks_and_of_the_rest(database: Database, tmp_path: Path) -> None:
    with system_write(database, "test") as session:
        Ledger(session).hazard(Ledger(session).enterprise(), date(2023, 6, 1))
    result = built(installation(database, tmp_path, TransportPlugin("good")), "泽州县")["good"]
    assert result.data is not None
    assert [result.filled(part.paragraphs) for part in result.data.parts] == [
        ("泽州县共有1条。",), ("累计罚款12.35万元，台账1条。",),
    ]  # fmt: skip
    assert (result.department, result.failure) == ("市交通运输局", "")
    assert result_of(json.loads(json.dumps(result.as_json()))) == result


@pytest.mark.parametrize(
    ("builder", "failure"),
    [
        ("raising", "章节生成时出错。"),
        ("leaving", "章节生成时出错。"),
        ("dying", "章节生成过程异常中止。"),
        ("huge", "章节返回的数据超过48兆字节。"),
        ("long_table", "章节表格“表”超过2000行。"),
        ("misspelt", "章节文字引用了不存在的指标“vehicle”。"),
        ("not_data", "章节没有按约定返回数据。"),
        ("wrong_types", "章节返回的数据不符合约定的格式。"),
        ("ragged", "章节表格“表”有的行与表头列数不符。"),
        ("overfull", "章节表格“表”的完成数多于总数。"),
        ("unprintable", "章节中有过长的或者含有不能打印的字符的文字。"),
        ("twice_reported", "章节中有重复的任务。"),
        ("alien_key", "章节的指标编号“hazchem.rows”写法不对。"),
        ("unknown_record", "章节的指标“指标”没有说明统计的是什么记录。"),
        ("twice_counted", "章节的指标“指标”把同一记录计了两次。"),
        ("negative", "章节的指标“指标”有不合规定的记录编号。"),
        ("writing", "章节生成时出错。"),
        ("writing_text", "章节生成时出错。"),
    ],
)
def test_a_broken_section_is_printed_as_missing(database: Database, tmp_path: Path, builder: str, failure: str) -> None:
    with system_write(database, "test") as session:
        Ledger(session).hazard(Ledger(session).enterprise(), date(2023, 6, 1))
    results = built(installation(database, tmp_path, TransportPlugin(builder, "good")))
    assert results[builder].failure == failure
    assert results[builder].paragraphs == (f"【本节缺失】{failure}责任单位：市交通运输局。",)
    assert results["good"].paragraphs == ("累计罚款12.35万元，台账1条。",)
    with system_read(database, "test") as session:
        assert session.scalar(select(func.count()).select_from(HazardVersion)) == 1


def test_a_section_that_hangs_is_killed_and_not_asked_again(database: Database, tmp_path: Path) -> None:
    instance = installation(database, tmp_path, TransportPlugin("hanging", "good"), section_seconds=1.0)
    with SectionHouse(instance, PACK, "2023-07", ASOF) as house:
        for unit in ("全市", "泽州县"):
            results = {result.key: result for result in house.sections(find_unit(PACK, unit))}
            assert results["hanging"].failure == "章节超过规定时限未完成。"
            assert results["good"].failure == ""


def test_what_a_plugin_prints_is_not_the_commands_output(
    database: Database, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert built(installation(database, tmp_path, TransportPlugin("chatting")))["chatting"].paragraphs == ("正常。",)
    assert capfd.readouterr().out == ""


def test_missing_plugins_are_named_by_department(database: Database, tmp_path: Path) -> None:
    expected = expected_sections(installation(database, tmp_path, TransportPlugin("good")).registry, PACK)
    assert [(one.plugin, one.department, one.missing) for one in expected] == [
        ("transport", "市交通运输局", ""),
        *(
            (plugin, department, "对应的专业模块未安装，本节没有数据。")
            for plugin, department in (
                ("hazchem", "市应急局"),
                ("hazwaste", "市生态环境局"),
                ("special_equipment", "市市场监管局"),
                ("pipelines_oil_gas", "市能源局"),
                ("chemical_parks", "市工信局"),
                ("coalbed_methane", "市应急局"),
            )
        ),
    ]


def test_a_department_reports_on_its_own_tasks_only(database: Database, tmp_path: Path) -> None:
    instance = installation(database, tmp_path)
    assert list(built(instance, "市应急局")) == ["hazchem", "coalbed_methane"]
    assert len(built(instance, "泽州县")) == 7
