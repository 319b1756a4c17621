"""Entering vehicles: once, by plate, within one's own scope; what changed is known before and after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from anjian.kernel.errors import Refused
from anjian.kernel.history import OPEN
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors
from anjian_transport.models import Carrier, CarrierVersion, Vehicle, VehicleVersion
from anjian_transport.registers import LICENCES


def test_a_vehicle_takes_its_carriers_owners(instance: Instance, enter: Any, carrier: Any) -> None:
    (result,) = enter(enter.row(carrier.credit_code, "晋E00001"))
    assert (str(result.effect), result.code) == ("新增", "晋E00001")
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(Vehicle)).one()
        owners = (row.region_code, row.department_code, row.enterprise_id, row.registered_on)
        assert owners == (carrier.region_code, "transport", carrier.id, date(2023, 7, 25))


def test_the_same_row_again_changes_nothing_and_a_changed_one_is_named(
    instance: Instance, enter: Any, carrier: Any
) -> None:
    enter(enter.row(carrier.credit_code, "晋E00001"))
    (again,) = enter(enter.row(carrier.credit_code, "晋E00001"))
    (changed,) = enter(enter.row(carrier.credit_code, "晋E00001", video=False, use="停用"))
    assert (str(again.effect), again.changed) == ("一致", ())
    assert (str(changed.effect), changed.changed) == ("更新", ("使用情况", "智能视频监控报警系统"))
    with system_read(instance.database, "test") as session:
        versions = session.scalars(select(VehicleVersion).order_by(VehicleVersion.known_from)).all()
        assert [(row.video, row.use) for row in versions] == [(True, "在用"), (False, "停用")]
        assert (versions[0].known_to, versions[1].known_to) == (versions[1].known_from, OPEN)


def test_another_carrier_is_a_transfer(instance: Instance, enter: Any, carrier: Any, factory: Factory) -> None:
    other = factory.enterprise(county="gaoping")
    enter(enter.row(carrier.credit_code, "晋E00001"))
    (moved,) = enter(enter.row(other.credit_code, "晋E00001"))
    assert moved.changed == ("企业（统一社会信用代码）",)
    with system_read(instance.database, "test") as session:
        row = session.scalars(select(Vehicle)).one()
        assert (row.enterprise_id, row.region_code) == (other.id, other.region_code)


def test_bad_rows_hold_back_no_good_ones(instance: Instance, enter: Any, carrier: Any, factory: Factory) -> None:
    maker = factory.enterprise(categories=("生产",))
    results = enter(
        enter.row("91140500000000000X", "晋E00001"),
        enter.row(carrier.credit_code, "晋E00002", enterprise_name="别的公司"),
        enter.row(maker.credit_code, "晋E00003"),
        enter.row(carrier.credit_code, "晋E00004", enterprise_name=carrier.name),
    )
    assert [(str(one.effect), [problem.field for problem in one.problems]) for one in results] == [
        ("退回", ["enterprise"]),
        ("退回", ["enterprise_name"]),
        ("退回", ["enterprise"]),
        ("新增", []),
    ]
    with system_read(instance.database, "test") as session:
        assert session.scalars(select(Vehicle.plate)).all() == ["晋E00004"]


def test_scope_holds_and_a_plate_registered_elsewhere_is_told(
    instance: Instance, enter: Any, carrier: Any, factory: Factory
) -> None:
    there = factory.enterprise(county="gaoping")
    enter(enter.row(there.credit_code, "晋E00001"))
    foreign, taken = enter(
        enter.row(there.credit_code, "晋E00002"), enter.row(carrier.credit_code, "晋E00001"), login="zezhou.transport"
    )
    assert "不在您的管辖范围内" in foreign.problems[0].message
    assert "已由其他单位登记" in taken.problems[0].message
    with instance.database.read_unit(factory.actors["zezhou.transport"]) as session:
        assert session.scalars(select(Vehicle)).all() == []


def test_the_office_and_other_departments_register_nothing(enter: Any, carrier: Any) -> None:
    for login in ("office", "emergency"):
        with pytest.raises(Exception, match="您的岗位不能进行此项操作"):
            enter(enter.row(carrier.credit_code, "晋E00001"), login=login)


def test_a_licence_is_kept_with_the_enterprise(instance: Instance, actors: Actors, carrier: Any) -> None:
    actor = actors["zezhou.transport"]

    def save(**data: Any) -> None:
        with instance.database.write_unit(actor) as session:
            LICENCES.save_part(session, actor, carrier.id, data)

    save(licence=None, business=None, valid_to=None)
    save(licence="晋交1号", business="危险货物运输（3类）", valid_to=date(2024, 1, 1))
    save(licence="晋交1号", business="危险货物运输（3类）", valid_to=date(2024, 1, 1))
    save(licence="晋交1号", business="危险货物运输（3类）", valid_to=date(2027, 1, 1))
    with instance.database.read_unit(actor) as session:
        assert LICENCES.load_part(session, carrier.id)["valid_to"] == date(2027, 1, 1)
    with system_read(instance.database, "test") as session:
        assert len(session.scalars(select(Carrier)).all()) == 1
        assert [row.valid_to.year for row in session.scalars(select(CarrierVersion))] == [2024, 2027]


def test_a_licence_outside_ones_scope_is_refused(instance: Instance, actors: Actors, carrier: Any) -> None:
    actor = actors["gaoping.transport"]
    with pytest.raises(Refused, match="不在您的管辖范围内"), instance.database.write_unit(actor) as session:
        LICENCES.save_part(session, actor, carrier.id, {"licence": "1", "valid_to": date(2024, 1, 1)})
