"""Only the merges of requirements 5.2 exist."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mypy import api
from pyroaring import BitMap, FrozenBitMap

from anjian.reports.figures.algebra import (
    Distinct,
    Enterprises,
    Events,
    Items,
    Money,
    Occasions,
    WanYuan,
    figure_of,
    share,
    wan_yuan,
)

Ids = st.sets(st.integers(0, 2**32 - 1), max_size=30)


def enterprises(*ids: int) -> Distinct[Enterprises]:
    return Distinct(Enterprises, FrozenBitMap(ids))


def test_the_same_enterprise_seen_by_two_units_counts_once() -> None:
    assert enterprises(1, 2).unite(enterprises(2, 3)).value == 3


def test_enterprises_cannot_be_added() -> None:
    with pytest.raises(TypeError):
        enterprises(1) + enterprises(2)  # type: ignore[operator]


def test_different_units_cannot_be_united() -> None:
    hazards = cast(Any, Distinct(Items, FrozenBitMap([1])))
    with pytest.raises(TypeError, match="家与个不能合并"):
        enterprises(1).unite(hazards)


def test_a_joint_decision_is_added_once() -> None:
    ours, theirs = Events(Occasions, FrozenBitMap([1, 2])), Events(Occasions, FrozenBitMap([2, 3]))
    assert (ours + theirs).value == 3


def test_amounts_of_a_joint_decision_are_added_once() -> None:
    ours = Money(WanYuan, FrozenBitMap([1, 2]), {1: 100, 2: 250})
    theirs = Money(WanYuan, FrozenBitMap([2, 3]), {2: 250, 3: 7})
    assert (ours + theirs).value == 357


def test_one_decision_with_two_amounts_is_refused() -> None:
    with pytest.raises(ValueError, match="两个不同金额"):
        Money(WanYuan, FrozenBitMap([1]), {1: 1}) + Money(WanYuan, FrozenBitMap([1]), {1: 2})


def test_a_share_is_computed_from_its_two_sets() -> None:
    assert share(enterprises(2), enterprises(1, 2, 3)) == Fraction(1, 3)
    assert share(enterprises(), enterprises()) is None


def test_an_unknown_unit_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="“吨”"):
        figure_of("吨", BitMap())


@pytest.mark.parametrize(("fen", "shown"), [(0, "0.00"), (1_234_567, "1.23"), (35_000_000, "35.00")])
def test_money_is_shown_in_wan_yuan_with_two_decimals(fen: int, shown: str) -> None:
    assert wan_yuan(fen) == Decimal(shown)


@given(st.lists(Ids, min_size=1, max_size=5))
def test_uniting_in_any_order_gives_the_union(parts: list[set[int]]) -> None:
    figures = [enterprises(*part) for part in parts]
    forward, backward = figures[0], figures[-1]
    for figure in figures[1:]:
        forward = forward.unite(figure)
    for figure in figures[-2::-1]:
        backward = backward.unite(figure)
    assert set(forward.ids) == set(backward.ids) == set().union(*parts)


ILLEGAL = """
from anjian.reports.figures.algebra import Distinct, Enterprises, Events, Items, Occasions

def add(a: Distinct[Enterprises], b: Distinct[Enterprises]) -> object:
    return a + b

def mix(a: Distinct[Enterprises], b: Distinct[Items]) -> object:
    return a.unite(b)

def also_mix(a: Events[Occasions], b: Distinct[Items]) -> object:
    return a + b
"""


def test_mypy_refuses_illegal_merges(tmp_path: Path) -> None:
    source = tmp_path / "illegal.py"
    source.write_text(ILLEGAL, encoding="utf-8")
    found, _errors, code = api.run(
        [str(source), "--config-file", "pyproject.toml", "--cache-dir", str(tmp_path / "cache")]
    )
    assert code == 1
    lines = [line.split(": ", 2)[0].rpartition(":")[2] for line in found.splitlines() if ": error:" in line]
    assert lines == ["5", "8", "11"]
