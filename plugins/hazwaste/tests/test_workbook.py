"""The registers as workbooks: import with errors, and the export imported again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors
from anjian_hazwaste.models import Manifest
from anjian_hazwaste.registers import MANIFESTS, PLANS, STORAGE

HEADERS = (
    "联单号", "移出单位", "统一社会信用代码", "危险废物代码", "转移量（吨）", "转移日期", "运输单位", "接收单位", "接受量（吨）",
    "接受日期",
)  # fmt: skip


def test_good_manifests_enter_and_bad_ones_come_back_marked(
    instance: Instance, actors: Actors, disposer: Any, tmp_path: Path
) -> None:
    name, code = disposer.name, disposer.credit_code
    rest = ("2023-06-20", "承运", "接受")
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        HEADERS,
        ("20231405000001", name, code, "HW08 900-249-08", 10.0, *rest, 9.2, "2023-06-22"),
        (20231405000002, name, code, "900-249-08", "10.000001", *rest, None, None),
        ("20231405000003", name, code, "900-998-08", 10, *rest, 10, "2023-06-22"),
        ("20231405000004", name, code, "900-249-08", 10, *rest, 10, None),
        ("20231405000005", "别家（演示）", code, "900-249-08", 10, *rest, 10, "2023-06-22"),
    ):
        page.append(row)
    book.save(tmp_path / "联单.xlsx")
    outcome = import_sheet(instance, actors["ecology"], "hazwaste.manifests", tmp_path / "联单.xlsx")
    assert (outcome.total, outcome.entered, outcome.refused_rows) == (5, 2, 3)
    assert [(problem.row, problem.column) for problem in outcome.problems] == [
        (4, "危险废物代码"), (5, "接受日期"), (6, "移出单位"),
    ]  # fmt: skip
    with system_read(instance.database, "test") as session:
        found = session.execute(select(Manifest.quantity_out, Manifest.quantity_in).order_by(Manifest.number)).all()
    assert [tuple(row) for row in found] == [(10_000_000, 9_200_000), (10_000_001, None)]


@pytest.mark.parametrize("name", ["plans", "storage", "manifests"])
def test_an_export_imported_again_changes_nothing(
    instance: Instance, actors: Actors, disposer: Any, enter: Any, tmp_path: Path, name: str
) -> None:
    code, actor = disposer.credit_code, actors["zezhou.ecology"]
    enter.plans(enter.plan(code, management=None, plan_number=None))
    enter.storage(
        enter.store(code, stock=1), enter.store(code, "TS002", stock=None, stock_on=None, capacity=99_999_999)
    )
    enter.manifests(enter.manifest(code, 1, out=123_456_789, received=0), enter.manifest(code, 2, received=None))
    register = {"plans": PLANS, "storage": STORAGE, "manifests": MANIFESTS}[name]
    with instance.database.read_unit(actor) as session:
        sheet = sheet_of(instance, f"hazwaste.{name}")
        export_sheet(instance, sheet, register.rows(session, actor)).save(tmp_path / "导出.xlsx")
    outcome = import_sheet(instance, actor, f"hazwaste.{name}", tmp_path / "导出.xlsx")
    assert (outcome.problems, outcome.unchanged, outcome.total) == ([], outcome.total, {"plans": 1}.get(name, 2))
