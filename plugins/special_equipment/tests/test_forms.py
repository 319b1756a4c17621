"""Rules of a row, on the page and in a workbook alike."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from anjian_special_equipment.forms import EquipmentForm
from anjian_special_equipment.items import CURRENT, fits, is_known, title_of
from anjian_special_equipment.people_forms import CertificateForm, PersonnelForm
from anjian_special_equipment.words import CELLS, Role

CODE = "91140525MA0ABCDE1X"
PIECE = {
    "number": "演示1", "name": "液氨储罐", "kind": "压力容器", "place": "罐区", "use": "在用", "standing": "正常",
    "registration": "证1", "next_inspection": "2024-06-01",
}  # fmt: skip
CARD = {
    "number": "演示1", "item": "g1", "role": "作业人员", "valid_to": "2025-06-30", "holder": "持证人一（演示）", "post": "锅炉房",
    "on_duty": "yes", "recruiter": "人力资源部经理（演示）",
}  # fmt: skip


def faults(form: type[Any], values: dict[str, str]) -> list[tuple[str | None, str]]:
    bound = form(MultiDict(values))
    bound.validate()
    return [(one.field, str(one)) for one in bound.problems() if one.field != "enterprise"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"registration": ""}, "commissioned_on", "没有使用登记证编号的，须填写投用日期"),
        ({"registration": "", "commissioned_on": "2020-01-01", "registration_on": "2020-01-20"}, "registration_on",
         "须填写使用登记证编号"),
        ({"conclusion": "合格"}, "inspected_on", "填写检验结论的，须填写检验日期"),
        ({"inspected_on": "2024-06-01"}, "next_inspection", "应晚于最近检验日期2024-06-01"),
        ({"archive_use": "no"}, "checked_on", "须填写核查日期"),
        ({"emergency_plan": "yes", "checked_on": "2099-01-01"}, "checked_on", "晚于今天"),
        ({"kind": "飞机"}, "kind", "锅炉"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, str], field: str, words: str) -> None:
    found = faults(EquipmentForm, PIECE | changes)
    assert [(name, words in text) for name, text in found if name == field] == [(field, True)]


def test_a_whole_piece_has_no_fault_and_reports_of_all_kinds_word_their_conclusions() -> None:
    assert faults(EquipmentForm, PIECE) == []
    typed = {"inspected_on": "2022-06-01", "conclusion": "不符合要求", "kind": "场内专用机动车辆"}
    form = EquipmentForm(MultiDict(PIECE | typed))
    assert (form.conclusion.data, form.kind.data) == ("不合格", "场（厂）内专用机动车辆")


def test_every_cell_of_the_grid_must_be_answered_if_only_by_unchecked() -> None:
    assert [name for name, _ in faults(PersonnelForm, {"checked_on": "2023-06-01"})] == list(CELLS)
    assert faults(PersonnelForm, {"checked_on": "2023-06-01", **dict.fromkeys(CELLS, "未核查")}) == []


@pytest.mark.parametrize(
    ("code", "role", "fit"),
    [("G1", Role.OPERATOR, True), ("A", Role.MANAGER, True), ("A", Role.OPERATOR, False), ("G1", Role.MANAGER, False),
     ("A4", Role.MANAGER, True), ("D2", Role.OPERATOR, True), ("X9", Role.OPERATOR, False), ("UT-2", Role.TESTER, True)],
)  # fmt: skip
def test_codes_of_both_catalogues_fit_their_persons(code: str, role: Role, fit: bool) -> None:
    assert fits(code, role) is fit


def test_codes_have_titles() -> None:
    assert all(is_known(code) for code in CURRENT)
    assert (title_of("N1"), title_of("D2"), title_of("UT-2")) == ("叉车司机", "2011年目录项目（旧证）", "")


def test_a_certificate_says_what_it_is_for_and_who_took_the_person_on() -> None:
    assert faults(CertificateForm, CARD) == []
    assert CertificateForm(MultiDict(CARD)).item.data == "G1"
    assert [name for name, _ in faults(CertificateForm, CARD | {"recruiter": "", "role": "安全管理人员"})] == [
        "item",
        "recruiter",
    ]
