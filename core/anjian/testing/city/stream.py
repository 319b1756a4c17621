"""The dated stream: what happens when. Everything runs in order of its moment, with the clock standing at that moment."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from anjian.kernel import clock

Action = Callable[[], object]
MORNING = time(9, 0)
_SPACING = timedelta(seconds=20)


class Stream:
    """Actions by moment. An action may add later ones while the stream runs."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Action]] = []
        self._order = count()
        self._on_day: dict[date, int] = {}

    def at(self, moment: datetime, action: Action) -> None:
        """Do this at a moment."""
        heapq.heappush(self._heap, (moment, next(self._order), action))

    def on(self, day: date, action: Action) -> None:
        """Do this on a day, after what was already put on its morning."""
        place = self._on_day.get(day, 0)
        self._on_day[day] = place + 1
        self.at(datetime.combine(day, MORNING, clock.SHANGHAI) + _SPACING * place, action)

    def __len__(self) -> int:
        return len(self._heap)

    def run(self, told: Callable[[date], None] = lambda day: None) -> None:
        """Run to the end; `told` hears of each new day."""
        today = None
        while self._heap:
            moment, _order, action = heapq.heappop(self._heap)
            with clock.at(moment):
                if clock.today() != today:
                    today = clock.today()
                    told(today)
                action()
