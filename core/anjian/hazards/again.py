"""The same fault found by another party: one more sighting of the hazard that is there. Its first source stays (T-04)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns import queries as campaigns
from anjian.hazards.inputs import NewHazard
from anjian.hazards.models import Hazard, Sighting
from anjian.hazards.reporting import sighting_of
from anjian.hazards.steps import append, head_of, load
from anjian.hazards.words import CLOSED
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import open_versions
from anjian.kernel.ledger import next_event_no
from anjian.kernel.once import alone
from anjian.kernel.system import elevated


def see_again(session: Session, actor: Actor, hazard_id: int, seen: NewHazard) -> Hazard:
    """Add a sighting to an open hazard of the same enterprise; nothing else of the hazard changes.

    A sighting whose `client_uid` is known already is not added twice. Raises `Forbidden`, `NotFound`, or `Refused`.
    """
    actor.require("hazards.report", "检查人员或企业安全管理人员")
    hazard = load(session, hazard_id)
    alone(session, [seen.client_uid])
    with elevated(session, "a sighting is entered once, whoever may see it"):  # it is the hazard's department's
        if session.scalar(select(Sighting.id).where(Sighting.client_uid == seen.client_uid)) is not None:
            return hazard
    problems = _problems(hazard, seen)
    if problems:
        raise Refused(problems)
    event_no = next_event_no(session)
    append(session, [(hazard, head_of(actor, "seen_again", seen.discovered_on, hazard), {}, {})], [event_no])
    open_versions(session, [hazard], event_no)
    limb = campaigns.limb_in_force(session, seen.limb_code, seen.discovered_on) if seen.limb_code else None
    session.add(sighting_of(actor, seen, hazard, limb, event_no))
    session.flush()
    return hazard


def _problems(hazard: Hazard, seen: NewHazard) -> list[Problem]:
    found = []
    if hazard.enterprise_id != seen.enterprise_id:
        found.append(Problem(f"隐患 {hazard.public_code} 不是这家企业的，请另选。", field="known_hazard_id"))
    if hazard.state in CLOSED or hazard.merged_into_id is not None:
        text = f"隐患 {hazard.public_code} 处于“{hazard.state}”状态或已并入另一条；再次出现的，请登记为新发现的隐患。"
        found.append(Problem(text, field="known_hazard_id"))
    if seen.discovered_on > clock.today():
        found.append(Problem(f"日期 {seen.discovered_on} 晚于今天，请核对。", field="effective_on"))
    return found
