"""The judgement, as cases: what a failed item amounts to on which day."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_hazchem.judging import judge

BEFORE, JULY, LATER = date(2017, 11, 12), date(2023, 7, 20), date(2026, 11, 2)
PACK = {"C-18b": "制度未有效执行", "C-11b": "淘汰设备", "C-20c": "混放混存", "G-01": "一般规定"}


def facts(code: str, limb: str | None, found_on: date, in_force: dict[str, str]) -> Facts:
    return Facts(code, "检查项", limb, in_force, "存在", "甲类仓库", found_on, 1, ("生产",))


@pytest.mark.parametrize(
    ("code", "limb", "day", "in_force", "scale", "cited"),
    [
        ("HC-20-20c", "C-20c", JULY, PACK, "重大事故隐患", "C-20c"),
        ("HC-20-20c", "C-20c", BEFORE, {"G-01": "一般规定"}, "一般事故隐患", None),
        ("HC-20-20c", "C-20c", LATER, PACK, "重大事故隐患", "C-20c"),
        ("HC-SO-1", "C-18b", JULY, PACK, "重大事故隐患", "C-18b"),
        ("HC-SO-3", None, JULY, PACK, "一般事故隐患", None),
        ("HC-DW-7", "C-11b", JULY, PACK, "重大事故隐患", "C-11b"),
        ("HC-SICK-3", None, JULY, PACK, "一般事故隐患", None),
        ("MH-BB-12", None, JULY, PACK, "一般事故隐患", None),
        ("CHIEF-12", "C-18b", JULY, PACK, "重大事故隐患", "C-18b"),
        ("HC-AQ3067-5-1-1", None, LATER, PACK | {"HC-AQ3067-5-1-1": "负责人考核"}, "重大事故隐患", "HC-AQ3067-5-1-1"),
        ("HC-LAW-05", None, LATER, PACK, "一般事故隐患", None),
    ],
)
def test_verdicts(
    code: str, limb: str | None, day: date, in_force: dict[str, str], scale: str, cited: str | None
) -> None:
    verdict = judge(facts(code, limb, day, in_force))
    assert (verdict.scale, verdict.level, verdict.limb) == (scale, scale[:2], cited)
    assert judge(facts(code, limb, day, in_force)) == verdict


def test_before_its_day_the_criterion_says_why_it_does_not_bind() -> None:
    verdict = judge(facts("HC-20-20c", "C-20c", BEFORE, {}))
    assert verdict.reason == "判定条款 C-20c 在发现当日（2017-11-12）没有生效，按一般事故隐患处理。"
