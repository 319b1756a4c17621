"""Visits made for tests, step by step."""

from __future__ import annotations

from datetime import date

from anjian.inspections import service
from anjian.inspections.inputs import NewVisit
from anjian.inspections.models import Finding, Visit
from anjian.inspections.recording import questions_of
from anjian.kernel.actor import Actor
from anjian.plugin_host.instance import Instance
from anjian.testing.answers import whole_answers

TODAY = date(2023, 7, 25)


def planned(instance: Instance, actor: Actor, new: NewVisit) -> Visit:
    with instance.database.write_unit(actor) as session:
        return service.plan_visit(session, actor, new, registry=instance.registry)


def running(instance: Instance, actor: Actor, enterprise_id: int, plugin: str | None = "sample") -> Visit:
    visit = planned(instance, actor, NewVisit(enterprise_id, plugin, TODAY))
    with instance.database.write_unit(actor) as session:
        return service.start_visit(session, actor, visit.id)


def answered(instance: Instance, actor: Actor, visit: Visit, failing: tuple[str, ...] = (), note: str = "") -> None:
    with instance.database.write_unit(actor) as session:
        service.answer(session, actor, visit.id, whole_answers(questions_of(session, visit), failing, note))


def completed(instance: Instance, actor: Actor, visit: Visit, statement: str = "") -> list[Finding]:
    with instance.database.write_unit(actor) as session:
        return service.complete_visit(session, actor, visit.id, registry=instance.registry, statement=statement)
