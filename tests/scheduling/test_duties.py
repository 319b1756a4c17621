"""D-02: who owes the month's tables, from when it shows, and what handing in does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from anjian.campaigns.current import current_pack
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.duties import hand_in, report_duties, report_duty
from anjian.scheduling.models import DutyRecord
from anjian.testing.browser import Client
from anjian.testing.installing import Actors


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


def test_handing_in_is_kept_once_and_seen_by_the_office(instance: Instance, actors: Actors) -> None:
    pack = current_pack(instance.settings)
    with instance.database.write_unit(actors["zezhou"]) as session:
        hand_in(session, actors["zezhou"], pack, "2023-07")
    with (
        pytest.raises(Refused, match="泽州县2023年7月的调度表和清单已经报送"),
        instance.database.write_unit(actors["zezhou2"]) as session,
    ):
        hand_in(session, actors["zezhou2"], pack, "2023-07")
    with instance.database.read_unit(actors["office"]) as session:
        rows = report_duties(session, pack.period("2023-07"), clock.today())
    assert [row.unit.name for row in rows if row.record is not None] == ["泽州县"]
    assert len(rows) == 13
    with instance.database.read_unit(actors["gaoping"]) as session:
        assert session.scalars(select(DutyRecord)).all() == []


def test_who_hands_in_nothing_is_refused(instance: Instance, actors: Actors) -> None:
    pack = current_pack(instance.settings)
    officer = actors["zezhou.transport"]
    officer = replace(officer, permissions=officer.permissions | {"reports.submit"})  # as a role of another city might
    with pytest.raises(Refused, match="不单独填报"), instance.database.write_unit(officer) as session:
        hand_in(session, officer, pack, "2023-07")
    with pytest.raises(Refused, match="尚未开始"), instance.database.write_unit(actors["zezhou"]) as session:
        hand_in(session, actors["zezhou"], pack, "2023-08")
    with pytest.raises(Forbidden), instance.database.write_unit(actors["office"]) as session:
        hand_in(session, actors["office"], pack, "2023-07")


def on(day: date) -> datetime:
    return datetime.combine(day, time(9), clock.SHANGHAI)


def test_a_unit_sees_what_it_owes_and_hands_it_in_by_the_button(client: Client) -> None:
    client.sign_in("zezhou")
    page = client.get("/").get_data(as_text=True)
    assert page.count("报送2023年5月调度表和重大事故隐患清单") == 1
    assert page.count("报送2023年7月调度表和重大事故隐患清单") == 1  # within five days of the reminder
    answer = client.post("/scheduling/2023-07/hand-in")
    assert answer.status_code == 303
    assert client.get("/").get_data(as_text=True).count("报送2023年7月调度表") == 0


def test_the_office_sees_the_missing_units_from_the_reminder_on(client: Client) -> None:
    client.sign_in("office")
    assert client.get("/?all=report-duty").get_data(as_text=True).count("催报：泽州县2023年7月") == 0
    with clock.at(on(date(2023, 7, 28))):
        client.sign_in("office")
        assert client.get("/?all=report-duty").get_data(as_text=True).count("催报：泽州县2023年7月") == 1


def test_a_unit_sees_only_its_own_line(client: Client) -> None:
    page = client.sign_in("zezhou").get("/scheduling/?period=2023-07").get_data(as_text=True)
    assert ("泽州县" in page, "高平市" in page) == (True, False)
    page = client.sign_in("office").get("/scheduling/?period=2023-07").get_data(as_text=True)
    assert ("泽州县" in page, "高平市" in page) == (True, True)
