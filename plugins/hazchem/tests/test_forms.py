"""The forms' rules, which are the rules of a page and of a workbook's row alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from anjian.plugin_api.data import clock
from anjian_hazchem.fields import CasField, MinuteField, TonnesField, tonnes_words
from anjian_hazchem.forms_operations import MatterForm, PermitForm, UnitForm
from anjian_hazchem.forms_sources import CheckForm, ProfileForm, SourceForm, SubstanceForm

CODE = "91140500MA0KXXXX0P"
GOOD: dict[Any, dict[str, str]] = {
    ProfileForm: {"processes": "合成氨工艺", "checkup_on": "2023-06-01", "found": "3", "settled_on": "2023-06-20"},
    SourceForm: {"code": "W01", "name": "罐区", "use": "在用", "people": "40", "linked": "是"},
    SubstanceForm: {"source": "W01", "name": "氨", "tonnes": "60.5", "cas": "7664-41-7"},
    CheckForm: {"source": "W01", "round": "第一轮", "kind": "企业自查", "checked_on": "2023-06-20", "found": "0"},
    MatterForm: {
        "number": "SB1", "kind": "停车检修", "content": "检修", "happened_on": "2023-07-01", "due_on": "2023-06-28",
        "declared_on": "2023-06-28",
    },
    PermitForm: {
        "number": "DH1", "record": "作业票", "kind": "动火作业", "level": "特级", "place": "泵房",
        "starts": "2023年7月3日 8:30", "ends": "2023-07-03 16:00",
    },
    UnitForm: {
        "unit": "R-101", "unit_name": "反应釜", "found_on": "2023-06-10", "defect": "腐蚀", "category": "限期整治",
        "remedy": "更换", "due_on": "2023-08-31",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(datetime(2023, 7, 25, 1, tzinfo=UTC)):
        yield


def judged(form_class: Any, **changes: str) -> dict[str, str]:
    sent = {"enterprise": CODE} | GOOD[form_class] | changes
    form = form_class(MultiDict({name: value for name, value in sent.items() if value}))
    form.validate()
    return {name: str(messages[0]) for name, messages in form.errors.items() if name != "enterprise"}


@pytest.mark.parametrize("form_class", GOOD)
def test_a_good_row_is_accepted(form_class: Any) -> None:
    assert judged(form_class) == {}


@pytest.mark.parametrize(
    ("form_class", "changes", "field", "words"),
    [
        (ProfileForm, {"checkup_on": "2023-07-26", "settled_on": ""}, "checkup_on", "晚于今天"),
        (ProfileForm, {"checkup_on": "", "settled_on": ""}, "found", "还没有体检的，不填发现问题数"),
        (ProfileForm, {"settled_on": "2023-05-20"}, "settled_on", "早于专家体检日期"),
        (SourceForm, {"people": "-1"}, "people", "不能小于0"),
        (SourceForm, {"filed_level": "五级"}, "filed_level", "一级、二级、三级、四级"),
        (SourceForm, {"filed_on": "2023-06-01", "refile_to": "2022-06-01"}, "refile_to", "早于备案日期"),
        (SubstanceForm, {"cas": "7664-41-8"}, "cas", "校验位不符"),
        (SubstanceForm, {"tonnes": "0"}, "tonnes", "应大于0"),
        (SubstanceForm, {"tonnes": "1.0000001"}, "tonnes", "最多到6位小数"),
        (SubstanceForm, {"tonnes": "六十"}, "tonnes", "不是数字"),
        (SubstanceForm, {"entry": "86"}, "entry", "表1没有序号86"),
        (SubstanceForm, {"symbol": "W99"}, "symbol", "不在可选范围内"),
        (CheckForm, {"kind": "交叉检查", "with_fire": "是"}, "checking_unit", "交叉检查须填写检查单位"),
        (CheckForm, {"kind": "交叉检查", "checking_unit": "甲组"}, "with_fire", "消防救援机构"),
        (CheckForm, {"entered_on": "2023-06-19"}, "entered_on", "早于检查日期"),
        (MatterForm, {"declared_on": "", "received_on": "2023-06-29"}, "received_on", "还没有申报的，不能受理"),
        (PermitForm, {"level": ""}, "level", "动火作业的级别应为：特级、一级、二级"),
        (PermitForm, {"kind": "动土作业"}, "level", "不分级"),
        (PermitForm, {"kind": "检维修作业", "level": ""}, "kind", "只作报备"),
        (PermitForm, {"ends": "2023-07-03 08:30"}, "ends", "应晚于开始时间"),
        (PermitForm, {"starts": "2023-07-03"}, "starts", "请写明日期和时间"),
        (PermitForm, {"starts": "2023-13-03 08:30"}, "starts", "不能识别"),
        (
            PermitForm,
            {"drawn_on": "2023-07-04", "filmed": "是", "transmitted": "否"},
            "detected",
            "须填写“是”或“否”",
        ),
        (PermitForm, {"record": "作业报备", "drawn_on": "2023-07-04", "level": "一级"}, "drawn_on", "抽查的是作业票"),
        (UnitForm, {"due_on": "2023-06-01"}, "due_on", "早于发现日期"),
        (UnitForm, {"done_on": "2023-07-26"}, "done_on", "晚于今天"),
    ],
)  # fmt: skip
def test_what_a_row_is_refused_for(form_class: Any, changes: dict[str, str], field: str, words: str) -> None:
    errors = judged(form_class, **changes)
    assert list(errors) == [field]
    assert words in errors[field]


def test_drawn_permits_of_lesser_work_need_no_evidence() -> None:
    assert judged(PermitForm, drawn_on="2023-07-04", level="一级") == {}
    assert judged(PermitForm, record="作业报备", kind="检维修作业", level="") == {}


def test_amounts_are_exact_and_cells_of_every_kind_are_read() -> None:
    form = SubstanceForm()
    tonnes, cas = form.tonnes, form.cas
    assert isinstance(tonnes, TonnesField) and isinstance(cas, CasField)
    assert [tonnes.parse_cell(raw) for raw in (60, 0.1, "1,234.500001", "６０")] == [
        Decimal(60), Decimal("0.1"), Decimal("1234.500001"), Decimal(60),
    ]  # fmt: skip
    assert [tonnes_words(value) for value in (Decimal("60.500000"), Decimal(100))] == ["60.5", "100"]
    assert [cas.parse_cell(raw) for raw in ("7664-41-7", "CAS：7664－41－7")] == ["7664-41-7"] * 2


def test_minutes_are_kept_as_printed() -> None:
    field = PermitForm().starts
    assert isinstance(field, MinuteField)
    moment = datetime(2023, 7, 3, 8, 30)  # noqa: DTZ001 - as a workbook's cell gives it
    assert [field.parse_cell(raw) for raw in (moment, "2023/7/3 8：30", "2023-07-03T08:30")] == ["2023-07-03 08:30"] * 3
