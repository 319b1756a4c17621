"""Areas by their corner points: what encloses something, what lies inside."""

from __future__ import annotations

import pytest

from anjian_chemical_parks.geometry import area_km2, box_of, closed, contains, fault_of, points_of, text_of

SQUARE = [(112.0, 35.0), (112.1, 35.0), (112.1, 35.1), (112.0, 35.1)]
HOOK = [(0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (2.0, 3.0), (2.0, 1.0), (0.0, 1.0)]


def test_an_area_is_closed_once_and_kept_as_text() -> None:
    ring = closed(SQUARE)
    assert ring == [*SQUARE, SQUARE[0]]
    assert closed(ring) == ring
    assert closed([SQUARE[0], *SQUARE]) == ring
    assert points_of(text_of(ring)) == ring
    assert points_of("") == points_of("城北一带") == []
    assert box_of(ring) == ((112.0, 35.0), (112.1, 35.1))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (SQUARE, ""),
        (SQUARE[:3], ""),
        (SQUARE[:2], "至少要有3个不同的点"),
        ([SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[1]], "至少要有3个不同的点"),
        ([(112.0, 35.0), (112.1, 35.1), (112.1, 35.0), (112.0, 35.1)], "第1条边与第3条边相交"),
        ([(112.0, 35.0), (112.05, 35.0), (112.1, 35.0)], "一条直线"),
        ([(112.0, 35.0), (112.6, 35.0), (112.1, 35.1)], "经度相差超过0.5度"),
        ([(112.0, 35.0), (112.1, 35.0), (112.1, 35.7)], "纬度相差超过0.5度"),
        ([(112.0 + n / 10000, 35.0 + (n % 2) / 1000) for n in range(401)], "最多400个点"),
    ],
)
def test_what_is_no_area(points: list[tuple[float, float]], words: str) -> None:
    fault = fault_of(closed(points))
    assert words in fault and bool(fault) is bool(words)


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        ((1.0, 0.5), True),
        ((2.5, 2.5), True),
        ((1.0, 2.0), False),
        ((3.1, 0.5), False),
        ((0.0, 0.0), True),
        ((3.0, 1.5), True),
        ((2.0, 2.0), True),
        ((1.0, 1.0), True),
        ((-1.0, 1.0), False),
        ((-1.0, 0.0), False),
    ],
)
def test_what_lies_inside_an_area_with_a_bay(point: tuple[float, float], inside: bool) -> None:
    ring = closed(HOOK)
    assert contains(ring, point) is inside
    assert contains(ring[::-1], point) is inside


def test_the_size_is_that_of_the_ground() -> None:
    # 0.1° × 0.1° at 35° north: 11.132 km × 11.132 km × cos 35°.
    assert area_km2(closed(SQUARE)) == pytest.approx(101.5, abs=0.2)
    assert area_km2([]) == 0
