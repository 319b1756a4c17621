"""What the law asks for beside the loop, in the city: reports on unmended faults, refusals, an accident and a near-miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any

from anjian.diligence import service
from anjian.diligence.words import AccidentType, Congress, Duty, Happening
from anjian.hazards.models import Hazard
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.city.cast import Cast
from anjian.testing.city.stories import End, LivePlan
from anjian.testing.city.stream import Stream

LAST = date(2023, 10, 29)
REFUSED_AFTER = timedelta(days=21)
REFUSALS = 3
"""How many enterprises with an unmended fault refuse."""
ACCIDENTS: Sequence[tuple[Happening, AccidentType, int]] = (
    (Happening.ACCIDENT, AccidentType.BURN, 1),
    (Happening.NEAR_MISS, AccidentType.POISONING, 0),
)
"""What happens at enterprises with an unmended fault: kind, type, injured."""


class Diligent:
    """Puts these deeds on a stream. `hazards`: number of a live fault -> id of its hazard, filled while the stream runs."""

    def __init__(self, instance: Instance, cast: Cast, stream: Stream, hazards: Mapping[int, int]) -> None:
        self._instance, self._cast, self._stream = instance, cast, stream
        self._hazards = hazards

    def expect(self, lives: Iterable[LivePlan]) -> None:
        """Plan for every fault that is confirmed and stays unmended. Two of three report; one in two tells the workers."""
        unmended = [
            live for live in lives if live.end is End.OPEN and live.confirm_on is not None and live.plan_on is not None
        ]
        for place, live in enumerate(unmended):
            assert live.confirm_on is not None
            if place % 3:
                for day in _report_days(live.confirm_on):
                    self._stream.on(day, partial(self._report, live))
            if place % 2:
                self._on(live.confirm_on + timedelta(days=12), partial(self._tell_workers, live))
        for place, live in enumerate(islice((live for live in unmended if _refusable(live)), REFUSALS)):
            assert live.confirm_on is not None
            self._stream.on(live.confirm_on + REFUSED_AFTER, partial(self._refuse, live, place == 0))
        for (kind, accident_type, injured), live in zip(ACCIDENTS, unmended, strict=False):
            assert live.confirm_on is not None
            self._on(live.confirm_on + timedelta(days=15), partial(self._accident, live, kind, accident_type, injured))

    def _on(self, day: date, action: Callable[[], None]) -> None:
        if day <= LAST:
            self._stream.on(day, action)

    def _report(self, live: LivePlan) -> None:
        stated = {
            "happened_on": clock.today(), "content": f"{live.fault.measures}，已完成部分工作量", "trouble": "配件到货延迟",
            "next_step": "到货后组织施工，期间专人值守",
        }  # fmt: skip
        self._do(self._cast.staff_login(live.fault.enterprise), service.report_progress, live, stated)

    def _tell_workers(self, live: LivePlan) -> None:
        stated = {
            "happened_on": clock.today(), "form": str(Congress.DELEGATES), "evidence": "职代会专题会议记录（演示），与会代表签字",
        }  # fmt: skip
        self._do(self._cast.staff_login(live.fault.enterprise), service.report_to_workers, live, stated)

    def _refuse(self, live: LivePlan, explained: bool) -> None:
        ordered = clock.today() - timedelta(days=10)
        stated = {
            "happened_on": clock.today(), "order_number": f"（演示）责改〔2023〕{live.number + 1}号", "ordered_on": ordered,
            "evidence": "复查记录（演示）：未采取措施，拒绝停用",
        }  # fmt: skip
        login, days = live.fault.enterprise.department_code, self._instance.settings.refusal_days
        refusal = self._do(login, partial(service.refuse, days=days), live, stated)
        if explained:
            actor = self._cast.actor(login)
            with self._instance.database.write_unit(actor) as session:
                service.waive(session, actor, refusal.id, Duty.STOP, "企业已自行停产，待复查")

    def _accident(self, live: LivePlan, kind: Happening, accident_type: AccidentType, injured: int) -> None:
        with system_read(self._instance.database, "a hazard of the demo city") as session:
            code = session.get_one(Hazard, self._hazards[live.number]).public_code
        stated = {
            "enterprise": live.fault.enterprise.credit_code, "happened_on": clock.today() - timedelta(days=1),
            "happened_time": "14:20", "place": live.fault.place, "kind": str(kind), "accident_type": str(accident_type),
            "deaths": 0, "missing": 0, "injured": injured, "course": "作业中发生泄漏（演示），现场处置后恢复", "hazards": code,
        }  # fmt: skip
        actor = self._cast.actor(live.fault.enterprise.department_code)
        with self._instance.database.write_unit(actor) as session:
            service.record_accident(session, actor, stated)

    def _do(self, login: str, use_case: Callable[..., Any], live: LivePlan, stated: Mapping[str, Any]) -> Any:
        actor: Actor = self._cast.actor(login)
        with self._instance.database.write_unit(actor) as session:
            return use_case(session, actor, self._hazards[live.number], stated)


def _report_days(confirmed: date) -> Iterator[date]:
    """The 20th of each month after the confirmation."""
    for month in range(6, 11):
        day = date(2023, month, 20)
        if confirmed < day <= LAST:
            yield day


def _refusable(live: LivePlan) -> bool:
    """A visit found it, early enough for the order to have come ten days before."""
    return live.way == "visit" and live.confirm_on is not None and live.confirm_on + REFUSED_AFTER <= LAST
