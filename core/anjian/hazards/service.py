"""The use cases of the hazard ledger. Each flushes and never commits; each raises `Refused` with all problems at once."""

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
from anjian.hazards.imports_identity import identity_key
from anjian.hazards.inputs import Listing, NewHazard, Plan, Supplement
from anjian.hazards.models import Hazard, HazardCampaign, ListingOrder, Sighting
from anjian.hazards.steps import enter, head_of, load, take
from anjian.hazards.words import Scale, Source, State
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.numbering import next_codes
from anjian.kernel.ownership import covers


def report(session: Session, actor: Actor, reports: Sequence[NewHazard], *, campaign: str) -> list[Hazard]:
    """Enter faults as their finders report them: one sighting and one hazard each, state 已上报.

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
    heads = [
        head_of(actor, "report", item.discovered_on, hazard, plugin_version=item.plugin_version)
        for item, hazard in zip(fresh, made, strict=True)
    ]
    numbers = enter(session, made, heads)
    for item, hazard, number in zip(fresh, made, numbers, strict=True):
        session.add(_sighting(actor, item, hazard, number))
        session.add(HazardCampaign(hazard_id=hazard.id, campaign_code=campaign, known_from=number))
    session.flush()
    by_uid = known | {hazard.client_uid: hazard for hazard in made}
    return [by_uid[item.client_uid] for item in reports]


def _already(session: Session, reports: Sequence[NewHazard]) -> dict[str, Hazard]:
    uids = [item.client_uid for item in reports]
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
    found += _text_problems(item.content)
    if not actor.official and item.source != Source.SELF_CHECK:
        found.append(Problem("企业自行上报的隐患，发现来源为“企业自查”。", field="source"))
    if item.discovered_on > clock.today():
        found.append(Problem(f"发现时间 {item.discovered_on} 晚于今天，请核对。", field="discovered_on"))
    return found + _limb_problems(item.scale, item.limb_code, item.discovered_on, limb)


def _text_problems(content: str) -> list[Problem]:
    return [] if content.strip() else [Problem("请填写隐患具体内容。", field="content")]


def _limb_problems(scale: str, code: str | None, found_on: date, limb: Limb | None) -> list[Problem]:
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
        **_citation(limb),
        **_identity(enterprise, limb, item.discovered_on, **said),
        public_code=code,
        client_uid=item.client_uid,
        scale=str(item.scale),
        level=str(item.level),
        source=str(item.source),
        state=str(State.REPORTED),
        unit_name=actor.unit_name,
        plugin=item.plugin,
        plugin_title=item.plugin_title,
        verdict_reason=item.verdict_reason,
        discovered_on=item.discovered_on,
        reported_on=clock.today(),
        region_code=enterprise.region_code,
        department_code=item.department_code,
        enterprise_id=enterprise.id,
        parent_id=enterprise.parent_id,
        imported=False,
    )


def _sighting(actor: Actor, item: NewHazard, hazard: Hazard, event_no: int) -> Sighting:
    return Sighting(
        hazard_id=hazard.id,
        client_uid=item.client_uid,
        source=hazard.source,
        method=str(item.method) if item.method else None,
        unit_id=actor.unit_id,
        unit_name=actor.unit_name,
        found_by=item.found_by,
        found_on=item.discovered_on,
        content=hazard.content,
        place=hazard.place,
        cited=hazard.cited,
        event_no=event_no,
        region_code=hazard.region_code,
        department_code=hazard.department_code,
        enterprise_id=hazard.enterprise_id,
        parent_id=hazard.parent_id,
    )


def confirm_parent(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """First of the two levels (R-088): the parent company confirms what its subsidiary reported."""
    return _step(session, actor, hazard_id, "confirm_parent", on, {"parent_confirmed_on": on}, seq=seq)


def confirm(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """The industry department confirms: from this day the hazard counts in 附件1."""
    return _step(session, actor, hazard_id, "confirm", on, {"confirmed_on": on}, seq=seq)


def send_back(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    return _step(session, actor, hazard_id, "send_back", on, {}, reason=reason, seq=seq)


def resubmit(
    session: Session, actor: Actor, hazard_id: int, on: date, supplement: Supplement | None = None,
    *, seq: int | None = None,
) -> Hazard:  # fmt: skip
    """Report again what was sent back, supplemented as was asked."""
    hazard = load(session, hazard_id, seq)
    changes: dict[str, Any] = {"reported_on": on}
    faults: list[Problem] = []
    if supplement is not None:
        code = supplement.limb_code
        limb = campaigns.limb_in_force(session, code, hazard.discovered_on) if code else None
        faults = _text_problems(supplement.content) + _limb_problems(hazard.scale, code, hazard.discovered_on, limb)
        said = {"content": supplement.content.strip(), "place": supplement.place.strip()}
        enterprise = session.get_one(Enterprise, hazard.enterprise_id)
        changes |= said | _citation(limb) | _identity(enterprise, limb, hazard.discovered_on, **said)
    take(session, actor, hazard, "resubmit", on, changes, faults=faults)
    return hazard


def _citation(limb: Limb | None) -> dict[str, Any]:
    """The columns that say what a hazard is judged by."""
    return {
        "cited": f"{limb.code} {limb.text}"[:400] if limb else "",
        "criterion_code": limb.criterion_code if limb else None,
        "limb_code": limb.code if limb else None,
        "limb_text": limb.text if limb else None,
    }


def _identity(enterprise: Enterprise, limb: Limb | None, found: date, *, content: str, place: str) -> dict[str, str]:
    """So that a unit's list that names the same fault finds this row instead of entering a second one."""
    criterion = limb.criterion_code if limb else None
    cited = _citation(limb)["cited"]
    return {"identity_key": identity_key(enterprise.credit_code, criterion, cited, place, content, found)}


def downgrade(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The department finds that the fault is no major hazard; it leaves every count, its row stays."""
    return _step(session, actor, hazard_id, "downgrade", on, {}, reason=reason, seq=seq)


def withdraw(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    """The report was wrong; it leaves every count, its row stays readable."""
    return _step(session, actor, hazard_id, "withdraw", on, {}, reason=reason, seq=seq)


def plan(session: Session, actor: Actor, hazard_id: int, on: date, plan: Plan, *, seq: int | None = None) -> Hazard:
    """Set 五落实 and start rectifying. The first due date is kept for ever; a later one needs an approved extension."""
    hazard = load(session, hazard_id, seq)
    fixed = hazard.original_due_on is not None and plan.due_on not in (None, hazard.due_on)
    changes = {
        "responsible": plan.responsible,
        "measures": plan.measures,
        "funds_fen": plan.funds_fen,
        "due_on": plan.due_on,
        "original_due_on": hazard.original_due_on or plan.due_on,
        "contingency": plan.contingency,
        "track": str(plan.track),
    }
    moved = Problem("整改期限已经确定，不能在此修改；确需延长的，须办理延期审批。", field="due_on")
    take(session, actor, hazard, "plan", on, changes, faults=[moved] if fixed else [])
    return hazard


def claim(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """Whoever rectified says it is done; it counts as done only when another person accepts it (T-08)."""
    changes = {"claimed_on": on, "rectified_by": actor.person_id}
    return _step(session, actor, hazard_id, "claim", on, changes, seq=seq)


def reject_claim(
    session: Session, actor: Actor, hazard_id: int, on: date, reason: str, *, seq: int | None = None
) -> Hazard:
    return _step(session, actor, hazard_id, "reject_claim", on, {"claimed_on": None}, reason=reason, seq=seq)


def accept(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """验收销号: another person than the one who claimed it finds it rectified."""
    changes = {"accepted_on": on, "accepted_by": actor.person_name, "accepting_unit": actor.unit_name}
    return _step(session, actor, hazard_id, "accept", on, changes, seq=seq)


def order_listing(
    session: Session, actor: Actor, hazard_id: int, on: date, listing: Listing, *, seq: int | None = None
) -> ListingOrder:
    """挂牌督办 of a confirmed major hazard (R-105)."""
    hazard = load(session, hazard_id, seq)
    problems = [
        Problem(f"请填写{title}。", field=name)
        for name, title in (("number", "挂牌文号"), ("supervising_unit", "督办单位"), ("supervisor", "督办责任人"))
        if not getattr(listing, name).strip()
    ]
    if listing.due_on < on:
        problems.append(Problem("督办完成期限不能早于挂牌日期。", field="due_on"))
    changes = {
        "listed_on": on,
        "lifted_on": None,
        "listing_level": str(listing.level),
        "listing_unit": listing.supervising_unit,
    }
    event_no = take(session, actor, hazard, "order_listing", on, changes, faults=problems)
    order = ListingOrder(
        hazard_id=hazard.id, number=listing.number, level=str(listing.level), supervising_unit=listing.supervising_unit,
        supervisor=listing.supervisor, requirements=listing.requirements, ordered_on=on, due_on=listing.due_on,
        event_no=event_no, region_code=hazard.region_code, department_code=hazard.department_code,
        enterprise_id=hazard.enterprise_id, parent_id=hazard.parent_id,
    )  # fmt: skip
    session.add(order)
    session.flush()
    return order


def lift_listing(session: Session, actor: Actor, hazard_id: int, on: date, *, seq: int | None = None) -> Hazard:
    """摘牌 after acceptance."""
    hazard = _step(session, actor, hazard_id, "lift_listing", on, {"lifted_on": on}, seq=seq)
    open_orders = select(ListingOrder).where(ListingOrder.hazard_id == hazard_id, ListingOrder.lifted_on.is_(None))
    for order in session.scalars(open_orders):
        order.lifted_on = on
    session.flush()
    return hazard


def _step(
    session: Session, actor: Actor, hazard_id: int, verb: str, on: date, changes: Mapping[str, Any],
    *, reason: str = "", seq: int | None = None,
) -> Hazard:  # fmt: skip
    hazard = load(session, hazard_id, seq)
    take(session, actor, hazard, verb, on, changes, reason=reason)
    return hazard
