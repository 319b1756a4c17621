"""Identification and grading by GB 18218-2018: the worked example, the borders, and what is said instead of guessed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from anjian_hazchem.gb18218 import DATA, Amount, alpha_of, cas_is_valid, decimals, grade, level_of, tables, term_of


def ammonia(tonnes: str, people: int = 40) -> list[object]:
    found = grade([Amount("氨", Decimal(tonnes), "7664-41-7")], people)
    return [found.s, found.r, found.level, found.problems]


def test_the_worked_example_of_the_data() -> None:
    example = yaml.safe_load(DATA.read_text(encoding="utf-8"))["worked_example"]
    assert example["calc"] == "q/Q=60/10=6; beta(氨)=2; alpha=1.2; R=1.2*2*6=14.4"
    found = grade([Amount("氨", Decimal(60), "7664-41-7")], 40)
    assert (found.s, found.alpha, found.r, found.level) == (Fraction(6), Fraction(6, 5), Fraction(72, 5), "三级")
    assert [found.level] == [row[1] for row in tables().levels if row[1] == "三级"]
    assert example["level"] == 3


def test_it_is_a_source_only_from_one_on_exactly() -> None:
    assert ammonia("9.999999") == [Fraction(9999999, 10000000), None, None, ()]
    assert ammonia("10", people=0) == [1, 1, "四级", ()]
    thirds = [Amount(name, Decimal("0.1"), "75-44-5") for name in "甲乙丙"]
    assert grade(thirds, 0).s == 1  # 0.1/0.3 three times: no binary rounding


@pytest.mark.parametrize(
    ("people", "alpha"),
    [(0, "0.5"), (1, "1"), (29, "1"), (30, "1.2"), (49, "1.2"), (50, "1.5"), (99, "1.5"), (100, "2"), (5000, "2")],
)
def test_alpha_by_residents(people: int, alpha: str) -> None:
    assert alpha_of(people) == Fraction(alpha)


@pytest.mark.parametrize(
    ("r", "level"),
    [
        ("100", "一级"),
        ("99.999", "二级"),
        ("50", "二级"),
        ("49.999", "三级"),
        ("10", "三级"),
        ("9.999", "四级"),
        ("0", "四级"),
    ],
)
def test_level_by_r(r: str, level: str) -> None:
    assert level_of(Fraction(r)) == level


@pytest.mark.parametrize(
    ("amount", "critical", "beta", "problem"),
    [
        (Amount("氯", Decimal(1), "7782-50-5"), 5, 4, ""),
        (Amount("甲醇", Decimal(1), "67-56-1", symbol="W5.3"), 500, 1, ""),
        (Amount("甲醇", Decimal(1), "67-56-1"), 500, None, "“甲醇”不在表3中，请填写类别符号以确定校正系数β"),
        (Amount("一氧化碳", Decimal(1), "630-08-0", symbol="J3"), 50, 2, ""),
        (Amount("煤气", Decimal(1), "630-08-0", entry=13), 20, 2, ""),
        (Amount("某溶剂", Decimal(1), "64-19-7"), None, None, "“某溶剂”CAS号64-19-7不在表1中，又没有填写类别符号"),
        (Amount("某溶剂", Decimal(1)), None, None, "“某溶剂”没有填写CAS号、表1序号或类别符号，不能确定临界量"),
        (Amount("某溶剂", Decimal(1), symbol="W5.3"), 1000, 1, ""),
        (Amount("硝酸铵", Decimal(1), "6484-52-2", symbol="W9.1"), None, 1, "“硝酸铵”的CAS号在表1中有多个临界量"),
        (Amount("硝酸铵", Decimal(1), "6484-52-2", entry=44, symbol="W9.1"), 50, 1, ""),
        (Amount("甲醇", Decimal(1), entry=999), None, None, "“甲醇”：表1没有序号999"),
    ],
)
def test_a_substance_is_found_by_its_number_or_said_to_be_unknown(
    amount: Amount, critical: int | None, beta: int | None, problem: str
) -> None:
    term = term_of(amount)
    assert (term.critical, term.beta) == (critical, beta)
    assert term.problem.startswith(problem) and bool(term.problem) is bool(problem)


def test_one_unknown_substance_withholds_the_level_but_not_that_it_is_a_source() -> None:
    found = grade([Amount("氨", Decimal(60), "7664-41-7"), Amount("某溶剂", Decimal(5))], 40)
    assert (found.s, found.r, found.level, found.is_source) == (Fraction(6), None, None, True)
    assert len(found.problems) == 1 and "某溶剂" in found.problems[0]
    assert grade([], 40).problems == ("没有登记物质",)


def test_the_tables_are_whole() -> None:
    known = tables()
    assert (len(known.entries), len(known.classes), len(known.beta_of_cas)) == (85, 24, 14)
    assert [cas for cas in known.by_cas if not cas_is_valid(cas)] == []
    assert {cas for cas, found in known.by_cas.items() if len(found) > 1} == {"9004-70-0", "6484-52-2"}


def test_numbers_are_read_rounded_half_up() -> None:
    assert [decimals(Fraction(1, 8)), decimals(Fraction(72, 5)), decimals(None), decimals(Fraction(5), 1)] == [
        "0.13", "14.40", "", "5.0",
    ]  # fmt: skip


@given(st.integers(1, 10**9), st.integers(0, 300))
def test_more_of_a_substance_never_lowers_the_grade(grams: int, people: int) -> None:
    def r_of(amount: int) -> Fraction:
        return grade([Amount("氨", Decimal(amount).scaleb(-6), "7664-41-7")], people).r or Fraction(0)

    assert r_of(grams) <= r_of(grams + 1)
