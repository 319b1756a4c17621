"""Public codes of counted records, for lists that people read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.tables import Cell
from anjian.enforcement.models import NoticeAddressee
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard
from anjian.kernel.batches import batches
from anjian.reports.drilldown.event_rows import event_rule
from anjian.reports.queries import counts_hazards


def public_codes(session: Session, pack: Pack, cell: Cell, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Codes by counted id: one of a hazard or enterprise; a person of a matter has those of all rows about them."""
    code, counted = _coded(pack, cell)
    found: dict[int, tuple[str, ...]] = {}
    for part in batches(ids):
        for number, text in session.execute(select(counted, code).where(counted.in_(part)).order_by(code)):
            found[number] = (*found.get(number, ()), text)
    return found


def _coded(pack: Pack, cell: Cell) -> tuple[Any, Any]:
    """The column with the public code, and the one with the counted id."""
    rule = event_rule(pack, cell.key)
    if rule is None or rule.by_enterprise:
        model: Any = Hazard if counts_hazards(pack, cell.key) else Enterprise
        return model.public_code, model.id
    row: Any = rule.kind.model
    if rule.join is not None:
        named = select(row.public_code).where(row.id == NoticeAddressee.notice_id).scalar_subquery()
        return named, NoticeAddressee.id
    return row.public_code, row.id if rule.single else row.counted_key_id
