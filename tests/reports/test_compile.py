"""Compiling: three documents a unit, equal bytes for one pair of clocks, every document telling the same figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select
from tests.reports.docx_text import cells, paragraphs
from tests.reports.filled import Ledger
from tests.reports.places import AUGUST, FILES, PACK, TransportPlugin, installation

from anjian.hazards.anchors import LedgerAnchor, last_anchor, root_of
from anjian.hazards.models import Hazard
from anjian.hazards.words import Source, State
from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.demo import mark_demo
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.ledger import GENESIS, next_event_no, take_watermark
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import Compilation, compile_period, unit_files, write_files
from anjian.testing.waiting import until_one_waits

FOUND, CONFIRMED, DONE = date(2023, 6, 1), date(2023, 6, 5), date(2023, 7, 10)


@pytest.fixture
def instance(database: Database, tmp_path: Path) -> Iterator[Instance]:
    """Six counted hazards, three of them in 泽州县, one enterprise with a visit and a finding."""
    with clock.at(AUGUST):
        with system_write(database, "test") as session:
            _fill(Ledger(session))
        yield installation(database, tmp_path / "instance", TransportPlugin("good"))


def _fill(ledger: Ledger) -> None:
    zezhou = ledger.enterprise("泽州甲运输有限公司（演示）")
    city = ledger.enterprise("城区乙气体有限公司（演示）", region="140502", department="emergency")
    plan: dict[str, Any] = {
        "measures": "立即停用并更换合格安全阀",
        "funds_fen": 12_345_600,
        "responsible": "安全部长（演示）",
        "due_on": date(2023, 8, 1),
        "original_due_on": date(2023, 7, 1),
        "contingency": "现场处置方案已修订",
        "state": str(State.RECTIFYING),
    }
    ledger.hazard(zezhou, FOUND + timedelta(1), confirmed_on=CONFIRMED, **plan)
    ledger.hazard(zezhou, FOUND, confirmed_on=CONFIRMED, source=str(Source.ASSIGNED))
    ledger.hazard(
        zezhou, FOUND + timedelta(2), confirmed_on=CONFIRMED, accepted_on=DONE, claimed_on=DONE, listed_on=CONFIRMED,
        listing_level="县级", listing_unit="泽州县应急管理局", accepting_unit="泽州县应急管理局", accepted_by="验收人（演示）",
        **plan | {"state": str(State.ACCEPTED)},
    )  # fmt: skip
    for source in (Source.INSPECTION, Source.PUBLIC_REPORT, Source.SELF_CHECK):
        ledger.hazard(city, FOUND, confirmed_on=CONFIRMED, source=str(source))
    ledger.hazard(city, FOUND)
    ledger.finding(ledger.visit(zezhou, FOUND), "A1-2.03")


def files(compilation: Compilation, unit: str = "泽州县") -> dict[str, bytes]:
    report = next(report for report in compilation.reports if report.unit.name == unit)
    return dict(unit_files(compilation, report))


def test_paths_and_names(instance: Instance, tmp_path: Path) -> None:
    written = write_files(compile_period(instance, PACK, "2023-07", units=["泽州", "晋城市能源局"]), tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in written] == [
        f"2023-07/{unit}/{name}" for unit in ("泽州县", "市能源局") for name in FILES
    ]
    assert sorted(path.name for path in tmp_path.glob("2023-07/泽州县/*")) == sorted(FILES)


def test_every_unit_and_the_city_by_default(instance: Instance) -> None:
    names = [report.unit.name for report in compile_period(instance, PACK, "2023-07").reports]
    assert names == ["全市", *(unit.name for unit in PACK.reporting_units())]


def test_compiling_twice_gives_equal_bytes(instance: Instance) -> None:
    first = files(compile_period(instance, PACK, "2023-07"))
    with clock.at(AUGUST + timedelta(days=3, hours=5)):
        second = files(compile_period(instance, PACK, "2023-07", units=["泽州县"]))
    assert first == second


def test_an_old_pair_of_clocks_says_what_it_said(instance: Instance) -> None:
    known = take_watermark(instance.database)
    before = files(compile_period(instance, PACK, "2023-07", known=known))
    with system_write(instance.database, "test") as session:
        ledger = Ledger(session)
        for hazard in session.scalars(select(Hazard)).all():
            ledger.change(hazard, date(2023, 8, 1), measures="改过的措施", state=str(State.WITHDRAWN), remark="撤回")
    assert files(compile_period(instance, PACK, "2023-07", known=known)) == before
    assert files(compile_period(instance, PACK, "2023-07")) != before


def _anchor(instance: Instance, day: int) -> str:
    """Anchor all that is recorded; returns the root."""
    with system_write(instance.database, "test") as session:
        last = last_anchor(session)
        previous, until = (last.root, last.until_no) if last else (GENESIS, 0)
        number = next_event_no(session)
        root = root_of(date(2023, 8, day), number - 1, b"", previous)
        session.add(
            LedgerAnchor(
                day=date(2023, 8, day), until_no=max(until, number - 1), event_no=number, leaves=0, content=b"", root=root,
                previous=previous,
            )
        )  # fmt: skip
    return root


def test_the_last_daily_root_stands_on_paper_and_a_later_one_changes_no_old_question(instance: Instance) -> None:
    def printed(known: int | None = None) -> list[str]:
        told = files(compile_period(instance, PACK, "2023-07", known=known))
        sheet = load_workbook(io.BytesIO(told["附件1.xlsx"]))["附件1"]
        lines = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        lines += paragraphs(Document(io.BytesIO(told["月报.docx"])))
        return [line for line in lines if "台账校验根" in line]

    assert printed() == []
    first = _anchor(instance, 1)
    known = take_watermark(instance.database)
    line = f"台账校验根（2023年8月1日，至第{known - 1}号记录）：{first}"
    assert printed(known) == [line, f"4.{line}。"]
    before = files(compile_period(instance, PACK, "2023-07", known=known))
    second = _anchor(instance, 2)
    assert files(compile_period(instance, PACK, "2023-07", known=known)) == before
    assert [second in text for text in printed()] == [True, True]


def test_annex1_is_the_official_table(instance: Instance) -> None:
    book = load_workbook(io.BytesIO(files(compile_period(instance, PACK, "2023-07"))["附件1.xlsx"]))
    sheet: Any = book["附件1"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert texts[:4] == [
        "附件1", "全市危险化学品重大事故隐患专项行动进展情况调度表", "填报单位：晋城市泽州县", "时间：2023年7月31日",
    ]  # fmt: skip
    for block in PACK.annex1.blocks:
        assert block.title in texts
        assert [text for text in texts if text in {f"{line.number} {line.text}" for line in block.lines}] == [
            f"{line.number} {line.text}" for line in block.lines
        ]
    assert [text for text in texts if text[:2] in ("1.", "2.", "3.")] == [note.text for note in PACK.annex1.notes]
    assert (sheet.page_setup.paperSize, sheet.print_title_rows, sheet.oddFooter.center.text) == (
        9, "$2:$3", "第 &P 页，共 &N 页",
    )  # fmt: skip


def test_the_hidden_sheet_holds_31_numbers(instance: Instance) -> None:
    compilation = compile_period(instance, PACK, "2023-07")
    book = load_workbook(io.BytesIO(files(compilation)["附件1.xlsx"]))
    sheet = book["figures"]
    rows = list(sheet.iter_rows(values_only=True))
    assert sheet.sheet_state == "hidden"
    assert rows[0] == ("key", "unit", "value", "scope", "snapshot")
    assert [row[0] for row in rows[1:]] == [cell.key for cell in PACK.annex1.cells]
    assert {row[3:] for row in rows[1:]} == {("泽州县", compilation.snapshot.id)}
    name = book.defined_names["figure_A1_1_01"]
    assert (name.attr_text, name.comment) == ("'附件1'!$C$4", f"{compilation.snapshot.id}:泽州县:A1-1.01")
    assert {row[0]: row[2] for row in rows[1:] if row[2]} == {
        "A1-1.01": 2, "A1-1.02": 1, "A1-1.07": 1, "A1-1.09": 1, "A1-1.10": 1, "A1-2.01": 1, "A1-2.03": 1,
    }  # fmt: skip


def test_annex2_lists_exactly_the_counted_hazards(instance: Instance) -> None:
    compilation = compile_period(instance, PACK, "2023-07")
    for report in compilation.reports:
        rows = annex2_rows(dict(unit_files(compilation, report))["附件2.xlsx"])
        assert len(rows) == sum(report.figures[key].value for key in PACK.annex1.partitions[0].parts)


def annex2_rows(content: bytes) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(content))["附件2"]
    upper, lower, *rows = list(sheet.iter_rows(min_row=4, values_only=True))
    header = [str(low or up) for up, low in zip(upper, lower, strict=True)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_annex2_sorts_by_county_enterprise_discovery_and_tells_the_state_then(instance: Instance) -> None:
    rows = annex2_rows(files(compile_period(instance, PACK, "2023-07"), "全市")["附件2.xlsx"])
    assert [(row["县（市、区）"], row["发现时间"]) for row in rows] == [
        ("城区", "2023-06-01"), ("城区", "2023-06-01"), ("城区", "2023-06-01"),
        ("泽州县", "2023-06-01"), ("泽州县", "2023-06-02"), ("泽州县", "2023-06-03"),
    ]  # fmt: skip
    expected = {
        "整改期限": "2023-08-01（原2023-07-01）",
        "整改资金（万元）": 12.35,
        "级别": "县级",
        "整改进展/是否完成整改": "已销号",
        "验收人": "验收人（演示）",
        "销号时间": "2023-07-10",
    }
    assert {name: rows[5][name] for name in expected} == expected
    early = compile_period(instance, PACK, "2023-07", effective=DONE - timedelta(1))
    row = annex2_rows(files(early)["附件2.xlsx"])[2]
    assert (row["整改进展/是否完成整改"], row["验收人"], row["销号时间"]) == ("整改中", None, None)


def test_the_monthly_report_tells_the_same_figures(instance: Instance) -> None:
    document = Document(io.BytesIO(files(compile_period(instance, PACK, "2023-07"), "全市")["月报.docx"]))
    text = "\n".join(paragraphs(document))
    assert (
        "全市累计排查并确认重大事故隐患6个（其中：企业自查3个、部门执法检查1个、群众举报1个、上级交办1个），"
        "已完成整改并验收销号1个，整改率16.7%；政府部门挂牌督办的重大事故隐患1个，挂牌督办重大事故隐患中已完成整改的1个。"
    ) in text
    assert "3.行政处罚0次、0.00万元；" in text
    assert "责令停产整顿/关闭取缔0家（停产）、0家（关闭）；" in text
    assert "全市共有9条，罚款12.35万元。" not in text
    assert "责任单位：市交通运输局。依据：实施方案第四部分（6）。" in text
    assert "【本节缺失】对应的专业模块未安装，本节没有数据。责任单位：市生态环境局。" in text
    assert "演示数据" not in text
    header, *rows = cells(document)
    assert header == ["县（市、区）", "企业自查", "部门执法检查", "群众举报", "上级交办", "合计", "已销号", "挂牌督办"]
    assert [row for row in rows if row[5] != "0"] == [
        ["城区", "1", "1", "1", "0", "3", "0", "0"],
        ["泽州县", "2", "0", "0", "1", "3", "1", "1"],
        ["合计", "3", "1", "1", "1", "6", "1", "1"],
    ]


def test_a_demo_prints_that_it_is_one(instance: Instance) -> None:
    with system_write(instance.database, "test") as session:
        mark_demo(session, AUGUST, empty=True)
    written = files(compile_period(instance, PACK, "2023-07", units=["泽州县"]))
    sheets = [load_workbook(io.BytesIO(written[name])).worksheets[0] for name in FILES[:2]]
    assert [any("演示数据" in str(cell.value) for row in sheet.iter_rows() for cell in row) for sheet in sheets] == [
        True,
        True,
    ]
    assert "演示数据" in [paragraph.text for paragraph in Document(io.BytesIO(written["月报.docx"])).paragraphs]


def test_no_wall_clock_in_the_packages(instance: Instance) -> None:
    for content in files(compile_period(instance, PACK, "2023-07")).values():
        archive = zipfile.ZipFile(io.BytesIO(content))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-08-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_months_outside_the_campaign_and_unknown_units_are_refused(instance: Instance) -> None:
    with pytest.raises(Refused, match="不在专项行动期间内"):
        compile_period(instance, PACK, "2023-04")
    with pytest.raises(Refused, match="2023年9月尚未开始"):
        compile_period(instance, PACK, "2023-09")
    with pytest.raises(NotFound, match="没有填报单位“火星”"):
        compile_period(instance, PACK, "2023-07", units=["火星"])


def test_provisional_until_the_month_is_over(instance: Instance) -> None:
    kinds = [
        str(compile_period(instance, PACK, period, units=["泽州县"]).snapshot.kind) for period in ("2023-07", "2023-08")
    ]
    assert kinds == ["终报", "快报"]


def test_every_column_of_the_pack_can_be_printed(instance: Instance) -> None:
    everything = [column.model_copy(update={"printed": True}) for column in PACK.annex2.columns]
    pack = PACK.model_copy(update={"annex2": PACK.annex2.model_copy(update={"columns": tuple(everything)})})
    rows = annex2_rows(files(compile_period(instance, pack, "2023-07"))["附件2.xlsx"])
    expected = {
        "行业监管部门": "市交通运输局",
        "所在部位/装置": "一车间",
        "发现单位、检查人": "泽州县，检查人（演示）",
        "两级确认（主体企业/监管部门、时间）": "监管部门2023-06-05",
        "执法处置情况": None,
    }
    assert {name: rows[0][name] for name in expected} == expected
    assert len(rows[0]) == 25 + 4


@pytest.mark.postgres
def test_a_moment_waits_for_those_who_were_writing_then(instance: Instance) -> None:
    """What was recorded before the moment is counted, even where its unit commits after the question was asked."""

    def compiled() -> int:
        with clock.at(AUGUST):
            return compile_period(instance, PACK, "2023-07", known=AUGUST).snapshot.asof.known

    with ThreadPoolExecutor(1) as pool:
        with system_write(instance.database, "a slow writer") as session:
            Ledger(session).hazard(Ledger(session).enterprise("陵川丙化工（演示）"), FOUND, confirmed_on=CONFIRMED)
            drawn = next_event_no(session)
            waiting = pool.submit(compiled)
            until_one_waits(instance.database)
        assert waiting.result() == drawn - 1
