"""Reporting: a fault enters the ledger as its finder reports it; what was sent back is reported again, supplemented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns import queries as campaigns
from anjian.campaigns.models import Limb
from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import owners_of
from anjian.hazards.campaigns import Found, tags_for
from anjian.hazards.imports_identity import identity_key
from anjian.hazards.inputs import NewHazard, Supplement
from anjian.hazards.models import Hazard, HazardCampaign, Sighting
from anjian.hazards.recurrence import earlier_of
from anjian.hazards.steps import enter, head_of, load, take
from anjian.hazards.words import Scale, Source, State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.numbering import next_codes
from anjian.kernel.once import alone
from anjian.kernel.ownership import covers
from anjian.kernel.system import elevated


def report(session: Session, actor: Actor, reports: Sequence[NewHazard], *, campaign: str) -> list[Hazard]:
    """Enter faults as their finders report them: one sighting and one hazard each, state 已上报; what an enterprise found
    itself waits for the signature of its 主要负责人 first (待签报, R-088). `campaign` counts each of them, and so does every
    other campaign that runs on the day of discovery and whose scope it meets (R-011).

    A report whose `client_uid` is known already returns the hazard it made. Raises `Refused` with all problems.
    """
    actor.require("hazards.report", "检查人员或企业安全管理人员")
    known = _already(session, reports)
    fresh = list({item.client_uid: item for item in reports if item.client_uid not in known}.values())
    limbs = _limbs(session, fresh)
    owners = owners_of(session, [item.enterprise_id for item in fresh])
    problems = [
        p for item in fresh for p in _problems(actor, item, limbs.get((item.limb_code, item.discovered_on)), owners)
    ]
    if problems:
        raise Refused(problems)
    codes = _codes(session, fresh)
    made = [
        _hazard(actor, item, code, owners[item.enterprise_id], limbs.get((item.limb_code, item.discovered_on)))
        for item, code in zip(fresh, codes, strict=True)
    ]
    recurring = earlier_of(session, made)
    for hazard in made:
        hazard.recurs_of_id = recurring.get(hazard.client_uid)
    heads = [
        head_of(actor, "report", item.discovered_on, hazard, plugin_version=item.plugin_version)
        for item, hazard in zip(fresh, made, strict=True)
    ]
    numbers = enter(session, made, heads)
    found = [Found(hazard.enterprise_id, hazard.discovered_on, hazard.criterion_code) for hazard in made]
    tags = tags_for(session, found, campaign)
    for item, hazard, number, tagged in zip(fresh, made, numbers, tags, strict=True):
        limb = limbs.get((item.limb_code, item.discovered_on))
        session.add(sighting_of(actor, item, hazard, limb, number))
        session.add_all(HazardCampaign(hazard_id=hazard.id, campaign_code=code, known_from=number) for code in tagged)
    session.flush()
    by_uid = known | {hazard.client_uid: hazard for hazard in made}
    return [by_uid[item.client_uid] for item in reports]


def _already(session: Session, reports: Sequence[NewHazard]) -> dict[str, Hazard]:
    """Hazard by `client_uid` of what was reported before; its maker knows the uid, though it may be another's hazard by now."""
    uids = [item.client_uid for item in reports]
    alone(session, uids)
    with elevated(session, "a report is entered once, whoever may see it now"):
        return {row.client_uid: row for row in session.scalars(select(Hazard).where(Hazard.client_uid.in_(uids)))}


def _limbs(session: Session, reports: Sequence[NewHazard]) -> dict[tuple[str | None, date], Limb]:
    found: dict[tuple[str | None, date], Limb] = {}
    for code, day in {(item.limb_code, item.discovered_on) for item in reports if item.limb_code}:
        limb = campaigns.limb_in_force(session, code, day) if code else None
        if limb is not None:
            found[code, day] = limb
    return found


def _problems(actor: Actor, item: NewHazard, limb: Limb | None, owners: Mapping[int, Enterprise]) -> list[Problem]:
    found = []
    owner = owners.get(item.enterprise_id)
    if owner is None or not covers(
        actor,
        region_code=owner.region_code,
        department_code=item.department_code,
        enterprise_id=owner.id,
        parent_id=owner.parent_id,
    ):
        found.append(Problem("没有这家企业，或者不在您的管辖范围内。", field="enterprise_id"))
    found += text_problems(item.content)
    if not actor.official and item.source != Source.SELF_CHECK:
        found.append(Problem("企业自行上报的隐患，发现来源为“企业自查”。", field="source"))
    if item.discovered_on > clock.today():
        found.append(Problem(f"发现时间 {item.discovered_on} 晚于今天，请核对。", field="discovered_on"))
    return found + limb_problems(item.scale, item.limb_code, item.discovered_on, limb)


def text_problems(content: str) -> list[Problem]:
    """A fault is described."""
    return [] if content.strip() else [Problem("请填写隐患具体内容。", field="content")]


def limb_problems(scale: str, code: str | None, found_on: date, limb: Limb | None) -> list[Problem]:
    """R-014: a major hazard cites a limb in force on the day it was found."""
    if scale == Scale.MAJOR and not code:
        return [Problem("重大事故隐患须引用判定标准条款。", field="limb_code")]
    if code and limb is None:
        text = f"条款 {code} 在发现日期 {found_on} 尚未施行或已经废止，请改引当日有效的条款。"
        return [Problem(text, field="limb_code")]
    return []


def _codes(session: Session, reports: Sequence[NewHazard]) -> list[str]:
    return next_codes(session, f"YH{clock.today().year}", len(reports))


def _hazard(actor: Actor, item: NewHazard, code: str, enterprise: Enterprise, limb: Limb | None) -> Hazard:
    said = {"content": item.content.strip(), "place": item.place.strip()}
    return Hazard(
        **said,
        **citation(limb),
        **identity(enterprise, limb, item.discovered_on, **said),
        public_code=code,
        client_uid=item.client_uid,
        scale=str(item.scale),
        level=str(item.level),
        source=str(item.source),
        state=str(State.REPORTED if actor.official else State.UNSIGNED),
        prepared_by=None if actor.official else actor.person_id,
        unit_name=actor.unit_name,
        plugin=item.plugin,
        plugin_title=item.plugin_title,
        verdict_reason=item.verdict_reason,
        discovered_on=item.discovered_on,
        reported_on=clock.today() if actor.official else None,
        region_code=enterprise.region_code,
        department_code=item.department_code,
        enterprise_id=enterprise.id,
        parent_id=enterprise.parent_id,
        imported=False,
    )


def sighting_of(actor: Actor, item: NewHazard, hazard: Hazard, limb: Limb | None, event_no: int) -> Sighting:
    """What one party saw of a hazard; what it did not say is the hazard's."""
    return Sighting(
        hazard_id=hazard.id,
        client_uid=item.client_uid,
        source=str(item.source),
        method=str(item.method) if item.method else None,
        unit_id=actor.unit_id,
        unit_name=actor.unit_name,
        found_by=item.found_by,
        found_on=item.discovered_on,
        content=item.content.strip() or hazard.content,
        place=item.place.strip() or hazard.place,
        cited=citation(limb)["cited"],
        event_no=event_no,
        region_code=hazard.region_code,
        department_code=hazard.department_code,
        enterprise_id=hazard.enterprise_id,
        parent_id=hazard.parent_id,
    )


def resubmit(
    session: Session, actor: Actor, hazard_id: int, on: date, supplement: Supplement | None = None,
    *, seq: int | None = None,
) -> Hazard:  # fmt: skip
    """Report again what was sent back, supplemented as was asked."""
    hazard = load(session, hazard_id, seq)
    changes, faults = _supplemented(session, hazard, supplement)
    take(session, actor, hazard, "resubmit", on, changes | {"reported_on": on}, faults=faults)
    return hazard


def resign(
    session: Session, actor: Actor, hazard_id: int, on: date, supplement: Supplement | None = None,
    *, seq: int | None = None,
) -> Hazard:  # fmt: skip
    """The enterprise's own report, supplemented: it is signed anew, and goes through both levels anew."""
    hazard = load(session, hazard_id, seq)
    changes, faults = _supplemented(session, hazard, supplement)
    fresh = {"prepared_by": actor.person_id} | dict.fromkeys(
        ("signed_on", "signed_by", "parent_confirmed_on", "parent_opinion", "reported_on")
    )
    take(session, actor, hazard, "resign", on, changes | fresh, faults=faults)
    return hazard


def _supplemented(
    session: Session, hazard: Hazard, supplement: Supplement | None
) -> tuple[dict[str, Any], list[Problem]]:
    """What a supplement changes, and what is wrong with it."""
    if supplement is None:
        return {}, []
    code = supplement.limb_code
    limb = campaigns.limb_in_force(session, code, hazard.discovered_on) if code else None
    faults = text_problems(supplement.content) + limb_problems(hazard.scale, code, hazard.discovered_on, limb)
    said = {"content": supplement.content.strip(), "place": supplement.place.strip()}
    enterprise = session.get_one(Enterprise, hazard.enterprise_id)
    return said | citation(limb) | identity(enterprise, limb, hazard.discovered_on, **said), faults


def citation(limb: Limb | None) -> dict[str, Any]:
    """The columns that say what a hazard is judged by."""
    return {
        "cited": f"{limb.code} {limb.text}"[:400] if limb else "",
        "criterion_code": limb.criterion_code if limb else None,
        "limb_code": limb.code if limb else None,
        "limb_text": limb.text if limb else None,
    }


def identity(enterprise: Enterprise, limb: Limb | None, found: date, *, content: str, place: str) -> dict[str, str]:
    """So that a unit's list that names the same fault finds this row instead of entering a second one."""
    criterion = limb.criterion_code if limb else None
    cited = citation(limb)["cited"]
    return {"identity_key": identity_key(enterprise.credit_code, criterion, cited, place, content, found)}
