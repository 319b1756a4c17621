"""The registers through their services: keys, scope, terms of receipt, the rule of comparison, what falls due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory
from anjian_hazwaste.balance import Balance, balances, month_of
from anjian_hazwaste.comparing import ASSUMED, Rule, rule_now, set_rule
from anjian_hazwaste.models import Manifest, Plan, Storage
from anjian_hazwaste.registers import DUES

JUNE = month_of("2023-06") or pytest.fail("June is a month")


def rows(instance: Instance, query: Any) -> list[Any]:
    with system_read(instance.database, "test") as session:
        return [tuple(row) for row in session.execute(query)]


def effects(results: list[Any]) -> list[str]:
    return [str(one.effect) for one in results]


def test_each_register_knows_its_rows_by_their_key(
    instance: Instance, enter: Any, disposer: Any, factory: Factory
) -> None:
    code, other = disposer.credit_code, factory.enterprise(categories=("生产",)).credit_code
    assert effects(enter.plans(enter.plan(code), enter.plan(other))) == [
        "新增",
        "新增",
    ]  # any enterprise may have waste
    assert effects(enter.plans(enter.plan(code), enter.plan(other, in_plan=False))) == ["一致", "更新"]
    assert effects(enter.storage(enter.store(code), enter.store(code, "TS002"), enter.store(other))) == ["新增"] * 3
    assert effects(enter.manifests(enter.manifest(code, 1), enter.manifest(code, 2))) == ["新增", "新增"]
    again = enter.manifests(enter.manifest(code, 1), enter.manifest(code, 2, received=9_000_000))
    assert effects(again) == ["一致", "更新"] and again[1].changed == ("接收量（吨）",)
    assert rows(instance, select(Plan.department_code, Plan.in_plan).order_by(Plan.id)) == [
        ("ecology", True), ("ecology", False),
    ]  # fmt: skip
    assert len(rows(instance, select(Storage.id))) == 3
    (theirs,) = enter.manifests(enter.manifest(code, 1), login="gaoping.ecology")
    assert str(theirs.effect) == "退回"


def test_the_department_sets_the_rule_and_later_manifests_take_their_term_from_it(
    instance: Instance, enter: Any, disposer: Any, actors: Any
) -> None:
    code = disposer.credit_code
    enter.manifests(enter.manifest(code, 1, received=None))
    with instance.database.read_unit(actors["ecology"]) as session:
        assert rule_now(session) is ASSUMED
    with (
        pytest.raises(Refused, match="由市生态环境局设定"),
        instance.database.write_unit(actors["zezhou.ecology"]) as session,
    ):
        set_rule(session, actors["zezhou.ecology"], Rule(50, 15, "纪要"))
    with pytest.raises(Forbidden), instance.database.write_unit(actors["office"]) as session:
        set_rule(session, actors["office"], Rule(50, 15, "纪要"))
    for rule in (Rule(40, 12, "纪要1号"), Rule(100, 15, "纪要2号")):
        with instance.database.write_unit(actors["ecology"]) as session:
            set_rule(session, actors["ecology"], rule)
    enter.manifests(enter.manifest(code, 2, received=None))
    with instance.database.read_unit(actors["gaoping.ecology"]) as session:
        assert rule_now(session) == Rule(100, 15, "纪要2号")
    assert rows(instance, select(Manifest.receive_by).order_by(Manifest.number)) == [
        (date(2023, 6, 30),), (date(2023, 7, 5),),
    ]  # fmt: skip


def test_the_balance_of_a_month_is_exact_and_in_scope(
    instance: Instance, enter: Any, disposer: Any, factory: Factory, actors: Any
) -> None:
    code, other = disposer.credit_code, factory.enterprise(county="gaoping", categories=("废物处置",))
    enter.manifests(
        enter.manifest(code, 1, out=10_000_000, received=9_200_000),
        enter.manifest(code, 2, out=100_001, received=100_000),
        enter.manifest(code, 3, out=5_000_000, received=None),
        enter.manifest(code, 4, out=7_000_000, received=7_000_000, out_on=date(2023, 5, 31)),
        enter.manifest(other.credit_code, 5),
    )
    with instance.database.read_unit(actors["zezhou.ecology"]) as session:
        (one,) = balances(session, JUNE, date(2023, 7, 25), 30)
    assert one == Balance(disposer.name, code, 3, 15_100_001, 10_100_001, 9_300_000, 1, 1)
    assert (one.moving, one.gap, one.beyond(30), one.beyond(80)) == (5_000_000, 800_001, True, False)
    with instance.database.read_unit(actors["ecology"]) as session:
        assert [each.producer for each in balances(session, JUNE, date(2023, 7, 25), 30)] == [disposer.name, other.name]


@pytest.mark.parametrize("text", ["", "2023", "2023-13", "0000-01", "23-07", "2023-xx", "２０２３-²"])
def test_what_is_no_month(text: str) -> None:
    assert month_of(text) is None


def test_plans_that_end_and_manifests_without_receipt_are_noticed_once_and_closed(
    instance: Instance, enter: Any, disposer: Any, factory: Factory, actors: Any
) -> None:
    code, other = disposer.credit_code, factory.enterprise().credit_code
    enter.plans(enter.plan(code, plan_to=date(2023, 8, 1)), enter.plan(other, in_plan=False, plan_to=date(2023, 8, 1)))
    enter.manifests(enter.manifest(code, 1, received=None), enter.manifest(code, 2))

    def run(day: date) -> str:
        with clock.at(datetime(day.year, day.month, day.day, 7, tzinfo=clock.SHANGHAI)):
            return str(run_job(instance, "hazwaste.dues").message)

    def told(login: str) -> list[str]:
        with instance.database.read_unit(actors[login]) as session:
            found = sorted(session.scalars(DUES.open()), key=lambda row: row.due_on)
            return [f"{row.kind}{row.stage}：{row.title}" for row in found]

    assert run(date(2023, 7, 26)) == "新增到期提醒2条，解除0条。"
    both = ["转移联单接收已过期：20231405000001", f"危险废物管理计划即将到期：{disposer.name}"]
    assert {login: told(login) for login in ("ecology", "zezhou.ecology", "gaoping.ecology", "emergency")} == {
        "ecology": both, "zezhou.ecology": both, "gaoping.ecology": [], "emergency": [],
    }  # fmt: skip
    enter.manifests(enter.manifest(code, 1))
    enter.plans(enter.plan(code, plan_to=date(2024, 12, 31)))
    assert run(date(2023, 7, 27)) == "新增到期提醒0条，解除2条。"
    assert told("ecology") == []
