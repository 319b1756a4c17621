"""Two reports of one fault: a person merges or rejects what was proposed; a merger can be undone (T-04).

The one found first stays and keeps its source; the other keeps its row, its sightings and its history, and leaves every count.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.hazards.models import Hazard, HazardCampaign, LikePair
from anjian.hazards.steps import append, head_of, load
from anjian.hazards.words import Decision
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.history import OPEN, open_versions
from anjian.kernel.ledger import event_numbers, record_audit

PERMISSION = "hazards.reconcile"
WHO = "领导组办公室"


def first_of(one: Hazard, other: Hazard) -> tuple[Hazard, Hazard]:
    """(the one found first, the other): the canonical hazard is the first sighting's."""
    return (one, other) if (one.discovered_on, one.id) <= (other.discovered_on, other.id) else (other, one)


def merge(session: Session, actor: Actor, one_id: int, other_id: int, note: str) -> Hazard:
    """Take two hazards for one fault; returns the one that stays. Raises `Refused` or `NotFound`."""
    actor.require(PERMISSION, WHO)
    kept, gone = first_of(load(session, min(one_id, other_id)), load(session, max(one_id, other_id)))
    problems = _problems(kept, gone)
    if not note.strip():
        problems.append(Problem("请写明合并理由。", field="note"))
    if problems:
        raise Refused(problems)
    event_no = _link(session, actor, gone, kept, kept.id, ("merge", "absorb", "并入"), note)
    _share_campaigns(session, gone, kept, event_no)
    _decide(session, actor, kept, gone, Decision.MERGED, note)
    return kept


def unmerge(session: Session, actor: Actor, hazard_id: int, note: str) -> Hazard:
    """Undo a merger: the hazard stands for itself again, as it was. Raises `Refused` or `NotFound`."""
    actor.require(PERMISSION, WHO)
    gone = load(session, hazard_id)
    if gone.merged_into_id is None:
        raise Refused(f"隐患 {gone.public_code} 没有并入其他隐患。")
    if not note.strip():
        raise Refused([Problem("请写明拆分理由。", field="note")])
    kept = load(session, gone.merged_into_id)
    _link(session, actor, gone, kept, None, ("unmerge", "release", "拆出"), note)
    _decide(session, actor, kept, gone, Decision.APART, note)
    return gone


def _link(
    session: Session,
    actor: Actor,
    gone: Hazard,
    kept: Hazard,
    target: int | None,
    kinds: tuple[str, str, str],
    note: str,
) -> int:
    """Say on both chains that one stands under the other, or no longer; returns the number of the kept one's event."""
    own, others, word = kinds
    numbers, today = event_numbers(session, 2), clock.today()
    before, gone.merged_into_id = {"merged_into_id": gone.merged_into_id}, target
    told = {"reason": note, "merged_into_id": target}
    append(
        session,
        [
            (gone, head_of(actor, own, today, gone), before, told),
            (kept, head_of(actor, others, today, kept), {}, {"reason": f"{word} {gone.public_code}：{note}"}),
        ],
        numbers,
    )
    for hazard, number in zip((gone, kept), numbers, strict=True):
        open_versions(session, [hazard], number)
    return numbers[1]


def reject(session: Session, actor: Actor, pair_id: int, note: str) -> LikePair:
    """Two proposed hazards are two faults; they are not proposed again."""
    actor.require(PERMISSION, WHO)
    pair = session.scalars(select(LikePair).where(LikePair.id == pair_id)).one_or_none()
    if pair is None:
        raise Refused("没有这一对待核对的隐患，或者不在您的查看范围内。")
    if pair.decision is not None:
        raise Refused(f"这一对隐患已判定为“{pair.decision}”，请刷新页面。")
    pair.decision, pair.decided_on, pair.decided_by, pair.note = (
        str(Decision.APART), clock.today(), actor.person_name, note,
    )  # fmt: skip
    detail = {"隐患": f"{pair.first_id}、{pair.second_id}", "说明": note}
    record_audit(session, "判定不是同一隐患", "like_pair", pair.id, detail, actor)
    session.flush()
    return pair


def _problems(kept: Hazard, gone: Hazard) -> list[Problem]:
    found = []
    if kept.id == gone.id:
        found.append(Problem("请选择两条不同的隐患。"))
    if kept.enterprise_id != gone.enterprise_id:
        found.append(Problem("两条隐患不属于同一家企业，不能合并。"))
    for hazard in (kept, gone):
        if hazard.merged_into_id is not None:
            found.append(Problem(f"隐患 {hazard.public_code} 已并入其他隐患，请先拆分。"))
    return found


def _share_campaigns(session: Session, gone: Hazard, kept: Hazard, event_no: int) -> None:
    """What one of the two was counted in, the one that stays is counted in (R-011)."""
    tagged = select(HazardCampaign.campaign_code).where(HazardCampaign.known_to == OPEN)
    of_kept = set(session.scalars(tagged.where(HazardCampaign.hazard_id == kept.id)))
    for code in set(session.scalars(tagged.where(HazardCampaign.hazard_id == gone.id))) - of_kept:
        session.add(HazardCampaign(hazard_id=kept.id, campaign_code=code, known_from=event_no))


def _decide(session: Session, actor: Actor, kept: Hazard, gone: Hazard, decision: Decision, note: str) -> None:
    """Keep the decision with the proposal, where there was one."""
    query = select(LikePair).where(LikePair.first_id == kept.id, LikePair.second_id == gone.id)
    for pair in session.scalars(query):
        pair.decision, pair.decided_on, pair.decided_by, pair.note = (
            str(decision), clock.today(), actor.person_name, note,
        )  # fmt: skip
    session.flush()
