"""The registers as workbooks: refused cells, the same file again, and an export imported again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of
from anjian.kernel.errors import Forbidden
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors
from anjian_special_equipment.registers import CERTIFICATES, EQUIPMENT, PERSONNEL

HEADERS = (
    "企业名称", "统一社会信用代码", "设备编号", "名称", "类别", "使用地点", "状态", "淘汰报废情况", "投用日期", "使用证编号",
    "检验日期", "检验结论", "下次检验时间", "维护保养", "专项预案", "核查日期",
)  # fmt: skip


def book(path: Path, headers: tuple[str, ...], *rows: tuple[Any, ...]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (headers, *rows):
        sheet.append(row)
    workbook.save(path)
    return path


def test_a_list_under_peoples_own_headers_enters_refuses_by_cell_and_again_changes_nothing(
    instance: Instance, actors: Actors, plant: Any, tmp_path: Path
) -> None:
    def line(number: str, *changed: Any) -> tuple[Any, ...]:
        whole = (
            "液氨储罐",
            "固定式压力容器",
            "罐区",
            "在用",
            "正常",
            "2015-06-01",
            f"证{number}",
            "2021.6.1",
            "符合要求",
            "2024-06-01",
        )
        return (plant.name, plant.credit_code, number, *(changed or whole), None, "是", "2023年6月20日")

    path = book(
        tmp_path / "设备.xlsx",
        HEADERS,
        line("1"),
        line("2", "货梯", "电梯", "车间", "在用", "正常", None, None, None, None, None),
        line("3", "叉车", "场车", "仓库", "在用", "正常", None, "证3", "2024-06-01", "合格", "2023-06-01"),
        line("4", "管道", "压力管道", "车间", "在用", "正常", None, "证1", None, None, None),
    )
    actor = actors["market"]
    preview = import_sheet(instance, actor, "special_equipment.equipment", path, dry_run=True)
    outcome = import_sheet(instance, actor, "special_equipment.equipment", path, errors=tmp_path / "错误.xlsx")
    assert preview.as_json() | {"dry_run": False, "summary": ""} == outcome.as_json() | {"summary": ""}
    assert (outcome.total, outcome.entered, outcome.refused_rows) == (4, 0, 4)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (2, "使用证编号"), (3, "投用日期"), (4, "检验日期"), (4, "下次检验时间"), (5, "使用证编号"),
    ]  # fmt: skip
    again = book(tmp_path / "改.xlsx", HEADERS, line("1"))
    assert import_sheet(instance, actor, "special_equipment.equipment", again).entered == 1
    assert import_sheet(instance, actor, "special_equipment.equipment", again).unchanged == 1


def test_exports_can_be_imported_again(
    instance: Instance, actors: Actors, plant: Any, enter: Any, tmp_path: Path
) -> None:
    code = plant.credit_code
    enter("equipment", enter.piece(code, "1", archive_use=None, remark="新购"), enter.piece(code, "2", use="停用"))
    enter("personnel", enter.grid(code, trained_tester="未核查"))
    enter("certificates", enter.card(code), enter.card(code, item="P"))
    actor = actors["zezhou.market"]
    for register, rows in ((EQUIPMENT, 2), (PERSONNEL, 1), (CERTIFICATES, 2)):
        path = tmp_path / f"{register.name}.xlsx"
        with instance.database.read_unit(actor) as session:
            export_sheet(instance, sheet_of(instance, register.kind), register.rows(session, actor)).save(path)
        outcome = import_sheet(instance, actor, register.kind, path)
        assert (outcome.total, outcome.unchanged, outcome.problems) == (rows, rows, []), register.name


def test_who_may_not_edit_may_not_import(instance: Instance, actors: Actors, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        import_sheet(instance, actors["office"], "special_equipment.equipment", book(tmp_path / "设备.xlsx", HEADERS))
