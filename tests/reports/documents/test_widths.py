"""Columns share the type area: short texts are not wrapped, long ones are."""

from __future__ import annotations

from anjian.reports.documents.widths import TYPE_AREA, shares


def test_columns_always_fill_the_type_area() -> None:
    for needs in ([4, 8], [2, 40, 10, 6], [4, 34, 7, 5, 5, 11, 6, 5, 5, 5], [90, 90], [14] * 12):
        widths = shares(needs)
        assert TYPE_AREA - len(needs) < sum(widths) <= TYPE_AREA
        assert min(widths) > 0


def test_a_day_beside_a_long_name_keeps_its_width() -> None:
    name, day = shares([60, 10])
    assert day == shares([60, 10, 10])[1]
    assert name > 3 * day


def test_many_short_columns_leave_a_third_to_the_long_one() -> None:
    widths = shares([4, 34, 14, 14, 14, 14, 14, 14])
    assert widths[1] >= TYPE_AREA // 3 - 1
