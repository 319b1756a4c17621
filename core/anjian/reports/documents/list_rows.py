"""The rows behind 附件2, as they were at one pair of clocks: counted facts from versions, words from the ledger's events.

Versions are narrow: texts such as measures live in the current row. A hazard that was changed after `known` therefore gets
its words from its own events up to `known`, so that a list compiled again says what it said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, select
from sqlalchemy.orm import Session

from anjian.campaigns.models import Campaign
from anjian.campaigns.packs import Pack
from anjian.enterprises.models import ChainLinkVersion, EnterpriseVersion, ParentCompany
from anjian.hazards.models import FOLDED, Hazard, HazardCampaign, HazardEvent, HazardVersion, ListingOrder, Sighting
from anjian.hazards.words import State
from anjian.kernel.history import OPEN, as_known
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.rules import Mark, carries
from anjian.reports.figures.units import ReportUnit

BATCH = 1_000
_WORDS = (
    "content", "place", "cited", "measures", "responsible", "contingency", "accepted_by", "accepting_unit",
    "listing_level", "listing_unit", "remark", "parent_confirmed_on",
)  # fmt: skip
_FACTS = (
    "source", "region_code", "department_code", "discovered_on", "confirmed_on", "due_on", "original_due_on",
    "claimed_on", "accepted_on", "listed_on", "state", "funds_fen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRow:
    """One hazard as the list prints it. Days after the effective day are left out: they had not happened yet."""

    hazard_id: int
    code: str
    region_code: str | None
    department_code: str | None
    enterprise_name: str
    credit_code: str
    source: str
    discovered_on: date
    confirmed_on: date | None
    due_on: date | None
    original_due_on: date | None
    claimed_on: date | None
    accepted_on: date | None
    listed: bool
    state: str
    funds_fen: int | None
    supervisor: str
    parent_name: str
    categories: str
    campaigns: str
    """Titles of the campaigns that the hazard is tagged with."""
    finder: tuple[str, str]
    """Unit and person of the first sighting."""
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a batch of rows needs from other tables, by hazard (categories: by enterprise)."""

    words: Mapping[int, Mapping[str, str]]
    supervisors: Mapping[int, str]
    finders: Mapping[int, tuple[str, str]]
    categories: Mapping[int, str]
    campaigns: Mapping[int, str]


def list_rows(session: Session, pack: Pack, asof: AsOf, unit: ReportUnit) -> Iterator[ListRow]:
    """The counted hazards of a unit: exactly the rows of A1-1.01 + 1.03 + 1.05 + 1.07, by county, enterprise, discovery.

    `session` must be a system session. Streams in batches.
    """
    yield from rows_where(session, pack, asof, and_(carries(asof, Mark.COUNTED), unit.owns(HazardVersion)))


def rows_where(session: Session, pack: Pack, asof: AsOf, which: ColumnElement[bool]) -> Iterator[ListRow]:
    """The hazards whose versions fulfil a condition, in the order of the list. `session` must be a system session."""
    yield from _rows(session, asof, _statement(pack, asof, which))


def chosen_rows(session: Session, pack: Pack, asof: AsOf, hazard_ids: Iterable[int]) -> Iterator[ListRow]:
    """Hazards that a reader chose, counted or not, in the order given (ids in the order of the list stay in it).

    `session` must be a system session; the caller has chosen among what the reader may see.
    """
    for part in _parts(hazard_ids):
        chosen = and_(as_known(HazardVersion, asof.known), HazardVersion.hazard_id.in_(part))
        yield from _rows(session, asof, _statement(pack, asof, chosen))


def _rows(session: Session, asof: AsOf, statement: Select[Any]) -> Iterator[ListRow]:
    result = session.connection().execute(statement, execution_options={"yield_per": BATCH})
    for rows in result.partitions(BATCH):
        ids = [row.hazard_id for row in rows]
        changed = [row.hazard_id for row in rows if row.known_to != OPEN]
        beside = Beside(
            words=_words_known(session, changed, asof.known),
            supervisors=_supervisors(session, ids, asof),
            finders=_finders(session, ids),
            categories=_categories(session, {row.enterprise_id for row in rows}, asof.known),
            campaigns=_campaigns(session, ids, asof.known),
        )
        for row in rows:
            yield _list_row(row, asof.effective, beside)


def _statement(pack: Pack, asof: AsOf, which: ColumnElement[bool]) -> Select[Any]:
    version, owner = HazardVersion, EnterpriseVersion
    return (
        select(
            version.hazard_id,
            version.known_to,
            version.enterprise_id,
            Hazard.public_code,
            owner.name.label("enterprise_name"),
            owner.credit_code,
            ParentCompany.name.label("parent_name"),
            *(getattr(version, name) for name in _FACTS),
            *(getattr(Hazard, name) for name in _WORDS),
        )
        .join(Hazard, Hazard.id == version.hazard_id)
        .outerjoin(owner, and_(owner.enterprise_id == version.enterprise_id, as_known(owner, asof.known)))
        .outerjoin(ParentCompany, ParentCompany.id == version.parent_id)
        .where(which)
        .order_by(
            by_place(pack, version.region_code),
            owner.name,
            version.discovered_on,
            Hazard.public_code,
        )
    )


def by_place(pack: Pack, region_code: Any) -> ColumnElement[int]:
    """Sorts by county as the notice lists them."""
    order = {code: number for number, code in enumerate(place_order(pack))}
    return case(order, value=region_code, else_=len(order))


def place_order(pack: Pack) -> tuple[str, ...]:
    """County-level places in the order of the notice's units."""
    return tuple(unit.region_code for unit in pack.reporting_units() if unit.region_code is not None)


def _list_row(row: Row[Any], day: date, beside: Beside) -> ListRow:
    words = beside.words.get(row.hazard_id)
    accepted = _by(row.accepted_on, day)
    claimed = _by(row.claimed_on, day)
    listed = _by(row.listed_on, day) is not None
    return ListRow(
        hazard_id=row.hazard_id,
        code=row.public_code,
        region_code=row.region_code,
        department_code=row.department_code,
        enterprise_name=row.enterprise_name or "",
        credit_code=row.credit_code or "",
        source=row.source,
        discovered_on=row.discovered_on,
        confirmed_on=row.confirmed_on,
        due_on=row.due_on,
        original_due_on=row.original_due_on,
        claimed_on=claimed,
        accepted_on=accepted,
        listed=listed,
        state=_state_then(row.state, claimed, accepted),
        funds_fen=row.funds_fen,
        supervisor=beside.supervisors.get(row.hazard_id, "") if listed else "",
        parent_name=row.parent_name or "",
        categories=beside.categories.get(row.enterprise_id, ""),
        campaigns=beside.campaigns.get(row.hazard_id, ""),
        finder=beside.finders.get(row.hazard_id, ("", "")),
        words=words if words is not None else {name: str(getattr(row, name) or "") for name in _WORDS},
    )


def _by(day: date | None, effective: date) -> date | None:
    return day if day is not None and day <= effective else None


def _state_then(state: str, claimed: date | None, accepted: date | None) -> str:
    if accepted is not None:
        return str(State.ACCEPTED)
    if state in (State.CLAIMED, State.ACCEPTED):
        return str(State.CLAIMED if claimed is not None else State.RECTIFYING)
    return state


def _words_known(session: Session, hazard_ids: Sequence[int], known: int) -> dict[int, dict[str, str]]:
    """The texts of hazards changed since, folded from their events up to `known`."""
    found: dict[int, dict[str, str]] = {}
    for part in _parts(hazard_ids):
        events = session.execute(
            select(HazardEvent.hazard_id, HazardEvent.hashed_text)
            .where(HazardEvent.hazard_id.in_(part), HazardEvent.event_no <= known)
            .order_by(HazardEvent.hazard_id, HazardEvent.seq)
        )
        for hazard_id, text in events:
            words = found.setdefault(hazard_id, dict.fromkeys(_WORDS, ""))
            after = json.loads(text)["after"]
            words.update((name, after[name] or "") for name in _WORDS if name in after and name in FOLDED)
    return found


def _supervisors(session: Session, hazard_ids: Sequence[int], asof: AsOf) -> dict[int, str]:
    """Who answers for the 挂牌督办, of the newest order known and dated by then."""
    found: dict[int, str] = {}
    for part in _parts(hazard_ids):
        orders = session.execute(
            select(ListingOrder.hazard_id, ListingOrder.supervisor)
            .where(
                ListingOrder.hazard_id.in_(part),
                ListingOrder.event_no <= asof.known,
                ListingOrder.ordered_on <= asof.effective,
            )
            .order_by(ListingOrder.event_no)
        )
        found |= {row.hazard_id: row.supervisor for row in orders}
    return found


def _finders(session: Session, hazard_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Unit and person of each hazard's first sighting (a sighting never changes)."""
    found: dict[int, tuple[str, str]] = {}
    for part in _parts(hazard_ids):
        sightings = session.execute(
            select(Sighting.hazard_id, Sighting.unit_name, Sighting.found_by)
            .where(Sighting.hazard_id.in_(part))
            .order_by(Sighting.id.desc())
        )
        found |= {row.hazard_id: (row.unit_name, row.found_by) for row in sightings}
    return found


def _categories(session: Session, enterprise_ids: Iterable[int], known: int) -> dict[int, str]:
    """The categories of enterprises as known, the lead one first."""
    link = ChainLinkVersion
    found: dict[int, list[str]] = {}
    for part in _parts(sorted(enterprise_ids)):
        links = session.execute(
            select(link.enterprise_id, link.category)
            .where(link.enterprise_id.in_(part), as_known(link, known), link.to_on.is_(None))
            .order_by(link.enterprise_id, link.position)
        )
        for row in links:
            found.setdefault(row.enterprise_id, []).append(row.category)
    return {enterprise_id: "、".join(names) for enterprise_id, names in found.items()}


def _campaigns(session: Session, hazard_ids: Sequence[int], known: int) -> dict[int, str]:
    """Titles of the campaigns that hazards are tagged with as known (R-011), the earliest first."""
    tag = HazardCampaign
    found: dict[int, list[str]] = {}
    for part in _parts(hazard_ids):
        tags = session.execute(
            select(tag.hazard_id, Campaign.title)
            .join(Campaign, Campaign.code == tag.campaign_code)
            .where(tag.hazard_id.in_(part), as_known(tag, known))
            .order_by(tag.hazard_id, Campaign.starts_on, Campaign.code)
        )
        for row in tags:
            found.setdefault(row.hazard_id, []).append(row.title)
    return {hazard_id: "、".join(titles) for hazard_id, titles in found.items()}


def _parts(ids: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part
