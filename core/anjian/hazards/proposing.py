"""Which hazards may be one fault: compared within each enterprise, proposed once, decided by a person (T-04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from anjian.hazards.likeness import DAYS_APART, Likeness, Report, likeness
from anjian.hazards.models import Hazard, LikePair
from anjian.hazards.words import UNCOUNTED
from anjian.kernel import clock
from anjian.plugin_api.types import JobContext

_COLUMNS = (
    Hazard.id, Hazard.enterprise_id, Hazard.criterion_code, Hazard.limb_code, Hazard.place, Hazard.content,
    Hazard.discovered_on, Hazard.accepted_on, Hazard.region_code, Hazard.parent_id,
)  # fmt: skip
_ENTERPRISES = 500
"""Enterprises compared together: memory does not grow with the ledger."""


def propose(ctx: JobContext) -> str:
    """The daily job: propose what is not proposed yet; an undecided proposal that nothing supports any more is taken back."""
    with ctx.run.read() as session:
        supported = {(pair.first_id, pair.second_id): pair for pair in proposals(session)}
        known = {(pair.first_id, pair.second_id): pair for pair in session.scalars(select(LikePair))}
    made = [pair for key, pair in supported.items() if key not in known]
    gone = [pair.id for key, pair in known.items() if key not in supported and pair.decision is None]
    if not made and not gone:
        return "没有新的疑似重复隐患。"
    with ctx.run.finish(f"新增疑似重复隐患{len(made)}对，不再相近的收回{len(gone)}对。") as session:
        session.add_all(made)
        for start in range(0, len(gone), _ENTERPRISES):
            chunk = gone[start : start + _ENTERPRISES]
            session.execute(delete(LikePair).where(LikePair.id.in_(chunk), LikePair.decision.is_(None)))
    return ""


def proposals(session: Session) -> Iterator[LikePair]:
    """Every pair that may be one fault, those found first first. The session must see every row."""
    last = 0
    while True:
        ids = session.scalars(
            select(Hazard.enterprise_id)
            .where(Hazard.enterprise_id > last)
            .group_by(Hazard.enterprise_id)
            .order_by(Hazard.enterprise_id)
            .limit(_ENTERPRISES)
        ).all()
        if not ids:
            return
        query = select(*_COLUMNS).where(
            Hazard.enterprise_id.in_(ids),
            Hazard.merged_into_id.is_(None),
            Hazard.state.not_in([str(state) for state in UNCOUNTED]),
        )
        by_enterprise: dict[int, list[Any]] = defaultdict(list)
        for row in session.execute(query.order_by(Hazard.discovered_on, Hazard.id)):
            by_enterprise[row.enterprise_id].append(row)
        for rows in by_enterprise.values():
            yield from _of_enterprise(rows)
        last = ids[-1] or 0


def _of_enterprise(rows: Sequence[Any]) -> Iterator[LikePair]:
    reports = {row.id: Report(*row[2:8]) for row in rows}
    for first, second in _near(rows):
        found = likeness(reports[first.id], reports[second.id])
        if found is not None:
            yield _pair(first, second, found)


def _near(rows: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Pairs that could be alike at all, in order of discovery: same criterion, or one of them cites none."""
    by_criterion: dict[str | None, list[Any]] = defaultdict(list)
    for row in rows:
        by_criterion[row.criterion_code].append(row)
    open_ones = by_criterion.pop(None, [])
    groups = [sorted([*group, *open_ones], key=_found) for group in by_criterion.values()] or [open_ones]
    seen = set()
    for group in groups:
        for pair in combinations(group, 2):
            key = (pair[0].id, pair[1].id)
            if key not in seen and (pair[1].discovered_on - pair[0].discovered_on).days <= DAYS_APART:
                seen.add(key)
                yield pair


def _found(row: Any) -> tuple[Any, int]:
    return row.discovered_on, row.id


def _pair(first: Any, second: Any, found: Likeness) -> LikePair:
    return LikePair(
        first_id=first.id, second_id=second.id, score=found.score, reasons="；".join(found.reasons),
        proposed_on=clock.today(), region_code=first.region_code, department_code=None,
        enterprise_id=first.enterprise_id, parent_id=first.parent_id,
    )  # fmt: skip


def waiting_pairs() -> Select[LikePair]:
    """Pairs that nobody has decided, the most alike first."""
    return select(LikePair).where(LikePair.decision.is_(None))


def pairs_of(session: Session, hazard_id: int) -> Sequence[LikePair]:
    """The proposals and decisions that concern a hazard."""
    query = select(LikePair).where(or_(LikePair.first_id == hazard_id, LikePair.second_id == hazard_id))
    return session.scalars(query.order_by(LikePair.score.desc())).all()
