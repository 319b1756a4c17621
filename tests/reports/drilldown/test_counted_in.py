"""From a row to every sealed figure that counts it, and back."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.enforcement.deeds import enter
from tests.reports.handed_out import hand_out

from anjian.enforcement import queries
from anjian.enforcement.kinds import CASES, DECISIONS
from anjian.hazards.words import State
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance

if TYPE_CHECKING:
    from anjian.testing.browser import Client
    from anjian.testing.factories import Factory

TITLE = "计入的封存报表"


def figures(page: str) -> dict[str, list[str]]:
    """Unit -> keys of the sealed figures that the page's panel names."""
    panel = page.partition(f"<h2>{TITLE}</h2>")[2].partition("</section>")[0]
    lines = re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", panel, re.DOTALL)
    return {unit: re.findall(r"/(A1-[\d.]+b?)\?", line) for unit, line in lines}


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]*/A1-[\d.]+b?\?[^"]*)"', page)]


def test_a_hazard_names_the_figures_that_count_it(client: Client, factory: Factory, instance: Instance) -> None:
    hazard = factory.hazard(state=State.ACCEPTED)
    reported = factory.hazard(state=State.REPORTED)
    snapshot = hand_out(instance)
    later = factory.hazard()
    page = client.sign_in("office").get(f"/hazards/{hazard.id}").text
    assert figures(page) == {
        "全市": ["A1-1.03", "A1-1.04"], "泽州县": ["A1-1.03", "A1-1.04"], "市交通运输局": ["A1-1.03", "A1-1.04"],
    }  # fmt: skip
    assert f"/reports/snapshots/{snapshot}" in page
    for address in links(page):
        assert hazard.public_code in client.get(address).text
    for other in (reported, later):
        assert TITLE not in client.get(f"/hazards/{other.id}").text


def test_a_unit_is_told_of_its_own_tables_only(client: Client, factory: Factory, instance: Instance) -> None:
    hazard = factory.hazard(state=State.ACCEPTED)
    hand_out(instance)
    page = client.sign_in("zezhou").get(f"/hazards/{hazard.id}").text
    assert list(figures(page)) == ["泽州县"]
    for address in links(page):
        assert client.get(address).status_code == 200


def test_what_is_not_sealed_is_not_told(client: Client, factory: Factory, instance: Instance) -> None:
    hazard = factory.hazard(state=State.ACCEPTED)
    hand_out(instance, sealed=False)
    assert TITLE not in client.sign_in("office").get(f"/hazards/{hazard.id}").text


def test_an_enterprise_and_a_decision(client: Client, factory: Factory, instance: Instance) -> None:
    enterprise = factory.enterprise()
    factory.visit(enterprise)
    county = factory.actors["zezhou"]
    enter(instance, county, CASES, enterprise)
    code = enter(instance, county, DECISIONS)
    with system_read(instance.database, "test") as session:
        decision = queries.row_by_code(session, DECISIONS, code)
    hand_out(instance)
    client.sign_in("office")
    visited = figures(client.get(f"/enterprises/{enterprise.id}").text)
    assert {unit: keys[0] for unit, keys in visited.items()} == dict.fromkeys(
        ("全市", "泽州县", "市交通运输局"), "A1-2.01"
    )
    assert figures(client.get(f"/enforcement/decisions/{decision.id}").text)["泽州县"] == ["A1-3.03", "A1-3.03b"]


@pytest.mark.parametrize("login", ["office"])
def test_old_figures_are_opened_from_their_seal(
    client: Client, factory: Factory, instance: Instance, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hazard = factory.hazard(state=State.ACCEPTED)
    hand_out(instance)
    address = links(client.sign_in(login).get(f"/hazards/{hazard.id}").text)[0]
    monkeypatch.setattr("anjian.reports.queries.sets_at", None)  # nothing is counted again
    assert hazard.public_code in client.get(address).text
