"""The form's rules, which are the rules of a page and of a workbook's row alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from werkzeug.datastructures import MultiDict

from anjian.plugin_api.data import clock
from anjian_transport.forms import LicencePart, VehicleForm

GOOD = {
    "enterprise": "91140500MA0KXXXX0P",
    "plate": " 晋e·12345 ",
    "vehicle_type": "罐式车辆",
    "use": "在用",
    "certificate": "晋交运管危字1号",
    "inspection_to": "2024-06-30",
    "tank_to": "2024年5月31日",
    "video": "是",
    "video_on": "2023-06-01",
    "reminder": "否",
    "tracking": "是",
    "tracking_on": "2023/6/1",
}


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(datetime(2023, 7, 25, 1, tzinfo=UTC)):
        yield


def judged(**changes: str) -> VehicleForm:
    form = VehicleForm(MultiDict({name: value for name, value in (GOOD | changes).items() if value}))
    form.enterprise.errors = []
    form.validate()
    return form


def test_a_good_row_is_read_into_values() -> None:
    form = judged()
    assert {name: messages for name, messages in form.errors.items() if name != "enterprise"} == {}
    assert (form.plate.data, form.video.data, form.reminder.data) == ("晋E12345", True, False)
    assert str(form.tank_to.data) == "2024-05-31"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"plate": "E12345"}, "plate", "不是车牌号"),
        ({"plate": "晋E1234挂"}, None, ""),
        ({"tank_to": ""}, "tank_to", "罐式车辆须填写罐体检验报告有效期"),
        ({"tank_to": "", "vehicle_type": "厢式车辆"}, None, ""),
        ({"video_on": ""}, "video_on", "已安装的，须填写核验日期"),
        ({"video_on": "2023-07-26"}, "video_on", "晚于今天"),
        ({"video": "", "video_on": ""}, "video", "请选择智能视频监控报警系统"),
        ({"reminder_on": "2023-06-01"}, None, ""),
        ({"use": "丢失"}, "use", "在用"),
        ({"inspection_to": "明年"}, "inspection_to", ""),
        ({"certificate": ""}, "certificate", "请填写道路运输证号"),
    ],
)
def test_what_a_row_is_refused_for(changes: dict[str, str], field: str | None, words: str) -> None:
    errors = {name: messages for name, messages in judged(**changes).errors.items() if name != "enterprise"}
    assert list(errors) == ([field] if field else [])
    if field:
        assert words in str(errors[field][0])


@pytest.mark.parametrize(
    ("sent", "ok"),
    [
        ({}, False),
        ({"licence": "1", "business": "3类"}, False),
        ({"licence": "1", "business": "3类", "valid_to": "2024-01-01"}, True),
    ],
)
def test_a_licence_has_a_date(sent: dict[str, str], ok: bool) -> None:
    assert LicencePart(MultiDict(sent)).validate() is ok
