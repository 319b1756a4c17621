"""Which campaigns count a visit (R-011): every one that runs on its day, unless people say otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from anjian.campaigns.models import Campaign
from anjian.inspections.models import Visit, VisitCampaign
from anjian.inspections.recording import VISIT, load
from anjian.inspections.words import VisitStatus
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import OPEN
from anjian.kernel.ledger import record_audit

NONE = ""
"""Code of the one row that a visit has which no campaign is to count."""


def running_on(session: Session, visit: Visit) -> Mapping[str, str]:
    """Code -> title of the campaigns that run on the day of a visit."""
    day = visit.visited_on
    rows = session.scalars(
        select(Campaign)
        .where(Campaign.working, Campaign.starts_on <= day, Campaign.ends_on >= day)
        .order_by(Campaign.starts_on, Campaign.code)
    )
    return {row.code: row.title for row in rows}


def campaigns_of(session: Session, visit: Visit) -> list[str]:
    """Codes of the campaigns that count a visit now."""
    said = set(session.scalars(select(VisitCampaign.campaign_code).where(_now(visit))))
    return [code for code in running_on(session, visit) if not said or code in said]


def campaign_words(session: Session, visit: Visit) -> str:
    """Titles of the campaigns that count a completed visit; blank for any other."""
    if visit.status != VisitStatus.DONE:
        return ""
    titles = running_on(session, visit)
    return "、".join(titles[code] for code in campaigns_of(session, visit)) or "无"


def set_campaigns(session: Session, actor: Actor, visit_id: int, codes: Collection[str], reason: str) -> Visit:
    """Have a completed visit counted in exactly these of the campaigns that run on its day; what was known before stays known.
    Raises `Refused`."""
    visit = load(session, actor, visit_id, VisitStatus.DONE)
    now, offered = campaigns_of(session, visit), running_on(session, visit)
    problems = [
        Problem(f"“{code}”不是检查当日正在开展的专项行动，请重新选择。", field="campaigns")
        for code in sorted(set(codes) - set(offered))
    ]
    if not reason.strip():
        problems.append(Problem("请写明调整理由。", field="reason"))
    if not problems and set(codes) == set(now):
        problems.append(Problem("所属专项行动没有变化。", field="campaigns"))
    if problems:
        raise Refused(problems)
    detail = {"调整前": sorted(now), "调整后": sorted(codes), "理由": reason.strip()}
    event_no = record_audit(session, "调整检查所属专项行动", VISIT, visit.id, detail, actor)
    for row in session.scalars(select(VisitCampaign).where(_now(visit))):
        row.known_to = event_no
    session.add_all(
        VisitCampaign(visit_id=visit.id, campaign_code=code, known_from=event_no) for code in sorted(codes) or [NONE]
    )
    session.flush()
    return visit


def _now(visit: Visit) -> ColumnElement[bool]:
    return (VisitCampaign.visit_id == visit.id) & (VisitCampaign.known_to == OPEN)
