"""The judgement, as cases: what a failed item amounts to."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_chemical_parks.judging import judge

PACK = {"C-02": "特种作业人员未持证上岗", "C-03": "外部安全防护距离不符合国家标准要求", "G-01": "一般规定"}


@pytest.mark.parametrize(
    ("code", "limb", "in_force", "scale", "cited"),
    [
        ("PK-SEED-4", None, PACK, "一般事故隐患", None),
        ("PK-LAW-09", "C-03", PACK, "重大事故隐患", "C-03"),
        ("PK-LAW-09", "C-03", {}, "一般事故隐患", None),
        ("CHIEF-11", "C-02", PACK, "重大事故隐患", "C-02"),
    ],
)
def test_verdicts(code: str, limb: str | None, in_force: dict[str, str], scale: str, cited: str | None) -> None:
    facts = Facts(code, "检查项", limb, in_force, "不符合", "", date(2026, 6, 1), 1, ("生产",))
    verdict = judge(facts)
    assert (verdict.scale, verdict.level, verdict.limb) == (scale, scale[:2], cited)
    assert verdict.reason
    assert judge(facts) == verdict
