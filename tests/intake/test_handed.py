"""A superior's list: entered once, refused by cell, and the same again changes nothing."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import select

from anjian.exchange.sheets import export_sheet, import_sheet, sheet_of, sheet_template
from anjian.intake.handed import SHEET
from anjian.intake.models import Report
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

FILLED = ("省安委办", "演示督〔2023〕5号", "2023-07-20", "2023-08-10")


def test_a_list_is_entered_once(instance: Instance, factory: Factory, tmp_path: Path) -> None:
    enterprise, actor = factory.enterprise(), factory.actors["office"]
    book = sheet_template(instance, SHEET)
    page = book.worksheets[0]
    headers = [cell.value for cell in page[2]]
    assert headers[:5] == ["交办单位*", "交办文号*", "收到日期*", "办理期限*", "统一社会信用代码"]
    page.delete_rows(3, page.max_row)
    page.append([*FILLED, enterprise.credit_code, None, None, None, "罐区", "安全阀未投用"])
    page.append([*FILLED, None, "城南某厂", "泽州县", "市应急局", None, "未办理许可"])
    page.append([*FILLED, None, "城北某厂", "泽州县", None, None, "没有部门"])
    page.append([*FILLED[:3], "2023-07-01", enterprise.credit_code, None, None, None, None, "期限不对"])
    path = tmp_path / "交办.xlsx"
    book.save(path)
    first = import_sheet(instance, actor, SHEET, path)
    assert (first.entered, [(problem.row, problem.column) for problem in first.problems]) == (
        2, [(5, "承办部门"), (6, "办理期限*")],
    )  # fmt: skip
    again = import_sheet(instance, actor, SHEET, path)
    assert (again.entered, again.unchanged, len(again.problems)) == (0, 2, 2)
    with instance.database.read_unit(actor) as session:
        rows = session.scalars(select(Report).order_by(Report.id)).all()
        told = [(row.enterprise_name, row.region_code, row.department_code, row.document_number) for row in rows]
        assert told == [
            (enterprise.name, enterprise.region_code, "transport", FILLED[1]),
            ("城南某厂", "140525", "emergency", FILLED[1]),
        ]
        sheet = sheet_of(instance, SHEET)
        exported = export_sheet(instance, sheet, sheet.rows.load()(session, actor)).worksheets[0]
    assert [cell.value for cell in exported[3]][5:] == ["城南某厂", "泽州县", "市应急局", "", "未办理许可"]
    changed = load_workbook(path)
    changed.worksheets[0]["D3"] = "2023-09-30"
    changed.save(path)
    other = import_sheet(instance, actor, SHEET, path)
    assert (other.unchanged, [problem.row for problem in other.problems]) == (1, [3, 5, 6])
    assert "已登记为 JD2023000001，但办理期限与登记的不一致" in str(other.problems[0])
