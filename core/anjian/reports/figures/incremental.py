"""From the sets at one pair of clocks to those at another: only records whose rows may count otherwise are classified again."""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap
from sqlalchemy import Select
from sqlalchemy.orm import Session

from anjian.reports.figures.census import Census, classify, found
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.sets import RecordSets

_WORTH = 4
"""Where more than one record in so many would be classified again, counting everything is no slower."""


def recount(session: Session, census: Census, base: RecordSets, before: AsOf, asof: AsOf) -> RecordSets:
    """The sets at `asof`, equal to what a count of everything gives, from those at `before`.

    Either clock may run either way; campaign and rules are the same.
    """
    gone = BitMap.union(BitMap(), *(found(session, statement) for statement in _changed(census, before, asof)))
    if asof.effective > before.effective and census.later:
        gone |= base.carrying(census.later)
    if not gone:
        return base
    if len(gone) * _WORTH > sum(sums.size for sums in base.tally.values()):
        return count(session, census, asof)
    return base.recounted(gone, *classify(session, census, asof, gone))


def count(session: Session, census: Census, asof: AsOf) -> RecordSets:
    """The sets at `asof`: every record is classified."""
    return RecordSets(census.single, *classify(session, census, asof))


def _changed(census: Census, before: AsOf, asof: AsOf) -> Iterator[Select[tuple[int]]]:
    known = sorted((before.known, asof.known))
    days = sorted((before.effective, asof.effective))
    for trail in census.trails:
        if known[0] < known[1]:
            yield trail.touched(known[0], known[1])
        if days[0] < days[1] and trail.days and not (trail.marked and asof.effective > before.effective):
            yield trail.dated(asof.known, days[0], days[1])
