"""R-011: a visit counts once in each campaign that runs on its day, or in those that people chose; it stays one visit."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from sqlalchemy import func, select

from anjian.campaigns.loading import shipped
from anjian.campaigns.packs import Pack
from anjian.campaigns.service import sync
from anjian.inspections.campaigns import campaigns_of, set_campaigns
from anjian.inspections.models import Visit
from anjian.kernel import clock
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.units import find_unit
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

HOME, SAMPLE = shipped()["jincheng_2023"], shipped()["zhiben_2024"]
VISITED = {HOME.code: "A1-2.01", "first": "B3.2", "second": "B3.2"}


@pytest.fixture
def campaigns(instance: Instance) -> list[Pack]:
    """Three that run today: the city's own and two beside it."""
    told = SAMPLE.campaign.model_copy(update={"starts_on": date(2023, 6, 1)})
    others = [
        SAMPLE.model_copy(update={"campaign": told.model_copy(update={"code": code})}) for code in ("first", "second")
    ]
    with system_write(instance.database, "campaigns of a test") as session:
        sync(session, [HOME, *others], working={HOME.code, "first", "second"})
    return [HOME, *others]


def counted(instance: Instance, packs: list[Pack], known: int | None = None) -> list[set[int]]:
    """Visited enterprises by campaign."""
    known = take_watermark(instance.database) if known is None else known
    found = []
    with system_read(instance.database, "figures of a test") as session:
        for pack in packs:
            sets = figure_sets(session, pack.annex1, AsOf(pack.code, pack.campaign.starts_on, clock.today(), known))
            found.append(set(sets.ids(pack.cell(VISITED[pack.code]), find_unit(pack, "全市"))))
    return found


def test_one_visit_is_one_in_each_of_three_campaigns_and_one_in_all(
    instance: Instance, factory: Factory, campaigns: list[Pack]
) -> None:
    visit = factory.visit()
    assert counted(instance, campaigns) == [{visit.enterprise_id}] * 3
    with system_read(instance.database, "visits of a test") as session:
        assert session.scalar(select(func.count(Visit.id))) == 1


def test_people_choose_and_what_was_known_stays_known(
    instance: Instance, factory: Factory, campaigns: list[Pack]
) -> None:
    visit = factory.visit()
    officer, before = factory.actors["zezhou"], take_watermark(instance.database)
    enterprise = {visit.enterprise_id}
    with instance.database.write_unit(officer) as session:
        set_campaigns(session, officer, visit.id, ["first"], "仅为治本攻坚开展")
    chosen = take_watermark(instance.database)
    with instance.database.write_unit(officer) as session:
        set_campaigns(session, officer, visit.id, [], "非专项行动检查")
    assert [counted(instance, campaigns, known) for known in (before, chosen, None)] == [
        [enterprise, enterprise, enterprise], [set(), enterprise, set()], [set(), set(), set()],
    ]  # fmt: skip
    with instance.database.write_unit(officer) as session:
        assert campaigns_of(session, session.get_one(Visit, visit.id)) == []
        set_campaigns(session, officer, visit.id, [HOME.code, "second"], "核对")
    assert counted(instance, campaigns) == [enterprise, set(), enterprise]


def test_what_cannot_be_is_refused(instance: Instance, factory: Factory, campaigns: list[Pack]) -> None:
    visit = factory.visit()
    officer = factory.actors["zezhou"]
    for codes, reason, told in (
        ([pack.code for pack in campaigns], "理由", "所属专项行动没有变化。"),
        (["nowhere"], "理由", "“nowhere”不是检查当日正在开展的专项行动"),
        ([], "", "请写明调整理由。"),
    ):
        with pytest.raises(Refused, match=told), instance.database.write_unit(officer) as session:
            set_campaigns(session, officer, visit.id, codes, reason)
    office = factory.actors["office"]
    with pytest.raises(Forbidden), instance.database.write_unit(office) as session:
        set_campaigns(session, office, visit.id, [], "理由")


def test_the_page_of_a_visit_names_its_campaigns_and_changes_them(
    instance: Instance, factory: Factory, campaigns: list[Pack], client: Client
) -> None:
    visit = factory.visit()
    client.sign_in("zezhou")
    title = SAMPLE.campaign.title
    page = unescape(client.get(f"/inspections/{visit.client_uid}").text)
    assert f"所属专项行动：{HOME.campaign.title}、{title}、{title}" in page
    client.post(f"/inspections/{visit.client_uid}/campaigns", {"campaigns": ["first"], "reason": "仅为治本攻坚开展"})
    page = unescape(client.get(f"/inspections/{visit.client_uid}").text)
    assert f"所属专项行动：{title}　" in page
