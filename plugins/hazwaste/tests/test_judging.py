"""The judgement, as cases: what a failed item amounts to on which day."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_hazwaste.judging import judge

JULY = date(2023, 7, 20)
PACK = {"C-02": "特种作业人员未持证上岗", "C-16a": "未建立责任制", "C-20c": "相互禁配物质混放混存", "G-01": "一般规定"}
EVENT, MAJOR, GENERAL = "突发环境事件隐患", "重大事故隐患", "一般事故隐患"


@pytest.mark.parametrize(
    ("code", "limb", "in_force", "expected"),
    [
        ("HW-ENV-M1", None, PACK, (EVENT, "重大", None)),
        ("HW-ENV-M2", None, PACK, (EVENT, "重大", None)),
        ("HW-ENV1-01", None, PACK, (EVENT, "一般", None)),
        ("HW-ENV2-08", None, PACK, (EVENT, "一般", None)),
        ("HW-18597-6-1-2B", "C-20c", PACK, (MAJOR, "重大", "C-20c")),
        ("HW-SWL-09B", "C-20c", PACK, (MAJOR, "重大", "C-20c")),
        ("HW-SWL-09B", "C-20c", {}, (GENERAL, "一般", None)),
        ("HW-18597-6-1-2A", None, PACK, (GENERAL, "一般", None)),
        ("HW-SEED-2B", None, PACK, (GENERAL, "一般", None)),
        ("HW-23-18-1", None, PACK, (GENERAL, "一般", None)),
        ("CHIEF-11", "C-02", PACK, (MAJOR, "重大", "C-02")),
        ("CHIEF-07", "C-16a", PACK, (MAJOR, "重大", "C-16a")),
        ("CHIEF-01", None, PACK, (GENERAL, "一般", None)),
    ],
)
def test_verdicts(code: str, limb: str | None, in_force: dict[str, str], expected: tuple[str, str, str | None]) -> None:
    facts = Facts(code, "检查项", limb, in_force, "存在", "废液罐区", JULY, 1, ("废物处置",))
    verdict = judge(facts)
    assert (verdict.scale, verdict.level, verdict.limb) == expected
    assert verdict.reason and judge(facts) == verdict


def test_a_named_violation_type_says_who_deals_with_it() -> None:
    verdict = judge(Facts("HW-SEED-2C", "私自填埋危险废物", None, PACK, "存在", "", JULY, 1, ()))
    assert "“私自填埋”，由生态环境部门依法查处" in verdict.reason
