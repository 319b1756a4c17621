"""What the use cases of the hazard ledger take: plain, typed values, as forms, imports and plugins give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from anjian.hazards.words import Level, ListingLevel, Method, Scale, Source, Track


@dataclass(frozen=True, slots=True)
class NewHazard:
    """A fault as somebody reports it. A major one cites a limb in force on `discovered_on` (R-014)."""

    enterprise_id: int
    content: str
    place: str
    source: Source
    discovered_on: date
    found_by: str
    department_code: str
    scale: Scale = Scale.MAJOR
    level: Level = Level.MAJOR
    limb_code: str | None = None
    method: Method | None = None
    plugin: str | None = None
    plugin_title: str | None = None
    plugin_version: str | None = None
    verdict_reason: str | None = None
    client_uid: str = field(default_factory=lambda: str(uuid4()))
    """Made by the caller's device: sending the same report twice enters it once."""


@dataclass(frozen=True, slots=True)
class Supplement:
    """What a returned report says now. A major hazard cites a limb in force on its discovery day."""

    content: str
    place: str
    limb_code: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Facts of a hazard put right, by column, and how they came to be wrong."""

    facts: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """五落实 (R-022). Money in 分; 0 is an answer, None is not."""

    responsible: str | None
    measures: str | None
    funds_fen: int | None
    due_on: date | None
    contingency: str | None
    track: Track = Track.PLANNED


@dataclass(frozen=True, slots=True)
class Parties:
    """The three responsible parties named on confirmation (R-005); None: the usual one. `review`: the plan is reviewed
    before work starts (R-126)."""

    enterprise_person: str | None = None
    officer: str | None = None
    leader: str | None = None
    review: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """An order of 挂牌督办 (R-105)."""

    number: str
    level: ListingLevel
    supervising_unit: str
    supervisor: str
    requirements: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Publication:
    """Where an order of 挂牌督办, or its end, is published: the medium, and the place in it (address, page, board)."""

    medium: str
    place: str
