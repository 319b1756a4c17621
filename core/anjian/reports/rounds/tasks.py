"""待办 of rounds: what a unit still has to do for its tables, what its leader signs, what the office takes, chases and seals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from flask import url_for
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from anjian.campaigns.current import packs_of, working_packs
from anjian.campaigns.packs import Pack
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import TaskItem
from anjian.reports.figures.units import report_units
from anjian.reports.rounds.models import Round, Submission
from anjian.reports.rounds.rules import RETURN, SIGN, SUBMIT, State
from anjian.reports.rounds.service import unit_code_of
from anjian.reports.snapshots.sealing import SEAL
from anjian.scheduling.duties import report_duty
from anjian.scheduling.rules import duty_light
from anjian.ui.context import current_instance
from anjian.ui.words import tone_of

NOTICE = timedelta(days=5)
"""How long before the reminder's day a month whose round has not opened yet appears in 待办 (T-14)."""
_OF_STAFF = {
    State.REVIEWING: "审核并送签", State.RETURNED: "已被退回，修改后重新送签", State.SIGNED: "已签发，请报送",
}  # fmt: skip


def items(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """The oldest first."""
    return sorted(_items(session, actor), key=lambda item: item.due_on or clock.today())[:limit]


def count(session: Session, actor: Actor) -> int:
    return sum(1 for _item in _items(session, actor))


def _items(session: Session, actor: Actor) -> Iterator[TaskItem]:
    settings = current_instance().settings
    packs = packs_of(settings)
    open_rounds = session.execute(
        select(Submission, Round)
        .join(Round, Round.id == Submission.round_id)
        .where(or_(Submission.state != str(State.ACCEPTED), _unsealed()))
    ).all()
    rows = [(one, of, packs[of.campaign_code]) for one, of in open_rounds if of.campaign_code in packs]
    if actor.may(SUBMIT) or actor.may(SIGN):
        code = unit_code_of(session, actor)
        own = [row for row in rows if row[0].unit_code == code]
        yield from (item for row in own if (item := _of_unit(actor, *row)) is not None)
        yield from _coming(session, working_packs(settings), code) if actor.may(SUBMIT) else ()
    if actor.may(RETURN) and actor.sees_all:
        yield from (item for row in rows if (item := _of_office(*row)) is not None)
    if actor.may(SEAL) and actor.sees_all:
        yield from _to_seal(rows)


def _of_unit(actor: Actor, one: Submission, of: Round, pack: Pack) -> TaskItem | None:
    """What the actor's own unit does next, if the actor is the one who does it."""
    label, state = _label(pack, of.period), State(one.state)
    told = ""
    if state == State.PREPARED and actor.may(SIGN):
        told = "请签发"
    elif state == State.SIGNED and one.snapshot_id != of.snapshot_id:
        told = "报表重新编制，请重新签发" if actor.may(SIGN) else ""
    elif actor.may(SUBMIT):
        told = _OF_STAFF.get(state, "")
    if not told:
        return None
    chased = "【催报】" if one.reminded_at is not None else ""
    return _item(f"{chased}{label}调度表和清单：{told}", one, of)


def _of_office(one: Submission, of: Round, pack: Pack) -> TaskItem | None:
    label, today = _label(pack, of.period), clock.today()
    if one.state == State.SUBMITTED:
        return _item(f"接收：{one.unit_name}{label}调度表和清单", one, of)
    if one.state != State.ACCEPTED and today >= of.due_on:
        return _item(f"催报：{one.unit_name}{label}调度表和清单", one, of)
    return None


def _to_seal(rows: Sequence[tuple[Submission, Round, Pack]]) -> Iterator[TaskItem]:
    """Rounds that every unit has handed in, or whose due day is over, and whose newest table is not sealed."""
    units: dict[int, list[Submission]] = {}
    rounds = {of.id: (of, pack) for _one, of, pack in rows if of.sealed_id != of.snapshot_id}
    for one, of, _pack in rows:
        units.setdefault(of.id, []).append(one)
    for number, (of, pack) in rounds.items():
        whole = all(one.state == State.ACCEPTED for one in units[number])
        if whole or clock.today() > of.due_on:
            address = url_for("reports.round_board", campaign=of.campaign_code, period=of.period)
            title = f"封存{_label(pack, of.period)}调度" + ("" if whole else "（有单位缺报或尚未接收）")
            yield TaskItem(title, address, tone_of(of.due_on, clock.today()), of.due_on)


def _coming(session: Session, packs: Iterable[Pack], code: str | None) -> Iterator[TaskItem]:
    """Months whose tables fall due soon and are not compiled yet: rows missing by then are missing in the table."""
    today = clock.today()
    begun = set(session.execute(select(Round.campaign_code, Round.period)).all())
    for pack in packs:
        month = next((one for one in pack.periods() if one.start <= today <= one.provisional_on), None)
        if month is None or (pack.code, month.code) in begun or code not in {unit.code for unit in report_units(pack)}:
            continue
        duty = report_duty(session, month)
        if today >= duty.remind_on - NOTICE:
            title = f"准备{_label(pack, month.code)}调度表和清单：{duty.due_on.month}月{duty.due_on.day}日前补录齐全"
            address = url_for("reports.rounds", campaign=pack.code)
            yield TaskItem(title, address, duty_light(duty, today), duty.remind_on)


def _unsealed() -> ColumnElement[bool]:
    return or_(Round.sealed_id.is_(None), Round.sealed_id != Round.snapshot_id)


def _label(pack: Pack, period: str) -> str:
    """The month; of a campaign beside the city's own with that campaign's name."""
    label = pack.period(period).label
    return label if pack.code == current_instance().settings.campaign else f"{pack.campaign.short_title}{label}"


def _item(title: str, one: Submission, of: Round) -> TaskItem:
    address = url_for("reports.round_sheet", submission_id=one.id)
    return TaskItem(title, address, tone_of(of.due_on, clock.today()), of.due_on, one.unit_name)
