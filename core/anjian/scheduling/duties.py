"""Who owes what by when. Each duty of the pack is who × scope × period × minimum; its answer is met rows and missing rows.

Here: D-02, the tables that each reporting unit hands in for each month (Q-22 counts on them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.calendar import last_working_day_until
from anjian.kernel.errors import Problem, Refused
from anjian.kernel.ledger import record_audit
from anjian.people.models import Unit
from anjian.people.queries import reporting_units
from anjian.scheduling.models import DutyRecord
from anjian.scheduling.rules import ReportDuty, duty_light

REPORT = "D-02"
SUBMIT = "reports.submit"
WHO = "填报单位人员"


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """One unit's tables of one month: `record` is what met the duty, None while it is missing."""

    unit: Unit
    duty: ReportDuty
    record: DutyRecord | None
    light: str


def report_duty(session: Session, period: Period) -> ReportDuty:
    """The deadline of a month's tables: the 30th (or the month's last day), reminded of on the last working day until then."""
    return ReportDuty(period, period.provisional_on, last_working_day_until(session, period.provisional_on))


def begun_periods(pack: Pack, today: date) -> list[Period]:
    """The months whose tables can be owed on a day, the latest first."""
    return [period for period in reversed(pack.periods()) if period.start <= today]


def report_duties(session: Session, period: Period, today: date) -> list[UnitDuty]:
    """Every reporting unit's duty for a month, in the order of the notice's roster. A reader without scope over a unit's
    row sees the duty as not met; only readers of all rows, and the unit itself, are shown it (see `tasks`, `views`)."""
    duty = report_duty(session, period)
    met = _records(session, [period])
    return [_of(unit, duty, met.get((unit.id, period.code)), today) for unit in reporting_units(session)]


def missing_of_unit(session: Session, unit: Unit, periods: Sequence[Period], today: date) -> list[UnitDuty]:
    """What a unit still owes of these months."""
    met = _records(session, periods)
    return [
        _of(unit, report_duty(session, period), None, today) for period in periods if (unit.id, period.code) not in met
    ]


def _records(session: Session, periods: Sequence[Period]) -> Mapping[tuple[int, str], DutyRecord]:
    rows = session.scalars(
        select(DutyRecord).where(
            DutyRecord.duty_code == REPORT, DutyRecord.period.in_([period.code for period in periods])
        )
    )
    return {(row.unit_id, row.period): row for row in rows}


def _of(unit: Unit, duty: ReportDuty, record: DutyRecord | None, today: date) -> UnitDuty:
    return UnitDuty(unit, duty, record, "green" if record is not None else duty_light(duty, today))


def hand_in(session: Session, actor: Actor, pack: Pack, period_code: str) -> DutyRecord:
    """A unit says that its tables of a month are checked and handed in (七.6). Raises `Refused` for a unit that hands in none,
    a month not begun, or tables handed in already."""
    actor.require(SUBMIT, WHO)
    period = pack.period(period_code)
    today = clock.today()
    unit = session.get(Unit, actor.unit_id) if actor.unit_id is not None else None
    problems = []
    if unit is None or not unit.reporting:
        problems.append(Problem(f"{actor.unit_name}不单独填报，由上级填报单位报送。"))
    if period.start > today:
        problems.append(Problem(f"{period.label}尚未开始，还不能报送。"))
    if unit is not None and not problems and _records(session, [period]).get((unit.id, period.code)) is not None:
        problems.append(Problem(f"{unit.name}{period.label}的调度表和清单已经报送。"))
    if problems or unit is None:
        raise Refused(problems)
    event_no = record_audit(session, "报送月度报表", "unit", unit.id, {"期间": period.code, "事项": REPORT}, actor)
    row = DutyRecord(
        duty_code=REPORT, period=period.code, unit_id=unit.id, unit_name=unit.name, done_on=today,
        done_by=actor.person_name, event_no=event_no, region_code=unit.region_code, department_code=unit.department_code,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
