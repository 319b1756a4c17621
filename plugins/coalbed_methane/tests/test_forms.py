"""The form's rules, which are the rules of a page and of a workbook's row alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from anjian.plugin_api.data import clock
from anjian_coalbed_methane.forms import SiteForm

GOOD = {
    "enterprise": "91140500MA0KXXXX0P",
    "code": "JC-01",
    "name": "1号井场",
    "kind": "井场",
    "work": "排采",
    "use": "在用",
}
ASSESSED = {"assessed_on": "2023-06-10", "assessor": "评估单位", "risk": "橙色", "report_no": "评1号"}
PLANNED = {"plan_on": "2023-06-20", "plan_no": "策1号", "plan_responsible": "采气队长"}


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(datetime(2023, 7, 25, 1, tzinfo=UTC)):
        yield


def judged(given: dict[str, str]) -> SiteForm:
    form = SiteForm(MultiDict({name: value for name, value in (GOOD | given).items() if value}))
    form.validate()
    return form


def test_a_good_row_is_read_into_values() -> None:
    form = judged(ASSESSED | PLANNED)
    assert set(form.errors) <= {"enterprise"}
    assert (form.risk.data, str(form.assessed_on.data)) == ("较大风险（橙）", "2023-06-10")


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"kind": "水井"}, "kind", "井场"),
        (ASSESSED | {"assessed_on": "2023-07-26"}, "assessed_on", "晚于今天"),
        (ASSESSED | {"risk": ""}, "risk", "已评估的，须填写安全风险等级"),
        (ASSESSED | {"report_no": ""}, "report_no", "已评估的，须填写深度评估报告编号"),
        (ASSESSED | {"assessor": ""}, "assessor", "已评估的，须填写评估单位"),
        (ASSESSED | PLANNED | {"plan_on": "2023-06-09"}, "plan_on", "早于评估日期2023-06-10"),
        (ASSESSED | PLANNED | {"plan_responsible": ""}, "plan_responsible", "须填写方案责任人"),
        (ASSESSED | {"plan_done_on": "2023-07-01"}, "plan_done_on", "须先填写方案日期"),
        (ASSESSED | PLANNED | {"plan_done_on": "2023-07-01"}, None, ""),
        ({}, None, ""),
    ],
)
def test_what_a_row_is_refused_for(given: dict[str, str], field: str | None, words: str) -> None:
    errors = {name: messages for name, messages in judged(given).errors.items() if name != "enterprise"}
    assert list(errors) == ([field] if field else [])
    if field:
        assert words in str(errors[field][0])
