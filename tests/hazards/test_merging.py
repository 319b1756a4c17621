"""Merging and unmerging: one fault less in the figures and exactly as many again; history, sources and campaigns stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from anjian.campaigns.loading import shipped
from anjian.hazards.merging import merge, unmerge
from anjian.hazards.models import Hazard, HazardCampaign, Sighting
from anjian.hazards.verify import verify_ledger
from anjian.hazards.words import Source, State
from anjian.kernel.errors import Forbidden, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import next_event_no, take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.units import report_units
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PACK = shipped()["jincheng_2023"]
START, DAY = date(2023, 5, 15), date(2023, 7, 31)


def figures(instance: Instance) -> dict[tuple[str, str], list[int]]:
    """Every set of 附件1, of every unit, that is not empty: its rows, not its number."""
    with system_read(instance.database, "figures of a test") as session:
        sets = figure_sets(session, PACK.annex1, AsOf(PACK.code, START, DAY, take_watermark(instance.database)))
        found = {
            (unit.name, cell.key): sorted(sets.figure(cell, unit).ids)
            for unit in report_units(PACK)
            for cell in PACK.annex1.cells
        }
    return {key: ids for key, ids in found.items() if ids}


def hazards(factory: Factory) -> tuple[Hazard, Hazard]:
    """The same fault found by the public first, then by an inspection: accepted there."""
    enterprise = factory.enterprise()
    later = factory.hazard(enterprise, state=State.ACCEPTED, discovered_on=date(2023, 7, 12), source=Source.INSPECTION)
    earlier = factory.hazard(
        enterprise, state=State.RECTIFYING, discovered_on=date(2023, 7, 3), source=Source.PUBLIC_REPORT
    )
    factory.hazard(enterprise, place="乙类仓库")
    return earlier, later


def state(instance: Instance) -> list[tuple[object, ...]]:
    """All that two hazards and their sightings hold, but for the lock."""
    with system_read(instance.database, "rows of a test") as session:
        rows = [
            tuple(
                getattr(row, column.key)
                for column in Hazard.__table__.columns
                if column.key not in ("seq", "last_hash")
            )
            for row in session.scalars(select(Hazard).order_by(Hazard.id))
        ]
        seen = [
            (one.hazard_id, one.source, one.found_on) for one in session.scalars(select(Sighting).order_by(Sighting.id))
        ]
    return [*rows, *seen]


def in_office(instance: Instance, factory: Factory, act: Callable[..., Hazard], *given: object) -> Hazard:
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session:
        return act(session, office, *given)


def test_a_merger_takes_one_from_the_figures_and_unmerging_restores_them_exactly(
    instance: Instance, factory: Factory
) -> None:
    earlier, later = hazards(factory)
    before, rows = figures(instance), state(instance)
    kept = in_office(instance, factory, merge, later.id, earlier.id, "同一处混存")
    assert (kept.id, kept.source, kept.merged_into_id) == (earlier.id, Source.PUBLIC_REPORT, None)
    merged = figures(instance)
    counting = {key for key in before if key[1].startswith("A1-1.") and later.id in before[key]}
    assert ("全市", "A1-1.03") in counting and ("泽州县", "A1-1.04") in counting
    assert merged == {
        key: rest
        for key, ids in before.items()
        if (rest := [number for number in ids if number != later.id] if key in counting else ids)
    }
    in_office(instance, factory, unmerge, later.id, "实为两处")
    assert figures(instance) == before
    assert state(instance) == rows
    with system_read(instance.database, "chains") as session:
        assert list(verify_ledger(session)) == []


def test_the_one_that_stays_is_counted_wherever_one_of_the_two_was(instance: Instance, factory: Factory) -> None:
    earlier, later = hazards(factory)
    with system_write(instance.database, "another campaign of a test") as session:
        number = next_event_no(session)
        session.add(HazardCampaign(hazard_id=later.id, campaign_code="next_year", known_from=number))
    in_office(instance, factory, merge, earlier.id, later.id, "同一处混存")
    with system_read(instance.database, "campaigns") as session:
        tags = session.scalars(
            select(HazardCampaign.campaign_code).where(
                HazardCampaign.hazard_id == earlier.id, HazardCampaign.known_to == OPEN
            )
        )
        assert sorted(tags) == [PACK.code, "next_year"]


def test_what_may_not_be_merged_is_said_all_at_once_and_nothing_changes(instance: Instance, factory: Factory) -> None:
    earlier, later = hazards(factory)
    foreign = factory.hazard()
    in_office(instance, factory, merge, earlier.id, later.id, "同一处混存")
    before = state(instance)
    for ids, note, wanted in (
        ((earlier.id, foreign.id), "", ["两条隐患不属于同一家企业，不能合并。", "请写明合并理由。"]),
        ((earlier.id, earlier.id), "x", ["请选择两条不同的隐患。"]),
        ((earlier.id, later.id), "x", [f"隐患 {later.public_code} 已并入其他隐患，请先拆分。"]),
    ):
        with pytest.raises(Refused) as refused:
            in_office(instance, factory, merge, *ids, note)
        assert [problem.message for problem in refused.value.problems] == wanted
    with pytest.raises(Refused, match="没有并入其他隐患"):
        in_office(instance, factory, unmerge, earlier.id, "x")
    with pytest.raises(Refused, match="请写明拆分理由"):
        in_office(instance, factory, unmerge, later.id, " ")
    for login in ("zezhou", "transport", "supervision"):
        actor = factory.actors[login]
        with instance.database.write_unit(actor) as session, pytest.raises(Forbidden, match="领导组办公室"):
            unmerge(session, actor, later.id, "x")
    assert state(instance) == before


def test_the_pages_of_both_name_each_other_and_lead_to_the_undoing(
    instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise = factory.enterprise()
    first = factory.hazard(enterprise, discovered_on=date(2023, 7, 3))
    second = factory.hazard(enterprise, discovered_on=date(2023, 7, 8))
    office = factory.actors["office"]
    with instance.database.write_unit(office) as session:
        merge(session, office, first.id, second.id, "同一处")
    pages = {
        (login, hazard.id): unescape(client.sign_in(login).get(f"/hazards/{hazard.id}").text)
        for login in ("office", "zezhou")
        for hazard in (first, second)
    }
    undo = f"/hazards/{second.id}/unmerge"
    assert {key: undo in page for key, page in pages.items()} == {
        ("office", first.id): False, ("office", second.id): True, ("zezhou", first.id): False, ("zezhou", second.id): False,
    }  # fmt: skip
    assert all(
        f'并入本条的重复上报：<a href="/hazards/{second.id}"' in pages[who, first.id] for who in ("office", "zezhou")
    )
    assert all(
        f'按该条办理和统计：<a href="/hazards/{first.id}"' in pages[who, second.id] for who in ("office", "zezhou")
    )
    assert client.sign_in("office").post(undo, {"note": "两处"}).status_code == 303
    assert "关联的隐患" not in unescape(client.get(f"/hazards/{second.id}").text)


def test_a_recurrence_names_what_came_before(instance: Instance, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    closed = factory.hazard(enterprise, state=State.ACCEPTED, discovered_on=date(2023, 6, 1))
    again = factory.hazard(enterprise, discovered_on=date(2023, 7, 20))
    assert again.recurs_of_id == closed.id
    page = unescape(client.sign_in("zezhou").get(f"/hazards/{again.id}").text)
    assert f'上次发生（12个月内）：<a href="/hazards/{closed.id}"' in page
    assert f'再次发生：<a href="/hazards/{again.id}"' in unescape(client.get(f"/hazards/{closed.id}").text)


def test_the_page_of_a_merged_hazard_says_where_it_stands_and_asks_for_nothing(
    instance: Instance, factory: Factory, client: Client
) -> None:
    enterprise, office = factory.enterprise(), factory.actors["office"]
    kept, gone = (factory.hazard(enterprise, place=place) for place in ("甲类仓库", "甲类库房"))
    with instance.database.write_unit(office) as session:
        merge(session, office, kept.id, gone.id, "同一隐患")
    page = client.sign_in("zezhou").get(f"/hazards/{gone.id}").get_data(as_text=True)
    assert "已并入另一条隐患" in page and f"并入 {kept.public_code}；不再单独办理和统计" in page
    assert "还缺" not in page and "下一步" not in page
    assert "还缺" in client.get(f"/hazards/{kept.id}").get_data(as_text=True)
