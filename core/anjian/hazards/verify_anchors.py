"""Proving the daily anchors, and by them that no event of a day that is anchored has gone or changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from anjian.hazards.anchors import JOB, LEAF, LedgerAnchor, leaves_between, leaves_of, root_of
from anjian.hazards.models import Hazard, HazardEvent
from anjian.kernel.errors import Problem
from anjian.kernel.ledger import GENESIS
from anjian.kernel.run_table import JobRun, Status

BATCH = 20_000
"""Leaves compared at once."""


def anchor_problems(session: Session) -> Iterator[Problem]:
    """Anchors changed or gone, and what changed in the ledger since they were taken; each by its day, hazard and event."""
    previous, after, last = GENESIS, 0, date.min
    every = select(LedgerAnchor).options(defer(LedgerAnchor.content)).order_by(LedgerAnchor.event_no)
    for anchor in session.scalars(every).all():
        name = f"{anchor.day:%Y-%m-%d}的台账校验根"
        if anchor.previous != previous:
            yield Problem(f"{name}与上一个校验根不衔接，其前的校验根被删除或改动过。")
        content = anchor.content
        whole = anchor.leaves * LEAF == len(content)
        if not whole or anchor.root != root_of(anchor.day, anchor.until_no, content, anchor.previous):
            yield Problem(f"{name}与其所存内容不符，校验根被改动过。")
        elif anchor.previous == previous:  # else it is not known where the day begins
            yield from _differences(session, anchor, content, after)
        previous, after, last = anchor.root, anchor.until_no, anchor.day
        session.expunge(anchor)
    yield from _missing(session, last)


def root_problems(session: Session, printed: str | None) -> Iterator[Problem]:
    """What a root on paper says against the ledger: the anchors after it may be new, but it must be one of them."""
    if printed is None:
        return
    known = select(LedgerAnchor.id).where(LedgerAnchor.root == printed.strip().lower())
    if session.scalar(known) is None:
        yield Problem(f"台账中没有校验根“{printed}”：抄录无误的，台账在打印之后被改动过。")


def _differences(session: Session, anchor: LedgerAnchor, content: bytes, after: int) -> Iterator[Problem]:
    """What the ledger says now of a day's numbers, against what it said when the day was anchored."""
    present, place, same = leaves_between(session, after, anchor.until_no), 0, True
    while same and (batch := b"".join(islice(present, BATCH))):
        same = content[place : place + len(batch)] == batch
        place += len(batch)
    if same and place == len(content):
        return
    told, now = leaves_of(content), leaves_of(b"".join(leaves_between(session, after, anchor.until_no)))
    gone: dict[int, int] = {}
    for number in sorted(told.keys() | now.keys()):
        if told.get(number) != now.get(number):
            hazard_id = (told.get(number) or now[number])[0]
            yield Problem(f"{_name(session, number, hazard_id, gone)}{_fate(anchor, number, told, now)}")


def _fate(
    anchor: LedgerAnchor, number: int, told: dict[int, tuple[int, bytes]], now: dict[int, tuple[int, bytes]]
) -> str:
    day = f"{anchor.day:%Y-%m-%d}"
    if number not in now:
        return f"已不存在，而{day}的台账校验根载有此条，记录被删除过。"
    if number not in told:
        return f"不在{day}的台账校验根中，是事后插入的。"
    return f"与{day}的台账校验根所载不符，记录被改动过。"


def _name(session: Session, number: int, hazard_id: int, gone: dict[int, int]) -> str:
    """The event as people call it. `gone`: hazard -> place in its chain of the last event that is no longer there."""
    if hazard_id == 0:
        return f"第{number}号操作记录"
    code = session.scalar(select(Hazard.public_code).where(Hazard.id == hazard_id))
    named = f"隐患 {code} " if code else f"隐患（内部编号 {hazard_id}）"
    seq = session.scalar(select(HazardEvent.seq).where(HazardEvent.event_no == number))
    if seq is None:
        before = select(func.max(HazardEvent.seq)).where(
            HazardEvent.hazard_id == hazard_id, HazardEvent.event_no < number
        )
        seq = gone[hazard_id] = max(session.scalar(before) or 0, gone.get(hazard_id, 0)) + 1
    return f"{named}第{seq}条记录（台账第{number}号）"


def _missing(session: Session, last: date) -> Iterator[Problem]:
    """The days whose anchor was taken, as the history of jobs says, and is gone with all that followed it."""
    done = select(JobRun.run_key).where(JobRun.job == JOB, JobRun.status == str(Status.DONE))
    for day in sorted({day for key in session.scalars(done) if (day := _covered(key)) is not None}):
        if day > last:
            yield Problem(f"{day:%Y-%m-%d}的台账校验根已不存在，被删除过。")


def _covered(run_key: str) -> date | None:
    """`daily-anchor:…:2023-07-25` (perhaps `:2` for a run again) -> the day before, which that run anchored."""
    for part in run_key.split(":"):
        try:
            return date.fromisoformat(part) - timedelta(days=1)
        except ValueError:
            continue
    return None
