"""The board at the entrance (R-023, Q-24): when it must hang, which version hangs, and what the public may read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from anjian.hazards.words import Scale, State, Track

PLANNING = ("plan", "approve_plan", "grant_extension", "imported", "imported_plan")
"""Kinds of events that settle what the board says: the plan in force, its review, a later due day, a list's row, a later
list that changes the plan."""
POSTED = (State.RECTIFYING, State.CLAIMED)
"""States in which the plan in force must hang at the entrance."""
PUBLIC = (State.CONFIRMED, State.PLAN_REVIEW, State.RECTIFYING, State.SUSPENDED, State.CLAIMED, State.ACCEPTED)
"""States in which the public page answers: what was withdrawn or downgraded is no longer the public's."""
HIDDEN = "（不公开）"
_JOIN = r"[\s\-－—·.．]?"
_NUMBERS = re.compile(
    rf"(?<!\d)(?:"
    rf"\d{{17}}[\dXx]"  # a citizen's number
    rf"|(?:\+?86{_JOIN})?1[3-9]\d(?:{_JOIN}\d{{4}}{_JOIN}\d{{4}}|\d{_JOIN}\d{{3}}{_JOIN}\d{{4}})"  # a mobile phone
    rf"|\(?（?0\d{{2,3}}\)?）?{_JOIN}\d{{3,4}}{_JOIN}\d{{4}}"  # a land line with its area code
    rf"|(?<=电话)[：:\s]*\d[\d\-－]{{6,}}"
    rf")(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WIDE = str.maketrans("０１２３４５６７８９＠", "0123456789@")


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A plan as it came into force: the number of its event, and the day on which it was true."""

    number: int
    event_no: int
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Posting:
    """Whether the board hangs as it must: `tone` and words of its light. `due` says that a photo is asked for."""

    tone: str
    words: str
    due: bool


def posting(
    *, scale: str, track: str | None, state: str, plan: PlanVersion | None, photo: int | None, today: date, days: int
) -> Posting:
    """`photo`: event number of the newest photo of the posted board; `days`: within how many it is to be posted."""
    if scale != Scale.MAJOR or track == Track.IMMEDIATE or state not in POSTED or plan is None:
        return Posting("grey", "目前不需要公示", due=False)
    if photo is not None and photo > plan.event_no:
        return Posting("green", f"现行方案（第 {plan.number} 版）已公示", due=False)
    anew = "方案有变化，须重新公示" if photo is not None else "须在企业醒目位置公示"
    late = (today - plan.on - timedelta(days=days)).days
    if late > 0:
        return Posting("red", f"{anew}，已超过 {late} 天", due=True)
    return Posting("yellow", f"{anew}，还有 {-late} 天" if late else f"{anew}，今天到期", due=True)


def public_words(text: str | None) -> str:
    """A text as the public may read it: telephone, identity and mail numbers of persons left out."""
    narrow = (text or "").translate(_WIDE)
    return _MAIL.sub(HIDDEN, _NUMBERS.sub(HIDDEN, narrow))
