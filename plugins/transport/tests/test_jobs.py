"""The daily look for what expires: idempotent, once a day, closing what a new date answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.registers.models import DueNotice
from anjian.scheduling.service import run_job
from anjian_transport.registers import DUES


def on(day: date) -> Any:
    return clock.at(datetime(day.year, day.month, day.day, 7, tzinfo=clock.SHANGHAI))


def notices(instance: Instance) -> list[tuple[str, str, str, bool]]:
    with system_read(instance.database, "test") as session:
        rows = session.scalars(select(DueNotice).order_by(DueNotice.due_on, DueNotice.id)).all()
        return [(row.title, row.kind, row.stage, row.closed_on is None) for row in rows]


def test_what_expires_is_noticed_once_and_closed_when_answered(instance: Instance, enter: Any, carrier: Any) -> None:
    enter(
        enter.row(carrier.credit_code, "晋E00001", inspection_to=date(2023, 7, 20)),
        enter.row(carrier.credit_code, "晋E00002", tank_to=date(2023, 8, 20)),
        enter.row(carrier.credit_code, "晋E00003", inspection_to=date(2023, 7, 1), use="停用"),
        enter.row(carrier.credit_code, "晋E00004"),
    )
    with on(date(2023, 7, 26)):
        assert run_job(instance, "transport.expiries").message == "新增到期提醒2条，解除0条。"
        assert not run_job(instance, "transport.expiries").ran
    both = [("晋E00001", "车辆检验", "已过期", True), ("晋E00002", "罐体检验报告", "即将到期", True)]
    assert notices(instance) == both
    with on(date(2023, 7, 27)):
        assert run_job(instance, "transport.expiries").message == "没有新的到期提醒。"
    assert notices(instance) == both
    enter(enter.row(carrier.credit_code, "晋E00001", inspection_to=date(2024, 7, 20)))
    with on(date(2023, 8, 21)):
        run_job(instance, "transport.expiries")
    assert notices(instance) == [
        ("晋E00001", "车辆检验", "已过期", False),
        ("晋E00002", "罐体检验报告", "即将到期", False),
        ("晋E00002", "罐体检验报告", "已过期", True),
    ]


def test_notices_are_seen_within_scope(instance: Instance, enter: Any, carrier: Any, actors: Any) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001", inspection_to=date(2023, 7, 20)))
    with on(date(2023, 7, 26)):
        run_job(instance, "transport.expiries")
    seen = {}
    for login in ("transport", "zezhou.transport", "zezhou", "gaoping.transport", "emergency"):
        with instance.database.read_unit(actors[login]) as session:
            seen[login] = DUES.count(session, actors[login])
    assert seen == {"transport": 1, "zezhou.transport": 1, "zezhou": 1, "gaoping.transport": 0, "emergency": 0}
