"""The daily comparison of the register of members with the map. Its result is kept with versions: reports count it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api import JobContext
from anjian.plugin_api.data import Actor, open_versions, record_audit
from anjian_chemical_parks.models import PositionCheck
from anjian_chemical_parks.positions import survey
from anjian_chemical_parks.rules import LEAD
from anjian_chemical_parks.words import Relation

PLATFORM = Actor(None, None, "系统", None, "系统")
"""Who computes: the audit log names it."""
OWNERS = ("region_code", "department_code", "parent_id")
COLUMNS = ("relation", "park", "located_in")
Stated = dict[str, Any]
"""What the comparison says of one enterprise, by column."""


def check_positions(ctx: JobContext) -> str:
    """Keep what has changed since the last comparison; an enterprise that no park concerns any more stays, marked so."""
    with ctx.run.read() as session:
        found = dict(_found(session, ctx.day))
        kept = {row.enterprise_id: _stated(row) for row in session.scalars(select(PositionCheck))}
    gone = {**dict.fromkeys(COLUMNS, ""), "relation": str(Relation.NOT_CONCERNED)}
    for number, stated in kept.items():
        if number not in found:
            found[number] = stated | gone
    changed = {number: stated for number, stated in found.items() if kept.get(number) != stated}
    if not changed:
        return "入园企业位置核对没有变化。"
    with ctx.run.finish(f"核对入园企业位置，{len(changed)}家有变化。") as session:
        rows = {row.enterprise_id: row for row in session.scalars(select(PositionCheck))}
        touched = [rows.get(number) or PositionCheck(enterprise_id=number) for number in changed]
        for row, stated in zip(touched, changed.values(), strict=True):
            for name, value in stated.items():
                setattr(row, name, value)
            row.checked_on = ctx.day
            session.add(row)
        session.flush()
        detail = {"变化家数": len(touched)}
        event_no = record_audit(session, "核对入园企业位置", PositionCheck.__tablename__, None, detail, PLATFORM)
        open_versions(session, touched, event_no)
    return ""


def _found(session: Session, day: date) -> Iterator[tuple[int | None, Stated]]:
    for number, (ref, place) in survey(session, day).items():
        owners = {"region_code": ref.region_code, "department_code": LEAD, "parent_id": ref.parent_id}
        values = {"relation": str(place.relation), "park": place.park, "located_in": place.located_in}
        yield number, {**owners, "name": ref.name, **values}


def _stated(row: PositionCheck) -> Stated:
    return {name: getattr(row, name) for name in (*OWNERS, "name", *COLUMNS)}
