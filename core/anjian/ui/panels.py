"""Parts that other rooms and plugins add to a page. A part that fails shows an error card in its place, and the page lives."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel
from anjian.ui.context import current_instance


def panels_for(slot: str, session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The panels of a slot that the actor may see, in order."""
    found: list[Panel] = []
    for source in current_instance().registry.panel_sources(slot):
        if not actor.may(source.permission):
            continue
        try:
            found += source.build.load()(session, actor, subject)
        except Exception:
            current_app.logger.exception("panel %s failed", source.build)
            found.append(Panel("此处内容暂时不能显示", "ui/broken_panel.html", {}, order=source.order))
    return sorted(found, key=lambda panel: panel.order)
