"""Whether two reports may be one fault: a table of pairs as people write them, and the reasons told."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from anjian.hazards.likeness import DAYS_APART, FORTNIGHT, Report, counts, devices, likeness
from anjian.testing.city.likes import other_device, otherwise, retyped
from anjian.testing.city.texts import TEXTS
from anjian.testing.city.words import KINDS

DAY = date(2023, 7, 1)
Told = tuple[str, str]
SAME: list[tuple[Told, Told]] = [
    (("T-101储罐", "安全阀未正常投用"), ("储罐T-101", "安全阀未投用（现场检查发现）")),
    (("T-101储罐", "安全阀未正常投用，需整改"), ("T101罐", "安全伐未正常投用")),
    (("T-101储罐", "安全阀未正常投用，需整改"), ("罐区T-101", "安全阀 未正常投用。")),
    (("2#装置", "安全阀未正常投用，需整改"), ("二号装置", "安全阀没有正常投用")),
    (("2号装置区", "特种作业人员未持证上岗"), ("2#装置", "特种作业人员无证上岗")),
    (("一期装置", "安全阀未投用"), ("1期装置", "安全阀未正常投用")),
    (("液氯库", "特种作业人员未持证上岗"), ("液氯仓库", "特种作业人员未持证上岗")),
    (("液氯库", "爆炸危险场所未使用防爆电气设备"), ("液氯储存库房", "爆炸危险场所没有使用防爆电气")),
    (("罐区", "一级重大危险源罐区未实现紧急切断功能"), ("储罐区", "一级重大危险源的罐区没有实现紧急切断")),
    (("控制室", "自动化控制系统未设置不间断电源"), ("中控室", "自控系统未设置UPS不间断电源")),
    (("控制室", "可燃气体泄漏场所未设置检测报警装置"), ("1#控制室", "可燃气体泄漏场所未设检测报警装置")),
    (("装卸区", "液氯充装未使用万向管道充装系统"), ("装卸站台", "液氯充装未使用万向管道")),
    (("装卸区", "动火作业管理制度未有效执行"), ("装卸作业区", "动火作业制度没有有效执行")),
    (("井场", "地区架空电力线路穿越生产区"), ("采气井场", "架空电力线路穿越生产区，需整改")),
    (("一车间反应釜R-201", "安全阀未投用"), ("反应釜R201", "安全阀未正常投用")),
    (("2#装置", "使用淘汰落后设备"), ("2#生产装置", "使用淘汰落后的设备（现场检查发现）")),
    (("停车场", "停车场3名焊工无证上岗"), ("停车区", "经核实，停车场三名焊工无证上岗")),
    (("", "液氯充装未使用万向管道充装系统"), ("装卸区", "液氯充装未使用万向管道")),
]
OTHER: list[tuple[Told, Told]] = [
    (("T-101储罐", "安全阀未正常投用"), ("T-102储罐", "安全阀未正常投用")),
    (("T-101储罐", "安全阀未正常投用"), ("V-101储罐", "安全阀未正常投用")),
    (("2#装置", "安全阀未正常投用，需整改"), ("3#装置", "安全阀未正常投用")),
    (("2#装置", "使用淘汰落后设备"), ("12#装置", "使用淘汰落后设备")),
    (("2号装置", "使用淘汰落后设备"), ("2号库房", "使用淘汰落后设备")),
    (("1号库2号货位", "使用淘汰落后设备"), ("1号库3号货位", "使用淘汰落后设备")),
    (("一车间", "安全阀未投用"), ("二车间", "安全阀未正常投用")),
    (("2号装置", "P-201A机泵未设双电源"), ("2号装置", "P-201B机泵未设双电源")),
    (("罐区", "T-101安全阀未投用"), ("罐区", "T-102安全阀未投用")),
    (("罐区", "安全阀未投用"), ("罐区泵房", "安全阀未投用")),
    (("罐区泵房", "罐区泵房8台风机不防爆"), ("储罐区", "储罐区8台风机不防爆")),
    (("液氯库", "特种作业人员未持证上岗"), ("装卸区", "特种作业人员未持证上岗")),
    (("充装作业区", "5个充装位用软管充装"), ("装卸区", "5个充装位用软管充装")),
    (("甲类仓库", "相互禁配物质混放混存"), ("乙类仓库", "相互禁配物质混放混存")),
    (("液氯库", "禁配物质混存"), ("液氨库", "禁配物质混存")),
    (("东罐区", "安全阀未投用"), ("西罐区", "安全阀未投用")),
    (("2#装置", "未制定操作规程"), ("2#装置", "控制指标未制定")),
    (("装卸区", "作业票漏签3处"), ("装卸区", "作业票漏签六处")),
]


def told(words: Told, day: date = DAY, limb: str | None = "C-15", accepted: date | None = None) -> Report:
    return Report(limb[:4] if limb else None, limb, *words, day, accepted)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_fault_in_two_wordings_is_proposed(one: Told, other: Told) -> None:
    for days in (0, FORTNIGHT):
        later = told(other, DAY + timedelta(days=days))
        found, turned = likeness(told(one), later), likeness(later, told(one))
        assert found is not None and turned is not None and found.score == turned.score


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_device_place_fault_or_number_is_another_fault(one: Told, other: Told) -> None:
    assert likeness(told(one), told(other)) is None
    assert likeness(told(other), told(one)) is None


def test_what_the_reasons_say() -> None:
    found = likeness(told(SAME[0][0]), told(SAME[0][1], DAY + timedelta(days=9)))
    assert found is not None
    assert found.reasons == (
        "判定条款相同（C-15）", "部位相近（83分）：T-101储罐／储罐T-101", "内容相近（86分）", "发现日期相差9天",
    )  # fmt: skip


def test_limbs_contradict_only_where_both_are_known() -> None:
    words = ("液氯库", "禁配物质混存")
    assert likeness(told(words, limb="C-20a"), told(words, limb="C-20c")) is None
    assert likeness(told(words, limb="C-20a"), told(words, limb=None)) is not None
    cited = Report("C-20", None, *words, DAY)
    assert likeness(told(words, limb="C-20a"), cited) is not None
    assert likeness(told(words, limb="C-15"), cited) is None


def test_beyond_a_fortnight_the_words_must_be_the_very_same_and_then_nothing() -> None:
    one, other = SAME[0]
    for days, near, very in ((FORTNIGHT, True, True), (FORTNIGHT + 1, False, True), (DAYS_APART + 1, False, False)):
        later = DAY + timedelta(days=days)
        assert (likeness(told(one), told(other, later)) is not None) is near
        assert (likeness(told(one), told(one, later)) is not None) is very


def test_what_was_accepted_and_found_again_is_a_recurrence() -> None:
    words = ("罐区", "紧急切断阀未投用")
    closed = told(words, accepted=DAY + timedelta(days=5))
    late_list = likeness(closed, told(words, DAY + timedelta(days=8)))
    assert late_list is not None and late_list.reasons[-1] == "先发现的已于2023-07-06销号，也可能是再次发生"
    assert likeness(closed, told(("罐区", "复查发现：紧急切断阀未投用"), DAY + timedelta(days=8))) is None
    assert likeness(closed, told(words, DAY + timedelta(days=20))) is None
    assert likeness(told(words), told(words, DAY + timedelta(days=20))) is not None


def test_devices_and_counts_are_told_from_standards_measures_and_dates() -> None:
    assert devices("2号装置T-101储罐，按GB 50160-2008，压力1.6MPa，3台") == {"2", "t101"}
    assert counts("2023年7月1日检查，三台安全阀、2名人员，投用12年") == {
        "台": frozenset({3.0}), "人": frozenset({2.0}), "年": frozenset({12.0}),
    }  # fmt: skip


def test_every_text_of_the_city_is_found_in_other_words_and_no_neighbour_is() -> None:
    random = Random(7)
    missed, wrong, asked = [], [], 0
    for kind in KINDS:
        for place in kind.places:
            for limb in kind.limbs:
                content = random.choice(TEXTS[limb]).format(place=place, n=random.randrange(2, 9))
                first = told((place, content), limb=limb)
                again = told((otherwise(place, random), retyped(content, random)), DAY + timedelta(days=9), limb)
                asked += 1
                missed += [(first, again)] if likeness(first, again) is None else []
                if (neighbour := other_device(place)) is not None:
                    near = told((neighbour, content.replace(place, neighbour)), limb=limb)
                    wrong += [near] if likeness(first, near) is not None else []
    assert asked > 500 and wrong == []
    assert len(missed) <= asked * 0.02, missed
