"""Taking one step of a hazard: check the table, change the row, chain the event, open the version. All or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from anjian.hazards.charge import problems_of_charge
from anjian.hazards.events import EventHead, event_row
from anjian.hazards.guards import Step
from anjian.hazards.models import FOLDED, Hazard, HazardEvent
from anjian.hazards.rules import TRANSITIONS, problems_before, problems_of
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.kernel.history import open_versions, version_values
from anjian.kernel.ledger import GENESIS, event_numbers, next_event_no


def load(session: Session, hazard_id: int, seq: int | None = None) -> Hazard:
    """The hazard as this session's actor may see it, locked for the unit.

    Raises `NotFound`; raises `Refused` when `seq` (what the user's page showed) is no longer the last event.
    """
    # Read anew under the lock: the page may have loaded the row before another writer changed it.
    locked = select(Hazard).where(Hazard.id == hazard_id).with_for_update().execution_options(populate_existing=True)
    hazard = session.scalars(locked).one_or_none()
    if hazard is None:
        raise NotFound("没有这条隐患，或者不在您的查看范围内。")
    if seq is not None and seq != hazard.seq:
        raise Refused(overtaken(hazard))
    return hazard


def overtaken(hazard: Hazard) -> str:
    """What a page is told that shows a hazard as it was before its last event."""
    return f"隐患 {hazard.public_code} 在您打开页面后已被他人更新，请刷新页面核对后再办理。"


def head_of(actor: Actor, kind: str, effective_on: date, hazard: Hazard | None = None, **extra: Any) -> EventHead:
    return EventHead(
        kind=kind,
        effective_on=effective_on,
        recorded_at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.person_name,
        unit_name=actor.unit_name,
        post=actor.post,
        plugin=hazard.plugin if hazard is not None else None,
        **extra,
    )


def take(
    session: Session,
    actor: Actor,
    hazard: Hazard,
    verb: str,
    effective_on: date,
    changes: Mapping[str, Any],
    *,
    reason: str = "",
    faults: Sequence[Problem] = (),
    evidence: frozenset[str] = frozenset(),
    corrects: int | None = None,
) -> int:
    """Take a step and return its event number. `faults` is what the caller found wrong with what was entered; `evidence` the
    purposes of the pictures that the hazard has; `corrects` the number of the event whose facts were wrong.

    Raises `Forbidden`, or `Refused` with every problem at once; the row is then as it was.
    """
    row = TRANSITIONS[verb]
    assert changes.keys() <= set(row.writes), f"{verb} may not write {changes.keys() - set(row.writes)}"
    actor.require(row.permission, row.who)
    if anothers := problems_of_charge(actor, hazard, row):
        raise Refused(anothers)
    step = Step(verb, effective_on, clock.today(), actor.person_id, reason, evidence)
    before = {name: getattr(hazard, name) for name in changes} | {"state": hazard.state}
    source = hazard.state
    standing = [*problems_before(hazard, step), *faults]
    with session.no_autoflush:
        for name, value in changes.items():
            setattr(hazard, name, value)
        hazard.state = source
        problems = standing + problems_of(hazard, step)
        if problems:
            for name, value in before.items():
                setattr(hazard, name, value)
            raise Refused(problems)
        hazard.state = str(row.target) if row.target is not None else source
    after: dict[str, Any] = {name: getattr(hazard, name) for name in before}
    if reason:
        after["reason"] = reason
    event_no = next_event_no(session)
    head = head_of(actor, verb, effective_on, hazard, corrects=corrects)
    append(session, [(hazard, head, before, after)], [event_no])
    open_versions(session, [hazard], event_no)
    return event_no


def simple_step(
    session: Session, actor: Actor, hazard_id: int, verb: str, on: date, changes: Mapping[str, Any],
    *, reason: str = "", seq: int | None = None,
) -> Hazard:  # fmt: skip
    """Load a hazard and take a step that needs nothing else."""
    hazard = load(session, hazard_id, seq)
    take(session, actor, hazard, verb, on, changes, reason=reason)
    return hazard


Change = tuple[Hazard, EventHead, Mapping[str, Any], Mapping[str, Any]]


def append(session: Session, changes: Sequence[Change], numbers: Sequence[int]) -> None:
    """Chain one event to each hazard and move its lock forward."""
    rows = []
    for (hazard, head, before, after), event_no in zip(changes, numbers, strict=True):
        hazard.seq += 1
        row = event_row(
            head,
            hazard_id=hazard.id,
            seq=hazard.seq,
            event_no=event_no,
            prev_hash=hazard.last_hash,
            before=_plain(before),
            after=_plain(after),
        )
        hazard.last_hash = row["hash"]
        rows.append(row)
    session.flush()
    session.execute(insert(HazardEvent), rows)


def enter(session: Session, hazards: Sequence[Hazard], heads: Sequence[EventHead]) -> list[int]:
    """Give new hazards their first event, which holds the whole row, and their first version."""
    if not hazards:
        return []
    for hazard in hazards:
        hazard.seq, hazard.last_hash = 0, GENESIS
    session.add_all(hazards)
    session.flush()
    numbers = event_numbers(session, len(hazards))
    whole = [{name: getattr(hazard, name) for name in FOLDED} for hazard in hazards]
    append(session, [(h, head, {}, row) for h, head, row in zip(hazards, heads, whole, strict=True)], numbers)
    for hazard, number in zip(hazards, numbers, strict=True):
        session.add(Hazard.version_class(**version_values(hazard, number)))
    session.flush()
    return numbers


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items()}
