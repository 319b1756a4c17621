"""Which month a firing is for, what a run is called, what was missed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from anjian.campaigns.loading import shipped
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.plugin_api.types import Job, Ref
from anjian.scheduling.rules import Occasion, missed, occasion, occasions

PACK = shipped()["jincheng_2023"]
OTHER = shipped()["zhiben_2024"]
MONTHLY = Job("monthly-report", "编制月报", "30 6 1,30 * *", Ref("x:y"), period="month")
DAILY = Job("daily", "日结", "5 0 * * *", Ref("x:y"))


def test_a_month_that_runs_is_provisional_and_one_that_ended_is_final() -> None:
    provisional = occasion(MONTHLY, PACK, date(2023, 7, 30))
    assert provisional == Occasion(
        "monthly-report:jincheng_2023:2023-07:provisional", date(2023, 7, 30), "2023-07", False, PACK.code
    )
    final = occasion(MONTHLY, PACK, date(2023, 10, 31), "2023-07")
    assert final == Occasion(
        "monthly-report:jincheng_2023:2023-07:final", date(2023, 7, 31), "2023-07", True, PACK.code
    )


def test_a_day_is_a_key_of_its_own() -> None:
    assert occasion(DAILY, PACK, date(2023, 7, 30)) == Occasion(
        "daily:2023-07-30", date(2023, 7, 30), "2023-07-30", True, PACK.code
    )


def test_a_month_outside_the_campaign_is_refused() -> None:
    with pytest.raises(Refused, match="不在专项行动期间"):
        occasion(MONTHLY, PACK, date(2023, 5, 1))


def test_a_start_after_a_break_owes_both_tables_of_the_month_and_one_day() -> None:
    now = datetime(2023, 8, 3, 9, 0, tzinfo=clock.SHANGHAI)
    assert [due.run_key for due in missed(MONTHLY, [PACK], now)] == [
        "monthly-report:jincheng_2023:2023-06:final",
        "monthly-report:jincheng_2023:2023-07:final",
    ]  # the provisional table of July has no use once the month has ended
    assert [due.run_key for due in missed(DAILY, [PACK], now)] == ["daily:2023-08-03"]


def test_nothing_is_owed_outside_the_campaign() -> None:
    assert missed(MONTHLY, [PACK], datetime(2026, 11, 24, 9, 0, tzinfo=clock.SHANGHAI)) == []


def test_each_campaign_has_its_own_months() -> None:
    day = date(2023, 12, 30)
    early = OTHER.model_copy(update={"campaign": OTHER.campaign.model_copy(update={"starts_on": date(2023, 11, 1)})})
    assert [due.run_key for due in occasions(MONTHLY, [PACK, early], day)] == [
        "monthly-report:jincheng_2023:2023-12:provisional",
        "monthly-report:zhiben_2024:2023-12:provisional",
    ]
    assert [due.campaign for due in occasions(MONTHLY, [PACK, early], date(2024, 2, 1))] == ["zhiben_2024"]
    assert [due.run_key for due in occasions(DAILY, [PACK, early], day)] == ["daily:2023-12-30"]
    assert [due.run_key for due in missed(MONTHLY, [PACK, OTHER], datetime(2024, 1, 31, 9, tzinfo=clock.SHANGHAI))] == [
        "monthly-report:jincheng_2023:2023-12:final",
        "monthly-report:zhiben_2024:2024-01:provisional",
    ]


def test_a_quarterly_campaign_is_compiled_once_a_quarter() -> None:
    quarterly = OTHER.model_copy(update={"campaign": OTHER.campaign.model_copy(update={"cadence": "quarter"})})
    days = (date(2024, 3, 29), date(2024, 3, 30), date(2024, 4, 1), date(2024, 6, 29), date(2024, 6, 30))
    keys = [[due.run_key.partition(":")[2] for due in occasions(MONTHLY, [quarterly], day)] for day in days]
    assert keys == [
        [],
        ["zhiben_2024:2024-Q1:provisional"],
        ["zhiben_2024:2024-Q1:final"],
        ["zhiben_2024:2024-Q1:final"],
        ["zhiben_2024:2024-Q2:provisional"],
    ]
