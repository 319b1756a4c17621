"""R-001, R-011: a hazard tagged with several campaigns is one row, counted once in each, as known at any event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack
from anjian.campaigns.schema import Scope
from anjian.campaigns.service import sync
from anjian.hazards.campaigns import add_campaign, campaigns_of, set_campaigns
from anjian.hazards.models import Hazard, HazardCampaign
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import State
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.history import as_known
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.units import find_unit
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

HOME, SAMPLE = shipped()["jincheng_2023"], shipped()["zhiben_2024"]
END = date(2023, 7, 31)


def beside(instance: Instance, scope: Scope | None = None) -> Pack:
    """The example, running since June beside the city's own campaign."""
    told = SAMPLE.campaign.model_copy(update={"starts_on": date(2023, 6, 1), "scope": scope or Scope()})
    pack = SAMPLE.model_copy(update={"campaign": told})
    with system_write(instance.database, "a second campaign of a test") as session:
        sync(session, [HOME, pack], working={HOME.code, pack.code})
    return pack


def tags(instance: Instance, hazard: Hazard) -> list[str]:
    with system_read(instance.database, "tags of a test") as session:
        return [row.code for row in campaigns_of(session, hazard.id)]


def counted(instance: Instance, pack: Pack, known: int | None = None) -> set[int]:
    """All hazards that the campaign's table counts for the city: the union of its partition."""
    at = AsOf(pack.code, pack.campaign.starts_on, END, take_watermark(instance.database) if known is None else known)
    with system_read(instance.database, "figures of a test") as session:
        sets = figure_sets(session, pack.annex1, at)
        parts = [list(sets.ids(pack.cell(key), find_unit(pack, "全市"))) for key in pack.annex1.partitions[0].parts]
    ids = [number for part in parts for number in part]
    assert len(ids) == len(set(ids))
    return set(ids)


def confirmed(factory: Factory, on: date = date(2023, 7, 3)) -> Hazard:
    return factory.hazard(factory.enterprise(), state=State.CONFIRMED, discovered_on=on)


def test_what_is_found_is_tagged_with_every_campaign_that_runs_on_its_day(instance: Instance, factory: Factory) -> None:
    pack = beside(instance)
    early, later = confirmed(factory, date(2023, 5, 20)), confirmed(factory)
    assert tags(instance, early) == [HOME.code]
    assert tags(instance, later) == [HOME.code, pack.code]
    assert counted(instance, HOME) == {early.id, later.id}
    assert counted(instance, pack) == {later.id}
    with system_read(instance.database, "rows of a test") as session:
        assert session.scalar(select(func.count(Hazard.id))) == 2


def test_a_campaign_that_is_over_leaves_new_finds_to_those_that_run(instance: Instance, factory: Factory) -> None:
    told = HOME.campaign.model_copy(update={"ends_on": date(2023, 6, 30)})
    pack = beside(instance)
    with system_write(instance.database, "an earlier end for a test") as session:
        sync(session, [HOME.model_copy(update={"campaign": told}), pack], working={HOME.code, pack.code})
    assert tags(instance, confirmed(factory, date(2023, 6, 20))) == [HOME.code, pack.code]
    assert tags(instance, confirmed(factory)) == [pack.code]


@pytest.mark.parametrize(
    ("scope", "taken"),
    [
        (Scope(), True),
        (Scope(categories=("运输", "生产")), True),
        (Scope(categories=("使用",)), False),
        (Scope(criteria_sets=("AJ-2017-121",)), True),
        (Scope(criteria_sets=("ZJL-16",)), False),
        (Scope(categories=("运输", "生产"), criteria_sets=("ZJL-16",)), False),
    ],
)
def test_a_campaign_takes_what_is_in_its_scope(instance: Instance, factory: Factory, scope: Scope, taken: bool) -> None:
    pack = beside(instance, scope)
    assert tags(instance, confirmed(factory)) == [HOME.code, *([pack.code] if taken else [])]


def test_people_change_the_campaigns_and_what_was_known_stays_known(instance: Instance, factory: Factory) -> None:
    hazard = confirmed(factory)
    pack = beside(instance)
    officer = factory.actors["zezhou"]
    before = take_watermark(instance.database)
    with instance.database.write_unit(officer) as session:
        add_campaign(session, officer, hazard.id, pack.code, "列入治本攻坚清单")
    both = take_watermark(instance.database)
    with instance.database.write_unit(officer) as session:
        set_campaigns(session, officer, hazard.id, [pack.code], "不属于危险化学品")
    assert [counted(instance, one, known) for known in (before, both, None) for one in (HOME, pack)] == [
        {hazard.id}, set(), {hazard.id}, {hazard.id}, set(), {hazard.id},
    ]  # fmt: skip
    with system_read(instance.database, "verify") as session:
        assert list(verify_ledger(session)) == []


def test_what_cannot_be_is_refused(instance: Instance, factory: Factory) -> None:
    hazard = confirmed(factory)
    officer = factory.actors["zezhou"]
    for codes, reason, told in (
        ([HOME.code], "理由", "所属专项行动没有变化。"),
        (["nowhere"], "理由", "没有专项行动“nowhere”，请重新选择。"),
        ([SAMPLE.code], "理由", f"没有专项行动“{SAMPLE.code}”，请重新选择。"),
        ([], " ", "请写明调整理由。"),
    ):
        with pytest.raises(Refused, match=told), instance.database.write_unit(officer) as session:
            set_campaigns(session, officer, hazard.id, codes, reason)
    reader = factory.actors["office"]
    with pytest.raises(Forbidden), instance.database.write_unit(reader) as session:
        set_campaigns(session, reader, hazard.id, [], "理由")
    assert tags(instance, hazard) == [HOME.code]


Step = tuple[int, tuple[str, ...]]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 2), st.sets(st.sampled_from([HOME.code, SAMPLE.code])).map(lambda s: tuple(sorted(s)))
        ),
        max_size=8,
    )
)
def test_at_every_event_each_campaign_counts_what_was_tagged_then(
    instance: Instance, factory: Factory, steps: Sequence[Step]
) -> None:
    pack = beside(instance)
    officer = factory.actors["zezhou"]
    made = [confirmed(factory) for _ in range(3)]
    expected = {hazard.id: {HOME.code, pack.code} for hazard in made}
    history = [(take_watermark(instance.database), dict(expected))]
    for place, codes in steps:
        hazard = made[place]
        if set(codes) != expected[hazard.id]:
            with instance.database.write_unit(officer) as session:
                set_campaigns(session, officer, hazard.id, codes, "测试")
            expected[hazard.id] = set(codes)
            history.append((take_watermark(instance.database), dict(expected)))
    mine = {hazard.id for hazard in made}
    for known, then in history:
        for one in (HOME, pack):
            assert counted(instance, one, known) & mine == {
                number for number, codes in then.items() if one.code in codes
            }
    with system_read(instance.database, "tags of a test") as session:
        rows = session.execute(
            select(HazardCampaign.hazard_id, HazardCampaign.campaign_code).where(
                as_known(HazardCampaign, take_watermark(instance.database))
            )
        ).all()
    assert len(rows) == len(set(rows))


def test_the_page_of_a_hazard_names_its_campaigns_and_changes_them(
    instance: Instance, factory: Factory, client: Client
) -> None:
    pack = beside(instance)
    hazard = confirmed(factory)
    client.sign_in("zezhou")
    assert HOME.campaign.title + "、" + pack.campaign.title in unescape(client.get(f"/hazards/{hazard.id}").text)
    client.post(f"/hazards/{hazard.id}/campaigns", {"campaigns": [pack.code], "reason": "不属于危险化学品"})
    assert tags(instance, hazard) == [pack.code]
    client.post(
        "/hazards/bulk/campaign",
        {"row": [str(hazard.id)], f"seq-{hazard.id}": "1", "go": "1", "campaign": HOME.code, "reason": "核对"},
    )
    assert tags(instance, hazard) == [HOME.code, pack.code]
