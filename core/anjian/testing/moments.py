"""The days on which test and demo cities live."""

from __future__ import annotations

from datetime import datetime

from anjian.kernel import clock

START = datetime(2023, 5, 15, 8, 0, tzinfo=clock.SHANGHAI)
"""When a city is set up: the day on which the campaign begins."""
MOMENT = datetime(2023, 7, 25, 9, 0, tzinfo=clock.SHANGHAI)
"""Where tests hold the clock: a Tuesday in the campaign, before the month's tables are due."""
