"""Proving the ledger of hazards: chains, versions and rows against the fold of events. Only reads; never a read path.

Every event opens exactly one version, which holds what the fold of the events up to it says. What a chain cannot tell of
itself (its last events cut off together with the row) the daily anchors tell (`verify_anchors`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Date, select
from sqlalchemy.orm import Session

from anjian.exchange.money import wan_yuan
from anjian.hazards.models import FOLDED, Hazard, HazardEvent, HazardVersion
from anjian.hazards.verify_anchors import anchor_problems
from anjian.hazards.words import COLUMN_TITLES
from anjian.kernel.errors import Problem
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import GENESIS, chain_hash

CHUNK = 500
"""Hazards looked at together: the memory that verification takes does not grow with the ledger."""
_END = 2**62
_DAYS = frozenset(column.key for column in Hazard.__table__.columns if isinstance(column.type, Date))
_HEAD = (
    "effective_on", "recorded_at", "kind", "account_id", "actor_name", "unit_name", "post", "plugin", "plugin_version",
    "corrects", "hazard_id", "seq", "event_no",
)  # fmt: skip
_VERSIONED = Hazard.__versioned__
# Columns instead of objects: a ledger of a million events is read in a quarter of the time.
_HAZARD = [Hazard.__table__.c[name] for name in ("id", "public_code", "seq", "last_hash", *FOLDED)]
_EVENT = [HazardEvent.__table__.c[name] for name in (*_HEAD, "hashed_text", "prev_hash", "hash")]
_VERSION = [HazardVersion.__table__.c[name] for name in ("hazard_id", "known_from", "known_to", *_VERSIONED)]
Fold = tuple[int, int, dict[str, Any]]
"""seq and number of an event, and what the events up to it say of the row."""


def verify_ledger(session: Session, after: int = 0) -> Iterator[Problem]:
    """Everything that does not hold, each naming the hazard and the event. The session must see every row.

    `after`: the hazards up to this id are left out.
    """
    yield from _hazard_problems(session, after)
    yield from anchor_problems(session)


def _hazard_problems(session: Session, last: int) -> Iterator[Problem]:
    connection, key = session.connection(), Hazard.__table__.c.id
    while True:
        found = connection.execute(select(*_HAZARD).where(key > last).order_by(key).limit(CHUNK)).all()
        until = found[-1].id if len(found) == CHUNK else _END
        events = _by_hazard(session, _EVENT, HazardEvent.__table__.c, "seq", last, until)
        versions = _by_hazard(session, _VERSION, HazardVersion.__table__.c, "known_from", last, until)
        for hazard in found:
            yield from _problems_of(hazard, events.pop(hazard.id, []), versions.pop(hazard.id, []))
        for hazard_id in sorted(events.keys() | versions.keys()):
            yield Problem(f"有记录或版本所属的隐患（内部编号 {hazard_id}）已不存在。")
        if until == _END:
            return
        last = until


def _by_hazard(
    session: Session, columns: Sequence[Any], table: Any, order: str, after: int, until: int
) -> dict[int, list[Any]]:
    key = table.hazard_id
    statement = select(*columns).where(key > after, key <= until).order_by(key, table[order])
    place = next(number for number, column in enumerate(columns) if column.key == "hazard_id")
    rows = session.connection().execute(statement).all()  # one by one costs twice the time
    return {hazard_id: list(group) for hazard_id, group in groupby(rows, key=lambda row: row[place])}


def _problems_of(hazard: Any, events: Sequence[Any], versions: Sequence[Any]) -> Iterator[Problem]:
    told = [_told(event) for event in events]
    yield from _chain_problems(hazard, events, told)
    folds, values = [], dict[str, Any]()
    for event, (said, _) in zip(events, told, strict=True):
        values = values | said
        folds.append((event.seq, event.event_no, values))
    yield from _row_problems(hazard, folds)
    yield from _version_problems(hazard.public_code, versions, folds)


def _told(event: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an event says of the row, and its whole text; nothing where somebody made the text unreadable."""
    try:
        whole: dict[str, Any] = json.loads(event.hashed_text)
        said = dict[str, Any](whole["after"])
        for name in _DAYS.intersection(said):
            if said[name] is not None:
                said[name] = _day(said[name])
        return said, whole
    except (ValueError, KeyError, TypeError):
        return {}, {}


_day = lru_cache(10_000)(date.fromisoformat)


def _chain_problems(hazard: Any, events: Sequence[Any], told: Sequence[Any]) -> Iterator[Problem]:
    prev = GENESIS
    for place, (event, (_, whole)) in enumerate(zip(events, told, strict=True), 1):
        if event.seq != place:
            yield Problem(f"隐患 {hazard.public_code} 第{event.seq}条记录之前缺少记录（应为第{place}条）。")
            return
        if event.prev_hash != prev or event.hash != chain_hash(prev, event.hashed_text):
            yield Problem(f"隐患 {hazard.public_code} 第{event.seq}条记录的校验值不符，内容或次序被改动过。")
        elif _columns_differ(event, whole):
            yield Problem(f"隐患 {hazard.public_code} 第{event.seq}条记录的数据列与其签存文本不符，数据列被改动过。")
        prev = event.hash
    if hazard.seq != len(events) or hazard.last_hash != prev:
        yield Problem(f"隐患 {hazard.public_code} 应有{hazard.seq}条记录，现有{len(events)}条，或末条校验值不符。")


def _columns_differ(event: Any, whole: dict[str, Any]) -> bool:
    present = (event[0].isoformat(), event[1].isoformat(), *event[2 : len(_HEAD)])
    return present != tuple(map(whole.get, _HEAD))


def _row_problems(hazard: Any, folds: Sequence[Fold]) -> Iterator[Problem]:
    """Where the current row differs from the fold of all its events."""
    if not folds:
        return  # the chain says so already
    last = folds[-1][2]
    if hazard[-len(FOLDED) :] == tuple(map(last.get, FOLDED)):
        return
    for name in FOLDED:
        value, told = getattr(hazard, name), last.get(name)
        if value != told:
            where = f"隐患 {hazard.public_code} 的“{COLUMN_TITLES[name]}”"
            yield Problem(
                f"{where}为{_shown(name, value)}，而第{_teller(folds, name)}条记录所载为{_shown(name, told)}，当前行被改动过。"
            )


def _teller(folds: Sequence[Fold], name: str) -> int:
    """The event that last said what a column holds."""
    for earlier, later in zip(reversed(folds[:-1]), reversed(folds), strict=False):
        if earlier[2].get(name) != later[2].get(name):
            return later[0]
    return folds[0][0]


def _version_problems(code: str, versions: Sequence[Any], folds: Sequence[Fold]) -> Iterator[Problem]:
    """Where versions are missing, too many, not contiguous, or hold something else than the fold at their event."""
    by_number = {version.known_from: version for version in versions}
    ends = [number for _, number, _ in folds[1:]] + [OPEN]
    for (seq, number, values), end in zip(folds, ends, strict=False):
        name = f"隐患 {code} 第{seq}条记录"
        version = by_number.pop(number, None)
        if version is None:
            yield Problem(f"{name}没有对应的版本。")
            continue
        if version.known_to != end:
            yield Problem(f"{name}的版本与下一版本不连续。")
        if version[-len(_VERSIONED) :] != tuple(map(values.get, _VERSIONED)):
            wrong = [COLUMN_TITLES[column] for column in _VERSIONED if getattr(version, column) != values.get(column)]
            yield Problem(f"{name}的版本与记录所载不一致：{'、'.join(wrong)}，版本被改动过。")
    if by_number or len(versions) != len({version.known_from for version in versions}):
        yield Problem(f"隐患 {code} 有不属于任何记录的版本。")


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return "空"
    return f"“{wan_yuan(value) if name == 'funds_fen' else value}”"
