"""Proving the ledger of hazards: chains, versions and rows against the fold of events. Only reads; never a read path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Date, select
from sqlalchemy.orm import Session

from anjian.hazards.models import FOLDED, Hazard, HazardEvent, HazardVersion
from anjian.kernel.errors import Problem
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import GENESIS, canonical_json, chain_hash

CHUNK = 2000
"""Hazards looked at together: the memory that verification takes does not grow with the ledger."""
_HEAD = (
    "kind", "effective_on", "recorded_at", "account_id", "actor_name", "unit_name", "post", "plugin", "plugin_version",
    "corrects", "hazard_id", "seq", "event_no",
)  # fmt: skip
_DAYS = frozenset(column.key for column in Hazard.__table__.columns if isinstance(column.type, Date))


def verify_ledger(session: Session) -> Iterator[Problem]:
    """Everything that does not hold, each naming the hazard and the event. The session must see every row."""
    last = 0
    while True:
        hazards = session.scalars(select(Hazard).where(Hazard.id > last).order_by(Hazard.id).limit(CHUNK)).all()
        if not hazards:
            return
        first, last = hazards[0].id, hazards[-1].id
        events = _by_hazard(session, HazardEvent, HazardEvent.hazard_id, HazardEvent.seq, first, last)
        versions = _by_hazard(session, HazardVersion, HazardVersion.hazard_id, HazardVersion.known_from, first, last)
        for hazard in hazards:
            own = events.pop(hazard.id, [])
            yield from _chain_problems(hazard, own)
            yield from _fold_problems(hazard, own)
            yield from _version_problems(hazard, versions.get(hazard.id, []))
        for hazard_id in events:
            yield Problem(f"有 {len(events[hazard_id])} 条记录所属的隐患（内部编号 {hazard_id}）已不存在。")
        session.expunge_all()


def _by_hazard(session: Session, model: Any, key: Any, order: Any, first: int, last: int) -> dict[int, list[Any]]:
    rows = session.scalars(select(model).where(key.between(first, last)).order_by(key, order))
    return {hazard_id: list(group) for hazard_id, group in groupby(rows, key=lambda row: row.hazard_id)}


def _chain_problems(hazard: Hazard, events: list[HazardEvent]) -> Iterator[Problem]:
    prev = GENESIS
    for place, event in enumerate(events, 1):
        name = f"隐患 {hazard.public_code} 第{event.seq}条记录"
        if event.seq != place:
            yield Problem(f"{name}之前缺少记录（应为第{place}条）。")
            return
        if event.prev_hash != prev or event.hash != chain_hash(prev, event.hashed_text):
            yield Problem(f"{name}的校验值不符，内容或次序被改动过。")
        elif _columns_differ(event):
            yield Problem(f"{name}的数据列与其签存文本不符，数据列被改动过。")
        prev = event.hash
    if hazard.seq != len(events) or hazard.last_hash != prev:
        yield Problem(f"隐患 {hazard.public_code} 应有{hazard.seq}条记录，现有{len(events)}条，或末条校验值不符。")


def _columns_differ(event: HazardEvent) -> bool:
    told: dict[str, Any] = json.loads(event.hashed_text)
    present = json.loads(canonical_json({name: getattr(event, name) for name in _HEAD}))
    return any(told.get(name) != value for name, value in present.items())


def _fold_problems(hazard: Hazard, events: list[HazardEvent]) -> Iterator[Problem]:
    folded: dict[str, Any] = {}
    for event in events:
        folded |= json.loads(event.hashed_text)["after"]
    for name in FOLDED:
        value = getattr(hazard, name)
        told = folded.get(name)
        if name in _DAYS and isinstance(told, str):
            told = date.fromisoformat(told)
        if value != told:
            yield Problem(f"隐患 {hazard.public_code} 的“{name}”为“{value}”，而记录所载为“{told}”，当前行被改动过。")


def _version_problems(hazard: Hazard, versions: list[Any]) -> Iterator[Problem]:
    if not versions or versions[-1].known_to != OPEN:
        yield Problem(f"隐患 {hazard.public_code} 没有现行版本。")
        return
    for earlier, later in pairwise(versions):
        if earlier.known_to != later.known_from:
            yield Problem(f"隐患 {hazard.public_code} 的版本不连续（{earlier.known_to} 与 {later.known_from}）。")
    for name in Hazard.__versioned__:
        if getattr(versions[-1], name) != getattr(hazard, name):
            yield Problem(f"隐患 {hazard.public_code} 的现行版本与当前行的“{name}”不一致。")
