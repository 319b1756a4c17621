"""The public board of a hazard (R-023, Q-24): its address, what it says, and whether it hangs at the entrance."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.exchange.money import wan_yuan
from anjian.hazards import queries
from anjian.hazards.board_models import HazardBoard
from anjian.hazards.board_rules import PLANNING, POSTED, PUBLIC, PlanVersion, Posting, posting, public_words
from anjian.hazards.evidence import SUBJECT
from anjian.hazards.guards import missing_of_five
from anjian.hazards.models import Hazard, HazardEvent
from anjian.hazards.steps import load
from anjian.hazards.words import Evidence, Scale, Track
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import elevated
from anjian.people.models import Department

PERMISSION = "hazards.plan"
WHO = "企业或监管部门"
_WHY = "the public page of a hazard, for who has its token; what a board says, for who may read the hazard"


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What a board says, as the public may read it."""

    enterprise: str
    code: str
    state: str
    told: tuple[tuple[str, str], ...]
    version: PlanVersion | None


def issue(session: Session, actor: Actor, hazard_id: int) -> HazardBoard:
    """Open the public page of a hazard with a plan; one that is open already stays as it is."""
    actor.require(PERMISSION, WHO)
    hazard = load(session, hazard_id)
    problems = []
    if hazard.merged_into_id is not None:
        problems.append(Problem("该隐患已并入另一条隐患，请在合并后的隐患上公示。"))
    if hazard.state not in PUBLIC:
        problems.append(Problem(f"隐患处于“{hazard.state}”状态，不能公示。"))
    if missing := missing_of_five(hazard):
        problems.append(Problem(f"“五落实”不完整，不能公示，还缺：{'、'.join(missing)}。"))
    if problems:
        raise Refused(problems)
    open_one = next((board for board in boards_of(session, hazard) if board.revoked_at is None), None)
    if open_one is not None:
        return open_one
    event_no = record_audit(session, "开通隐患公示页面", SUBJECT, hazard.id, {"编号": hazard.public_code}, actor)
    board = HazardBoard(
        hazard_id=hazard.id, token=secrets.token_urlsafe(32), issued_at=clock.now(), issued_by=actor.person_name,
        event_no=event_no, region_code=hazard.region_code, department_code=hazard.department_code,
        enterprise_id=hazard.enterprise_id, parent_id=hazard.parent_id,
    )  # fmt: skip
    session.add(board)
    session.flush()
    return board


def revoke(session: Session, actor: Actor, hazard_id: int, reason: str) -> None:
    """Close the public page: its address, and every sheet with it, opens nothing from now on."""
    actor.require(PERMISSION, WHO)
    hazard = load(session, hazard_id)
    open_ones = [board for board in boards_of(session, hazard) if board.revoked_at is None]
    problems = [] if reason.strip() else [Problem("停用须写明理由。", field="reason")]
    if not open_ones:
        problems.append(Problem("没有开通中的公示页面。"))
    if problems:
        raise Refused(problems)
    told = {"编号": hazard.public_code, "理由": reason.strip()}
    record_audit(session, "停用隐患公示页面", SUBJECT, hazard.id, told, actor)
    for board in open_ones:
        board.revoked_at, board.revoked_by, board.revoke_reason = clock.now(), actor.person_name, reason.strip()
    session.flush()


def boards_of(session: Session, hazard: Hazard) -> Sequence[HazardBoard]:
    """The public pages of a hazard that the caller loaded in its own scope, the latest first."""
    with elevated(session, _WHY):
        of_hazard = select(HazardBoard).where(HazardBoard.hazard_id == hazard.id)
        return session.scalars(of_hazard.order_by(HazardBoard.id.desc())).all()


def public_facts(session: Session, token: str) -> BoardFacts:
    """What the public page of a token says. Raises `NotFound`, alike for what never was and what is closed."""
    with elevated(session, _WHY):
        found = session.execute(
            select(Hazard, Enterprise)
            .join(HazardBoard, HazardBoard.hazard_id == Hazard.id)
            .join(Enterprise, Enterprise.id == Hazard.enterprise_id)
            .where(HazardBoard.token == token, HazardBoard.revoked_at.is_(None))
        ).one_or_none()
        if found is None or found[0].merged_into_id is not None or found[0].state not in PUBLIC:
            raise NotFound("没有这个公示页面，或者已经停用。请向企业或监管部门了解整改情况。")
        return facts_of(session, found[0], found[1])


def facts_of(session: Session, hazard: Hazard, enterprise: Enterprise) -> BoardFacts:
    """What a hazard's board says: of the fault and its five duties; of nobody more than name and post (R-022, R-023)."""
    department = session.scalar(select(Department.name).where(Department.code == (hazard.department_code or "")))
    funds = "" if hazard.funds_fen is None else f"{wan_yuan(hazard.funds_fen)} 万元"
    told = (
        ("隐患内容", hazard.content),
        ("所在部位", hazard.place),
        ("整改措施", hazard.measures),
        ("整改资金", funds),
        ("整改责任人及职务", hazard.responsible),
        ("整改期限", str(hazard.due_on or "")),
        ("防控措施及应急预案", hazard.contingency),
        ("监管部门", department),
    )
    versions = plan_versions(session, hazard)
    return BoardFacts(
        public_words(enterprise.name), hazard.public_code, hazard.state,
        tuple((title, public_words(text) or "未填写") for title, text in told), versions[-1] if versions else None,
    )  # fmt: skip


def plan_versions(session: Session, hazard: Hazard) -> list[PlanVersion]:
    """Every version of what the board says, the first first. The caller has loaded the hazard in its own scope."""
    events = session.execute(
        select(HazardEvent.event_no, HazardEvent.kind, HazardEvent.effective_on)
        .where(HazardEvent.hazard_id == hazard.id, HazardEvent.kind.in_(PLANNING))
        .order_by(HazardEvent.seq)
    )
    return [PlanVersion(number, row.event_no, row.kind, row.effective_on) for number, row in enumerate(events, 1)]


def posting_of(session: Session, hazard: Hazard, files: Sequence[Attachment], days: int) -> Posting:
    """Whether the plan in force hangs at the entrance. `files`: the hazard's evidence; `days`: within how many it is to."""
    versions = plan_versions(session, hazard)
    photos = [row.event_no or 0 for row in files if row.purpose == Evidence.POSTED and not row.voided]
    return posting(
        scale=hazard.scale, track=hazard.track, state=hazard.state, plan=versions[-1] if versions else None,
        photo=max(photos, default=None), today=clock.today(), days=days,
    )  # fmt: skip


def to_post() -> Select[Hazard, Enterprise]:
    """Hazards whose plan in force no photo shows at the entrance: what `posting` says, for many at once."""
    in_force = (
        select(func.max(HazardEvent.event_no))
        .where(HazardEvent.hazard_id == Hazard.id, HazardEvent.kind.in_(PLANNING))
        .correlate(Hazard)
        .scalar_subquery()
    )
    photo = select(Attachment.id).where(
        Attachment.subject_kind == SUBJECT,
        Attachment.subject_id == Hazard.id,
        Attachment.purpose == Evidence.POSTED,
        Attachment.voided.is_(False),
        Attachment.event_no > in_force,
    )
    major = queries.ledger(queries.LedgerFilter(scale=Scale.MAJOR), clock.today())
    planned = or_(Hazard.track.is_(None), Hazard.track != Track.IMMEDIATE)
    return major.where(Hazard.state.in_(POSTED), planned, in_force.is_not(None), ~photo.exists())
