"""The judgement, as cases: what a failed item amounts to."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_coalbed_methane.judging import judge

PACK = {"C-02": "特种作业人员未持证上岗", "G-01": "一般规定"}


@pytest.mark.parametrize(
    ("code", "limb", "in_force", "scale", "cited"),
    [
        ("CB-R46-33", None, PACK, "一般事故隐患", None),
        ("CB-CAND-2", None, PACK, "一般事故隐患", None),
        ("HC-DUTY-15", None, PACK, "一般事故隐患", None),
        ("CHIEF-11", "C-02", PACK, "重大事故隐患", "C-02"),
        ("CHIEF-11", "C-02", {}, "一般事故隐患", None),
    ],
)
def test_verdicts(code: str, limb: str | None, in_force: dict[str, str], scale: str, cited: str | None) -> None:
    verdict = judge(Facts(code, "检查项", limb, in_force, "不符合", "", date(2023, 7, 20), 1, ("煤层气地面开采",)))
    assert (verdict.scale, verdict.level, verdict.limb) == (scale, scale[:2], cited)
    assert ("没有可引用的重大事故隐患判定标准（待核实）" in verdict.reason) is (cited is None)
