"""What inspections add to other rooms' pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from anjian.inspections.queries import findings_of_hazard, visits_of_enterprise
from anjian.kernel.actor import Actor
from anjian.plugin_api import Panel

SHOWN = 20
"""Visits that an enterprise's page shows."""


def hazard_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """Which visit found the hazard; nothing where none did."""
    findings = findings_of_hazard(session, subject.id)
    if not findings:
        return []
    return [Panel("发现它的检查", "inspections/hazard_panel.html", {"findings": findings}, 40)]


def enterprise_panels(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The visits to the enterprise, the newest first."""
    context = {
        "visits": visits_of_enterprise(session, subject.id, SHOWN),
        "enterprise_id": subject.id,
        "shown": SHOWN,
        "may_visit": actor.may("inspections.visit"),
    }
    return [Panel("检查记录", "inspections/enterprise_panel.html", context, 40)]
