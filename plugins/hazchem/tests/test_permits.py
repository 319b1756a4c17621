"""What a permit shows by itself: validity by kind and level, the three demands of task (4), notices without permits."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from anjian_hazchem.permits import faults_of, kinds, overrun, without_permit

DRAWN = date(2023, 7, 3)


def row(**changes: Any) -> Any:
    stated = {
        "enterprise_id": 1, "number": "1", "record": "作业票", "kind": "动火作业", "level": "特级", "notice": None,
        "starts": "2023-07-03 08:00", "ends": "2023-07-03 16:00", "drawn_on": None, "detected": None, "filmed": None,
        "transmitted": None, "faults": None,
    }  # fmt: skip
    return SimpleNamespace(**(stated | changes))


@pytest.mark.parametrize(
    ("kind", "level", "ends", "late"),
    [
        ("动火作业", "特级", "2023-07-03 16:00", False),
        ("动火作业", "特级", "2023-07-03 16:01", True),
        ("动火作业", "一级", "2023-07-03 16:01", True),
        ("动火作业", "二级", "2023-07-06 08:00", False),
        ("动火作业", "二级", "2023-07-06 08:01", True),
        ("受限空间作业", None, "2023-07-04 08:01", True),
        ("高处作业", "Ⅳ级", "2023-07-10 08:00", False),
        ("高处作业", "Ⅳ级", "2023-07-10 08:01", True),
        ("临时用电作业", None, "2023-08-02 08:00", False),
        ("临时用电作业", None, "2023-08-02 08:01", True),
        ("吊装作业", "一级", "2023-12-03 08:00", False),
        ("动土作业", None, "2023-12-03 08:00", False),
    ],
)
def test_a_permit_is_valid_as_long_as_the_standard_says(kind: str, level: str | None, ends: str, late: bool) -> None:
    assert overrun(row(kind=kind, level=level, ends=ends)) is late
    assert overrun(row(kind=kind, level=level, ends=ends, record="作业报备")) is False


def test_the_three_demands_hold_for_special_hot_work_and_confined_spaces_that_were_drawn() -> None:
    without: dict[str, Any] = {"drawn_on": DRAWN, "detected": False, "filmed": False, "transmitted": False}
    three = ["未进行可燃有毒气体与氧含量连续检测", "未实现全过程作业影像采集", "未实现作业影像远传"]
    assert faults_of(row(**without)) == three == faults_of(row(**without), DRAWN)
    assert faults_of(row(**without), date(2023, 7, 2)) == []
    assert faults_of(row(**without, kind="受限空间作业", level=None)) == three
    assert faults_of(row(**without, level="一级")) == []
    assert faults_of(row(**(without | {"drawn_on": None}), faults="未监护")) == []
    assert faults_of(row(drawn_on=DRAWN, detected=True, faults="未监护")) == ["未监护"]


def test_a_notice_wants_a_permit_of_the_same_enterprise_once_its_window_has_ended() -> None:
    notices = [
        row(number="B1", record="作业报备"),
        row(number="B2", record="作业报备", ends="2023-07-09 16:00"),
        row(number="B3", record="作业报备", kind="检维修作业", level=None),
        row(number="B4", record="作业报备"),
    ]
    tickets = [row(number="T1", notice="B4"), row(number="T2", notice="B1", enterprise_id=2)]
    assert [one.number for one in without_permit([*notices, *tickets], "2023-07-05 00:00")] == ["B1"]


def test_the_eight_kinds_of_the_standard_are_there() -> None:
    assert len(kinds()) == 8
