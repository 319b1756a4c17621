"""What diligence adds to the pages of hazards, enterprises and cases."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from anjian.diligence import queries
from anjian.diligence.kinds import ACCIDENTS, CLOSURES, CONGRESS, PROGRESS, REFUSALS
from anjian.diligence.models import CongressReport, Progress, Refusal
from anjian.diligence.rules import casualties
from anjian.diligence.showing import congress_light
from anjian.diligence.views import progress_light
from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED, Scale
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel


def hazard_panel(session: Session, actor: Actor, subject: Hazard) -> list[Panel]:
    """Reports, refusals and accidents of a major hazard."""
    if subject.scale != Scale.MAJOR or subject.confirmed_on is None:
        return []
    progress = queries.of_hazard(session, Progress, subject.id)
    congress = queries.of_hazard(session, CongressReport, subject.id)
    cases = actor.may(REFUSALS.view)
    refusals = queries.of_hazard(session, Refusal, subject.id) if cases else []
    goes_on = subject.state not in CLOSED
    forms = ((PROGRESS, "报告整改进展"), (CONGRESS, "登记向职代会报告"), (REFUSALS, "登记拒不执行"))
    context = {
        "progress": progress[:5],
        "more": len(progress) > 5,
        "congress": congress,
        "progress_light": progress_light(subject, progress[0].happened_on if progress else None) if goes_on else None,
        "congress_light": congress_light(congress[0].happened_on if congress else None),
        "states": queries.duties(session, refusals, clock.today()),
        "accidents": queries.accidents_of(session, hazard_id=subject.id) if actor.may(ACCIDENTS.view) else [],
        "casualties": casualties,
        "buttons": [
            (words, url_for(f"diligence.{kind.name}_new", hazard_id=subject.id))
            for kind, words in forms
            if goes_on and actor.may(kind.edit)
        ],
    }
    return [Panel("法定报告和查处", "diligence/hazard_panel.html", context, 46)]


def case_panel(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """What a refusal over the hazard of a case calls for."""
    if subject.hazard_id is None:
        return []
    refusals = queries.of_hazard(session, Refusal, subject.hazard_id)
    if not refusals:
        return []
    context = {"states": queries.duties(session, refusals, clock.today())}
    return [Panel("拒不执行后应作出的决定", "diligence/duties.html", context, 20)]


def enterprise_panel(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """Accidents of an enterprise, and whether its closure is to be proposed."""
    found = []
    if actor.may(CLOSURES.view):
        watched = queries.watch_list(session, clock.today(), subject.id)
        if watched:
            found.append(
                Panel(
                    "提请关闭预警",
                    "diligence/watch_panel.html",
                    {"watched": watched[0], "pursues": actor.may(CLOSURES.edit)},
                    12,
                )
            )
    rows = queries.accidents_of(session, enterprise_id=subject.id)
    new = url_for("diligence.accidents_new", enterprise=subject.credit_code) if actor.may(ACCIDENTS.edit) else ""
    context = {"rows": rows, "new": new, "casualties": casualties}
    return [*found, Panel("事故和险情", "diligence/accidents_panel.html", context, 47)]
