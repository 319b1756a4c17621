"""Who owes what by when. Here: D-02, the tables that each reporting unit hands in for each month (Q-22 counts on them)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from anjian.campaigns.periods import Period
from anjian.kernel.calendar import last_working_day_until
from anjian.scheduling.rules import ReportDuty


def report_duty(session: Session, period: Period) -> ReportDuty:
    """The deadline of a month's tables: the 30th (or the month's last day), reminded of on the last working day until then."""
    return ReportDuty(period, period.provisional_on, last_working_day_until(session, period.provisional_on))
