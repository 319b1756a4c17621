"""Every page kind with ugly data, on a desk and on a phone: nothing sideways, nothing English, nothing out of reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.browser.conftest import DESKTOP, PHONE, Visitor

from anjian.hazards.words import ListingLevel, State
from anjian.kernel.system import system_read
from anjian.people.models import Account
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
LONG = "晋城市泽州县巴公镇示范化工园区危险化学品生产储存运输一体化综合服务股份有限责任公司第一分公司试验企业（演示）"
ENGLISH = re.compile(r"[A-Za-z]{3,}")
ALLOWED = {
    "YH",
    "QY",
    "JC",
    "xlsx",
    "docx",
    "xlsm",
    "xls",
    "ods",
    "csv",
    "jpg",
    "png",
    "pdf",
    "SHA",
    "CHIEF",
    "Excel",
    "Ctrl",
    "Linux",
}
"""Codes, file endings; everything else on a screen is Chinese."""
PAGES = {
    "office": (
        "/", "/hazards/", "/hazards/1", "/hazards/import", "/enterprises/", "/enterprises/1", "/inspections/", "/reports/",
        "/reports/jincheng_2023/2023-07/全市", "/reports/jincheng_2023/2023-07/全市/A1-1.03", "/reports/rounds/",
        "/search?q=示范",
    ),
    "zezhou": (
        "/", "/hazards/new", "/hazards/1/plan", "/hazards/1/order_listing", "/enterprises/new", "/enterprises/import",
        "/inspections/new", "/hazards/?text=没有的词", "/people/password", "/people/sessions",
    ),
    "admin": ("/", "/people/accounts", "/people/accounts/new", "/people/posts", "/admin/plugins", "/admin/jobs", "/admin/audit"),
}  # fmt: skip


@pytest.fixture
def ugly(factory: Factory) -> None:
    """A 60-character name, everything late, and enough rows for several pages."""
    enterprise = factory.enterprise(name=LONG, parent="演示集团（演示）")
    late = date(2023, 7, 12)
    factory.hazard(
        enterprise,
        state=State.CONFIRMED,
        discovered_on=date(2023, 7, 1),
        content="隐患内容很长，" * 30,
        listed=ListingLevel.CITY,
    )
    for _ in range(55):
        factory.hazard(enterprise, state=State.RECTIFYING, discovered_on=date(2023, 7, 1), due_on=late)
    factory.visit(enterprise, on=date(2023, 7, 6), failing=("CHIEF-11",))


def english_in(text: str, logins: set[str]) -> set[str]:
    """Words of three Latin letters or more that are neither codes nor the logins of this city."""
    return set(ENGLISH.findall(text)) - ALLOWED - logins


@pytest.fixture
def logins(instance: Instance) -> set[str]:
    with system_read(instance.database, "logins are data") as session:
        return {word for login in session.scalars(select(Account.login)) for word in ENGLISH.findall(login)}


def faults_of(one: Visitor) -> list[Any]:
    """What axe calls serious or critical on the present page."""
    one.page.evaluate(AXE.read_text("utf-8"))
    found = one.page.evaluate("async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa']})).violations")
    return [
        (fault["id"], fault["nodes"][0]["html"][:160]) for fault in found if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.usefixtures("ugly")
def test_pages_fit_speak_chinese_and_can_be_used(
    visitor: Callable[..., Visitor], logins: set[str], size: tuple[int, int]
) -> None:
    wrong: dict[str, Any] = {}
    for login, paths in PAGES.items():
        one = visitor(login, size)
        for path in paths:
            text = one.go(path)
            width = one.page.evaluate("document.documentElement.scrollWidth")
            problems = {
                "wide": width if width > size[0] else None,
                "english": english_in(text + one.page.title(), logins) or None,
                "axe": faults_of(one) or None,
                "console": list(one.complaints) or None,
                "error": text if "系统出错" in text or "没有找到" in text or "不能进行此项操作" in text else None,
            }
            one.complaints.clear()
            if any(problems.values()):
                wrong[f"{login} {path}"] = {name: told for name, told in problems.items() if told}
    assert not wrong, "\n".join(f"{page}: {told}" for page, told in wrong.items())


@pytest.mark.usefixtures("ugly")
def test_buttons_on_a_phone_are_wide_enough_for_gloves(visitor: Callable[..., Visitor]) -> None:
    one = visitor("zezhou", PHONE)
    small: list[tuple[str, str, float]] = []
    for path in ("/", "/hazards/", "/hazards/1/plan", "/inspections/new"):
        one.go(path)
        for button in one.page.locator("main button:visible, main a.btn:visible").all():
            box = button.bounding_box()
            assert box is not None
            if box["height"] < 44:
                small.append((path, button.inner_text(), box["height"]))
    assert small == []


@pytest.mark.usefixtures("ugly")
def test_filters_pages_and_steps_work_without_scripts(visitor: Callable[..., Visitor]) -> None:
    one = visitor("zezhou", script=False)
    one.go("/hazards/")
    first = re.findall(r"YH2023\d{6}", one.text())
    second = re.findall(r"YH2023\d{6}", one.press("下一页"))
    assert (len(first), len(second)) == (50, 6) and not set(first) & set(second)
    one.go("/hazards/")
    one.page.fill("input[name=text]", "隐患内容很长")
    assert re.findall(r"YH2023\d{6}", one.press("筛选")) == ["YH2023000001"]
    one.go("/hazards/1/withdraw")
    assert "理由" in one.press("撤回") and "请填写理由" in one.text()
    one.page.fill("[name=reason]", "重复上报")
    assert "已撤回" in one.press("撤回")
