"""The registers as workbooks: what enters, what comes back marked, and an export imported again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_chemical_parks import registers
from anjian_chemical_parks.models import Park, ParkTask


def book(path: Path, *rows: tuple[Any, ...]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_parks_and_tasks_of_a_county_enter_and_bad_rows_come_back_marked(
    instance: Instance, actors: Actors, tmp_path: Path
) -> None:
    path = book(
        tmp_path / "园区.xlsx",
        ("化工园区名称", "县区", "认定状态", "风险等级", "评估时间", "四至坐标", "安全控制线"),
        ("泽州园区（演示）", "泽州县", "未认定", "未评估", None, "112.8,35.4；112.9,35.4；112.9,35.5", None),
        ("第二园区（演示）", "泽州县", "未认定", "未评估", None, "35.4,112.8；112.9,35.4；112.9,35.5", None),
        ("第三园区（演示）", "高平市", "未认定", "未评估", None, None, None),
        ("第四园区（演示）", "泽州县", "未认定", "B级（较高安全风险）", None, None, None),
    )
    actor = actors["zezhou.industry"]
    outcome = import_sheet(instance, actor, "chemical_parks.parks", path, errors=tmp_path / "错误.xlsx")
    assert (outcome.total, outcome.entered, outcome.refused_rows) == (4, 1, 3)
    assert {(problem.row, problem.column) for problem in outcome.problems} == {
        (3, "四至坐标"),
        (4, "县区"),
        (5, "评估时间"),
    }
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(Park.name)).all() == ["泽州园区（演示）"]
    path = book(
        tmp_path / "任务.xlsx",
        ("园区", "任务内容", "配合部门", "时限", "办理状态", "办结时间", "佐证"),
        ("泽州园区（演示）", "明确园区四至范围", "泽州县,市生态环境局", "2023.8.31", "进行中", None, None),
        ("泽州园区（演示）", "完成认定工作", "泽州县", "2023.8.31", "已办结", "2023-07-20", "批复"),
        ("没有的园区", "完成认定工作", "泽州县", "2023.8.31", "进行中", None, None),
        ("泽州园区（演示）", "修路", "泽州县", "2023.8.31", "进行中", None, None),
    )
    outcome = import_sheet(instance, actor, "chemical_parks.tasks", path)
    assert (outcome.total, outcome.entered, outcome.refused_rows) == (4, 1, 3)
    assert {(problem.row, problem.column) for problem in outcome.problems} == {
        (3, "办理状态"),
        (4, "园区"),
        (5, "任务内容"),
    }
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(ParkTask.partners)).all() == ["泽州县、市生态环境局"]


def test_an_export_of_every_register_imported_again_changes_nothing(
    instance: Instance, actors: Actors, enter: Any, factory: Factory, tmp_path: Path
) -> None:
    member = factory.enterprise(categories=("生产",))
    for register in registers.REGISTERS:
        enter(register.name, **({"enterprise": member.credit_code} if register.name == "members" else {}))
    found = {}
    for login in ("industry", "zezhou.industry", "gaoping.industry"):
        actor = actors[login]
        for register in registers.REGISTERS:
            path = tmp_path / f"{login}{register.name}.xlsx"
            with instance.database.read_unit(actor) as session:
                export_sheet(instance, sheet_of(instance, register.kind), register.rows(session, actor)).save(path)
            if login == "gaoping.industry":
                found[login, register.name] = len(list(load_workbook(path).worksheets[0].values)) - 1
            else:
                outcome = import_sheet(instance, actor, register.kind, path)
                assert outcome.problems == []
                found[login, register.name] = outcome.unchanged
    names = [register.name for register in registers.REGISTERS]
    assert found == {
        (login, name): count
        for login, count in (("industry", 1), ("zezhou.industry", 1), ("gaoping.industry", 0))
        for name in names
    }


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("parks", ["园区名称", "所在县（市、区）", "认定情况"]),
        ("conditions", ["园区名称", "条件", "目前情况"]),
        ("tasks", ["园区名称", "工作任务", "配合单位"]),
        ("members", ["企业（统一社会信用代码）", "企业名称", "园区名称"]),
    ],
)
def test_templates_have_the_pages_columns(instance: Instance, name: str, headers: list[str]) -> None:
    buffer = io.BytesIO()
    sheet_template(instance, f"chemical_parks.{name}").save(buffer)
    sheet = load_workbook(buffer).worksheets[0]
    assert [str(cell.value).rstrip("*") for cell in sheet[2]][:3] == headers
