"""The receipt (回执) of a recorded step: what the event row says, with its place in the hash chain (R-106).

Both parties print the same receipt. Whoever keeps one can prove later that the record was not changed: the record file's
SHA-256 is the hash on the paper.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from anjian.hazards import queries
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.story import KINDS, entries_of
from anjian.hazards.words import COLUMN_TITLES, State
from anjian.kernel.clock import SHANGHAI
from anjian.kernel.errors import NotFound
from anjian.kernel.ledger import chain_hash

_REPORTED = (
    "scale", "source", "unit_name", "content", "place", "limb_code", "cited", "discovered_on", "signed_on", "reported_on",
)  # fmt: skip
"""What a report says of the hazard."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one event: `told` what the records up to it say of the hazard, `changes` what it changed."""

    event: HazardEvent
    kind: str
    """What was done, in Chinese."""
    told: Sequence[tuple[str, Any]]
    changes: Sequence[tuple[str, str]]
    genuine: bool
    """Whether the hash on the paper is the hash of the record."""

    @property
    def title(self) -> str:
        return f"隐患{self.kind}回执"

    @property
    def recorded_at(self) -> str:
        return exact(self.event.recorded_at)


def receipt_of(session: Session, hazard: Hazard, seq: int | None = None) -> Receipt:
    """The receipt of an event of a hazard, by default of its report. Raises `NotFound` where it was not reported yet."""
    events = sorted(queries.timeline(session, hazard), key=lambda event: event.seq)
    event = report_event(events) if seq is None else next((one for one in events if one.seq == seq), None)
    if event is None:
        raise NotFound("该隐患还没有上报，没有回执。" if seq is None else "没有这条办理记录。")
    told: dict[str, Any] = {}
    for one in events[: events.index(event) + 1]:
        told |= json.loads(one.hashed_text)["after"]
    kind = KINDS.get(event.kind, event.kind)
    return Receipt(
        event, kind, [(COLUMN_TITLES[name], told[name]) for name in _REPORTED if told.get(name)],
        entries_of([event])[0].details, event.hash == chain_hash(event.prev_hash, event.hashed_text),
    )  # fmt: skip


def report_event(events: Sequence[HazardEvent]) -> HazardEvent | None:
    """The first event after which the hazard was reported: its signature, its entry by a department, or 补录."""
    for event in events:
        state = json.loads(event.hashed_text)["after"].get("state")
        if state not in (None, State.UNSIGNED, State.RETURNED):
            return event
    return None


def record_file(event: HazardEvent) -> bytes:
    """The record as it was hashed: the SHA-256 of these bytes is the event's hash."""
    return f"{event.prev_hash}\n{event.hashed_text}".encode()


def exact(moment: datetime) -> str:
    """A point in time on the clocks of Shanghai, to the second: what a receipt proves may hang on minutes."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}（北京时间）"
