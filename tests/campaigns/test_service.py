"""Packs in the database: loaded any number of times with one effect; published limbs stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from anjian.campaigns import queries, service
from anjian.campaigns.limb_record import LimbRecord
from anjian.campaigns.loading import shipped
from anjian.campaigns.models import Campaign, Limb
from anjian.campaigns.packs import Pack
from anjian.kernel.actor import NOBODY
from anjian.kernel.db import Database
from anjian.kernel.errors import Refused

DAY = date(2023, 7, 30)
OWN = LimbRecord(
    code="TR-01",
    set_code="TR-2023",
    criterion_code="TR-01",
    text="未取得经营许可从事危险货物道路运输（演示）",
    document="道路运输判定标准（演示）",
    clause="第1条",
    valid_from=date(2023, 7, 1),
    plugin="transport",
)


@pytest.fixture
def packs() -> list[Pack]:
    return list(shipped().values())


def within(database: Database, work: Callable[[Session], object]) -> None:
    with database.write_unit(NOBODY) as session:
        work(session)


def test_loading_twice_changes_nothing(database: Database, packs: list[Pack]) -> None:
    for _ in range(2):
        within(database, lambda session: service.sync(session, packs, [OWN]))
    with database.read_unit(NOBODY) as session:
        assert session.scalar(select(func.count()).select_from(Limb)) == 37
        campaigns = session.scalars(select(Campaign).order_by(Campaign.starts_on)).all()
        assert [(campaign.code, campaign.starts_on, campaign.ends_on) for campaign in campaigns] == [
            ("jincheng_2023", date(2023, 5, 15), date(2023, 12, 31)),
            ("zhiben_2024", date(2024, 1, 1), date(2026, 12, 31)),
        ]
        limb = queries.limb_in_force(session, "C-20c", DAY)
        assert limb is not None
        assert (limb.text, limb.criterion_code, limb.clause, limb.plugin) == (
            "相互禁配物质混放混存",
            "C-20",
            "第20条",
            None,
        )


def test_a_published_text_is_never_altered(database: Database, packs: list[Pack]) -> None:
    within(database, lambda session: service.sync(session, packs, [OWN]))
    changed = replace(OWN, text="另一种内容（演示）")
    with pytest.raises(Refused, match="条款 TR-01（TR-2023）已经发布，内容不能修改"):
        within(database, lambda session: service.sync(session, packs, [changed]))
    with database.read_unit(NOBODY) as session:
        limb = queries.limb_in_force(session, "TR-01", DAY)
        assert limb is not None
        assert limb.text == OWN.text


def test_two_texts_under_one_code_are_refused(database: Database, packs: list[Pack]) -> None:
    other = replace(OWN, text="另一种内容（演示）", plugin="other")
    with pytest.raises(Refused, match="条款 TR-01（TR-2023）有两种不同的内容"):
        within(database, lambda session: service.sync(session, packs, [OWN, other]))


def test_a_set_replaced_by_its_next_version(database: Database, packs: list[Pack]) -> None:
    ended = replace(OWN, valid_to=date(2023, 9, 30))
    following = replace(OWN, set_code="TR-2024", text="新的内容（演示）", valid_from=date(2023, 10, 1))
    within(database, lambda session: service.sync(session, packs, [OWN]))
    within(database, lambda session: service.sync(session, packs, [ended, following]))
    days = (date(2023, 6, 30), date(2023, 7, 1), date(2023, 9, 30), date(2023, 10, 1))
    with database.read_unit(NOBODY) as session:
        found = [queries.limb_in_force(session, "TR-01", day) for day in days]
        assert [limb.set_code if limb else None for limb in found] == [None, "TR-2023", "TR-2023", "TR-2024"]


def test_limbs_in_force_on_a_day(database: Database, packs: list[Pack]) -> None:
    within(database, lambda session: service.sync(session, packs, [OWN]))
    with database.read_unit(NOBODY) as session:
        assert len(queries.limbs_in_force(session, DAY)) == 37
        assert [limb.code for limb in queries.limbs_in_force(session, date(2017, 11, 12))] == ["G-01"]
        assert queries.limbs_in_force(session, date(2008, 1, 31)) == []
        assert queries.limb_in_force(session, "C-99", DAY) is None
