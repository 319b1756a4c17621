"""The judgement, as cases: what a failed item amounts to on which day."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin_api import Facts
from anjian_pipelines_oil_gas.judging import judge

JULY = date(2023, 7, 20)
PACK = {"C-02": "特种作业人员未持证上岗", "C-08": "剧毒气体管道穿越公共区域", "G-01": "一般规定"}


def facts(code: str, text: str, limb: str | None, in_force: dict[str, str]) -> Facts:
    return Facts(code, text, limb, in_force, "存在", "", JULY, 1, ("油气长输管道",))


@pytest.mark.parametrize(
    ("code", "text", "limb", "in_force", "scale", "level", "cited"),
    [
        ("PL-20-8", "管道穿越公共区域", "C-08", PACK, "重大事故隐患", "重大", "C-08"),
        ("PL-20-8", "管道穿越公共区域", "C-08", {}, "一般事故隐患", "一般", None),
        ("PL-EXT-09", "评定为一般：占压", None, PACK, "管道隐患", "一般", None),
        ("PL-EXT-09", "评定为较大：占压", None, PACK, "管道隐患", "较大", None),
        ("PL-EXT-09", "评定为重大：占压", None, PACK, "管道隐患", "重大", None),
        ("PL-EXT-09", "占压", None, PACK, "管道隐患", "一般", None),
        ("PL-LAW-04", "评定为重大：未检测", None, PACK, "管道隐患", "重大", None),
        ("PL-LAW-01", "评定为较大：无标志", None, PACK, "管道隐患", "较大", None),
        ("PL-LAW-06", "未配备人员", None, PACK, "一般事故隐患", "一般", None),
        ("PL-SEED-3", "未评估", None, PACK, "一般事故隐患", "一般", None),
        ("CHIEF-11", "无证上岗", "C-02", PACK, "重大事故隐患", "重大", "C-02"),
        ("CHIEF-01", "未制定方案", None, PACK, "一般事故隐患", "一般", None),
    ],
)
def test_verdicts(
    code: str, text: str, limb: str | None, in_force: dict[str, str], scale: str, level: str, cited: str | None
) -> None:
    verdict = judge(facts(code, text, limb, in_force))
    assert (verdict.scale, verdict.level, verdict.limb) == (scale, level, cited)
    assert verdict.reason


def test_a_limb_that_is_not_in_force_says_so() -> None:
    assert "C-08 在发现当日（2023-07-20）没有生效" in judge(facts("PL-20-8", "", "C-08", {})).reason
