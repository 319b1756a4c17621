"""What people do in a round: a unit explains, prepares, signs and hands in; the office accepts, returns, reminds and seals.

A unit's row is the unit's: the office cannot edit it, only return it with a reason (R-007). No use case takes a figure: what a
table says is counted (R-118).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.kernel.system import elevated
from anjian.people.models import Unit
from anjian.people.queries import post_title
from anjian.reports.rounds import rules
from anjian.reports.rounds.models import Explanation, Round, RoundStep, Submission
from anjian.reports.rounds.opening import SUBJECT as ROUND
from anjian.reports.rounds.rules import HANDED_IN, RETURN, REVIEWABLE, TRANSITIONS, RoundState, State, Step
from anjian.reports.snapshots.sealing import SEAL, seal

SUBJECT = "report_submission"


def take_step(
    session: Session, actor: Actor, submission_id: int, verb: str, *, shown: str = "", reason: str = ""
) -> Submission:
    """Take one step of a submission. `shown`: id of the compilation that the actor's page showed.

    Raises `Forbidden` (no permission, another unit's submission), `NotFound`, or `Refused` with every problem.
    """
    row = TRANSITIONS[verb]
    actor.require(row.permission, row.who)
    submission = locked(session, submission_id)
    of = session.get_one(Round, submission.round_id)
    if row.by_unit:
        must_be_own(session, actor, submission)
    step = Step(
        verb, actor.person_id, shown, of.snapshot_id, _post(session, actor), reason,
        sealed=of.state == RoundState.COMPLETE and of.sealed_id == of.snapshot_id,
    )  # fmt: skip
    problems = rules.problems_of(submission, step)
    if problems:
        raise Refused(problems)
    _apply(submission, actor, step)
    _record(session, actor, submission, of, step)
    session.flush()
    return submission


def _apply(submission: Submission, actor: Actor, step: Step) -> None:
    row, today = TRANSITIONS[step.verb], clock.today()
    submission.state, submission.since = str(row.target), clock.now()
    submission.by_name, submission.reason = actor.person_name, step.reason.strip()
    if step.verb == "prepare":
        submission.preparer_id, submission.signer_id = actor.person_id, None
        submission.snapshot_id = step.newest
    elif step.verb == "sign":
        submission.signer_id, submission.snapshot_id = actor.person_id, step.newest
    elif step.verb == "submit":
        submission.first_on = submission.first_on or today
        submission.submitted_on, submission.reminded_at = today, None


def _record(session: Session, actor: Actor, submission: Submission, of: Round, step: Step) -> None:
    row, snapshot_id = TRANSITIONS[step.verb], submission.snapshot_id or of.snapshot_id
    detail = {
        "期间": of.period, "单位": submission.unit_name, "快照": snapshot_id, "岗位": step.post, "状态": str(row.target),
        "理由": step.reason.strip(),
    }  # fmt: skip
    event_no = record_audit(session, f"月度调度{row.title}", SUBJECT, submission.id, detail, actor)
    add_step(session, actor, submission, step.verb, snapshot_id, step.post, step.reason.strip(), event_no)


def add_step(
    session: Session, actor: Actor, submission: Submission, verb: str, snapshot_id: str, post: str, reason: str,
    event_no: int,
) -> None:  # fmt: skip
    """One line of the submission's history."""
    session.add(
        RoundStep(
            submission_id=submission.id, verb=verb, taken_at=clock.now(), person_id=actor.person_id,
            person_name=actor.person_name, post=post, unit_name=actor.unit_name, snapshot_id=snapshot_id, reason=reason,
            event_no=event_no, region_code=submission.region_code, department_code=submission.department_code,
        )
    )  # fmt: skip


def explain(session: Session, actor: Actor, pack: Pack, submission_id: int, figure: str, text: str) -> Explanation:
    """Say in words what stands behind one figure of the unit's own table; an earlier text is replaced and stays in the audit log.

    Raises `Forbidden`, `NotFound` (submission, or no such figure), or `Refused`: figures are never typed, and what has been
    sent for signature stands.
    """
    actor.require(rules.SUBMIT, rules.STAFF)
    submission = locked(session, submission_id)
    must_be_own(session, actor, submission)
    pack.cell(figure)
    problems = [problem] if (problem := rules.explanation_problem(text)) else []
    if submission.state not in REVIEWABLE:
        problems.append(Problem(f"报送处于“{submission.state}”状态，不能再改说明；请签发人退回修改。"))
    if problems:
        raise Refused(problems)
    found = session.scalars(
        select(Explanation).where(Explanation.submission_id == submission.id, Explanation.figure == figure)
    ).one_or_none()
    if found is None:
        found = Explanation(
            submission_id=submission.id, figure=figure, region_code=submission.region_code,
            department_code=submission.department_code,
        )  # fmt: skip
        session.add(found)
    found.text, found.written_by, found.written_at = text.strip(), actor.person_name, clock.now()
    detail = {"单位": submission.unit_name, "数字": figure, "说明": found.text}
    record_audit(session, "说明调度数字", SUBJECT, submission.id, detail, actor)
    session.flush()
    return found


def remind(session: Session, actor: Actor, round_id: int, note: str) -> Sequence[Submission]:
    """Ask every unit that has not handed in for its tables; they find it in 待办. Raises `Forbidden`, `NotFound` or `Refused`."""
    actor.require(RETURN, rules.OFFICE)
    of = round_by_id(session, round_id)
    behind = [one for one in submissions_of(session, of.id) if one.state not in HANDED_IN]
    if not behind:
        raise Refused("各单位均已报送，不需要催报。")
    post = _post(session, actor)
    for submission in behind:
        detail = {"期间": of.period, "单位": submission.unit_name, "要求": note.strip()}
        event_no = record_audit(session, "月度调度催报", SUBJECT, submission.id, detail, actor)
        submission.reminded_at = clock.now()
        add_step(session, actor, submission, "remind", of.snapshot_id, post, note.strip(), event_no)
    session.flush()
    return behind


def seal_round(
    session: Session, actor: Actor, round_id: int, *, shown: str, incomplete: bool = False, note: str = ""
) -> Round:
    """Seal the round's newest tables: complete, or `incomplete` with the names of the missing units (R-092).

    Raises `Forbidden`, `NotFound`, or `Refused` with every problem.
    """
    actor.require(SEAL, rules.OFFICE)
    of = session.scalars(select(Round).where(Round.id == round_id).with_for_update()).one_or_none()
    if of is None:
        raise NotFound("没有这一期调度。")
    units = submissions_of(session, of.id)
    missing = tuple(one.unit_name for one in units if one.state != State.ACCEPTED)
    asked = rules.Sealing(
        missing, incomplete, clock.today(), of.due_on, shown, of.snapshot_id, of.sealed_id == of.snapshot_id
    )
    problems = rules.sealing_problems(asked)
    if problems:
        raise Refused(problems)
    with elevated(session, "a seal covers every unit's files"):
        seal(
            session, of.snapshot_id, missing=missing, by=actor, note=note.strip(),
            explanations=_explanations(session, units),
        )  # fmt: skip
    of.state = str(RoundState.INCOMPLETE if missing else RoundState.COMPLETE)
    of.sealed_id = of.snapshot_id
    detail = {
        "期间": of.period,
        "快照": of.snapshot_id,
        "状态": of.state,
        "缺报单位": list(missing),
        "备注": note.strip(),
    }
    record_audit(session, "封存月度调度", ROUND, of.id, detail, actor)
    session.flush()
    return of


def _explanations(session: Session, units: Sequence[Submission]) -> dict[str, dict[str, str]]:
    """Unit code -> figure -> what the unit says beside it."""
    codes = {one.id: one.unit_code for one in units}
    found: dict[str, dict[str, str]] = {}
    for row in session.scalars(select(Explanation).where(Explanation.submission_id.in_(codes))):
        found.setdefault(codes[row.submission_id], {})[row.figure] = row.text
    return found


def locked(session: Session, submission_id: int) -> Submission:
    """A submission that the session's actor may see, held against a second writer. Raises `NotFound`."""
    found = session.scalars(
        select(Submission).where(Submission.id == submission_id).with_for_update()
    ).one_or_none()  # fmt: skip
    if found is None:
        raise NotFound("没有这份报送，或者不在您的查看范围内。")
    return found


def round_by_id(session: Session, round_id: int) -> Round:
    """Raises `NotFound`."""
    found = session.get(Round, round_id)
    if found is None:
        raise NotFound("没有这一期调度。")
    return found


def submissions_of(session: Session, round_id: int) -> Sequence[Submission]:
    """A round's submissions, in the order of the notice's roster, as the session's actor may see them."""
    return session.scalars(
        select(Submission).where(Submission.round_id == round_id).order_by(Submission.position)
    ).all()  # fmt: skip


def submissions_in(session: Session, round_ids: Sequence[int]) -> Sequence[Submission]:
    """The submissions of several rounds, as above."""
    return session.scalars(
        select(Submission).where(Submission.round_id.in_(round_ids)).order_by(Submission.round_id, Submission.position)
    ).all()


def must_be_own(session: Session, actor: Actor, submission: Submission) -> None:
    """A submission is worked on by its own unit only. Raises `Forbidden`."""
    if unit_code_of(session, actor) != submission.unit_code:
        raise Forbidden(f"这是{submission.unit_name}的报送，只能由该单位办理；领导组办公室可以退回，不能修改。")


def unit_code_of(session: Session, actor: Actor) -> str | None:
    """The code of the actor's unit; None for those without one."""
    unit = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    return unit.code if unit is not None else None


def _post(session: Session, actor: Actor) -> str:
    """The post that the actor holds in their unit today; blank where none is on record."""
    if actor.person_id is None:
        return ""
    return session.scalar(post_title(actor.person_id, actor.unit_id, clock.today())) or ""
