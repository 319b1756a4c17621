"""Every document of the campaign: who has it, equal bytes for equal clocks, figures locked and openable, the public version."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from openpyxl import load_workbook
from tests.reports.docx_text import cells, controls, paragraphs
from tests.reports.filled import Ledger
from tests.reports.places import AUGUST, PACK, TransportPlugin, installation

from anjian.hazards.models import ListingOrder
from anjian.hazards.words import Source, State
from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.errors import NotFound
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_write
from anjian.people.models import Person
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period, unit_files
from anjian.reports.dated import compile_dated, due_on
from anjian.reports.documents.catalogue import document_named, documents_of
from anjian.reports.figures.units import city, find_unit

FOUND, CONFIRMED, DONE = date(2023, 6, 1), date(2023, 6, 5), date(2023, 7, 10)
NAME, OTHER, PHONE, PLACE = "欧阳测试甲", "司徒测试乙", "13900001111", "112.853142"
SECRET = f"联系{NAME}（{PHONE}），位于{PLACE}，找{OTHER}，邮箱test@example.invalid"
ALL = [document.title for document in documents_of(PACK)]


@pytest.fixture
def instance(database: Database, tmp_path: Path) -> Iterator[Instance]:
    """Hazards of every source, with names, telephones and positions in every text that people type."""
    with clock.at(AUGUST):
        with system_write(database, "test") as session:
            session.add(Person(name=OTHER))
            _fill(Ledger(session))
        yield installation(database, tmp_path / "instance", TransportPlugin("good"))


def _fill(ledger: Ledger) -> None:
    long = "泽州县" + "很长的企业名称" * 8 + "有限公司"
    texts: dict[str, Any] = dict.fromkeys(
        ("content", "place", "measures", "responsible", "contingency", "remark", "accepted_by"), SECRET
    )
    enterprise = ledger.enterprise(long)
    for source in Source:
        ledger.hazard(enterprise, FOUND, confirmed_on=CONFIRMED, source=str(source), due_on=date(2023, 7, 1), **texts)
    listed = ledger.hazard(
        enterprise, FOUND, confirmed_on=CONFIRMED, listed_on=CONFIRMED, accepted_on=DONE, listing_level="市级",
        listing_unit="市应急局", **texts | {"state": str(State.ACCEPTED)},
    )  # fmt: skip
    order = ListingOrder(
        hazard_id=listed.id, number="晋危督〔2023〕1号", level="市级", supervising_unit="市应急局", supervisor=NAME,
        requirements=SECRET, ordered_on=CONFIRMED, due_on=DONE, event_no=take_number(ledger),
        region_code=listed.region_code, department_code=listed.department_code, enterprise_id=listed.enterprise_id,
    )  # fmt: skip
    ledger.session.add(order)


def take_number(ledger: Ledger) -> int:
    hazard = ledger.hazard(
        ledger.enterprise(region="140502", department="emergency"), date(2023, 4, 1), confirmed_on=CONFIRMED
    )
    return ledger.change(hazard, CONFIRMED, remark="结转")


def written(instance: Instance, title: str, unit: str = "全市", *, public: bool = False, **more: Any) -> bytes:
    document = document_named(PACK, title)
    compilation = compile_period(instance, PACK, "2023-07", units=[unit], documents=[document], **more)
    ((_name, content),) = unit_files(compilation, compilation.reports[0], public=public)
    return content


def text_of(content: bytes) -> str:
    """Everything in every part of the package, as text."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    return unescape("\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))


def test_the_catalogue() -> None:
    assert ALL == ["附件1", "附件2", "月报", "挂牌督办清单", "通报", "阶段性推进落实情况", "工作总结"]
    county = find_unit(PACK, "泽州县")
    assert [document.title for document in documents_of(PACK) if document.concerns(county)] == [
        title for title in ALL if title != "通报"
    ]
    assert all(document.concerns(city(PACK)) for document in documents_of(PACK))
    assert {document.title: due_on(PACK, document) for document in documents_of(PACK) if not document.monthly} == {
        "阶段性推进落实情况": date(2023, 8, 10), "工作总结": date(2023, 12, 10),
    }  # fmt: skip
    with pytest.raises(NotFound, match="没有“日报”这种报表"):
        document_named(PACK, "日报")


@pytest.mark.parametrize("title", ALL)
def test_equal_clocks_give_equal_bytes(instance: Instance, title: str) -> None:
    known = take_watermark(instance.database)
    first = written(instance, title, known=known)
    with system_write(instance.database, "test") as session:
        Ledger(session).hazard(Ledger(session).enterprise(), FOUND, confirmed_on=CONFIRMED)
    assert written(instance, title, known=known) == first


@pytest.mark.parametrize("title", ALL)
def test_a_public_version_holds_no_person_and_no_exact_place(instance: Instance, title: str) -> None:
    inside = written(instance, title)
    public = text_of(written(instance, title, public=True))
    found = [secret for secret in (NAME, OTHER, PHONE, PLACE, "example.invalid") if secret in public]
    assert found == []
    if title in ("附件2", "挂牌督办清单"):
        assert NAME in text_of(inside)


def test_what_somebody_reported_is_told_by_its_criterion(instance: Instance) -> None:
    sheet = load_workbook(io.BytesIO(written(instance, "附件2", public=True)))["附件2"]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=6, values_only=True)]
    (reported,) = [row for row in rows if "群众举报" in row]
    (own,) = [row for row in rows if "上级交办" in row]
    assert not any("联系" in cell for cell in reported)
    assert any("（不公开）" in cell for cell in own)


def test_every_figure_of_a_report_is_locked_under_its_id(instance: Instance) -> None:
    document = Docx(io.BytesIO(written(instance, "月报")))
    found = controls(document)
    snapshot = next(tag for tag in found if tag).split(":")[0]
    assert found[f"{snapshot}:全市:A1-1.01"] == ["2", "2"]
    assert found[f"{snapshot}:泽州县:counted"] == ["5"]
    assert found[f"{snapshot}:全市:counted"] == ["5", "5"]
    assert found[f"{snapshot}:全市:carried"] == ["1"]
    printed = {key.rpartition(":")[2] for key in found if f"{snapshot}:全市:A1-" in key}
    assert printed == {cell.key for cell in PACK.annex1.cells}
    assert "\ufdd0" not in text_of(written(instance, "月报"))


def test_the_orders_as_of_the_clocks(instance: Instance) -> None:
    def rows(**more: Any) -> list[tuple[Any, ...]]:
        sheet = load_workbook(io.BytesIO(written(instance, "挂牌督办清单", **more)))["挂牌督办清单"]
        return list(sheet.iter_rows(min_row=5, values_only=True))

    ((number, level, code, unit, supervisor, *_rest),) = rows()
    assert (number, level, code, unit, supervisor) == (1, "市级", "晋危督〔2023〕1号", "市应急局", NAME)
    (none,) = rows(effective=date(2023, 6, 4))
    assert none[0] == "截至本期没有挂牌督办的重大事故隐患。"


def test_a_circular_names_units_by_their_figures(instance: Instance) -> None:
    document = Docx(io.BytesIO(written(instance, "通报")))
    lines = paragraphs(document)
    assert "各县（市、区）及市直有关部门：" in lines
    assert "泽州县4个；市交通运输局4个。" in lines
    header, whole, *rows = cells(document)
    assert header[:6] == ["单位", "排查（个）", "销号（个）", "整改率", "超期（个）", "挂牌（个）"]
    assert whole[:6] == ["全市", "5", "1", "20.0%", "4", "1"]
    assert [row[0] for row in rows] == [unit.name for unit in PACK.reporting_units()]


def test_a_summary_tells_the_months_and_what_is_left(instance: Instance) -> None:
    document = Docx(io.BytesIO(written(instance, "工作总结")))
    tables = [cells(document, place) for place in range(len(document.tables))]
    (trend,) = [rows for rows in tables if rows[0][0] == "截至"]
    assert trend[1:] == [
        ["2023年5月31日", "0", "0", "0", "—", "0"],
        ["2023年6月30日", "5", "5", "0", "0.0%", "1"],
        ["2023年7月31日", "5", "0", "1", "20.0%", "1"],
    ]
    (carried,) = [rows for rows in tables if rows[0][0] == "隐患编号"]
    assert len(carried) == 1 + 4 + 1
    lines = paragraphs(document)
    assert "台账中没有登记已公布的典型案例。" in lines
    assert "专项行动至2023年12月31日结束，其后进展以当月最终调度表为准，差异逐条说明。" in lines


def test_a_stage_report_is_as_of_its_day(instance: Instance) -> None:
    document = document_named(PACK, "阶段性推进落实情况")
    compilation = compile_dated(instance, PACK, document, date(2023, 8, 10), ["泽州县"])
    ((name, content),) = unit_files(compilation, compilation.reports[0])
    assert name == "阶段性推进落实情况.docx"
    assert str(compilation.snapshot.kind) == "阶段报告"
    assert "数据截至：2023年8月10日" in paragraphs(Docx(io.BytesIO(content)))
