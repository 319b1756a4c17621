"""A small city with a secret in every owned table of every installed room and plugin, and whose secret it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from PIL import Image
from sqlalchemy import Column, String, TypeDecorator, inspect, select, update
from sqlalchemy.orm import Session
from tests.enforcement.deeds import enter
from tests.reports.rounds.compiling import compile_month

from anjian.diligence import service as diligence
from anjian.diligence.words import Duty
from anjian.enforcement.kinds import ACCOUNTABILITIES, CASES, DECISIONS, REFERRALS, TYPICAL_CASES
from anjian.enforcement.service import explain_no_case
from anjian.enterprises.models import Enterprise
from anjian.hazards.evidence import SUBJECT
from anjian.hazards.models import Hazard
from anjian.hazards.words import Evidence, ListingLevel, State
from anjian.inspections import service as inspections
from anjian.inspections.inputs import NewVisit
from anjian.inspections.models import Visit
from anjian.inspections.recording import PHOTO
from anjian.inspections.words import Mode
from anjian.intake.inputs import Person
from anjian.kernel import clock
from anjian.kernel.attachments import attach
from anjian.kernel.db import Base
from anjian.kernel.ownership import Owned
from anjian.kernel.system import system_write
from anjian.people.queries import unit_by_code
from anjian.people.scope import INSTALLER
from anjian.people.service import create_account, grant_role
from anjian.plugin_host.registry import Registry
from anjian.registers.dues import Dues
from anjian.registers.models import DueNotice
from anjian.registers.register import Register
from anjian.reports.rounds.models import Explanation, Round, RoundStep, Submission
from anjian.scheduling.service import run_job
from anjian.testing.factories import Factory
from anjian.testing.staff import SINCE, password_hash

SIDES = {
    "泽州运输": ("zezhou", "运输"),
    "泽州生产": ("zezhou", "生产"),
    "阳城运输": ("yangcheng", "运输"),
    "阳城生产": ("yangcheng", "生产"),
}
"""Name of a side -> its county and its enterprise's category: two counties by two departments."""
REPORTING = {"泽州运输": "zezhou", "泽州生产": "emergency", "阳城运输": "transport", "阳城生产": "yangcheng"}
"""Side -> the reporting unit whose submission of the month stands for it."""
SURPRISE = "突查机密"
"""Stands on a planned unannounced visit to 泽州运输 by `zezhou` and `expert`: only its team may know of it (R-102)."""
FURTHER = {
    "inspector": ("zezhou", "inspector"), "expert": ("fire_rescue", "expert"), "clerk": ("zezhou", "intake_clerk"),
}  # fmt: skip
"""Roles that no invented city hires by itself: login -> unit and role."""
IDENTITY = "身份机密"
"""The name of whoever reported each side: on no page that is only looked at, whoever looks."""
FREE_TEXT = 200
"""Columns of at least so many characters hold what people write; shorter ones are codes and words."""


@dataclass(frozen=True)
class Side:
    """One enterprise's rows. `ids`: table -> id of one of its rows; `uids`: addresses of its visits."""

    name: str
    enterprise: Enterprise
    visit: Visit
    uids: list[str]
    ids: dict[str, int] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    """Table -> the plugin's register that it is of."""
    snapshots: list[str] = field(default_factory=list)
    """The month's stored compilation."""

    def secret(self, table: str) -> str:
        """What stands in the free text of this side's rows of a table, and nowhere else."""
        return f"{self.name}机密{table}"


def owned_models() -> list[Any]:
    """Every mapped class whose rows belong to somebody, installed plugins' too."""
    found = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)]
    return sorted((model for model in found if "tests" not in model.__module__), key=lambda model: model.__tablename__)


def texts_of(model: Any) -> list[str]:
    """The columns of a model that hold free text."""
    return [
        column.key
        for column in model.__table__.columns
        if isinstance(column.type, String) and (column.type.length is None or column.type.length >= FREE_TEXT)
    ]


def secret_tables(registry: Registry) -> list[str]:
    """The tables that hold a secret which some page shows. Notices are shown by the plugins that notice what falls due."""
    shown = {DueNotice.__tablename__} if _noticing(registry) else set()
    held = [model.__tablename__ for model in owned_models() if texts_of(model)]
    return [table for table in held if table != DueNotice.__tablename__ or table in shown]


def _noticing(registry: Registry) -> list[str]:
    """The plugins' jobs that notice what falls due in their registers."""
    return [job.id for _owner, job in registry.jobs if isinstance(getattr(job.run.load(), "__self__", None), Dues)]


def build_sides(factory: Factory) -> list[Side]:
    sides = [_build(factory, name) for name in SIDES]
    savers = (getattr(sheet.save.load(), "__self__", None) for sheet in factory.instance.registry.sheets.values())
    registers = {str(inspect(one.model).local_table.name): one for one in savers if isinstance(one, Register)}
    for side in sides:
        side.registers.update(registers)
    with system_write(factory.instance.database, "secrets of a test") as session:
        newest = session.scalars(select(Round.snapshot_id)).one()
        for side in sides:
            side.snapshots.append(newest)
        for login, (unit, role) in FURTHER.items():
            account = create_account(
                session, INSTALLER, login=login, person=f"演示{login}", password_hash=password_hash(), must_change=False
            )
            grant_role(session, INSTALLER, account, unit_by_code(session, unit), role, SINCE)
        for side in sides:
            for model in owned_models():
                if model is not DueNotice:
                    side.ids[model.__tablename__] = _mark(session, side, model)
    for job in _noticing(factory.instance.registry):
        run_job(factory.instance, job)
    with system_write(factory.instance.database, "secrets of a test") as session:
        for side in sides:
            side.ids[DueNotice.__tablename__] = _mark(session, side, DueNotice)
    _plan_surprise(factory, sides[0])
    return sides


def _build(factory: Factory, name: str) -> Side:
    county, category = SIDES[name]
    enterprise = factory.enterprise(county=county, categories=(category,), parent=f"{name}集团（演示）")
    content = f"{name}机密hazard"  # from the first on: the events of the timeline hold it too
    for state, day in ((State.RECTIFYING, 3), (State.REPORTED, 4), (State.CLAIMED, 5)):
        listed = ListingLevel.COUNTY if state == State.RECTIFYING else None
        factory.hazard(enterprise, state=state, discovered_on=date(2023, 7, day), content=content, listed=listed)
    visit = factory.visit(enterprise, on=date(2023, 7, 6), failing=("CHIEF-11",))
    _add_evidence(factory, name, enterprise, visit)
    _enforce(factory, county, enterprise)
    _pursue(factory, county, enterprise)
    factory.tip(enterprise, by=county, content=f"{name}机密intake_report", person=Person(IDENTITY, IDENTITY, IDENTITY))
    return Side(name, enterprise, visit, [visit.client_uid])


def _enforce(factory: Factory, county: str, enterprise: Enterprise) -> None:
    """A row of every register of enforcement that hangs on another row; the others are made as any table's are."""
    number = f"（演示）立〔2023〕{enterprise.id}号"
    mine = {CASES: {"number": number}, DECISIONS: {"number": number, "case_number": number}}
    for kind in (CASES, DECISIONS, REFERRALS, TYPICAL_CASES, ACCOUNTABILITIES):
        actor = factory.actors[f"{county}4" if kind is ACCOUNTABILITIES else county]
        told = {"letter": number, "document": number, "title": number} | mine.get(kind, {})
        enter(factory.instance, actor, kind, enterprise, **told)
    officer = factory.actors[county]
    with factory.instance.database.write_unit(officer) as session:
        first = session.scalars(
            select(Hazard.id).where(Hazard.enterprise_id == enterprise.id).order_by(Hazard.id)
        ).first()
        explain_no_case(session, officer, first or 0, "首次违法且已改正")


def _pursue(factory: Factory, county: str, enterprise: Enterprise) -> None:
    """A refusal with an explained decision; the other rows of diligence are made as any table's are."""
    officer = factory.actors[county]
    on = clock.today()
    stated = {"happened_on": on, "order_number": "（演示）责改〔2023〕1号", "ordered_on": on, "evidence": "拒绝停用"}
    with factory.instance.database.write_unit(officer) as session:
        open_one = select(Hazard.id).where(Hazard.enterprise_id == enterprise.id, Hazard.state == State.RECTIFYING)
        refusal = diligence.refuse(session, officer, session.scalars(open_one).first() or 0, stated, days=7)
        diligence.waive(session, officer, refusal.id, Duty.STOP, "已自行停产")


def _add_evidence(factory: Factory, name: str, enterprise: Enterprise, visit: Visit) -> None:
    """A picture of the visit and one of the first hazard, and a duty met: rows that no factory makes."""
    actor, picture = factory.actors[SIDES[name][0]], io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    with system_write(factory.instance.database, "evidence of a test") as session:
        attach(
            session, factory.instance.store, actor, visit, kind=PHOTO, subject_id=visit.id, purpose="CHIEF-11",
            file_name="现场.png", content=picture.getvalue(),
        )  # fmt: skip
        first = session.scalars(
            select(Hazard).where(Hazard.enterprise_id == enterprise.id).order_by(Hazard.id).limit(1)
        ).one()
        attach(
            session, factory.instance.store, actor, first, kind=SUBJECT, subject_id=first.id, purpose=Evidence.BEFORE,
            file_name="隐患.png", content=picture.getvalue(),
        )  # fmt: skip
    _hand_in(factory, REPORTING[name], enterprise)


def _hand_in(factory: Factory, unit: str, enterprise: Enterprise) -> None:
    """A unit's submission of the month with a word beside a figure and a step taken; all of it is the side's."""
    snapshot_id = compile_month(factory.instance)
    with system_write(factory.instance.database, "submission of a test") as session:
        row = session.scalars(select(Submission).where(Submission.unit_code == unit)).one()
        for column, value in _owners(enterprise).items():
            setattr(row, column, value)
        said: dict[str, Any] = {"submission_id": row.id, **_owners(enterprise)}
        session.add(
            Explanation(figure="A1-1.03", text="说明", written_by="演示甲", written_at=clock.now(), **said)
        )  # fmt: skip
        session.add(
            RoundStep(
                verb="prepare", taken_at=clock.now(), person_name="演示甲", post="干事", unit_name=row.unit_name,
                snapshot_id=snapshot_id, reason="", event_no=1, **said,
            )
        )  # fmt: skip


def _owners(enterprise: Enterprise) -> dict[str, Any]:
    return {
        "region_code": enterprise.region_code,
        "department_code": enterprise.department_code,
        "enterprise_id": enterprise.id,
        "parent_id": enterprise.parent_id,
    }


def _mark(session: Session, side: Side, model: Any) -> int:
    """Write the side's secret into its rows of a table, of which there is then one at least."""
    number = _row_of(session, side, model)
    texts = texts_of(model)
    if texts:
        secret = dict.fromkeys(texts, side.secret(model.__tablename__))
        session.execute(update(model).where(model.enterprise_id == side.enterprise.id).values(secret))
    return number


def _row_of(session: Session, side: Side, model: Any) -> int:
    """The side's first row of a table; where it has none (a plugin's register), one is made."""
    found = session.scalar(
        select(model.id).where(model.enterprise_id == side.enterprise.id).order_by(model.id).limit(1)
    )
    if found is not None:
        return int(found)
    return _make(session, model, dict(_invented(session, side, model)) | _owners(side.enterprise))


def _make(session: Session, model: Any, values: dict[str, Any]) -> int:
    row = model(**values)
    session.add(row)
    session.flush()
    return int(row.id)


def _invented(session: Session, side: Side, model: Any) -> Iterator[tuple[str, Any]]:
    """A value for each obligatory column of a table that this test knows nothing of."""
    values: dict[type, Any] = {
        bool: True, date: date(2023, 8, 1), int: side.enterprise.id, float: 1.0, str: side.name, datetime: clock.now(),
    }  # fmt: skip
    words = _words(side.registers.get(model.__tablename__))
    for column in model.__table__.columns:
        if column.primary_key or column.nullable:
            continue
        if column.foreign_keys:
            yield column.key, _referred(session, side, column)
        else:
            python_type = getattr(column.type, "impl_instance", column.type).python_type
            kept = (words.get(column.key) if python_type is str else None) or values[python_type]
            of_type = column.type.process_result_value if isinstance(column.type, TypeDecorator) else None
            yield column.key, of_type(kept, session.get_bind().dialect) if of_type else kept


def _words(register: Register | None) -> dict[str, Any]:
    """The first word of each field of a register that takes only certain words: its pages know no other."""
    fields: dict[str, Any] = register.form()._fields if register is not None else {}
    return {name: next(iter(field.choices)) for name, field in fields.items() if getattr(field, "choices", None)}


def _referred(session: Session, side: Side, column: Column[Any]) -> int:
    """The row that an invented row hangs on: the side's own, or one made for it alone."""
    (key,) = column.foreign_keys
    model = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is key.column.table)
    if issubclass(model, Owned):
        return _row_of(session, side, model)
    return _make(session, model, dict(_invented(session, side, model)))


def _plan_surprise(factory: Factory, side: Side) -> None:
    actor, expert = factory.actors["zezhou"], factory.actors["expert"]
    assert expert.person_id is not None
    with factory.instance.database.write_unit(actor) as session:
        members = {expert.person_id: expert.person_name}
        new = NewVisit(side.enterprise.id, None, clock.today(), Mode.SURPRISE, members=members, others=(SURPRISE,))
        visit = inspections.plan_visit(session, actor, new, registry=factory.instance.registry)
    side.uids.append(visit.client_uid)
