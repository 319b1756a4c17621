"""What counts: each counting rule of 附件1, written once as an expression over versions at (effective, known).

The pack says what a cell asks for (`factors`); this module says when a row carries a mark. Sources: requirements 5.1, design 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntFlag
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from anjian.hazards.models import HazardCampaign, HazardVersion
from anjian.hazards.words import UNCOUNTED, Scale, Source, State
from anjian.kernel.history import as_known
from anjian.reports.figures.clocks import AsOf


class Mark(IntFlag):
    """What a row of the hazard ledger is, for the tables. A row may carry several."""

    COUNTED = 1
    """Found in the campaign and confirmed by the effective day: block 1 counts it."""
    ACCEPTED = 2
    LISTED = 4
    PENDING = 8
    """Reported, not yet confirmed: shown beside, so that the choice of counting from confirmation hides nothing."""
    CLAIMED = 16
    """Counted and claimed done, not accepted (T-08): shown beside."""
    CARRIED = 32
    """结转: found before the campaign and still open (T-02): shown apart."""
    SELF_CHECK = 64
    INSPECTION = 128
    PUBLIC_REPORT = 256
    ASSIGNED = 512
    CONFIRMED = 1024
    """As COUNTED, whatever the scale."""
    REPORTED = 2048
    """Found in the campaign and reported by the effective day, confirmed or not, whatever the scale."""
    OVERDUE = 4096
    """Open on the effective day, past its present due day."""


SOURCE_MARKS: dict[str, Mark] = {
    Source.SELF_CHECK: Mark.SELF_CHECK,
    Source.INSPECTION: Mark.INSPECTION,
    Source.PUBLIC_REPORT: Mark.PUBLIC_REPORT,
    Source.ASSIGNED: Mark.ASSIGNED,
}
MAJOR_ONLY = (Mark.COUNTED, Mark.PENDING, Mark.CLAIMED, Mark.CARRIED)
"""Marks that say 重大事故隐患."""
_UNCONFIRMED = (State.REPORTED, State.PARENT_CONFIRMED)
BESIDE: dict[str, tuple[Mark, str, str]] = {
    "pending": (Mark.PENDING, "已上报尚未确认", "专项行动开始后发现、截至当日尚未经行业监管部门确认的重大事故隐患，不计入表内。"),
    "claimed": (Mark.CLAIMED, "已申请验收尚未销号", "已计入表内、整改单位已申请验收但截至当日尚未验收销号的重大事故隐患。"),
    "carried": (Mark.CARRIED, "结转未销号", "专项行动开始前发现、截至当日尚未销号的重大事故隐患，不计入表内，单独列示。"),
}  # fmt: skip
"""Sets that are printed beside the table: key -> mark, title, definition."""


def of_campaign(asof: AsOf, hazard_id: Any = HazardVersion.hazard_id) -> ColumnElement[bool]:
    """The hazard is tagged with the campaign, as known (R-011)."""
    return exists().where(
        HazardCampaign.hazard_id == hazard_id, HazardCampaign.campaign_code == asof.campaign, as_known(HazardCampaign, asof.known)
    )  # fmt: skip


def candidates(asof: AsOf, scales: Sequence[str] = (Scale.MAJOR,)) -> ColumnElement[bool]:
    """Versions that may carry a mark at all: of the scales that the table counts, not withdrawn, downgraded or merged away."""
    version = HazardVersion
    return and_(
        as_known(version, asof.known),
        version.scale.in_(scales),
        version.state.not_in(UNCOUNTED),
        version.merged_into_id.is_(None),
    )


def hazard_marks(asof: AsOf) -> dict[Mark, ColumnElement[bool]]:
    """When a candidate of scale 重大事故隐患 carries a mark. Null days make a comparison false, as they should: unknown is not
    done. A table that counts other scales too adds the scale itself to `MAJOR_ONLY`."""
    version, day = HazardVersion, asof.effective
    since = version.discovered_on >= asof.starts_on
    confirmed = version.confirmed_on <= day
    accepted = version.accepted_on <= day
    still_open = or_(version.accepted_on.is_(None), version.accepted_on > day)
    counted = and_(since, confirmed)
    pending = and_(
        since,
        version.discovered_on <= day,
        or_(and_(version.confirmed_on.is_(None), version.state.in_(_UNCONFIRMED)), version.confirmed_on > day),
    )
    return {
        Mark.COUNTED: counted,
        Mark.ACCEPTED: accepted,
        Mark.LISTED: version.listed_on <= day,
        Mark.PENDING: pending,
        Mark.CLAIMED: and_(since, confirmed, version.claimed_on <= day, still_open),
        Mark.CARRIED: and_(version.discovered_on < asof.starts_on, confirmed, still_open),
        Mark.CONFIRMED: counted,
        Mark.REPORTED: or_(counted, pending),
        Mark.OVERDUE: and_(version.due_on < day, still_open),
        **{mark: version.source == source for source, mark in SOURCE_MARKS.items()},
    }


def carries(asof: AsOf, marks: Mark) -> ColumnElement[bool]:
    """重大事故隐患 of the campaign that carry all of `marks`, whatever the pack's table counts."""
    rules = hazard_marks(asof)
    return and_(of_campaign(asof), candidates(asof), *(rules[mark] for mark in Mark if mark in marks))
