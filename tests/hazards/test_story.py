"""A hazard's timeline tells who did what and what changed, each thing once."""

from __future__ import annotations

from datetime import date

from anjian.hazards import queries
from anjian.hazards.models import Hazard
from anjian.hazards.story import entries_of
from anjian.hazards.words import ListingLevel, State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.factories import Factory


def test_the_whole_loop_in_words(instance: Instance, factory: Factory) -> None:
    hazard = factory.hazard(state=State.ACCEPTED, discovered_on=date(2023, 7, 3), due_on=date(2023, 8, 3))
    with system_read(instance.database, "a timeline") as session:
        told = entries_of(queries.timeline(session, session.get_one(Hazard, hazard.id)))
    officer, other = factory.actors["zezhou"], factory.actors["zezhou2"]
    assert [(entry.title, entry.text, entry.who, dict(entry.details)) for entry in told] == [
        ("验收销号", "发生日期 2023-07-07", f"安委办干事 {other.person_name}", {"状态": "待验收 → 已销号"}),
        ("申请验收", "发生日期 2023-07-06", f"安委办主任 {officer.person_name}", {"状态": "整改中 → 待验收"}),
        (
            "落实整改",
            "发生日期 2023-07-05",
            f"安委办主任 {officer.person_name}",
            {
                "状态": "已确认 → 整改中",
                "整改责任人": "演示甲（经理）",
                "整改措施": "停用并更换",
                "整改资金（万元）": "1.20",
                "整改期限": "2023-08-03",
                "防控措施及应急预案": "专人值守",
                "整改方式": "限期整改",
            },
        ),
        (
            "确认隐患",
            "发生日期 2023-07-04",
            f"安委办主任 {officer.person_name}",
            {
                "状态": "已上报 → 已确认",
                "企业责任人": "演示甲（主要负责人）",
                "监管责任人": f"泽州县 {officer.person_name}（安委办主任）",
                "属地领导责任人": "泽州县党政领导（分管安全生产）",
            },
        ),
        ("上报", "发生日期 2023-07-03", f"安委办主任 {officer.person_name}", {}),
    ]
    assert {entry.unit for entry in told} == {"泽州县"}


def test_a_listing_and_a_way_out_are_told_with_their_reason(instance: Instance, factory: Factory) -> None:
    listed = factory.hazard(listed=ListingLevel.CITY)
    withdrawn = factory.hazard(state=State.WITHDRAWN)
    with system_read(instance.database, "a timeline") as session:
        first = entries_of(queries.timeline(session, session.get_one(Hazard, listed.id)))[0]
        second = entries_of(queries.timeline(session, session.get_one(Hazard, withdrawn.id)))[0]
    assert (first.title, dict(first.details)) == ("挂牌督办", {"挂牌级别": "市级", "督办单位": "泽州县"})
    assert (second.title, second.tone, dict(second.details)) == (
        "撤回",
        "red",
        {"状态": "已上报 → 已撤回", "理由": "经核实不构成"},
    )
