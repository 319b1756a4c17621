"""Writing a planned import in one short write unit, with bulk statements: hazards, sightings, events, versions, tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

from anjian.hazards.campaigns import Found, tags_for
from anjian.hazards.events import EventHead, event_row
from anjian.hazards.guards import FIVE
from anjian.hazards.imports_changes import STATED
from anjian.hazards.imports_judge import Item
from anjian.hazards.imports_plan import Owner, Update
from anjian.hazards.models import FOLDED, Hazard, HazardCampaign, HazardEvent, Sighting
from anjian.hazards.words import Level, Scale
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.errors import Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import GENESIS, event_numbers
from anjian.kernel.numbering import next_codes

KIND, PLAN_KIND, UPDATE_KIND = "imported", "imported_plan", "imported_update"
"""What an event of a list is: a hazard's first row; a later row that changes 五落实, so that a new plan version is in force
(R-023); any other later row."""
HAZARD, EVENT, SIGHTING, TAG, VERSION = (
    cast(Table, model.__table__) for model in (Hazard, HazardEvent, Sighting, HazardCampaign, Hazard.version_class)
)
_NOUN = Hazard.version_class.noun_column
_CHUNK = 5000  # rows held as values at a time
_IMPORT_LOCK = 0x616E6A02


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the list: the actor, and the unit in whose name the rows enter."""

    actor: Actor
    unit_name: str
    unit_id: int | None
    campaign: str


def hold_import_lock(session: Session) -> None:
    """Imports write one after the other: two that run at once would each enter what the other has not committed yet.
    On SQLite the write unit is that lock already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _IMPORT_LOCK})


def enter_new(
    session: Session, sender: Sender, items: Sequence[Item], days: Mapping[str, date], owners: Mapping[str, Owner]
) -> None:
    """Enter new hazards: each gets one `imported` event, its sighting, its first version and its campaign tags."""
    year = clock.today().year
    moment = clock.now()
    for part in batches(items, _CHUNK):
        ids = _take_ids(session, len(part))
        codes = next_codes(session, f"YH{year}", len(part))
        numbers = event_numbers(session, len(part))
        hazards: list[dict[str, Any]] = []
        events: list[dict[str, Any]] = []
        for item, hazard_id, code, number in zip(part, ids, codes, numbers, strict=True):
            day = days[item.sheet]
            row = _hazard(sender, item, code, day, owners[item.says["credit_code"]])
            event = event_row(
                _head(sender, KIND, moment, item.says["confirmed_on"] or day),
                hazard_id=hazard_id,
                seq=1,
                event_no=number,
                prev_hash=GENESIS,
                before={},
                after=row,
            )
            hazards.append(row | {"id": hazard_id, "seq": 1, "last_hash": event["hash"]})
            events.append(event)
        session.execute(insert(HAZARD), hazards)
        session.execute(insert(EVENT), events)
        session.execute(insert(VERSION), [_version(*pair) for pair in zip(hazards, numbers, strict=True)])
        session.execute(
            insert(SIGHTING), [_sighting(sender, *pair) for pair in zip(part, hazards, numbers, strict=True)]
        )
        found = [Found(row["enterprise_id"], row["discovered_on"], row["criterion_code"]) for row in hazards]
        tags = tags_for(session, found, sender.campaign)
        session.execute(
            insert(TAG),
            [
                {"hazard_id": hazard_id, "campaign_code": code, "known_from": number, "known_to": OPEN}
                for hazard_id, number, codes in zip(ids, numbers, tags, strict=True)
                for code in codes
            ],
        )


_CHANGED = (
    *STATED,
    "content",
    "place",
    "region_code",
    "limb_code",
    "limb_text",
    "original_due_on",
    "listed_on",
    "state",
)


def apply_updates(session: Session, sender: Sender, updates: Sequence[Update], days: Mapping[str, date]) -> None:
    """Change hazards as a later list says: one event each. Raises `Refused` if one was changed meanwhile."""
    noun = VERSION.c[_NOUN]
    moment = clock.now()
    for part in batches(updates, _CHUNK):
        numbers = event_numbers(session, len(part))
        events = [
            _change_event(sender, change, days[change.item.sheet], moment, number)
            for change, number in zip(part, numbers, strict=True)
        ]
        after = [
            dict(change.hazard) | change.changes | {"seq": event["seq"], "last_hash": event["hash"]}
            for change, event in zip(part, events, strict=True)
        ]
        changed = session.connection().execute(
            update(HAZARD)
            .where(HAZARD.c.id == bindparam("b_id"), HAZARD.c.seq == bindparam("b_seq"))
            .values({name: bindparam(f"v_{name}") for name in (*_CHANGED, "seq", "last_hash")}),
            [
                {"b_id": row["id"], "b_seq": row["seq"] - 1}
                | {f"v_{name}": row[name] for name in (*_CHANGED, "seq", "last_hash")}
                for row in after
            ],
        )
        if changed.rowcount != len(part):
            raise Refused("导入期间有隐患被他人更新，本次没有写入任何内容，请重新导入。")
        session.execute(insert(EVENT), events)
        session.connection().execute(
            update(VERSION)
            .where(noun == bindparam("b_id"), VERSION.c.known_to == OPEN)
            .values(known_to=bindparam("b_no")),
            [{"b_id": row["id"], "b_no": number} for row, number in zip(after, numbers, strict=True)],
        )
        session.execute(insert(VERSION), [_version(*pair) for pair in zip(after, numbers, strict=True)])


def _change_event(sender: Sender, change: Update, day: date, moment: datetime, number: int) -> dict[str, Any]:
    hazard = change.hazard
    kind = PLAN_KIND if change.changes.keys() & FIVE.keys() else UPDATE_KIND
    return event_row(
        _head(sender, kind, moment, day),
        hazard_id=hazard["id"],
        seq=hazard["seq"] + 1,
        event_no=number,
        prev_hash=hazard["last_hash"],
        before={name: hazard[name] for name in change.changes},
        after=change.changes,
    )


def _head(sender: Sender, kind: str, moment: datetime, day: date) -> EventHead:
    actor = sender.actor
    return EventHead(kind, day, moment, actor.account_id, actor.person_name, sender.unit_name, actor.post)


def _take_ids(session: Session, count: int) -> list[int]:
    """Keys for rows that are inserted in bulk together with rows that point at them."""
    if session.get_bind().dialect.name == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence('hazard', 'id')) FROM generate_series(1, :count)")
        return sorted(session.execute(drawn, {"count": count}).scalars())
    last = session.scalar(select(func.max(Hazard.id))) or 0
    return list(range(last + 1, last + count + 1))


_BLANK: dict[str, Any] = dict.fromkeys(FOLDED)


def _hazard(sender: Sender, item: Item, code: str, day: date, owner: Owner) -> dict[str, Any]:
    """The ledger's row of a listed hazard: what the row states, and what sending the list asserts (design 4)."""
    says, limb = item.says, item.limb
    return _BLANK | {name: says[name] for name in STATED} | {
        "public_code": code,
        "client_uid": str(uuid4()),
        "scale": str(Scale.MAJOR),
        "level": str(Level.MAJOR),
        "source": says["source"],
        "state": says["state"],
        "unit_name": sender.unit_name,
        "content": says["content"],
        "place": says["place"] or "",
        "cited": says["cited"] or "",
        "criterion_code": limb.criterion_code,
        "limb_code": limb.limb_code,
        "limb_text": limb.limb.text if limb.limb else None,
        "discovered_on": says["discovered_on"],
        "parent_confirmed_on": says["parent_confirmed_on"],
        "confirmed_on": says["confirmed_on"] or day,
        "original_due_on": says["original_due_on"] or says["due_on"],
        "listed_on": day if says["listing_level"] else None,
        "imported": True,
        "identity_key": item.key,
        "region_code": says["region"] or owner.region_code,
        "department_code": owner.department_code,
        "enterprise_id": owner.id,
        "parent_id": owner.parent_id,
    }  # fmt: skip


def _sighting(sender: Sender, item: Item, hazard: Mapping[str, Any], number: int) -> dict[str, Any]:
    says = item.says
    return {
        "hazard_id": hazard["id"],
        "client_uid": str(uuid4()),
        "source": hazard["source"],
        "method": None,
        "unit_id": sender.unit_id,
        "unit_name": says["finder_unit"] or sender.unit_name,
        "found_by": says["found_by"] or "",
        "found_on": hazard["discovered_on"],
        "content": hazard["content"],
        "place": hazard["place"],
        "cited": hazard["cited"],
        "event_no": number,
        "region_code": hazard["region_code"],
        "department_code": hazard["department_code"],
        "enterprise_id": hazard["enterprise_id"],
        "parent_id": hazard["parent_id"],
    }


def _version(hazard: Mapping[str, Any], number: int) -> dict[str, Any]:
    values = {name: hazard[name] for name in Hazard.__versioned__}
    return values | {_NOUN: hazard["id"], "known_from": number, "known_to": OPEN}
