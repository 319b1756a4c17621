"""Writing the chain of a hazard: one function for a single step and for a bulk of imported rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from anjian.kernel.ledger import canonical_json, chain_hash


@dataclass(frozen=True, slots=True)
class EventHead:
    """Who did what when; everything of an event but its place in a chain."""

    kind: str
    effective_on: date
    recorded_at: datetime
    account_id: int | None
    actor_name: str
    unit_name: str
    post: str
    plugin: str | None = None
    plugin_version: str | None = None
    corrects: int | None = None


_HEAD = tuple(field.name for field in fields(EventHead))  # `asdict` copies deeply, which a bulk import cannot afford


def event_row(
    head: EventHead,
    *,
    hazard_id: int,
    seq: int,
    event_no: int,
    prev_hash: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> dict[str, Any]:
    """A row of `hazard_event`; the hashed text holds every column and both sides of the change, as hashed."""  # fmt: skip
    columns: dict[str, Any] = {name: getattr(head, name) for name in _HEAD} | {
        "hazard_id": hazard_id,
        "seq": seq,
        "event_no": event_no,
    }
    hashed = canonical_json(columns | {"before": before, "after": after})
    return columns | {"hashed_text": hashed, "prev_hash": prev_hash, "hash": chain_hash(prev_hash, hashed)}
