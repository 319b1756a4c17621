"""Weights are exact: grams inside, tonnes outside."""

from __future__ import annotations

import pytest

from anjian_hazwaste.quantities import differs, parse_tonnes, share, tonnes, tonnes_signed


@pytest.mark.parametrize(
    ("raw", "grams"),
    [
        (9.2, 9_200_000), ("9.2", 9_200_000), ("９．２ 吨", 9_200_000), (10, 10_000_000), ("1,250.5", 1_250_500_000),
        ("0.000001", 1), (0.1 + 0.2, 300_000), ("0", 0), (1e-5, 10), (100_000, 100_000_000_000),
    ],
)  # fmt: skip
def test_tonnes_are_read_exactly(raw: object, grams: int) -> None:
    assert parse_tonnes(raw) == grams


@pytest.mark.parametrize(
    "raw", ["十吨", "1.2.3", "-1", -1.5, "0.0000001", "100001", "1e3", "9.2kg", float("nan"), float("inf"), 1e300, ""]
)
def test_what_is_no_weight_is_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        parse_tonnes(raw)


@pytest.mark.parametrize("grams", [0, 1, 9_200_000, 10_000_000, 123_456_789, 100_000_000_000])
def test_what_is_shown_reads_back(grams: int) -> None:
    assert parse_tonnes(tonnes(grams)) == grams
    assert parse_tonnes(float(tonnes(grams))) == grams


def test_weights_in_words() -> None:
    assert [tonnes(one) for one in (None, 0, 1, 9_200_000, 10_000_000)] == ["", "0", "0.000001", "9.2", "10"]
    assert [tonnes_signed(one) for one in (800_000, -20_000)] == ["0.8", "-0.02"]
    assert [share(800_000, 10_000_000), share(-1, 3), share(1, 0)] == ["8.00%", "-33.33%", ""]


@pytest.mark.parametrize(
    ("out", "received", "beyond"),
    [
        (10_000_000, 9_200_000, True),
        (10_000_000, 9_700_000, False),
        (10_000_000, 9_699_999, True),
        (10_000_000, 10_300_000, False),
        (10_000_000, 10_300_001, True),
        (10_000_000, 0, True),
    ],
)
def test_the_tolerance_is_a_share_of_what_was_sent_and_belongs_to_what_is_allowed(
    out: int, received: int, beyond: bool
) -> None:
    assert differs(out, received, 30) is beyond
