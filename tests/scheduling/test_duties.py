"""D-02: when the month's tables are due, and when a reminder goes out."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.campaigns.current import current_pack
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.duties import report_duty


@pytest.mark.parametrize(
    ("period", "due_on", "remind_on"),
    [
        ("2023-07", date(2023, 7, 30), date(2023, 7, 28)),  # a Sunday
        ("2023-09", date(2023, 9, 30), date(2023, 9, 28)),  # within the holiday of 29 September to 6 October
        ("2023-10", date(2023, 10, 30), date(2023, 10, 30)),
        ("2023-12", date(2023, 12, 30), date(2023, 12, 29)),  # a Saturday
    ],
)
def test_the_reminder_falls_on_the_last_working_day(
    instance: Instance, period: str, due_on: date, remind_on: date
) -> None:
    pack = current_pack(instance.settings)
    with system_read(instance.database, "test") as session:
        duty = report_duty(session, pack.period(period))
    assert (duty.due_on, duty.remind_on) == (due_on, remind_on)
