"""The main job in a browser: a visit finds a fault, the ledger has it that moment, the month's table counts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from tests.browser.conftest import PHONE, Visitor

from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

FAILING = ("CHIEF-11", "TR-29-01")
MONTH = "/reports/jincheng_2023/2023-07"


FILL = """
(failing) => {
  for (const item of document.querySelectorAll('[data-item]')) {
    const failed = failing.includes(item.id);
    const radios = item.querySelectorAll('input[type=radio]');
    radios[failed ? 1 : 0].click();
    for (const number of item.querySelectorAll('.visit-numbers input'))
      number.value = failed && number.name.endsWith('passed') ? '7' : '10';
    for (const box of item.querySelectorAll("input[name$='.methods']")) if (!box.checked) box.click();
    if (!failed) continue;
    item.querySelector("[name$='.place']").value = '停车场';
    item.querySelector("[name$='.note']").value = '现场查见3人无证作业';
  }
}
"""
"""Answers every item as a person would, but at once: in order, save for the failing ones."""


def answer_all(page: Page, failing: tuple[str, ...]) -> int:
    """Answer the whole visit; returns the number of items."""
    page.evaluate(FILL, list(failing))
    return page.locator("[data-item]").count()


@pytest.mark.parametrize("department", ["transport"])
def test_from_the_visit_to_the_months_table(
    instance: Instance, factory: Factory, visitor: Callable[..., Visitor], tmp_path: Path, department: str
) -> None:
    if department not in instance.registry.plugins:
        pytest.skip("the plugin is not installed")
    enterprise = factory.enterprise(name="泽州县示例运输有限公司（演示）")
    factory.hazard(factory.enterprise(county="yangcheng", categories=("生产",)), content="阳城县的另一条")
    officer, ledger, county, other, stranger = (
        visitor("transport", PHONE), *map(visitor, ("office", "zezhou", "zezhou2", "yangcheng")),
    )  # fmt: skip
    inspect(officer, enterprise.id)
    stands_in_the_ledger(ledger)
    before = ledger.go(f"{MONTH}/泽州县")
    rectify(county)
    refused = county.go("/hazards/3/accept")
    assert "申请验收人不能验收自己申请的隐患" in refused
    other.go("/hazards/3/accept")
    assert "已销号" in other.press("验收销号")

    after = ledger.go(f"{MONTH}/泽州县?live=1")
    found = "3 部门执法检查发现的重大事故隐患（个）"
    assert (value_after(before, found), value_after(after, found)) == ("0", "1")
    rows = ledger.go(f"{MONTH}/泽州县/A1-1.03?live=1")
    assert re.findall(r"YH2023\d{6}", rows) == ["YH2023000003"]
    assert exported_codes(ledger.page, lambda: ledger.go("/hazards/"), tmp_path) == {
        f"YH202300000{n}" for n in (1, 2, 3)
    }

    assert re.findall(r"YH2023\d{6}", stranger.go("/hazards/")) == ["YH2023000001"]
    assert "没有这条隐患" in stranger.go("/hazards/3")
    stranger.complaints.clear()  # the browser itself complains of the 404
    for one in (officer, ledger, county, other, stranger):
        assert one.complaints == []


def inspect(officer: Visitor, enterprise_id: int) -> None:
    """A visit on the phone finds two faults and reports them."""
    officer.go("/inspections/new")
    officer.page.locator("select[name=enterprise_id]").evaluate(
        "(field, id) => { const o = new Option('企业', id, true, true); field.append(o); field.value = id; }",
        str(enterprise_id),
    )
    officer.page.get_by_label("危险货物道路运输检查表").check(force=True)
    officer.press("新建检查")
    assert answer_all(officer.page, FAILING) > 30
    officer.press("保存并核对")
    proposals = officer.press("完成检查")
    assert "C-02" in proposals and "一般事故隐患" in proposals
    officer.press("上报隐患")


def stands_in_the_ledger(ledger: Visitor) -> None:
    """The office sees the major fault that moment, by the filters that fit and by no other."""
    assert "共 3 条" in ledger.go("/hazards/")
    text = ledger.go("/hazards/?department=transport&source=部门执法检查&state=已上报&limb=C-02")
    assert re.findall(r"YH2023\d{6}", text) == ["YH2023000003"]
    for empty in ("region=140522&limb=C-02", "source=群众举报", "overdue=yes", "listed=挂牌中", "text=没有的词"):
        assert "YH2023" not in ledger.go(f"/hazards/?{empty}"), empty


def rectify(county: Visitor) -> None:
    """Confirmed, put under an order, planned, and claimed done."""
    county.go("/hazards/3")
    county.press("确认隐患")
    county.press("确认隐患")
    assert "已确认" in county.text()
    county.go("/hazards/3/order_listing")
    county.page.get_by_label("县级").check(force=True)
    submit(
        county, "挂牌督办", number="泽安办督〔2023〕1号", supervising_unit="泽州县", supervisor="演示甲",
        requirements="按期整改", due_on="2023-08-30",
    )  # fmt: skip
    county.go("/hazards/3/plan")
    submit(
        county, "落实整改", responsible="演示乙（经理）", measures="持证上岗", contingency="停用", funds_fen="1.5",
        due_on="2023-08-20",
    )  # fmt: skip
    county.press("申请验收")
    county.press("申请验收")
    assert "待验收" in county.text()


def submit(visitor: Visitor, button: str, **fields: str) -> None:
    """Fill in the fields of a form by their names and press its button."""
    for name, value in fields.items():
        visitor.page.fill(f"[name={name}]", value)
    visitor.press(button)


def exported_codes(page: Page, open_list: Callable[[], object], folder: Path) -> set[str]:
    """Codes in the workbook that the ledger hands out."""
    with page.expect_download() as waiting:
        open_list()
        page.get_by_role("link", name="导出附件2").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    sheet = load_workbook(path).active
    return {sheet.cell(row, 1).value for row in range(6, sheet.max_row + 1)}


def value_after(text: str, label: str) -> str:
    """The figure that stands after its label on the official table."""
    rest = text.split(label, 1)[1]
    return re.findall(r"\d+", rest)[0]
