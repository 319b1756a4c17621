"""What 附件1 block 2 counts: enterprises with a visit that answered the shared fragment, and what those visits found.

A visit counts for a unit by the visit's own owner columns, and a finding by those of its visit, so that every finding's
enterprise is among the visited ones of the same unit (2.02…2.08 ≤ 2.01).
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_

from anjian.inspections.models import FindingVersion, VisitCampaign, VisitVersion
from anjian.inspections.words import Tier, VisitStatus
from anjian.kernel.history import as_known
from anjian.reports.figures.clocks import AsOf

COUNTED_TIERS = (Tier.COUNTY, Tier.CITY)
VISITED = ""
"""The tag under which a visit itself is listed among the tags of its findings."""


def of_campaign(asof: AsOf) -> ColumnElement[bool]:
    """The visit is the campaign's, as known: nobody said which campaigns it belongs to, or this one is among them (R-011)."""
    tag = VisitCampaign
    said = and_(tag.visit_id == VisitVersion.visit_id, as_known(tag, asof.known))
    return or_(~exists().where(said), exists().where(said, tag.campaign_code == asof.campaign))


def counted_visits(asof: AsOf) -> ColumnElement[bool]:
    """Completed visits of the county or city tier, in the campaign, in which the shared fragment was answered (R-082)."""
    visit = VisitVersion
    return and_(
        as_known(visit, asof.known),
        visit.status == VisitStatus.DONE,
        visit.tier.in_(COUNTED_TIERS),
        visit.fragment_answered,
        visit.visited_on >= asof.starts_on,
        visit.visited_on <= asof.effective,
        of_campaign(asof),
    )


def tagged_findings(asof: AsOf) -> ColumnElement[bool]:
    """Findings with a tag, not voided, of counted visits; to be joined with `VisitVersion` on the visit."""
    finding = FindingVersion
    return and_(
        as_known(finding, asof.known),
        finding.tag.is_not(None),
        finding.voided.is_(False),
        finding.found_on <= asof.effective,
        counted_visits(asof),
    )
