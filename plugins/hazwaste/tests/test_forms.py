"""The forms' rules, which are the rules of a page and of a workbook's row alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from anjian.plugin_api.data import clock
from anjian_hazwaste.forms import ComparisonForm, ManifestForm, PlanForm, StorageForm

CODE = {"enterprise": "91140500MA0KXXXX0P"}
PLAN = CODE | {
    "in_plan": "是", "in_plan_on": "2023-06-20", "in_plan_evidence": "回执1号", "plan_to": "2023-12-31", "in_scope": "否",
    "in_scope_on": "2023-06-21",
}  # fmt: skip
STORE = CODE | {
    "code": "TS001", "kind": "贮存点", "place": "东侧", "waste_codes": "HW08 900-249-08，900-041-49", "capacity": "3",
    "stock": "2.5", "stock_on": "2023-06-20", "signs": "是", "seepage": "是", "zones": "否", "checked_on": "2023-06-20",
}  # fmt: skip
SENT = CODE | {
    "number": "2023 1405 000001", "waste_code": "HW08 900-249-08", "quantity_out": "10.0", "out_on": "2023-06-20",
    "carrier": "承运", "receiver": "接受", "quantity_in": "9.2", "in_on": "2023-06-22",
}  # fmt: skip


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(datetime(2023, 7, 25, 1, tzinfo=UTC)):
        yield


def judged(form: Any, good: dict[str, str], **changes: str) -> Any:
    bound = form(MultiDict({name: value for name, value in (good | changes).items() if value}))
    bound.validate()
    bound.enterprise.errors = []
    return bound


def faults(form: Any) -> dict[str, str]:
    return {name: str(messages[0]) for name, messages in form.errors.items() if messages and name != "enterprise"}


def test_good_rows_are_read_into_values() -> None:
    plan, store, sent = judged(PlanForm, PLAN), judged(StorageForm, STORE), judged(ManifestForm, SENT)
    assert [faults(one) for one in (plan, store, sent)] == [{}, {}, {}]
    assert (plan.in_plan.data, plan.in_scope.data, plan.plan_to.data) == (True, False, date(2023, 12, 31))
    assert (store.waste_codes.data, store.capacity.data) == ("900-249-08、900-041-49", 3_000_000)
    assert (sent.number.data, sent.waste_code.data) == ("20231405000001", "900-249-08")
    assert (sent.quantity_out.data, sent.quantity_in.data) == (10_000_000, 9_200_000)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"in_plan_evidence": ""}, "in_plan_evidence", "须写明核查凭据"),
        ({"plan_to": ""}, "plan_to", "须填写管理计划期限"),
        ({"in_plan": "否", "in_plan_evidence": "", "plan_to": ""}, "", ""),
        ({"in_scope": "是"}, "in_scope_evidence", "须写明核查凭据"),
        ({"in_plan_on": ""}, "in_plan_on", "请填写管理计划核查日期"),
        ({"in_scope_on": "2023-07-26"}, "in_scope_on", "晚于今天"),
        ({"in_plan": ""}, "in_plan", "请选择"),
    ],
)
def test_plans(changes: dict[str, str], field: str, words: str) -> None:
    found = faults(judged(PlanForm, PLAN, **changes))
    assert list(found) == ([field] if field else [])
    assert words in found.get(field, "")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"stock_on": ""}, "stock_on", "须填写盘点日期"),
        ({"stock": "", "stock_on": ""}, "", ""),
        ({"waste_codes": "900-249-08、900-998-08"}, "waste_codes", "中没有代码“900-998-08”"),
        ({"capacity": "三吨"}, "capacity", "请填写吨数"),
    ],
)
def test_storage(changes: dict[str, str], field: str, words: str) -> None:
    found = faults(judged(StorageForm, STORE, **changes))
    assert list(found) == ([field] if field else [])
    assert words in found.get(field, "")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"quantity_in": "", "in_on": ""}, "", ""),
        ({"quantity_in": "0"}, "", ""),
        ({"quantity_in": ""}, "quantity_in", "拒收的填0"),
        ({"in_on": ""}, "in_on", "须填写接收日期"),
        ({"in_on": "2023-06-19"}, "in_on", "早于移出日期"),
        ({"out_on": "2023-07-26", "in_on": "", "quantity_in": ""}, "out_on", "晚于今天"),
        ({"number": "202314050001"}, "number", "应为14位数字"),
        ({"number": "20211405000001"}, "number", "年份2021与移出日期2023-06-20不符"),
        ({"number": "20221405000001"}, "", ""),
        ({"waste_code": "900-998-08"}, "waste_code", "中没有代码"),
        ({"quantity_out": "0"}, "quantity_out", "须大于0"),
        ({"quantity_out": "9.1234567"}, "quantity_out", "精确到克"),
    ],
)
def test_manifests(changes: dict[str, str], field: str, words: str) -> None:
    found = faults(judged(ManifestForm, SENT, **changes))
    assert list(found) == ([field] if field else [])
    assert words in found.get(field, "")


@pytest.mark.parametrize(
    ("sent", "ok"),
    [
        ({"tolerance": "50", "receipt_days": "15", "basis": "会议纪要"}, True),
        ({"tolerance": "50", "receipt_days": "15"}, False),
        ({"tolerance": "1001", "receipt_days": "15", "basis": "纪要"}, False),
        ({"tolerance": "0", "receipt_days": "0", "basis": "纪要"}, False),
        ({"tolerance": "0", "receipt_days": "1", "basis": "纪要"}, True),
    ],
)
def test_the_rule_has_limits_and_a_basis(sent: dict[str, str], ok: bool) -> None:
    assert ComparisonForm(MultiDict(sent)).validate() is ok
