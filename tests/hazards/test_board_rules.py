"""When the board must hang, and what of a text the public may read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.hazards.board_rules import HIDDEN, PlanVersion, posting, public_words
from anjian.hazards.words import Scale, State, Track

TODAY = date(2023, 7, 25)


def words(
    *, photo: int | None, on: date = TODAY, scale: Scale = Scale.MAJOR, track: Track | None = Track.PLANNED,
    state: State = State.RECTIFYING, plan: bool = True,
) -> tuple[str, str, bool]:  # fmt: skip
    version = PlanVersion(2, 50, "plan", on) if plan else None
    found = posting(scale=scale, track=track, state=state, plan=version, photo=photo, today=TODAY, days=3)
    return found.tone, found.words, found.due


def test_the_photo_must_be_newer_than_the_plan_in_force() -> None:
    assert words(photo=51) == ("green", "现行方案（第 2 版）已公示", False)
    assert words(photo=50) == ("yellow", "方案有变化，须重新公示，还有 3 天", True)
    assert words(photo=None) == ("yellow", "须在企业醒目位置公示，还有 3 天", True)
    assert words(photo=None, on=date(2023, 7, 22)) == ("yellow", "须在企业醒目位置公示，今天到期", True)
    assert words(photo=None, on=date(2023, 7, 20)) == ("red", "须在企业醒目位置公示，已超过 2 天", True)


def test_nothing_hangs_for_what_is_no_planned_major_hazard() -> None:
    calm = ("grey", "目前不需要公示", False)
    assert words(photo=None, scale=Scale.GENERAL) == calm
    assert words(photo=None, track=Track.IMMEDIATE) == calm
    assert words(photo=None, plan=False) == calm
    asked = {state for state in State if words(photo=None, state=state)[2]}
    assert asked == {State.RECTIFYING, State.CLAIMED}
    assert words(photo=None, track=None)[2], "a list's row says no track: it is planned"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张示甲（经理）13800138000", f"张示甲（经理）{HIDDEN}"),
        ("经理 138-0013-8000，138 0013 8000", f"经理 {HIDDEN}，{HIDDEN}"),
        ("+86 13800138000", HIDDEN),
        ("１３８００１３８０００", HIDDEN),
        ("电话：2222333，值班0356-2222333", f"电话{HIDDEN}，值班{HIDDEN}"),
        ("（0356）2222333", HIDDEN),
        ("身份证14052519800101123X", f"身份证{HIDDEN}"),
        ("邮箱 a.b@example.com。", f"邮箱 {HIDDEN}。"),
        (
            "压力13.5 2023-08-30前整改，费用1200000元，管长0356米",
            "压力13.5 2023-08-30前整改，费用1200000元，管长0356米",
        ),
        (None, ""),
    ],
)
def test_a_persons_numbers_are_left_out(text: str | None, shown: str) -> None:
    assert public_words(text) == shown


@given(
    st.text(alphabet="甲乙，。（） \n", max_size=8),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", "-", " ", "."]),
    st.text(alphabet="甲乙，。（） \n", max_size=8),
)
def test_no_mobile_number_gets_through(before: str, number: str, join: str, after: str) -> None:
    written = join.join((number[:3], number[3:7], number[7:]))
    assert public_words(before + written + after) == before + HIDDEN + after
