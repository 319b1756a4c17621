"""The registry: batches, 待核实 cards, links and parents with their history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from anjian.enterprises.inputs import EnterpriseEntry, Unknown
from anjian.enterprises.models import ChainLinkVersion, Enterprise, EnterpriseCard, EnterpriseVersion, Ownership
from anjian.enterprises.queries import by_credit_code, enterprises_found, owners_of
from anjian.enterprises.service import ensure_unverified, register, set_status
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.enterprises.words import Status
from anjian.exchange.credit_code import check_character
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.history import OPEN
from anjian.plugin_api.types import Effect
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import Actors


def code(number: int) -> str:
    body = f"91140525{number:09d}"
    return body + check_character(body)


def entry(number: int, **stated: object) -> EnterpriseEntry:
    values = {
        "name": f"泽州县第{number}化工有限公司（演示）",
        "credit_code": code(number),
        "region_code": "140525",
        "categories": ("生产",),
        "address": "泽州县示范路1号",
    }
    return EnterpriseEntry(**(values | stated))  # type: ignore[arg-type]


def leads(instance: Instance) -> dict[str, str]:
    return dict(instance_vocabulary(instance).lead_of)


def test_entering_again_changes_nothing_and_a_change_is_named(instance: Instance, actors: Actors) -> None:
    office, departments = actors["zezhou"], leads(instance)
    first = [entry(1, categories=("生产", "运输"), parent_name="示范集团（演示）"), entry(2)]
    with instance.database.write_unit(office) as session:
        done = register(session, office, first, departments=departments)
        assert [(one.effect, one.public_code) for one in done] == [
            (Effect.ENTERED, "QY000001"),
            (Effect.ENTERED, "QY000002"),
        ]
    with instance.database.write_unit(office) as session:
        again = register(session, office, first, departments=departments)
        assert [one.effect for one in again] == [Effect.UNCHANGED, Effect.UNCHANGED]
        assert len(session.scalars(select(EnterpriseVersion)).all()) == 2
    moved = [replace(first[0], address=None, categories=("运输",), chief="演示甲")]
    with instance.database.write_unit(office) as session:
        (done_now,) = register(session, office, moved, departments=departments)
        assert (done_now.effect, done_now.changed) == (Effect.UPDATED, ("企业类别", "主要负责人"))
    with instance.database.read_unit(office) as session:
        row = by_credit_code(session, [code(1)])[code(1)]
        assert {(link.category, link.position, link.to_on is None) for link in row.links} == {
            ("生产", 0, False),
            ("运输", 0, True),
        }
        assert (row.department_code, row.card and row.card.address) == ("transport", "泽州县示范路1号")


def test_links_have_departments_and_versions(instance: Instance, actors: Actors) -> None:
    actor = actors["zezhou"]
    with instance.database.write_unit(actor) as session:
        register(session, actor, [entry(1, categories=("生产", "运输"))], departments=leads(instance))
        row = by_credit_code(session, [code(1)])[code(1)]
        assert [(link.category, link.department_code) for link in row.open_links] == [
            ("生产", "emergency"),
            ("运输", "transport"),
        ]
        assert [found.id for found in session.scalars(enterprises_found(department_code="transport"))] == [row.id]
        assert list(session.scalars(enterprises_found(department_code="energy"))) == []
        assert [found.id for found in session.scalars(enterprises_found(text="zzxd1hg"))] == [row.id]
    with instance.database.unscoped("versions of a test", write=False) as session:
        assert [(v.category, v.known_to == OPEN) for v in session.scalars(select(ChainLinkVersion))] == [
            ("生产", True),
            ("运输", True),
        ]
        assert len(session.scalars(select(EnterpriseVersion)).all()) == 1


def test_a_parent_has_a_dated_ownership(instance: Instance, actors: Actors) -> None:
    actor = actors["zezhou"]
    with instance.database.write_unit(actor) as session:
        register(session, actor, [entry(1, parent_name="甲集团（演示）")], departments=leads(instance))
    with instance.database.write_unit(actor) as session:
        register(session, actor, [entry(1, parent_name="乙集团（演示）")], departments=leads(instance))
        row = by_credit_code(session, [code(1)])[code(1)]
        assert row.parent is not None and row.parent.name == "乙集团（演示）"
        owned = session.scalars(select(Ownership).order_by(Ownership.id)).all()
        assert [(one.from_on is None, one.to_on is None) for one in owned] == [(True, False), (False, True)]
        assert row.card is not None and row.card.parent_id == row.parent_id


def test_an_unverified_card_is_filled_by_the_roster(instance: Instance, actors: Actors) -> None:
    actor = actors["zezhou"]
    unknown = Unknown("某化工（演示）", code(7), "140525", ("运输",))
    with instance.database.write_unit(actor) as session:
        made = ensure_unverified(session, actor, [unknown, unknown], departments=leads(instance))
        assert {c: row.status for c, row in made.items()} == {code(7): Status.UNVERIFIED}
        assert made[code(7)].department_code == "transport"
    with instance.database.write_unit(actor) as session:
        same = ensure_unverified(session, actor, [unknown], departments=leads(instance))
        assert same[code(7)].id == made[code(7)].id
        (done,) = register(session, actor, [entry(7, categories=("运输",))], departments=leads(instance))
        assert (done.effect, done.changed) == (Effect.UPDATED, ("企业名称", "详细地址", "状态"))
        assert owners_of(session, [made[code(7)].id])[made[code(7)].id].status == Status.ACTIVE


def test_all_problems_come_at_once_and_nothing_is_saved(instance: Instance, actors: Actors) -> None:
    actor = actors["zezhou"]
    wrong = code(3)[:17] + ("0" if code(3)[17] != "0" else "1")
    entries = [entry(1, name=" "), entry(2, region_code="140581"), replace(entry(3), credit_code=wrong), entry(1)]
    with pytest.raises(Refused) as refused, instance.database.write_unit(actor) as session:
        register(session, actor, entries, departments=leads(instance))
    assert [problem.field for problem in refused.value.problems] == [
        "name",
        "region_code",
        "credit_code",
        "credit_code",
    ]
    with instance.database.write_unit(actor) as session:
        kept = replace(entry(3), credit_code=wrong, code_override="执照原件如此，已核对")
        (done,) = register(session, actor, [kept], departments=leads(instance))
        assert done.effect is Effect.ENTERED


def test_details_are_read_by_those_in_charge_and_identity_by_every_official(instance: Instance, actors: Actors) -> None:
    with instance.database.write_unit(actors["zezhou"]) as session:
        register(session, actors["zezhou"], [entry(1, categories=("生产", "运输"))], departments=leads(instance))
    seen = {}
    for login in ("zezhou", "gaoping", "transport", "energy", "office"):
        with instance.database.read_unit(actors[login]) as session:
            seen[login] = (
                len(session.scalars(select(Enterprise)).all()),
                len(session.scalars(select(EnterpriseCard)).all()),
            )
    assert seen == {"zezhou": (1, 1), "gaoping": (1, 0), "transport": (1, 1), "energy": (1, 0), "office": (1, 1)}
    with pytest.raises(Refused, match="已由其他单位登记"), instance.database.write_unit(actors["gaoping"]) as session:
        register(session, actors["gaoping"], [entry(1, region_code="140581")], departments=leads(instance))


def test_who_may_not_register_is_told_who_may(instance: Instance, actors: Actors) -> None:
    actor = actors["supervision"]
    with pytest.raises(Forbidden), instance.database.write_unit(actor) as session:
        register(session, actor, [entry(1)], departments=leads(instance))


def test_a_status_needs_a_reason(instance: Instance, actors: Actors) -> None:
    actor = actors["zezhou"]
    with instance.database.write_unit(actor) as session:
        register(session, actor, [entry(1)], departments=leads(instance))
        row = by_credit_code(session, [code(1)])[code(1)]
        with pytest.raises(Refused, match="请写明理由"):
            set_status(session, actor, row, Status.CLOSED, " ")
        set_status(session, actor, row, Status.CLOSED, "已注销")
        assert row.status == Status.CLOSED


def test_another_countys_enterprise_keeps_its_status(instance: Instance, actors: Actors) -> None:
    with instance.database.write_unit(actors["zezhou"]) as session:
        register(session, actors["zezhou"], [entry(1)], departments=leads(instance))
    with instance.database.write_unit(actors["gaoping"]) as session:
        row = by_credit_code(session, [code(1)])[code(1)]
        with pytest.raises(Refused, match="不在您的管辖范围内"):
            set_status(session, actors["gaoping"], row, Status.CLOSED, "已注销")
        assert row.status == Status.ACTIVE
