"""What inspections put on other rooms' pages and on the 待办 page."""

from __future__ import annotations

from html import unescape

from anjian.inspections import findings, service
from anjian.inspections.inputs import Decision, NewVisit
from anjian.inspections.recording import load
from anjian.inspections.words import Mode
from anjian.kernel import clock
from anjian.testing.browser import Client
from anjian.testing.factories import Factory
from anjian.testing.installing import Actors


def test_the_enterprise_page_lists_its_visits(client: Client, factory: Factory, actors: Actors) -> None:
    enterprise = factory.enterprise()
    factory.visit(enterprise, plugin="sample", by=actors["zezhou.transport"], failing=("SA-DUTY",))
    page = unescape(client.sign_in("zezhou").get(f"/enterprises/{enterprise.id}").text)
    assert "检查记录" in page and "泽州县交通运输局" in page
    assert f"/inspections/new?enterprise={enterprise.id}" in page
    assert "泽州县交通运输局" not in unescape(client.sign_in("gaoping").get(f"/enterprises/{enterprise.id}").text)


def test_the_hazard_page_says_which_visit_found_it(client: Client, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou.transport"]
    visit = factory.visit(plugin="sample", by=officer, failing=("SA-DUTY",))
    instance = client.instance
    with instance.database.write_unit(officer) as session:
        (finding,) = load(session, officer, visit.id).findings
        (hazard,) = findings.report_findings(
            session, officer, visit.id, [Decision(finding.id, True, "没有制度", "安全科")],
            registry=instance.registry, campaign=instance.settings.campaign,
        )  # fmt: skip
    page = unescape(client.sign_in("office").get(f"/hazards/{hazard.id}").text)
    assert "发现它的检查" in page and str(visit.public_code) in page


def test_todo_opens_what_finishes_it(client: Client, factory: Factory, actors: Actors) -> None:
    officer = actors["zezhou"]
    first, second = factory.enterprise(name="待查运输（演示）"), factory.enterprise(name="在查运输（演示）")
    with client.instance.database.write_unit(officer) as session:
        new = NewVisit(first.id, "sample", clock.today(), Mode.SURPRISE)
        planned = service.plan_visit(session, officer, new, registry=client.instance.registry)
        new = NewVisit(second.id, "sample", clock.today())
        begun = service.plan_visit(session, officer, new, registry=client.instance.registry)
        service.start_visit(session, officer, begun.id)
    found = factory.visit(plugin="sample", by=officer, failing=("SA-DUTY",))
    page = unescape(client.sign_in("zezhou").get("/").text)
    assert f'href="/inspections/{planned.client_uid}"' in page and "检查：待查运输（演示）" in page
    assert f'href="/inspections/{begun.client_uid}/answers"' in page and "继续检查：在查运输（演示）" in page
    assert f'href="/inspections/{found.client_uid}/findings"' in page
    other = unescape(client.sign_in("gaoping").get("/").text)
    assert "待查运输" not in other and "在查运输" not in other
