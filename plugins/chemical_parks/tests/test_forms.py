"""The forms' rules, which are the rules of a page and of a workbook's row alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from anjian.plugin_api.data import clock
from anjian_chemical_parks.forms import ConditionForm, DocumentForm, MemberForm, MilestoneForm, TaskForm
from anjian_chemical_parks.park_form import ParkForm

SQUARE = "112.80,35.40\n112.90,35.40；112.90,35.50\n112.80,35.50"
INNER = "112.82,35.42\n112.88,35.42\n112.85,35.48"
GOOD: dict[type[Any], dict[str, str]] = {
    ParkForm: {"name": "泽州园区（演示）", "recognition": "认定中", "level": "未评估", "boundary": INNER, "control_line": SQUARE},
    ConditionForm: {"park": "泽州园区（演示）", "item": "十有之三", "standing": "符合", "judged_on": "2023-06-01"},
    MilestoneForm: {"park": "泽州园区（演示）", "milestone": "获批", "due_on": "2023-09-30"},
    DocumentForm: {"park": "泽州园区（演示）", "kind": "产业规划", "title": "产业规划", "issued_on": "2023-06-01"},
    TaskForm: {
        "park": "泽州园区（演示）", "matter": "完成认定工作", "partners": "泽州县，市生态环境局;泽州县", "due_on": "2023-11-30",
        "state": "进行中",
    },
    MemberForm: {"park": "泽州园区（演示）", "kind": "化工企业", "entered_on": "2020-01-01"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with clock.at(datetime(2023, 7, 25, 1, tzinfo=UTC)):
        yield


def judged(form_class: type[Any], **changes: str) -> tuple[Any, dict[str, str]]:
    form = form_class(MultiDict({name: value for name, value in (GOOD[form_class] | changes).items() if value}))
    form.validate()
    owners = ("region", "enterprise")  # their choices come from the installation
    return form, {name: str(found[0]) for name, found in form.errors.items() if name not in owners}


@pytest.mark.parametrize("form_class", list(GOOD))
def test_good_rows_are_read(form_class: type[Any]) -> None:
    assert judged(form_class)[1] == {}


def test_areas_are_closed_and_units_are_listed_once() -> None:
    park, _errors = judged(ParkForm)
    assert park.boundary.data == "112.82,35.42\n112.88,35.42\n112.85,35.48\n112.82,35.42"
    assert park.control_line.display(park.control_line.data).startswith(
        "4个点，约101.01平方公里：112.8,35.4；112.9,35.4"
    )
    assert judged(TaskForm)[0].partners.data == "泽州县、市生态环境局"
    assert (park.score.display(74.0), park.score.display(74.5), park.score.display(None)) == ("74", "74.5", "")
    assert judged(ConditionForm, item="有“四至”范围")[0].item.data == "十有之三"


@pytest.mark.parametrize(
    ("form_class", "changes", "field", "words"),
    [
        (ParkForm, {"boundary": "112.8,35.4\n35.4,112.8\n112.9,35.5"}, "boundary", "第2个点：“35.4,112.8”看来经度和纬度写反了"),
        (ParkForm, {"boundary": "112.8,35.4\n116.8,35.4\n112.9,35.5"}, "boundary", "第2个点：“116.8,35.4”不在山西省范围内"),
        (ParkForm, {"boundary": "112.8,35.4\n112.9,35.5"}, "boundary", "至少要有3个不同的点"),
        (ParkForm, {"boundary": "112.8,35.4\n112.9,35.5\n112.9,35.4\n112.8,35.5"}, "boundary", "第1条边与第3条边相交"),
        (ParkForm, {"boundary": SQUARE, "control_line": INNER}, "control_line", "四至的第1、2、3、4个点在控制线以外"),
        (ParkForm, {"recognition": "已认定"}, "recognised_on", "须填写认定日期"),
        (ParkForm, {"recognition": "已认定"}, "recognised_by", "须写明认定文件"),
        (ParkForm, {"recognised_on": "2023-06-01"}, "recognised_on", "园区认定中，认定后再填写"),
        (ParkForm, {"level": "A级（高安全风险）"}, "assessed_on", "须填写评估日期"),
        (ParkForm, {"assessed_on": "2024-02-29"}, "assessed_on", "晚于今天"),
        (ParkForm, {"assessed_on": "2020-02-29", "reassess_on": "2023-03-01"}, "reassess_on", "不晚于2023-02-28"),
        (ParkForm, {"score": "101"}, "score", "不能大于100"),
        (ConditionForm, {"item": "十有之十一"}, "item", "不在可选范围内"),
        (ConditionForm, {"judged_on": "2023-07-26"}, "judged_on", "晚于今天"),
        (MilestoneForm, {"done_on": "2023-07-20"}, "evidence", "已完成的节点须写明佐证材料"),
        (MilestoneForm, {"done_on": "2023-08-20", "evidence": "批复"}, "done_on", "晚于今天"),
        (DocumentForm, {"valid_to": "2023-05-31"}, "valid_to", "有效期早于印发日期"),
        (TaskForm, {"state": "已办结"}, "closed_on", "已办结的须填写办结日期"),
        (TaskForm, {"state": "已办结"}, "evidence", "已办结的须写明佐证材料"),
        (TaskForm, {"closed_on": "2023-07-20"}, "closed_on", "任务还在进行中"),
        (TaskForm, {"partners": "、 ，"}, "partners", "请填写配合单位"),
        (MemberForm, {"left_on": "2019-12-31"}, "left_on", "退园日期早于入园日期"),
    ],
)  # fmt: skip
def test_what_a_row_is_refused_for(form_class: type[Any], changes: dict[str, str], field: str, words: str) -> None:
    errors = judged(form_class, **changes)[1]
    assert words in errors[field], errors
