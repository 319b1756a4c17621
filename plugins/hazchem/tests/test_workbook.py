"""The registers as workbooks: templates, samples of the demo city, refused cells, an export imported again."""

from __future__ import annotations

from decimal import Decimal
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
from anjian_hazchem import registers
from anjian_hazchem.models import Substance

NAMES = ("profiles", "sources", "substances", "checks", "matters", "operations", "units")
HEADERS = ("单位名称", "信用代码", "危险源编号", "品名", "最大储量", "CAS编号", "表1序号", "类别")


def book(path: Path, *rows: tuple[Any, ...]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (("重大危险源物质",), HEADERS, *rows):
        sheet.append(row)
    workbook.save(path)
    return path


def test_good_rows_enter_bad_ones_come_back_marked_and_again_changes_nothing(
    instance: Instance, actors: Actors, enter: Any, plant: Any, tmp_path: Path
) -> None:
    enter("sources", plant)
    code, name = plant.credit_code, plant.name
    path = book(
        tmp_path / "物质.xlsx",
        (name, code, "W01", "氨", 60.5, "7664-41-7", None, None),
        (name, code, "W01", "柴油", "1,200.25", None, None, "W5.4 易燃液体：不属于W5.1或W5.2的其他类别3"),
        (name, code, "W01", "氯", 5, "7782-50-6", None, None),
        (name, code, "W02", "氯", 5, "7782-50-5", None, None),
        (name, code, "W01", "液氨", 5, "7664-41-7", None, None),
    )
    actor = actors["emergency"]
    preview = import_sheet(instance, actor, "hazchem.substances", path, dry_run=True)
    outcome = import_sheet(instance, actor, "hazchem.substances", path, errors=tmp_path / "错误.xlsx")
    assert (outcome.total, outcome.entered, outcome.refused_rows) == (5, 2, 3)
    assert preview.as_json() | {"dry_run": False, "summary": ""} == outcome.as_json() | {"summary": ""}
    assert [(one.row, one.column) for one in outcome.problems] == [(5, "CAS编号"), (6, "危险源编号"), (7, "CAS编号")]
    with system_read(instance.database, "test") as session:
        kept = session.execute(select(Substance.name, Substance.tonnes, Substance.symbol).order_by(Substance.id)).all()
        assert [tuple(row) for row in kept] == [("氨", Decimal("60.5"), None), ("柴油", Decimal("1200.25"), "W5.4")]
    again = import_sheet(instance, actor, "hazchem.substances", path)
    assert (again.entered, again.updated, again.unchanged) == (0, 0, 2)


def test_every_export_can_be_imported_again(
    instance: Instance, actors: Actors, enter: Any, plant: Any, tmp_path: Path
) -> None:
    actor = actors["zezhou.emergency"]
    for name in NAMES:
        enter(name, plant)
        kind, path = f"hazchem.{name}", tmp_path / f"{name}.xlsx"
        with instance.database.read_unit(actor) as session:
            rows = list(getattr(registers, name.upper()).rows(session, actor))
            export_sheet(instance, sheet_of(instance, kind), rows).save(path)
        outcome = import_sheet(instance, actor, kind, path)
        assert (name, outcome.total, outcome.unchanged, outcome.problems) == (name, 1, 1, [])


@pytest.mark.parametrize("name", NAMES)
def test_the_template_names_the_owner_first_and_says_who_may_use_it(
    instance: Instance, actors: Actors, tmp_path: Path, name: str
) -> None:
    sheet_template(instance, f"hazchem.{name}").save(tmp_path / "模板.xlsx")
    headers = [str(cell.value).rstrip("*") for cell in load_workbook(tmp_path / "模板.xlsx").worksheets[0][2]]
    assert headers[:2] == ["企业（统一社会信用代码）", "企业名称"]
    with pytest.raises(Forbidden):
        import_sheet(instance, actors["office"], f"hazchem.{name}", tmp_path / "模板.xlsx")
