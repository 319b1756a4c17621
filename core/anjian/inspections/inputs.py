"""What the use cases of inspections take: plain, typed values, as pages, phones and the demo city give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from anjian.inspections.words import Mode


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit to be made. `plugin` None: the shared fragment alone. The acting person is on the team anyway."""

    enterprise_id: int
    plugin: str | None
    visited_on: date
    mode: Mode = Mode.REGULAR
    checklist_code: str | None = None
    """None: the plugin's only checklist, or of several the one that bears the plugin's name."""
    members: Mapping[int, str] = field(default_factory=dict)
    """Person id -> name of further members of the platform."""
    others: tuple[str, ...] = ()
    """Names of members without an account (experts, partner bodies)."""
    client_uid: str = field(default_factory=lambda: str(uuid4()))


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as given; incomplete ones are kept as a draft. `photos`: how many pictures are attached."""

    item_code: str
    value: str | None = None
    reason: str = ""
    total: int | None = None
    passed: int | None = None
    methods: tuple[str, ...] = ()
    method_reason: str = ""
    limbs: tuple[str, ...] = ()
    note: str = ""
    place: str = ""
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What the inspector decides on one proposed finding. `report` False needs a reason."""

    finding_id: int
    report: bool
    content: str
    place: str
    reason: str = ""
