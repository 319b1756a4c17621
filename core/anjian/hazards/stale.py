"""A form whose hazard moved on meanwhile: what was entered, what the ledger holds now, who changed it when (optimistic lock).

Nothing that was typed is lost and nothing is overwritten unseen: each value that somebody changed is taken again by the user.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field

from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.story import KINDS
from anjian.kernel.errors import Problem
from anjian.ui.forms import Form
from anjian.ui.words import moment

MINE, NOW = "mine", "now"
MERGING = "merging"
"""Sent by the page on which the user takes each value again."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that somebody else changed. `typed`: what the form sends again as it was typed."""

    name: str
    title: str
    mine: str
    now: str
    who: str
    typed: str
    chosen: str


def events_since(session: Session, hazard: Hazard, seq: int) -> Sequence[HazardEvent]:
    """What happened after the page was opened, the latest first. The caller has loaded the hazard in its own scope."""
    return session.scalars(
        select(HazardEvent)
        .where(HazardEvent.hazard_id == hazard.id, HazardEvent.seq > seq)
        .order_by(HazardEvent.seq.desc())
    ).all()


def clashes(
    form: Form, hazard: Hazard, names: Collection[str], events: Sequence[HazardEvent], sent: Mapping[str, str]
) -> list[Clash]:
    """The fields among `names` that were changed since; `events` the latest first, `sent` the form as it came."""
    changed: dict[str, HazardEvent] = {}
    for event in events:
        after = json.loads(event.hashed_text)["after"]
        for name in names:
            if name in after and name in form._fields and _differs(form._fields[name], getattr(hazard, name), sent):
                changed.setdefault(name, event)
    return [
        Clash(
            name, form._fields[name].label.text, _shown(form._fields[name], sent.get(name, "")),
            form._fields[name].display(getattr(hazard, name)) or "未填", _who(event), sent.get(name, ""),  # type: ignore[attr-defined]
            sent.get(f"take-{name}", ""),
        )
        for name, event in changed.items()
    ]  # fmt: skip


def take_chosen(form: Form, current: Mapping[str, Any], sent: Mapping[str, str]) -> None:
    """Put the ledger's present value where the user took it."""
    for name, field in form._fields.items():
        if sent.get(f"take-{name}") == NOW:
            field.process(None, data=current.get(name))


def not_taken(form: Form, asked: Collection[str], sent: Mapping[str, str]) -> list[Problem]:
    """The fields for which the user has not said which value holds."""
    return [
        Problem(f"请选择“{form._fields[name].label.text}”采用哪一个。")
        for name in asked
        if name in form._fields and sent.get(f"take-{name}") not in (MINE, NOW)
    ]


def _differs(field: Field, now: Any, sent: Mapping[str, str]) -> bool:
    """Whether what was typed is another value than the ledger's; a field for which a choice was made stays in sight."""
    return f"take-{field.short_name}" in sent or bool(field.errors) or field.data != now


def _shown(field: Field, typed: str) -> str:
    choices = getattr(field, "choices", None)
    words = choices.get(typed, typed) if isinstance(choices, Mapping) else typed
    return str(words) or "未填"


def _who(event: HazardEvent) -> str:
    named = " ".join(part for part in (event.unit_name, event.post, event.actor_name) if part)
    return f"{named}，{moment(event.recorded_at)}，{KINDS.get(event.kind, event.kind)}"
