"""The register as a workbook: template, import, refused cells, export, and the export imported again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.kernel.errors import Forbidden
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors
from anjian_transport.models import Vehicle
from anjian_transport.registers import VEHICLES

KIND = "transport.vehicles"
HEADERS = (
    "企业名称", "统一社会信用代码", "车牌号", "车辆类型", "使用情况", "道路运输证号", "检验有效期至", "罐体检验报告有效期至",
    "智能视频监控报警系统", "智能视频核验日期", "远程提醒监控系统", "远程提醒核验日期", "实时定位及路径记录", "实时定位核验日期",
)  # fmt: skip
FITTED = ("是", "2023-05-01", "是", "2023.5.1", "是", "2023年5月1日")


def book(path: Path, *rows: tuple[Any, ...]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["危险货物运输车辆台账"])
    sheet.append(HEADERS)
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def plates(instance: Instance) -> list[str]:
    with system_read(instance.database, "test") as session:
        return list(session.scalars(select(Vehicle.plate).order_by(Vehicle.plate)))


def test_good_rows_enter_and_bad_ones_come_back_marked(
    instance: Instance, actors: Actors, carrier: Any, tmp_path: Path
) -> None:
    code, name = carrier.credit_code, carrier.name
    path = book(
        tmp_path / "车辆.xlsx",
        (name, code, "晋E 00001", "罐式车辆", "在用", "证1", "2024-06-30", "2024-06-30", *FITTED),
        (name, code, "晋E00002", "罐式车辆", "在用", "证2", "2024-06-30", None, *FITTED),
        (name, code, "晋E00003", "厢式车辆", "在用", "证3", "2024-06-30", None, "是", None, *FITTED[2:]),
        (name, "911405000000000000", "晋E00004", "厢式车辆", "在用", "证4", "2024-06-30", None, *FITTED),
        (name, code, "晋E00001", "罐式车辆", "在用", "证1", "2024-06-30", "2024-06-30", *FITTED),
        ("别家公司（演示）", code, "晋E00005", "厢式车辆", "在用", "证5", "2024-06-30", None, *FITTED),
    )
    preview = import_sheet(instance, actors["transport"], KIND, path, dry_run=True)
    assert plates(instance) == []
    outcome = import_sheet(instance, actors["transport"], KIND, path, errors=tmp_path / "错误.xlsx")
    assert (outcome.total, outcome.entered, outcome.refused_rows, len(outcome.duplicates)) == (6, 1, 4, 1)
    assert preview.as_json() | {"dry_run": False, "summary": ""} == outcome.as_json() | {"summary": ""}
    assert plates(instance) == ["晋E00001"]
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (4, "罐体检验报告有效期至"),
        (5, "智能视频核验日期"),
        (6, "统一社会信用代码"),
        (8, "企业名称"),
    ]
    marked = load_workbook(tmp_path / "错误.xlsx").active
    assert marked is not None
    assert marked["H4"].comment is not None and "罐式车辆须填写" in marked["H4"].comment.text


def test_the_same_file_again_changes_nothing(instance: Instance, actors: Actors, carrier: Any, tmp_path: Path) -> None:
    row = (carrier.name, carrier.credit_code, "晋E00001", "厢式车辆", "在用", "证1", "2024-06-30", None, *FITTED)
    path = book(tmp_path / "车辆.xlsx", row)
    assert import_sheet(instance, actors["transport"], KIND, path).entered == 1
    again = import_sheet(instance, actors["transport"], KIND, path)
    assert (again.entered, again.updated, again.unchanged) == (0, 0, 1)


def test_an_export_can_be_imported_again(
    instance: Instance, actors: Actors, carrier: Any, enter: Any, tmp_path: Path
) -> None:
    enter(
        enter.row(carrier.credit_code, "晋E00001", remark="新购"),
        enter.row(carrier.credit_code, "晋E00002", vehicle_type="厢式车辆", tank_to=None, video=False, video_on=None),
    )
    actor = actors["zezhou.transport"]
    with instance.database.read_unit(actor) as session:
        export_sheet(instance, sheet_of(instance, KIND), VEHICLES.rows(session, actor)).save(tmp_path / "导出.xlsx")
    outcome = import_sheet(instance, actor, KIND, tmp_path / "导出.xlsx")
    assert (outcome.total, outcome.unchanged, outcome.problems) == (2, 2, [])


def test_an_export_holds_what_the_reader_may_see(instance: Instance, actors: Actors, carrier: Any, enter: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001"))
    seen = {}
    for login in ("transport", "zezhou", "gaoping", "office"):
        with instance.database.read_unit(actors[login]) as session:
            seen[login] = len(list(VEHICLES.rows(session, actors[login])))
    assert seen == {"transport": 1, "zezhou": 1, "gaoping": 0, "office": 1}


def test_the_template_is_understood_by_the_import(instance: Instance) -> None:
    buffer = io.BytesIO()
    sheet_template(instance, KIND).save(buffer)
    sheet = load_workbook(buffer).worksheets[0]
    headers = [str(cell.value).rstrip("*") for cell in sheet[2]]
    assert headers[:3] == ["企业（统一社会信用代码）", "企业名称", "车牌号"]
    assert sheet["A10"].number_format == "@"


def test_who_may_not_edit_may_not_import(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        import_sheet(instance, actors["office"], KIND, book(tmp_path / "车辆.xlsx"))
