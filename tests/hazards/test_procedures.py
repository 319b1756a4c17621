"""Which deadlines of procedure run, since when, and when they end in working days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from anjian.config import Settings
from anjian.hazards.clocks import listed_before, times_of
from anjian.hazards.models import Hazard
from anjian.hazards.procedures import Times, is_to_be_listed, running
from anjian.hazards.rules import DEADLINES, TRANSITIONS
from anjian.hazards.words import Scale, Source, State
from anjian.kernel.calendar import WorkingDays, add_working_days
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance

TIMES = Times(dict(zip(DEADLINES, range(1, 9), strict=False)))
FOUND, DAY, LATER, LAST = date(2023, 7, 3), date(2023, 7, 10), date(2023, 7, 12), date(2023, 7, 20)


def hazard(**stated: Any) -> Hazard:
    told = {
        "scale": Scale.MAJOR, "source": Source.SELF_CHECK, "state": State.REPORTED, "discovered_on": FOUND,
        "reported_on": DAY, "imported": False,
    }  # fmt: skip
    return Hazard(**(told | stated))


def listed(**stated: Any) -> Hazard:
    return hazard(**({"confirmed_on": DAY, "listed_on": DAY, "published_on": DAY} | stated))


@pytest.mark.parametrize(
    ("row", "begun", "runs"),
    [
        (hazard(), {}, {"confirm": DAY}),
        (hazard(reported_on=None), {}, {"confirm": FOUND}),
        (hazard(parent_id=7), {}, {"confirm": DAY}),
        (hazard(parent_id=7, prepared_by=1, signed_on=LATER), {}, {"parent": LATER}),
        (hazard(state=State.PARENT_CONFIRMED, parent_confirmed_on=LATER), {}, {"confirm": LATER}),
        (hazard(state=State.UNSIGNED), {}, {}),
        (hazard(state=State.CONFIRMED, confirmed_on=DAY), {}, {"list": DAY, "plan": DAY}),
        (hazard(state=State.CONFIRMED, confirmed_on=DAY), {"resume": LATER, "return_plan": LAST}, {"list": DAY, "plan": LAST}),
        (listed(state=State.RECTIFYING, extension_to=LAST), {"ask_extension": LATER}, {"extend": LATER}),
        (listed(state=State.RECTIFYING), {"ask_extension": LATER}, {}),
        (listed(state=State.RECTIFYING, published_on=None), {}, {"publish": DAY}),
        (listed(state=State.CLAIMED, claimed_on=LATER), {}, {"accept": LATER}),
        (listed(state=State.ACCEPTED, accepted_on=LATER), {}, {"lift": LATER}),
        (listed(state=State.ACCEPTED, accepted_on=LATER, lifted_on=LATER), {}, {"lift": LATER}),
        (listed(state=State.ACCEPTED, accepted_on=LATER, lifted_on=LATER, published_on=None), {}, {}),
        (listed(state=State.ACCEPTED, accepted_on=LATER, lifted_on=LATER, lift_published_on=LAST), {}, {}),
        (hazard(state=State.CONFIRMED, confirmed_on=DAY, imported=True), {}, {"list": DAY}),
        (hazard(state=State.CONFIRMED, confirmed_on=DAY, merged_into_id=3), {}, {}),
        (hazard(state=State.CONFIRMED, confirmed_on=DAY, scale=Scale.GENERAL), {}, {"plan": DAY}),
        (hazard(state=State.ACCEPTED, confirmed_on=DAY, accepted_on=LATER), {}, {}),
    ],
)  # fmt: skip
def test_what_runs_since_when(row: Hazard, begun: dict[str, date], runs: dict[str, date]) -> None:
    found = running(row, begun, TIMES)
    assert {one.key: one.since for one in found} == runs
    assert [one.days for one in found] == [TIMES.days[one.key] for one in found]


@pytest.mark.parametrize("source", [Source.PUBLIC_REPORT, Source.ASSIGNED])
def test_whether_reported_hazards_are_listed_is_a_setting(source: Source) -> None:
    row = hazard(state=State.CONFIRMED, confirmed_on=DAY, source=source)
    assert is_to_be_listed(row, TIMES)
    assert not is_to_be_listed(row, Times(TIMES.days, list_reported=False))
    assert is_to_be_listed(hazard(state=State.CONFIRMED, confirmed_on=DAY), Times(TIMES.days, list_reported=False))


def test_every_deadline_is_started_by_a_step_and_has_a_setting() -> None:
    assert {row.starts for row in TRANSITIONS.values()} - {""} == set(DEADLINES)
    assert times_of(Settings()).days == {
        "parent": 3, "confirm": 5, "list": 3, "publish": 5, "plan": 5, "extend": 10, "accept": 10, "lift": 5,
    }  # fmt: skip


def test_working_days_forth_and_back(instance: Instance) -> None:
    """2023-06-22 to 24 is a holiday, Sunday 25 June is worked."""
    with system_read(instance.database, "calendar") as session:
        days = WorkingDays(session, date(2023, 6, 1), date(2023, 7, 31))
        assert days.after(date(2023, 6, 21), 1) == date(2023, 6, 25)
        assert days.before(date(2023, 6, 26), 2) == date(2023, 6, 21)
        assert (days.after(DAY, 0), days.before(DAY, 0)) == (DAY, DAY)
        assert (days.after(date(2023, 7, 31), 1), days.before(date(2023, 6, 1), 1)) == (None, None)
        for count in (1, 5, 14):
            assert days.after(date(2023, 6, 20), count) == add_working_days(session, date(2023, 6, 20), count)
        _agrees_with_the_list(session)


def _agrees_with_the_list(session: Session) -> None:
    """A hazard is late in the list from the day on which its light is red."""
    times = times_of(Settings())
    days = WorkingDays(session, date(2023, 6, 1), date(2023, 7, 31))
    for today in (date(2023, 6, 26), date(2023, 6, 29), date(2023, 7, 1), date(2023, 7, 3)):
        before = listed_before(session, today, times)
        assert before is not None
        for confirmed in (
            date(2023, 6, 19),
            date(2023, 6, 21),
            date(2023, 6, 23),
            date(2023, 6, 26),
            date(2023, 6, 28),
        ):
            due = days.after(confirmed, times.days["list"])
            assert due is not None and (confirmed < before) == (due < today)
