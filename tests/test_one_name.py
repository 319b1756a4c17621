"""Two people of one name never mix (T-06): in accounts and posts, in who may accept, in events and in the log."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from sqlalchemy import select

from anjian.diligence.service import record_accident
from anjian.hazards import service as hazards
from anjian.hazards.models import HazardEvent
from anjian.hazards.words import State
from anjian.kernel import clock
from anjian.kernel.errors import Refused
from anjian.kernel.ledger import AuditEntry
from anjian.kernel.system import system_read, system_write
from anjian.people import service
from anjian.people.models import Account, Post
from anjian.people.queries import holders, unit_by_code
from anjian.people.scope import INSTALLER
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.staff import SINCE, password_hash

NAME = "王同名"
HANDED_OVER = date(2023, 7, 24)
"""The last day of the first one in the post that the second one takes over."""


@pytest.fixture
def persons(instance: Instance) -> tuple[int, int]:
    """Two officers of one unit and one name; the second takes the first one's post over. Their persons' ids."""
    with system_write(instance.database, "two people of one name") as session:
        unit = unit_by_code(session, "zezhou")
        first, second = (
            service.create_account(session, INSTALLER, login=login, person=NAME, password_hash=password_hash(), must_change=False)
            for login in ("wang01", "wang02")
        )  # fmt: skip
        for account in (first, second):
            service.grant_role(session, INSTALLER, account, unit, "county_officer", SINCE)
        shift = service.create_post(session, INSTALLER, unit, "值班岗")
        other = service.create_post(session, INSTALLER, unit, "档案岗")
        service.appoint(session, INSTALLER, first.person, shift, SINCE, HANDED_OVER)
        service.appoint(session, INSTALLER, second.person, other, SINCE, HANDED_OVER)
        service.appoint(session, INSTALLER, second.person, shift, date(2023, 7, 25))
        return first.person_id, second.person_id


def test_a_post_is_held_by_persons_not_by_names(instance: Instance, persons: tuple[int, int]) -> None:
    first, second = persons
    with system_read(instance.database, "who holds a post") as session:
        post = session.scalars(select(Post.id).where(Post.title == "值班岗")).one()
        held = {day: [one.id for one in holders(session, post, date(2023, 7, day))] for day in (24, 25)}
        assert first != second and held == {24: [first], 25: [second]}


def test_the_post_of_an_actor_is_the_one_held_that_day(factory: Factory, persons: tuple[int, int]) -> None:
    assert [factory.actors[login].post for login in ("wang01", "wang02")] == ["县级监管人员", "值班岗"]
    with clock.at(datetime(2023, 7, 24, 23, 59, tzinfo=clock.SHANGHAI)):
        fresh = Factory(factory.instance).actors
        assert [fresh[login].post for login in ("wang01", "wang02")] == ["值班岗", "档案岗"]


def test_another_person_of_the_same_name_may_accept_and_the_same_person_may_not(
    instance: Instance, factory: Factory, client: Client, persons: tuple[int, int]
) -> None:
    hazard, today = factory.hazard(state=State.RECTIFYING), clock.today()
    first, second = factory.actors["wang01"], factory.actors["wang02"]
    with instance.database.write_unit(first) as session:
        hazards.claim(session, first, hazard.id, today)
    with pytest.raises(Refused), instance.database.write_unit(first) as session:
        hazards.accept(session, first, hazard.id, today)
    with instance.database.write_unit(second) as session:
        hazards.accept(session, second, hazard.id, today)
    with system_read(instance.database, "events of a test") as session:
        events = session.scalars(
            select(HazardEvent).where(HazardEvent.hazard_id == hazard.id).order_by(HazardEvent.seq)
        ).all()
    claimed, accepted = events[-2:]
    assert (claimed.actor_name, accepted.actor_name) == (NAME, NAME)
    assert (claimed.account_id, accepted.account_id) == (first.account_id, second.account_id)
    assert (claimed.post, accepted.post) == ("县级监管人员", "值班岗")
    assert json.loads(claimed.hashed_text)["after"]["rectified_by"] == persons[0]
    assert all(after.prev_hash == before.hash for before, after in pairwise(events))
    shown = client.sign_in("zezhou").get(f"/hazards/{hazard.id}").text
    assert f"值班岗 {NAME}" in shown and f"县级监管人员 {NAME}" in shown


def test_the_log_tells_them_apart(
    instance: Instance, factory: Factory, client: Client, persons: tuple[int, int]
) -> None:
    """What each did carries the account; what was done to each carries the person's number; the page shows the login."""
    enterprise = factory.enterprise()
    for place, login in enumerate(("wang01", "wang02")):
        stated = {
            "enterprise": enterprise.credit_code, "happened_on": date(2023, 7, 20), "happened_time": f"8:0{place}",
            "place": "罐区", "kind": "险情", "accident_type": "火灾", "deaths": 0, "missing": 0, "injured": 0, "course": "冒烟",
        }  # fmt: skip
        with instance.database.write_unit(factory.actors[login]) as session:
            record_accident(session, factory.actors[login], stated)
    with system_read(instance.database, "the log of a test") as session:
        told = [
            json.loads(one) for one in session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "任职"))
        ]
        acted = session.scalars(
            select(Account.login)
            .join(AuditEntry, AuditEntry.account_id == Account.id)
            .where(AuditEntry.action == "登记事故险情")
            .order_by(AuditEntry.event_no)
        ).all()
    appointed = [(one["人员编号"], one["岗位"]) for one in told if one["姓名"] == NAME]
    assert appointed == [(persons[0], "值班岗"), (persons[1], "档案岗"), (persons[1], "值班岗")]
    assert acted == ["wang01", "wang02"]
    page = client.sign_in("admin").get("/admin/audit?q=登记事故险情").text
    cells = re.findall(r'data-label="登录名">\s*(?:<[^>]+>)*([^<\s]*)', page)
    assert cells == ["wang02", "wang01"] and page.count(NAME) >= 2
