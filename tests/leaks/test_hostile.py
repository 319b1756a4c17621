"""Whatever stands in an address or a field, the answer is a page that says what to do: never a crash."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from anjian.hazards.models import Hazard
from anjian.hazards.words import State
from anjian.inspections import service as inspections
from anjian.inspections.inputs import NewVisit
from anjian.inspections.models import Finding
from anjian.inspections.recording import questions_of
from anjian.inspections.words import NOT_MET, Mode
from anjian.kernel import clock
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.registers import views as register_views
from anjian.testing.browser import Client
from anjian.testing.factories import Factory

HUGE = "9" * 25
"""More than any database holds as a number."""
NOT_ROWS = ("0", HUGE, "%00", "²", "..")
QUERIES = (
    "text=%00", "q=%00", "q=%25_", f"q={'a' * 3000}", "after=%00", "after=xx", "after=WzFd", "sort=-nothing", "part=nothing",
    "state=²", "region=²", "enterprise=²", f"enterprise={HUGE}", "found_from=²", "found_from=0000-00-00",
    "found_to=99999-01-01", "part=errors&token=../../x", "known=²", f"known={HUGE}", "effective=x", "overdue=²",
)  # fmt: skip
VALUES = (
    "\0",
    "甲\0乙\x01\x1b",
    "²",
    HUGE,
    "9" * 5000,
    "x" * 50_000,
    "0000-00-00",
    "99999-1-1",
    "-1",
    "=1+1",
    "\ufffe",
)


@pytest.fixture
def calm(app: Flask) -> Flask:
    """The application as it runs for users: an unexpected error is a page with 500."""
    app.testing = False
    return app


def pages(app: Flask) -> list[str]:
    """A rule for each page that can be looked at. What the kit of registers makes alike for every register is asked once."""
    made: dict[object, str] = {}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            view = app.view_functions[rule.endpoint]
            page = getattr(view, "view_class", None)
            kit = page is not None and page.__module__ == register_views.__name__
            made.setdefault((page.__name__, len(rule.arguments)) if kit else (rule.endpoint, rule.rule), rule.rule)
    return list(made.values())


@pytest.mark.parametrize("login", ["zezhou", "admin", "office"])
def test_no_address_breaks_a_page(calm: Flask, client: Client, login: str) -> None:
    client.sign_in(login)
    rules = pages(calm)
    filled = {re.sub(r"<[^>]+>", value, rule) for rule in rules if "<" in rule for value in NOT_ROWS}
    asked = {f"{rule}?{query}" for rule in rules if "<" not in rule for query in QUERIES}
    assert len(filled) > 50 and len(asked) > 200
    assert [place for place in sorted(filled | asked) if client.get(place).status_code >= 500] == []


def broken_by(client: Client, address: str, good: dict[str, Any]) -> list[tuple[str, str]]:
    """Fields with values that crash a form."""
    return [
        (field, value[:20])
        for field in good
        for value in VALUES
        if client.post(address, good | {field: value}).status_code >= 500
    ]


def test_no_value_breaks_a_form(calm: Flask, factory: Factory, client: Client) -> None:
    enterprise = factory.enterprise()
    hazard = factory.hazard(enterprise, state=State.CONFIRMED, discovered_on=date(2023, 7, 3))
    client.sign_in("zezhou")
    report = {
        "enterprise_id": enterprise.id, "department_code": "transport", "source": "部门执法检查", "discovered_on": "2023-07-20",
        "found_by": "演示甲", "scale": "重大事故隐患", "limb_code": "C-15", "place": "停车场", "content": "安全阀未正常投用",
    }  # fmt: skip
    assert broken_by(client, "/hazards/new", report) == []
    step = {"effective_on": "2023-07-25", "seq": "0"}
    plan = step | {
        "responsible": "演示甲", "measures": "更换", "funds_fen": "1", "due_on": "2023-08-30",
        "contingency": "有", "track": "限期整改",
    }  # fmt: skip
    assert broken_by(client, f"/hazards/{hazard.id}/plan", plan) == []
    listing = step | {
        "number": "督1号", "level": "县级", "supervising_unit": "泽州县", "supervisor": "演示甲", "requirements": "按期整改",
        "due_on": "2023-08-30",
    }  # fmt: skip
    assert broken_by(client, f"/hazards/{hazard.id}/order_listing", listing) == []
    assert (
        broken_by(client, "/enterprises/new", {"name": "甲（演示）", "credit_code": "x", "region_code": "140525"}) == []
    )
    assert broken_by(client, "/inspections/new", {"enterprise_id": enterprise.id, "visited_on": "2023-07-25"}) == []
    assert broken_by(client, "/people/sign-in", {"login": "zezhou", "password": "x", "next": "/"}) == []


def test_no_answer_breaks_a_visit(calm: Flask, instance: Instance, factory: Factory, client: Client) -> None:
    actor = factory.actors["zezhou"]
    new = NewVisit(factory.enterprise().id, None, clock.today(), Mode.REGULAR)
    with instance.database.write_unit(actor) as session:
        visit = inspections.plan_visit(session, actor, new, registry=instance.registry)
        inspections.start_visit(session, actor, visit.id, clock.today())
        items = [question.item for question in questions_of(session, visit)]
    good: dict[str, str] = {}
    for item in items:
        counts = {"total": "9", "passed": "7"} if item.counts else {}
        answer = {
            "value": str(NOT_MET),
            "methods": "现场",
            "note": "无",
            "place": "二楼",
            "reason": "",
            "method_reason": "远",
        }
        good |= {f"{item.code}.{part}": text for part, text in (answer | counts).items()}
    address = f"/inspections/{visit.client_uid}/answers"
    assert client.sign_in("zezhou").post(address, good).status_code == 303, "what is good is kept"
    for value in VALUES:
        for part in ("value", "methods", "limbs", "total", "passed", "note", "place", "reason", "method_reason"):
            bad = {f"{item.code}.{part}": value for item in items}
            assert client.post(address, good | bad).status_code < 500, (value[:20], part)
        done = client.post(f"/inspections/{visit.client_uid}/complete", {"statement": value})
        assert done.status_code < 500, value[:20]


def test_what_is_typed_can_be_printed(calm: Flask, instance: Instance, factory: Factory, client: Client) -> None:
    """Control signs, which a workbook cannot hold, do not reach the ledger through a visit."""
    visit = factory.visit(failing=("CHIEF-11",))
    with system_read(instance.database, "the finding of a test") as session:
        (finding,) = session.scalars(select(Finding).where(Finding.visit_id == visit.id)).all()
    told = {
        f"f{finding.id}.report": "yes",
        f"f{finding.id}.content": "甲\x01乙\x1b\ufffe",
        f"f{finding.id}.place": "二\x0b楼",
    }
    client.sign_in("zezhou").post(f"/inspections/{visit.client_uid}/findings", told)
    with system_read(instance.database, "the hazard of a test") as session:
        (hazard,) = session.scalars(select(Hazard)).all()
    assert (hazard.content, hazard.place) == ("甲乙", "二 楼")
