"""Another notice is data only: the example pack compiles, opens and is compared as the first one, with its own everything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.reports.filled import Ledger
from tests.reports.places import TransportPlugin, installation

from anjian.campaigns.loading import shipped
from anjian.campaigns.service import sync
from anjian.hazards.models import HazardCampaign
from anjian.hazards.words import Scale, Source, State
from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.ledger import next_event_no
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period, write_files
from anjian.reports.documents.locked import unmarked
from anjian.reports.documents.wording import clause_words, summary
from anjian.reports.drilldown.showing import show_figure
from anjian.reports.figures.relations import relations

HOME, SAMPLE = shipped()["jincheng_2023"], shipped()["zhiben_2024"]
AUGUST = datetime(2024, 8, 2, 9, 0, tzinfo=clock.SHANGHAI)
FOUND, CONFIRMED, DONE = date(2024, 3, 1), date(2024, 3, 5), date(2024, 5, 1)


@pytest.fixture
def instance(database: Database, tmp_path: Path) -> Iterator[Instance]:
    with clock.at(AUGUST):
        with system_write(database, "test") as session:
            sync(session, [HOME, SAMPLE], working={HOME.code, SAMPLE.code})
            _fill(Ledger(session))
        yield installation(database, tmp_path / "instance", TransportPlugin("good"))


def _fill(ledger: Ledger) -> None:
    """Counted by the example: five major (one of them by both campaigns), one not confirmed, two general."""
    carrier = ledger.enterprise("泽州甲运输有限公司（演示）")
    works = ledger.enterprise("城区乙气体有限公司（演示）", region="140502", department="emergency")
    code = SAMPLE.code
    ledger.hazard(carrier, FOUND, campaign=code, confirmed_on=CONFIRMED, due_on=date(2024, 6, 1))
    ledger.hazard(carrier, FOUND, campaign=code, confirmed_on=CONFIRMED, accepted_on=DONE, state=str(State.ACCEPTED))
    ledger.hazard(
        works, FOUND, campaign=code, confirmed_on=CONFIRMED, source=str(Source.INSPECTION), criterion_code="C-02"
    )
    ledger.hazard(works, FOUND, campaign=code, confirmed_on=CONFIRMED, source=str(Source.ASSIGNED))
    both = ledger.hazard(works, date(2024, 1, 5), confirmed_on=CONFIRMED, source=str(Source.PUBLIC_REPORT))
    ledger.session.add(HazardCampaign(hazard_id=both.id, campaign_code=code, known_from=next_event_no(ledger.session)))
    ledger.hazard(works, FOUND, campaign=code)
    ledger.hazard(works, FOUND, campaign=code, scale=str(Scale.GENERAL))
    ledger.hazard(
        carrier, FOUND, campaign=code, scale=str(Scale.GENERAL), confirmed_on=CONFIRMED, accepted_on=DONE,
        state=str(State.ACCEPTED),
    )  # fmt: skip
    ledger.finding(ledger.visit(carrier, FOUND), "A1-2.03")
    ledger.visit(works, FOUND)


CITY = {
    "B1.1": 5, "B1.1b": 1, "B1.2": 2, "B1.3": 1, "B1.4": 1, "B1.5": 1, "B1.6": 1, "B1.7": 6, "B2.2": 2, "B2.3": 1,
    "B3.1": 2, "B3.1b": 1, "B3.2": 2, "B3.3": 1,
}  # fmt: skip
ZEZHOU = {
    "B1.1": 2,
    "B1.1b": 1,
    "B1.2": 2,
    "B1.6": 1,
    "B1.7": 2,
    "B2.2": 2,
    "B3.1": 1,
    "B3.1b": 1,
    "B3.2": 1,
    "B3.3": 1,
}


def test_each_value_is_what_its_definition_says(instance: Instance) -> None:
    compilation = compile_period(instance, SAMPLE, "2024-07", units=["全市", "泽州县"])
    told = [
        {cell.key: value for cell in SAMPLE.annex1.cells if (value := report.number(cell.key))}
        for report in compilation.reports
    ]
    assert told == [CITY, ZEZHOU]
    for report in compilation.reports:
        assert [one for one in relations(SAMPLE, compilation.sets, report.unit) if one.broken] == []


def test_the_files_are_named_and_laid_out_by_the_notice(instance: Instance, tmp_path: Path) -> None:
    written = write_files(compile_period(instance, SAMPLE, "2024-07", units=["全市"]), tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in written] == [
        f"2024-07/全市/{name}" for name in ("附表1.xlsx", "附表2.xlsx", "进展情况报告.docx")
    ]
    table = load_workbook(io.BytesIO(written[0].read_bytes()))["附表1"]
    assert [table["A1"].value, table["A2"].value] == ["附表1", "安全生产治本攻坚三年行动进展情况统计表（示例）"]
    assert [table[f"{column}4"].value for column in "BCDE"] == [
        "1 排查发现的重大事故隐患（个），其中已完成整改（个）", "5\n其中1", "2 企业自查发现的重大事故隐患（个）", 2,
    ]  # fmt: skip
    assert [table[f"{column}7"].value for column in "BCDE"] == [
        "7 已上报的重大事故隐患，含尚未确认的（个）", 6, None, None,
    ]  # fmt: skip
    rows = list(load_workbook(io.BytesIO(written[1].read_bytes()))["附表2"].iter_rows(values_only=True))
    assert rows[1][0] == "2024年7月重大事故隐患动态清单（示例）"
    assert rows[3][:4] == ("编号", "所属地区", "行业监管部门", "企业名称")
    campaigns = rows[3].index("所属专项行动")
    assert sorted(str(row[campaigns]) for row in rows[5:]) == sorted(
        [f"{HOME.campaign.title}、{SAMPLE.campaign.title}", *[SAMPLE.campaign.title] * 4]
    )


def test_a_figure_opens_by_its_month_and_by_its_campaign(instance: Instance) -> None:
    by_month = show_figure(instance, "2024-07:全市:B1.6")
    by_name = show_figure(instance, "zhiben_2024@2024-07:全市:B1.6")
    assert (by_month.value, by_name.value, len(by_name.rows)) == (1, 1, 1)
    assert by_month.title == "6.到期未完成整改的重大事故隐患（个）"
    assert show_figure(instance, "2023-12:全市:A1-1.05").value == 0


def test_the_first_campaign_counts_only_its_own(instance: Instance) -> None:
    compilation = compile_period(instance, HOME, "2023-12", units=["全市"], effective=date(2024, 7, 31))
    report = compilation.reports[0]
    assert {cell.key: value for cell in HOME.annex1.cells if (value := report.number(cell.key))} == {
        "A1-1.05": 1, "A1-2.01": 2, "A1-2.03": 1,
    }  # fmt: skip


def test_the_report_in_words_says_only_what_the_table_has(instance: Instance) -> None:
    compilation = compile_period(instance, SAMPLE, "2024-07", units=["全市"])
    words = unmarked(summary(compilation.reports[0]))
    assert words == (
        "自2024年1月1日专项行动开始至2024年7月31日，全市累计排查并确认重大事故隐患5个"
        "（其中：企业自查2个、部门执法检查1个、群众举报1个、上级交办1个），已完成整改并验收销号1个，整改率20.0%。"
    )
    assert clause_words("示例.4") == "示例第4条"
    assert clause_words("四.(1); 四.(2)") == "第四部分（1）、（2）"
