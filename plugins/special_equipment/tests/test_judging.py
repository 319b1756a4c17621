"""The judgement, as cases: what a failed item amounts to on which day."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_special_equipment.judging import judge

JULY, DECEMBER, BEFORE = date(2023, 7, 20), date(2024, 12, 2), date(2022, 6, 30)
PACK = {
    "C-02": "特种作业人员未持证上岗",
    "C-11b": "淘汰设备",
    "C-15": "安全阀、爆破片等安全附件未正常投用",
    "G-01": "一般规定",
}
OWN = {"SE-M-4-2-c": "锅炉安全阀（爆破片）缺失或失效", "SE-M-4-6-b": "门锁安全回路被短接"}
MAJOR, SERIOUS, GENERAL = ("重大事故隐患", "重大"), ("特种设备事故隐患", "严重"), ("一般事故隐患", "一般")


def facts(code: str, limb: str | None, found_on: date, in_force: dict[str, str]) -> Facts:
    return Facts(code, "检查项", limb, in_force, "存在", "液氨储罐", found_on, 1, ("生产",))


@pytest.mark.parametrize(
    ("code", "limb", "day", "in_force", "graded", "cited"),
    [
        ("SE-M-4-6-b", None, DECEMBER, PACK | OWN, MAJOR, "SE-M-4-6-b"),
        ("SE-M-4-2-c", "C-15", DECEMBER, PACK | OWN, MAJOR, "SE-M-4-2-c"),
        ("SE-M-4-2-c", "C-15", JULY, PACK, MAJOR, "C-15"),
        ("SE-M-4-6-b", None, JULY, PACK, GENERAL, None),
        ("SE-SER-3a", "C-15", JULY, PACK, MAJOR, "C-15"),
        ("SE-SER-1b", "C-11b", JULY, PACK, MAJOR, "C-11b"),
        ("SE-SER-3b", None, JULY, PACK, SERIOUS, None),
        ("SE-SER-2", None, DECEMBER, PACK | OWN, SERIOUS, None),
        ("SE-SER-3a", "C-15", JULY, {}, SERIOUS, None),
        ("SE-SER-2", None, BEFORE, PACK, GENERAL, None),
        ("SE-SEED-2c", "C-02", JULY, PACK, MAJOR, "C-02"),
        ("SE-SEED-2a", None, JULY, PACK, GENERAL, None),
        ("SE-SEED-5", None, JULY, PACK, GENERAL, None),
        ("SE-LAW-08", None, JULY, PACK, GENERAL, None),
        ("CHIEF-11", "C-02", JULY, PACK, MAJOR, "C-02"),
    ],
)
def test_verdicts(
    code: str, limb: str | None, day: date, in_force: dict[str, str], graded: tuple[str, str], cited: str | None
) -> None:
    verdict = judge(facts(code, limb, day, in_force))
    assert ((verdict.scale, verdict.level), verdict.limb) == (graded, cited)
    assert verdict.reason


def test_reasons_say_what_else_the_fact_is() -> None:
    both = judge(facts("SE-M-4-2-c", "C-15", DECEMBER, PACK | OWN)).reason
    assert both.endswith("该事实同时符合判定条款 C-15，其他部门也可能发现，请核对是否为同一隐患")
    assert "第二十五条所列严重事故隐患，应责令立即停止使用" in judge(facts("SE-SER-3a", "C-15", JULY, PACK)).reason
    assert "（2023-07-20）没有生效" in judge(facts("SE-M-4-6-b", None, JULY, PACK)).reason
