"""A wrong fact is corrected in any state: dated, with a reason, by an event that names the one it corrects.

What was counted stays counted as it was known then; figures change for later knowledge only (design 4).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns import queries as campaigns
from anjian.enterprises.models import Enterprise
from anjian.hazards.inputs import Correction
from anjian.hazards.models import Hazard, HazardEvent, ListingOrder
from anjian.hazards.reporting import citation, identity, limb_problems, text_problems
from anjian.hazards.steps import load, take
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem

DAYS = {
    "discovered_on": "发现时间", "confirmed_on": "确认时间", "listed_on": "挂牌时间", "claimed_on": "申请验收时间",
    "accepted_on": "销号时间",
}  # fmt: skip
"""Days that may have been written down wrongly, in the order in which they follow each other."""
SAID = ("content", "place", "limb_code")
FACTS = (*SAID, "source", "funds_fen", *DAYS)
"""Columns that can be corrected by hand."""


def correct(
    session: Session, actor: Actor, hazard_id: int, correction: Correction, *, seq: int | None = None
) -> Hazard:
    """Put facts right. Facts that stay as they are may be left out or given again.

    Raises `Refused` with all problems at once: nothing changed, a day that has not come about, days out of order (those of an
    imported row are exempt), a limb that was not in force on the day of discovery.
    """
    hazard = load(session, hazard_id, seq)
    facts = {name: value for name, value in correction.facts.items() if value != getattr(hazard, name)}
    problems = list(_problems(session, hazard, facts))
    changes = facts | (_said(session, hazard, facts) if not problems else {})
    take(
        session, actor, hazard, "correct", clock.today(), changes, reason=correction.reason, faults=problems,
        corrects=_corrected(session, hazard, facts),
    )  # fmt: skip
    if "listed_on" in facts:
        _date_order(session, hazard)
    return hazard


def _problems(session: Session, hazard: Hazard, facts: Mapping[str, Any]) -> Iterator[Problem]:
    if not facts:
        yield Problem("没有更改任何内容，请先改正有误的项目。")
    if "content" in facts:
        yield from text_problems(facts["content"] or "")
    if "funds_fen" in facts and (facts["funds_fen"] is None or facts["funds_fen"] < 0):
        yield Problem("整改资金不能为空或负数，没有费用的填 0。", field="funds_fen")
    yield from _day_problems(hazard, facts)
    if {"discovered_on", "limb_code"} & facts.keys():
        day, code = facts.get("discovered_on", hazard.discovered_on), facts.get("limb_code", hazard.limb_code)
        limb = campaigns.limb_in_force(session, code, day) if code and day else None
        yield from limb_problems(hazard.scale, code, day, limb)


def _day_problems(hazard: Hazard, facts: Mapping[str, Any]) -> Iterator[Problem]:
    """A correction neither invents a step nor takes one back; days follow each other and none lies ahead."""
    for name, title in DAYS.items():
        if name not in facts:
            continue
        if getattr(hazard, name) is None:
            yield Problem(f"{title}还没有记载，不能在此补填，请办理相应步骤。", field=name)
        elif facts[name] is None:
            yield Problem(f"{title}不能清空；步骤办错的，请办理退回或撤回。", field=name)
        elif facts[name] > clock.today():
            yield Problem(f"{title} {facts[name]} 晚于今天，请核对。", field=name)
    if hazard.imported:
        return
    days = [(title, day) for name, title in DAYS.items() if (day := facts.get(name, getattr(hazard, name))) is not None]
    for (earlier, first), (later, then) in pairwise(days):
        if then < first and {earlier, later} & {DAYS[name] for name in facts if name in DAYS}:
            yield Problem(f"{later} {then} 早于{earlier} {first}，请核对。", field="discovered_on")


def _said(session: Session, hazard: Hazard, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from a corrected text, limb or day of discovery: the citation, and what a list finds the row by."""
    if not {*SAID, "discovered_on"} & facts.keys():
        return {}
    found: date = facts.get("discovered_on", hazard.discovered_on)
    code = facts.get("limb_code", hazard.limb_code)
    limb = campaigns.limb_in_force(session, code, found) if code else None
    content, place = facts.get("content", hazard.content).strip(), (facts.get("place", hazard.place) or "").strip()
    enterprise = session.get_one(Enterprise, hazard.enterprise_id)
    said = {"content": content, "place": place} | (citation(limb) if "limb_code" in facts else {})
    if hazard.imported:
        return said  # next month's list still names it as this month's did
    return said | identity(enterprise, limb, found, content=content, place=place)


def _corrected(session: Session, hazard: Hazard, facts: Mapping[str, Any]) -> int | None:
    """The number of the last event that wrote one of the facts."""
    events = select(HazardEvent.event_no, HazardEvent.hashed_text).where(HazardEvent.hazard_id == hazard.id)
    for event_no, text in session.execute(events.order_by(HazardEvent.seq.desc())):
        if facts.keys() & json.loads(text)["after"].keys():
            return int(event_no)
    return None


def _date_order(session: Session, hazard: Hazard) -> None:
    """The order itself bears the corrected day; a row listed by a unit's own list has none."""
    newest = select(ListingOrder).where(ListingOrder.hazard_id == hazard.id).order_by(ListingOrder.id.desc()).limit(1)
    order = session.scalars(newest).one_or_none()
    if order is not None and hazard.listed_on is not None:
        order.ordered_on = hazard.listed_on
        session.flush()
