"""The form's rules, which are the rules of a page and of a workbook's row alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from anjian.plugin_api.data import clock
from anjian_pipelines_oil_gas.forms import SegmentForm

GOOD = {
    "enterprise": "91140500MA0KXXXX0P",
    "code": "GD-01",
    "line": "示范输气干线",
    "from_m": "K10+000",
    "to_m": "18.6",
    "diameter": "508",
    "medium": "天然气",
    "commissioned_on": "2001-06-30",
    "use": "在用",
}
SEEN = {"screened_on": "2023-06-01", "hca": "II级", "geohazard": "否"}
ASSESSED = {"assessed_on": "2023-06-10", "assessor": "评估单位", "risk": "较大风险"}
PLANNED = {"plan_on": "2023-06-20", "plan_no": "策1号", "plan_responsible": "管道副总"}


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(datetime(2023, 7, 25, 1, tzinfo=UTC)):
        yield


def errors_of(**given: str) -> dict[str, str]:
    form = SegmentForm(MultiDict({name: value for name, value in (GOOD | given).items() if value}))
    form.validate()
    return {name: str(messages[0]) for name, messages in form.errors.items() if name != "enterprise"}


def test_a_good_row_is_read_into_values() -> None:
    form = SegmentForm(MultiDict(GOOD | SEEN | ASSESSED | PLANNED))
    form.validate()
    assert set(form.errors) <= {"enterprise"}
    assert (form.from_m.data, form.to_m.data, form.hca.data, form.geohazard.data) == (10_000, 18_600, "Ⅱ级", False)
    assert (form.from_m.write_cell(10_000), form.to_m.display(18_600)) == ("K10+000", "K18+600")


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"to_m": "K10+000"}, "to_m", "终点桩号须大于起点桩号"),
        ({"from_m": "十公里"}, "from_m", "不是桩号"),
        ({"commissioned_on": "2023-07-26"}, "commissioned_on", "晚于今天"),
        (SEEN | {"hca": ""}, "hca", "是否属于人员密集高后果区"),
        (SEEN | {"geohazard": ""}, "geohazard", "是否属于地质灾害易发区"),
        ({"hca_item": "输气b）"}, "hca_item", "须选择高后果区等级"),
        (ASSESSED | {"risk": ""}, "risk", "已评估的，须填写风险等级"),
        (ASSESSED | {"assessor": ""}, "assessor", "已评估的，须填写评估单位"),
        (ASSESSED | {"assessed_on": "2000-01-01"}, "assessed_on", "早于投产日期2001-06-30"),
        (ASSESSED | PLANNED | {"plan_on": "2023-06-01"}, "plan_on", "早于评估日期2023-06-10"),
        (ASSESSED | PLANNED | {"plan_no": ""}, "plan_no", "已制定方案的，须填写方案编号"),
        (ASSESSED | PLANNED | {"plan_responsible": ""}, "plan_responsible", "须填写方案责任人"),
        (ASSESSED | {"plan_done_on": "2023-06-30"}, "plan_done_on", "须先填写方案日期"),
        (SEEN | {"hca_item": "输气b）"}, None, ""),
        (ASSESSED | PLANNED | {"plan_done_on": "2023-06-30"}, None, ""),
    ],
)
def test_what_a_row_is_refused_for(given: dict[str, str], field: str | None, words: str) -> None:
    errors = errors_of(**given)
    assert list(errors) == ([field] if field else [])
    if field:
        assert words in errors[field]
