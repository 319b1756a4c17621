"""The use cases of diligence: report, record a refusal, explain, decide on closure, record an accident, void. They flush and
never commit, and they never change a hazard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.diligence import queries
from anjian.diligence.forms import clock_of
from anjian.diligence.kinds import ACCIDENTS, CLOSURES, CONGRESS, PROGRESS, REFUSALS, WAIVERS, Kind
from anjian.diligence.models import Accident, AccidentHazard, Closure, CongressReport, Kept, Progress, Refusal, Waiver
from anjian.diligence.words import Duty, Happening
from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import by_credit_code
from anjian.exchange.values import split_items
from anjian.hazards.models import Hazard
from anjian.hazards.words import CLOSED, Scale
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import AttachmentStore, attach, content_of
from anjian.kernel.calendar import add_working_days
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.kernel.ledger import known_at, record_audit
from anjian.kernel.numbering import next_codes
from anjian.kernel.ownership import covers
from anjian.people.models import Unit

K = TypeVar("K", bound=Kept)
OWNERS = ("region_code", "department_code", "enterprise_id", "parent_id")


def report_progress(session: Session, actor: Actor, hazard_id: int, stated: Mapping[str, Any]) -> Progress:
    """The enterprise says how far rectification is (R-089). One report a day. The hazard stays as it is."""
    hazard = _hazard(session, actor, PROGRESS, hazard_id, stated["happened_on"])
    _once(session, Progress, hazard, stated["happened_on"], "这一天已经报告过整改进展")
    row = Progress(
        hazard_id=hazard.id, content=stated["content"], trouble=stated.get("trouble") or None,
        next_step=stated.get("next_step") or None,
    )  # fmt: skip
    return _keep(session, actor, PROGRESS, row, stated["happened_on"], hazard, {"隐患": hazard.public_code})


def report_to_workers(session: Session, actor: Actor, hazard_id: int, stated: Mapping[str, Any]) -> CongressReport:
    """The hazard was reported to 职工代表大会 or 职工大会 (N-06)."""
    hazard = _hazard(session, actor, CONGRESS, hazard_id, stated["happened_on"])
    _once(session, CongressReport, hazard, stated["happened_on"], "这一天的报告已经登记")
    row = CongressReport(hazard_id=hazard.id, form=str(stated["form"]), evidence=stated["evidence"])
    return _keep(session, actor, CONGRESS, row, stated["happened_on"], hazard, {"隐患": hazard.public_code})


def refuse(session: Session, actor: Actor, hazard_id: int, stated: Mapping[str, Any], *, days: int) -> Refusal:
    """The enterprise refuses (N-09). `days`: working days within which the authority has to decide."""
    on, ordered = stated["happened_on"], stated["ordered_on"]
    hazard = _hazard(session, actor, REFUSALS, hazard_id, on)
    problems = []
    if ordered > on:
        problems.append(Problem(f"责令改正的日期 {ordered} 晚于认定拒不执行的日期 {on}", field="ordered_on"))
    if ordered < hazard.discovered_on:
        problems.append(Problem(f"责令改正的日期早于隐患发现日期 {hazard.discovered_on}", field="ordered_on"))
    same = select(Refusal.id).where(
        Refusal.hazard_id == hazard.id, Refusal.order_number == stated["order_number"], Refusal.live()
    )
    if session.scalars(same).first() is not None:
        problems.append(Problem("这份责令改正文书的拒不执行情况已经登记", field="order_number"))
    if problems:
        raise Refused(problems)
    row = Refusal(
        hazard_id=hazard.id, order_number=stated["order_number"], ordered_on=ordered, evidence=stated["evidence"],
        due_on=add_working_days(session, on, days),
    )  # fmt: skip
    detail = {"隐患": hazard.public_code, "责令改正文书": row.order_number}
    return _keep(session, actor, REFUSALS, row, on, hazard, detail)


def waive(session: Session, actor: Actor, refusal_id: int, duty: str, reason: str) -> Waiver:
    """Why one of the decisions is not made: its task ends, the reason stays on the page."""
    actor.require(WAIVERS.edit)
    refusal = queries.row_of(session, REFUSALS, refusal_id)
    open_now = [state.duty for state in queries.duties(session, [refusal], clock.today()) if state.open]
    if refusal.voided or duty not in open_now:
        raise Refused(Problem("这一事项已经有决定、已经说明理由，或者不需要办理", field="duty"))
    row = Waiver(refusal_id=refusal.id, duty=str(Duty(duty)), reason=reason)
    return _keep(
        session, actor, WAIVERS, row, clock.today(), refusal, {"拒不执行记录": refusal.public_code, "事项": duty}
    )


def decide_closure(session: Session, actor: Actor, enterprise_id: int, day: date, stated: Mapping[str, Any]) -> Closure:
    """A person decides on the proposal of closure as of a day (N-07); its grounds are kept as they were shown."""
    actor.require(CLOSURES.edit)
    if day > clock.today():
        raise Refused(Problem(f"截至日期 {day} 晚于今天"))
    watched = next(iter(queries.watch_list(session, day, enterprise_id)), None)
    if watched is None:
        raise Refused(Problem(f"截至 {day}，这家企业不符合提请关闭的情形，或者不在您的查看范围内。"))
    if watched.closure is not None:
        raise Refused(
            Problem(f"最近一次处罚以后已经作出决定：{watched.closure.decision}（{watched.closure.public_code}）")
        )
    row = Closure(
        decision=str(stated["decision"]), reason=stated["reason"], document=stated.get("document") or None,
        grounds=watched.grounds,
    )  # fmt: skip
    owners = _owners(session, actor, watched.enterprise)
    return _keep(session, actor, CLOSURES, row, day, owners, {"企业": watched.enterprise.name, "决定": row.decision})


def record_accident(session: Session, actor: Actor, stated: Mapping[str, Any]) -> Accident:
    """An accident or near-miss (R-127). What the ledger knew at its moment is frozen by the event number of that moment."""
    actor.require(ACCIDENTS.edit)
    enterprise = by_credit_code(session, [stated["enterprise"]]).get(stated["enterprise"])
    if enterprise is None:
        raise Refused(Problem("名册中没有这个信用代码的企业，请核对，或先登记企业", field="enterprise"))
    owners = _owners(session, actor, enterprise)
    on: date = stated["happened_on"]
    moment = datetime(on.year, on.month, on.day, *clock_of(stated["happened_time"]), tzinfo=clock.SHANGHAI)
    hazards, problems = _linked(session, enterprise, stated.get("hazards") or "")
    if moment > clock.now():
        problems.append(Problem("发生时刻晚于现在", field="happened_time"))
    same = select(Accident.id).where(
        Accident.enterprise_id == enterprise.id, Accident.happened_at == moment, Accident.live()
    )
    if session.scalars(same).first() is not None:
        problems.append(Problem("这家企业同一时刻的事故险情已经登记", field="happened_time"))
    if stated["kind"] == Happening.NEAR_MISS and (stated["deaths"] or stated["injured"] or stated["missing"]):
        problems.append(Problem("有人员伤亡的应登记为事故", field="kind"))
    if problems:
        raise Refused(problems)
    row = Accident(
        happened_at=moment, kind=str(stated["kind"]), accident_type=str(stated["accident_type"]), place=stated["place"],
        deaths=stated["deaths"], injured=stated["injured"], missing=stated["missing"], course=stated["course"],
        known_no=known_at(session, moment), links=[AccidentHazard(hazard_id=one.id) for one in hazards],
    )  # fmt: skip
    return _keep(session, actor, ACCIDENTS, row, on, owners, {"企业": enterprise.name, "性质": row.kind})


def void(session: Session, actor: Actor, kind: Kind, row_id: int, reason: str) -> Kept:
    """Mark a record as wrong; it stays readable, with the reason."""
    row: Kept = own(session, actor, kind, row_id)
    number = record_audit(
        session, f"作废{kind.noun}", kind.subject_kind, row.id, {"编号": row.public_code, "理由": reason}, actor
    )
    row.voided_no, row.void_reason = number, reason
    session.flush()
    return row


def own(session: Session, actor: Actor, kind: Kind, row_id: int) -> Any:
    """A live record of the actor's unit, locked. Raises `NotFound`, `Forbidden` or `Refused`."""
    actor.require(kind.edit)
    locked = select(kind.model).where(kind.model.id == row_id).with_for_update()
    row: Any = session.scalars(locked.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound(f"没有这份{kind.noun}，或者不在您的查看范围内。")
    if row.unit_id != actor.unit_id:
        raise Forbidden(f"这份{kind.noun}由{row.unit_name}登记，请由该单位人员办理。")
    if row.voided:
        raise Refused(f"这份{kind.noun}已经作废，不能再办理。")
    return row


def add_files(
    session: Session, store: AttachmentStore, actor: Actor, kind: Kind, row: Kept, files: Sequence[Any]
) -> None:
    """Keep files (werkzeug `FileStorage`) as evidence of a record. Raises `Refused` for a type not allowed."""
    for file in files:
        attach(
            session, store, actor, row, kind=kind.subject_kind, subject_id=row.id, purpose="evidence",
            file_name=file.filename or "佐证材料", content=content_of(file),
        )  # fmt: skip


def _hazard(session: Session, actor: Actor, kind: Kind, hazard_id: int, on: date) -> Hazard:
    """An open, confirmed major hazard of the actor's scope. Raises `NotFound`, or `Refused` with every problem."""
    actor.require(kind.edit)
    hazard = session.scalars(select(Hazard).where(Hazard.id == hazard_id)).one_or_none()
    if hazard is None:
        raise NotFound("没有这条隐患，或者不在您的查看范围内。")
    problems = []
    if hazard.scale != Scale.MAJOR or hazard.confirmed_on is None:
        problems.append(Problem("只对已确认的重大事故隐患登记"))
    if hazard.state in CLOSED or hazard.merged_into_id is not None:
        problems.append(Problem(f"隐患 {hazard.public_code} 处于“{hazard.state}”状态，不再登记"))
    if on > clock.today():
        problems.append(Problem(f"日期 {on} 晚于今天", field="happened_on"))
    if on < hazard.discovered_on:
        problems.append(Problem(f"日期早于隐患发现日期 {hazard.discovered_on}", field="happened_on"))
    if problems:
        raise Refused(problems)
    return hazard


def _once(session: Session, model: Any, hazard: Hazard, on: date, text: str) -> None:
    same = select(model.id).where(model.hazard_id == hazard.id, model.happened_on == on, model.live())
    if session.scalars(same).first() is not None:
        raise Refused(Problem(text, field="happened_on"))


@dataclass(frozen=True, slots=True)
class _Owners:
    """Whose a record about an enterprise is: its place and parent, the acting unit's department, else its lead one."""

    region_code: str | None
    department_code: str | None
    enterprise_id: int
    parent_id: int | None


def _owners(session: Session, actor: Actor, enterprise: Enterprise) -> _Owners:
    """Raises `Refused` where the enterprise is not the actor's to record about."""
    unit = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    department = (unit.department_code if unit else None) or enterprise.department_code
    found = _Owners(enterprise.region_code, department, enterprise.id, enterprise.parent_id)
    if not covers(actor, **asdict(found)):
        raise Refused(Problem("不在您单位的管辖范围内，请由有管辖权的单位登记", field="enterprise"))
    return found


def _linked(session: Session, enterprise: Enterprise, typed: str) -> tuple[list[Hazard], list[Problem]]:
    codes = list(dict.fromkeys(split_items(typed)))
    found = {one.public_code: one for one in session.scalars(select(Hazard).where(Hazard.public_code.in_(codes)))}
    problems = [
        Problem(f"没有编号为“{code}”的隐患，或者不是这家企业的", field="hazards")
        for code in codes
        if code not in found or found[code].enterprise_id != enterprise.id
    ]
    return [found[code] for code in codes if code in found], problems


def _keep(session: Session, actor: Actor, kind: Kind, row: K, on: date, owner: Any, detail: Mapping[str, Any]) -> K:
    """Stamp and store a record: whose it is, by whom, when, at which event number."""
    for name in OWNERS:
        setattr(row, name, getattr(owner, name))
    (row.public_code,) = next_codes(session, f"{kind.series}{on.year}", 1)
    row.happened_on, row.event_no = on, 0
    row.unit_id, row.unit_name = actor.unit_id, actor.unit_name
    row.recorded_by, row.recorded_at = actor.person_name, clock.now()
    session.add(row)
    session.flush()
    told = {"编号": row.public_code} | dict(detail)
    row.event_no = record_audit(session, f"登记{kind.noun}", kind.subject_kind, row.id, told, actor)
    session.flush()
    return row
