"""The months' rounds of the city: units explain, sign and hand in, one late, one returned; the office takes them and seals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.plugin_host.instance import Instance
from anjian.reports.rounds import service
from anjian.reports.rounds.models import Round, Submission
from anjian.reports.rounds.queries import round_of
from anjian.reports.rounds.rules import State
from anjian.testing.city.lists import MONTHS, hand_ins
from anjian.testing.city.stream import Stream
from anjian.testing.installing import Actors

OFFICE = "office"
RETURNED = ("gaoping", "2023-09")
"""Handed in again after the office returned it."""
RETURNED_LAST = ("yangcheng", "2023-10")
"""Returned when the demo's clock starts."""
UNSIGNED = ("industry", "2023-10")
"""Sent for signature, not signed when the demo's clock starts."""
WHY = "本期新增隐患没有说明原因，请补充说明后重新报送。"
EXPLAINED = ("A1-1.03", "本期集中开展执法检查，新发现的隐患较多，均已明确整改责任人和期限。")
EXPLAINING = ("zezhou", "transport")
SEALED_ON = {
    "2023-05": date(2023, 6, 2), "2023-06": date(2023, 7, 3), "2023-07": date(2023, 8, 2), "2023-08": date(2023, 9, 4),
    "2023-09": date(2023, 10, 10),
}  # fmt: skip
"""When the office seals a month's final table: July's before the late unit has handed in."""


class RoundsLife:
    """Puts the rounds on a stream. The tables themselves are compiled by the job."""

    def __init__(self, instance: Instance, pack: Pack, stream: Stream) -> None:
        self._instance, self._pack, self._stream = instance, pack, stream
        self._actors, self._known = Actors(instance), dict[str, Actor]()

    def expect(self) -> None:
        """Every month's submissions, the office's answers, the seals."""
        for unit, period, moment in hand_ins(self._pack):
            self._at(moment - timedelta(minutes=30), self._prepare, unit, period)
            self._at(moment - timedelta(minutes=10), self._step, "sign", unit, f"{unit}.leader", period)
            self._at(moment, self._step, "submit", unit, f"{unit}2", period)
            self._at(moment + timedelta(hours=2), self._answer, unit, period)
        unit, period = UNSIGNED
        self._at(_at(date(2023, 10, 30), 16), self._prepare, unit, period)
        unit, period = RETURNED
        self._at(_at(date(2023, 10, 8), 10), self._prepare, unit, period)
        self._at(_at(date(2023, 10, 8), 11), self._step, "sign", unit, f"{unit}.leader", period)
        self._at(_at(date(2023, 10, 8), 15), self._step, "submit", unit, f"{unit}2", period)
        self._at(_at(date(2023, 10, 9), 9), self._step, "accept", unit, OFFICE, period)
        for period, day in SEALED_ON.items():
            self._at(_at(day, 10), self._seal, period)

    def _at(self, moment: datetime, action: Callable[..., None], *told: str) -> None:
        self._stream.at(moment, partial(action, *told))

    def _actor(self, login: str) -> Actor:
        if login not in self._known:
            self._known[login] = self._actors[login]
        return self._known[login]

    def _prepare(self, unit: str, period: str) -> None:
        actor = self._actor(f"{unit}2")
        with self._instance.database.write_unit(actor) as session:
            of, one = self._found(session, unit, period)
            if unit in EXPLAINING or one.state == State.RETURNED:
                service.explain(session, actor, self._pack, one.id, *EXPLAINED)
            service.take_step(session, actor, one.id, "prepare", shown=of.snapshot_id)

    def _answer(self, unit: str, period: str) -> None:
        """The office accepts what was handed in, or returns it; October's last ones still wait for it."""
        if (unit, period) in (RETURNED, RETURNED_LAST):
            self._step("send_back", unit, OFFICE, period, WHY)
        elif period != f"2023-{MONTHS[-1]}" or unit in EXPLAINING:
            self._step("accept", unit, OFFICE, period)

    def _step(self, verb: str, unit: str, login: str, period: str, reason: str = "") -> None:
        actor = self._actor(login)
        with self._instance.database.write_unit(actor) as session:
            of, one = self._found(session, unit, period)
            service.take_step(session, actor, one.id, verb, shown=of.snapshot_id, reason=reason)

    def _seal(self, period: str) -> None:
        actor = self._actor(OFFICE)
        with self._instance.database.write_unit(actor) as session:
            of = round_of(session, self._pack.code, period)
            behind = any(one.state != State.ACCEPTED for one in service.submissions_of(session, of.id))
            service.seal_round(session, actor, of.id, shown=of.snapshot_id, incomplete=behind)

    def _found(self, session: Session, unit: str, period: str) -> tuple[Round, Submission]:
        of = round_of(session, self._pack.code, period)
        one = session.scalars(
            select(Submission).where(Submission.round_id == of.id, Submission.unit_code == unit)
        ).one()  # fmt: skip
        return of, one


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.SHANGHAI)
