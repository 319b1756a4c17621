"""The judgement, as cases: what a failed item amounts to on which day."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_transport.judging import judge

JULY, OCTOBER = date(2023, 7, 20), date(2023, 10, 8)
PACK = {
    "C-02": "特种作业人员未持证上岗",
    "C-16a": "未建立责任制",
    "C-18b": "制度未有效执行",
    "C-11b": "淘汰设备",
    "G-01": "一般规定",
}
OWN = {"TR-52-3-2": "使用检验不合格车辆"}


def facts(code: str, limb: str | None, found_on: date, in_force: dict[str, str]) -> Facts:
    return Facts(code, "检查项", limb, in_force, "存在", "晋E00001", found_on, 1, ("运输",))


@pytest.mark.parametrize(
    ("code", "limb", "day", "in_force", "scale", "cited"),
    [
        ("TR-52-3-2", None, OCTOBER, PACK | OWN, "重大事故隐患", "TR-52-3-2"),
        ("TR-52-3-2", None, JULY, PACK, "一般事故隐患", None),
        ("TR-29-01", None, JULY, PACK, "一般事故隐患", None),
        ("TR-SEED-4", None, JULY, PACK, "一般事故隐患", None),
        ("CHIEF-11", "C-02", JULY, PACK, "重大事故隐患", "C-02"),
        ("CHIEF-12", "C-18b", JULY, PACK, "重大事故隐患", "C-18b"),
        ("CHIEF-18", "C-11b", JULY, PACK, "重大事故隐患", "C-11b"),
        ("CHIEF-07", "C-16a", JULY, PACK, "重大事故隐患", "C-16a"),
        ("CHIEF-11", "C-02", JULY, {}, "一般事故隐患", None),
        ("CHIEF-01", None, JULY, PACK, "一般事故隐患", None),
    ],
)
def test_verdicts(
    code: str, limb: str | None, day: date, in_force: dict[str, str], scale: str, cited: str | None
) -> None:
    verdict = judge(facts(code, limb, day, in_force))
    assert (verdict.scale, verdict.limb) == (scale, cited)
    assert verdict.level == scale[:2]
    assert verdict.reason
    assert judge(facts(code, limb, day, in_force)) == verdict


def test_before_its_day_the_criterion_says_why_it_does_not_bind() -> None:
    assert "2023-07-20）没有生效" in judge(facts("TR-52-3-2", None, JULY, PACK)).reason
