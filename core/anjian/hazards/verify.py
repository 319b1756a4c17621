"""Proving the ledger of hazards: chains, versions and rows against the fold of events. Only reads; never a read path.

Every event opens exactly one version, which holds what the fold of the events up to it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Date, select
from sqlalchemy.orm import Session

from anjian.exchange.money import wan_yuan
from anjian.hazards.models import FOLDED, Hazard, HazardEvent, HazardVersion
from anjian.hazards.words import COLUMN_TITLES
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
_END = 2**62


def verify_ledger(session: Session) -> Iterator[Problem]:
    """Everything that does not hold, each naming the hazard and the event. The session must see every row."""
    last = 0
    while True:
        hazards = session.scalars(select(Hazard).where(Hazard.id > last).order_by(Hazard.id).limit(CHUNK)).all()
        until = hazards[-1].id if len(hazards) == CHUNK else _END
        events = _by_hazard(session, HazardEvent, HazardEvent.seq, last, until)
        versions = _by_hazard(session, HazardVersion, HazardVersion.known_from, last, until)
        for hazard in hazards:
            own = events.pop(hazard.id, [])
            folds = _folds(own)
            yield from _chain_problems(hazard, own)
            yield from _row_problems(hazard, folds)
            yield from _version_problems(hazard, versions.pop(hazard.id, []), folds)
        for hazard_id in sorted(events.keys() | versions.keys()):
            yield Problem(f"有记录或版本所属的隐患（内部编号 {hazard_id}）已不存在。")
        session.expunge_all()
        if until == _END:
            return
        last = until


def _by_hazard(session: Session, model: Any, order: Any, after: int, until: int) -> dict[int, list[Any]]:
    key = model.hazard_id
    rows = session.scalars(select(model).where(key > after, key <= until).order_by(key, order))
    return {hazard_id: list(group) for hazard_id, group in groupby(rows, key=lambda row: row.hazard_id)}


@dataclass(frozen=True, slots=True)
class _Fold:
    """What the events up to this one say of the row."""

    event: HazardEvent
    values: Mapping[str, Any]


def _folds(events: Sequence[HazardEvent]) -> list[_Fold]:
    folds: list[_Fold] = []
    values: dict[str, Any] = {}
    for event in events:
        values = values | {name: _read(name, told) for name, told in json.loads(event.hashed_text)["after"].items()}
        folds.append(_Fold(event, values))
    return folds


def _read(name: str, told: Any) -> Any:
    return date.fromisoformat(told) if name in _DAYS and isinstance(told, str) else told


def _chain_problems(hazard: Hazard, events: Sequence[HazardEvent]) -> Iterator[Problem]:
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


def _row_problems(hazard: Hazard, folds: Sequence[_Fold]) -> Iterator[Problem]:
    """Where the current row differs from the fold of all its events."""
    if not folds:
        return  # the chain says so already
    for name in FOLDED:
        value, told = getattr(hazard, name), folds[-1].values.get(name)
        if value != told:
            where = f"隐患 {hazard.public_code} 的“{COLUMN_TITLES[name]}”"
            yield Problem(
                f"{where}为{_shown(name, value)}，而第{_teller(folds, name)}条记录所载为{_shown(name, told)}，当前行被改动过。"
            )


def _teller(folds: Sequence[_Fold], name: str) -> int:
    """The event that last said what a column holds."""
    for earlier, later in zip(reversed(folds[:-1]), reversed(folds), strict=False):
        if earlier.values.get(name) != later.values.get(name):
            return later.event.seq
    return folds[0].event.seq


def _version_problems(hazard: Hazard, versions: Sequence[Any], folds: Sequence[_Fold]) -> Iterator[Problem]:
    """Where versions are missing, too many, not contiguous, or hold something else than the fold at their event."""
    by_number = {version.known_from: version for version in versions}
    ends = [fold.event.event_no for fold in folds[1:]] + [OPEN]
    for fold, end in zip(folds, ends, strict=False):
        name = f"隐患 {hazard.public_code} 第{fold.event.seq}条记录"
        version = by_number.pop(fold.event.event_no, None)
        if version is None:
            yield Problem(f"{name}没有对应的版本。")
            continue
        if version.known_to != end:
            yield Problem(f"{name}的版本与下一版本不连续。")
        wrong = [
            COLUMN_TITLES[column]
            for column in Hazard.__versioned__
            if getattr(version, column) != fold.values.get(column)
        ]
        if wrong:
            yield Problem(f"{name}的版本与记录所载不一致：{'、'.join(wrong)}，版本被改动过。")
    if by_number or len(versions) != len({version.known_from for version in versions}):
        yield Problem(f"隐患 {hazard.public_code} 有不属于任何记录的版本。")


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return "空"
    return f"“{wan_yuan(value) if name == 'funds_fen' else value}”"
