"""Every GET route as every role, with rows present that could leak: what is not a role's to see is on none of its pages.

Each owned row carries a marker that says whose it is. The office, which reads everything, must see every marker somewhere:
so each of them could leak.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from anjian.enterprises.models import Enterprise
from anjian.hazards.words import ListingLevel, State
from anjian.kernel.actor import Actor
from anjian.plugin_host.instance import Instance
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

PERIOD = "2023-07"
PUBLIC = {"static", "assets.static"}


@dataclass(frozen=True)
class Side:
    """One enterprise's rows, told apart by a marker."""

    marker: str
    enterprise: Enterprise
    hazard_id: int
    visit_uid: str


SIDES = {
    "zezhou/transport": ("zezhou", ("运输",), "泽州运输机密甲"),
    "zezhou/emergency": ("zezhou", ("生产",), "泽州生产机密乙"),
    "yangcheng/transport": ("yangcheng", ("运输",), "阳城运输机密丙"),
    "yangcheng/emergency": ("yangcheng", ("生产",), "阳城生产机密丁"),
}
ALL = set(SIDES)
SEEN_BY = {
    "office": ALL,
    "leading_group": ALL,
    "supervision": ALL,
    "zezhou": {"zezhou/transport", "zezhou/emergency"},
    "yangcheng": {"yangcheng/transport", "yangcheng/emergency"},
    "transport": {"zezhou/transport", "yangcheng/transport"},
    "emergency": {"zezhou/emergency", "yangcheng/emergency"},
    "market": set(),
    "zezhou.transport": {"zezhou/transport"},
    "yangcheng.emergency": {"yangcheng/emergency"},
    "zezhou.market": set(),
    "fire_rescue": set(),
    "admin": set(),
    "supervision2": set(),
    "ENTERPRISE": {"zezhou/transport"},
    "PARENT": {"zezhou/emergency"},
    "": set(),
}
"""Login -> the sides it may see; blank: nobody signed in. ENTERPRISE and PARENT are people of one side's own."""


def build(factory: Factory, name: str) -> Side:
    county, categories, marker = SIDES[name]
    parent = "演示集团（演示）" if name == "zezhou/emergency" else None
    enterprise = factory.enterprise(county=county, categories=categories, parent=parent)
    hazard = factory.hazard(
        enterprise, state=State.RECTIFYING, discovered_on=date(2023, 7, 3), content=f"{marker}隐患", place=f"{marker}部位",
        listed=ListingLevel.COUNTY,
    )  # fmt: skip
    factory.hazard(enterprise, state=State.REPORTED, content=f"{marker}待确认", discovered_on=date(2023, 7, 4))
    factory.hazard(enterprise, state=State.CLAIMED, content=f"{marker}待验收", discovered_on=date(2023, 7, 5))
    visit = factory.visit(enterprise, on=date(2023, 7, 6), failing=("CHIEF-11",))
    return Side(marker, enterprise, hazard.id, visit.client_uid)


@pytest.fixture
def sides(factory: Factory) -> dict[str, Side]:
    return {name: build(factory, name) for name in SIDES}


def addresses(app: Flask, sides: dict[str, Side]) -> list[str]:
    """Every GET route, with each side's rows in its placeholders."""
    found: list[str] = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in PUBLIC:
            continue
        for side in sides.values():
            found += filled(rule.rule, side)
    found += [f"{page}?part=total" for page in ("/hazards/", "/inspections/", "/enterprises/")]
    found += ["/search?q=机密", "/hazards/?text=机密", "/search?q=YH2023"]
    return sorted(set(found))


def filled(rule: str, side: Side) -> list[str]:
    """A rule's addresses for one side. A placeholder that is not known here fails the test: no route may be left out."""
    values = {
        "hazard_id": [side.hazard_id], "enterprise_id": [side.enterprise.id], "uid": [side.visit_uid], "finding_id": [1, 2],
        "photo_id": [1], "campaign": ["jincheng_2023"], "period": [PERIOD], "unit": ["全市", "泽州县"],
        "key": ["A1-1.03", "A1-2.06"], "name": ["附件1.xlsx", "附件2.xlsx", "月报.docx"], "account_id": [1],
        "holding_id": [1], "code": ["chief_duties"], "version": ["1"], "vehicle_id": [1], "place": [0],
    }  # fmt: skip
    made = [rule]
    for name in re.findall(r"<(?:[^:>]+:)?([^>]+)>", rule):
        assert name in values, f"tell the leak test how to fill <{name}> of {rule}"
        made = [re.sub(rf"<(?:[^:>]+:)?{name}>", str(value), address) for address in made for value in values[name]]
    return made


def words_of(content: bytes) -> str:
    """A response as text; workbooks and documents unpacked."""
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def seen_by(client: Client, addresses: list[str], sides: dict[str, Side]) -> dict[str, set[str]]:
    """Side -> the addresses on which its marker stands."""
    found: dict[str, set[str]] = {name: set() for name in sides}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, address
        text = words_of(answer.data)
        for name, side in sides.items():
            if side.marker in text:
                found[name].add(address)
    return found


def person(factory: Factory, sides: dict[str, Side], login: str) -> str:
    """The login, after making the people of one side where they are meant."""
    actor: Actor | None = None
    if login == "ENTERPRISE":
        enterprise = sides["zezhou/transport"].enterprise
        actor = factory.staff(enterprise)
        login = f"ent{enterprise.id}.safety"
    if login == "PARENT":
        parent_id = sides["zezhou/emergency"].enterprise.parent_id
        assert parent_id is not None
        actor = factory.parent_officer(parent_id)
        login = f"parent{parent_id}"
    assert actor is None or not actor.sees_all
    return login


def test_nobody_sees_what_is_not_theirs(
    instance: Instance, app: Flask, factory: Factory, sides: dict[str, Side]
) -> None:
    places = addresses(app, sides)
    assert len(places) > 60
    leaks: dict[str, dict[str, set[str]]] = {}
    for login, allowed in SEEN_BY.items():
        client = Client(app, instance)
        if login:
            client.sign_in(person(factory, sides, login))
        found = seen_by(client, places, sides)
        wrong = {name: where for name, where in found.items() if where and name not in allowed}
        if wrong:
            leaks[login] = wrong
        if allowed:
            assert {name for name, where in found.items() if where} == allowed, f"{login} must see its own"
    assert leaks == {}


def test_counts_tell_nothing_of_others(app: Flask, instance: Instance, sides: dict[str, Side]) -> None:
    counted = {}
    for login in ("office", "zezhou", "zezhou.transport", "market", "fire_rescue"):
        answer = Client(app, instance).sign_in(login).get("/hazards/?part=total")
        found = re.search(r"共 (\d+) 条", answer.get_data(as_text=True))
        counted[login] = int(found.group(1)) if found else answer.status_code
    assert counted == {"office": 12, "zezhou": 6, "zezhou.transport": 3, "market": 0, "fire_rescue": 403}
