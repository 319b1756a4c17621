"""Which campaigns count a hazard (R-001, R-011): one row, counted once in each campaign that it is tagged with.

What is found while campaigns run is tagged with each whose scope it meets, beside the one that it is entered for; a person may
change that later, with a reason. Tags are known from an event on and until another, as facts are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from anjian.campaigns.models import Campaign, Limb
from anjian.enterprises.models import ChainLink
from anjian.hazards.models import Hazard, HazardCampaign
from anjian.hazards.steps import load
from anjian.kernel.actor import Actor
from anjian.kernel.batches import batches
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import record_audit

PERMISSION = "hazards.confirm"
WHO = "行业监管部门"


@dataclass(frozen=True, slots=True)
class Found:
    """What decides which campaigns take a newly found hazard by themselves."""

    enterprise_id: int | None
    discovered_on: date
    criterion_code: str | None


def tags_for(session: Session, found: Sequence[Found], entered_for: str) -> list[tuple[str, ...]]:
    """The campaigns of each: the one that it is entered for, unless that one was over and others take it, and every one that runs
    on its day and whose scope it meets."""
    if not found:
        return []
    working = session.scalars(
        select(Campaign).where(Campaign.working).order_by(Campaign.starts_on, Campaign.code)
    ).all()
    categories = _categories(session, found) if any(row.categories for row in working) else {}
    sets = dict.fromkeys(name for row in working for name in row.criteria_sets.splitlines())
    criteria = {name: _criteria_of(session, name) for name in sets}
    ended = session.scalar(select(Campaign.ends_on).where(Campaign.code == entered_for))
    tags = []
    for one in found:
        taking = list(_taking(working, one, categories, criteria))
        over = ended is not None and ended < one.discovered_on
        tags.append(tuple(dict.fromkeys(taking if over and taking else (entered_for, *taking))))
    return tags


def _taking(
    working: Iterable[Campaign],
    found: Found,
    categories: Mapping[int, Collection[tuple[str, date | None, date | None]]],
    criteria: Mapping[str, Collection[str]],
) -> Iterable[str]:
    day = found.discovered_on
    for row in working:
        wanted, sets = row.categories.splitlines(), row.criteria_sets.splitlines()
        held = {
            name
            for name, first, last in categories.get(found.enterprise_id or 0, ())
            if (first is None or first <= day) and (last is None or day <= last)
        }
        if (
            row.starts_on <= day <= row.ends_on
            and (not wanted or not held.isdisjoint(wanted))
            and (not sets or any(found.criterion_code in criteria[name] for name in sets))
        ):
            yield row.code


def _categories(session: Session, found: Sequence[Found]) -> dict[int, list[tuple[str, date | None, date | None]]]:
    links: dict[int, list[tuple[str, date | None, date | None]]] = {}
    for part in batches(dict.fromkeys(one.enterprise_id for one in found if one.enterprise_id is not None)):
        statement = select(ChainLink.enterprise_id, ChainLink.category, ChainLink.from_on, ChainLink.to_on)
        for row in session.execute(statement.where(ChainLink.enterprise_id.in_(part))):
            links.setdefault(row.enterprise_id, []).append((row.category, row.from_on, row.to_on))
    return links


def _criteria_of(session: Session, criteria_set: str) -> frozenset[str]:
    return frozenset(session.scalars(select(Limb.criterion_code).where(Limb.set_code == criteria_set)))


def campaigns_of(session: Session, hazard_id: int) -> Sequence[Campaign]:
    """The campaigns that a hazard is tagged with now, by start."""
    tagged = select(HazardCampaign.campaign_code).where(
        HazardCampaign.hazard_id == hazard_id, HazardCampaign.known_to == OPEN
    )
    return session.scalars(
        select(Campaign).where(Campaign.code.in_(tagged)).order_by(Campaign.starts_on, Campaign.code)
    ).all()


def offered(session: Session, tagged: Collection[str] = ()) -> dict[str, str]:
    """Code -> title of the campaigns that a person may tag with: those that the installation works with, and those tagged."""
    wanted = or_(Campaign.working, Campaign.code.in_(tagged))
    rows = session.scalars(select(Campaign).where(wanted).order_by(Campaign.starts_on, Campaign.code))
    return {row.code: row.title for row in rows}


def set_campaigns(session: Session, actor: Actor, hazard_id: int, codes: Collection[str], reason: str) -> Hazard:
    """Have a hazard counted in exactly these campaigns from now on; what was known before stays known. Raises `Refused`."""
    actor.require(PERMISSION, WHO)
    hazard = load(session, hazard_id)
    now = {row.code for row in campaigns_of(session, hazard_id)}
    unknown = set(codes) - set(offered(session, now))
    problems = [Problem(f"没有专项行动“{code}”，请重新选择。", field="campaigns") for code in sorted(unknown)]
    if not reason.strip():
        problems.append(Problem("请写明调整理由。", field="reason"))
    if not problems and set(codes) == now:
        problems.append(Problem("所属专项行动没有变化。", field="campaigns"))
    if problems:
        raise Refused(problems)
    detail = {"调整前": sorted(now), "调整后": sorted(codes), "理由": reason.strip()}
    event_no = record_audit(session, "调整隐患所属专项行动", "hazard", hazard.id, detail, actor)
    for tag in session.scalars(
        select(HazardCampaign).where(HazardCampaign.hazard_id == hazard.id, HazardCampaign.known_to == OPEN)
    ):
        if tag.campaign_code not in codes:
            tag.known_to = event_no
    session.add_all(
        HazardCampaign(hazard_id=hazard.id, campaign_code=code, known_from=event_no)
        for code in sorted(set(codes) - now)
    )
    session.flush()
    return hazard


def add_campaign(session: Session, actor: Actor, hazard_id: int, code: str, reason: str) -> Hazard:
    """Have a hazard counted in one more campaign. Raises `Refused`."""
    now = [row.code for row in campaigns_of(session, hazard_id)]
    return set_campaigns(session, actor, hazard_id, [*now, code], reason)
