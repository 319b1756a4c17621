"""A hazard's page names what else concerns the same fault: mergers (T-04), recurrences (R-126), pairs still to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from anjian.hazards.merging import PERMISSION
from anjian.hazards.models import Hazard
from anjian.hazards.proposing import pairs_of
from anjian.kernel.actor import Actor
from anjian.plugin_api.types import Panel


@dataclass(frozen=True, slots=True)
class Related:
    """One line: what it is to the hazard, and the page to open; `note` where there is none."""

    relation: str
    code: str
    address: str
    note: str = ""


def panel(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """Nothing where the hazard stands alone. Others are shown as far as the actor may see them."""
    wanted = [number for number in (subject.merged_into_id, subject.recurs_of_id) if number is not None]
    others = or_(Hazard.id.in_(wanted), Hazard.merged_into_id == subject.id, Hazard.recurs_of_id == subject.id)
    rows = {row.id: row for row in session.scalars(select(Hazard).where(others).order_by(Hazard.id))}
    lines = list(_lines(subject, rows))
    pairs = [pair for pair in pairs_of(session, subject.id) if pair.decision is None] if actor.may(PERMISSION) else []
    lines += [
        Related("疑似重复，待核对", f"相近程度 {pair.score} 分", url_for("hazards.pair", pair_id=pair.id))
        for pair in pairs
    ]
    undo = url_for("hazards.unmerge", hazard_id=subject.id) if subject.merged_into_id and actor.may(PERMISSION) else ""
    context = {"lines": lines, "undo": undo}
    return [Panel("关联的隐患", "hazards/related_panel.html", context, order=5)] if lines else []


def _lines(subject: Hazard, rows: dict[int, Hazard]) -> Iterator[Related]:
    named = (("已并入，按该条办理和统计", subject.merged_into_id), ("上次发生（12个月内）", subject.recurs_of_id))
    for relation, number in named:
        if number is not None:
            row = rows.get(number)
            yield _line(relation, row) if row else Related(relation, "", "", "不在您的查看范围内")
    for row in rows.values():
        if row.merged_into_id == subject.id:
            yield _line("并入本条的重复上报", row)
        if row.recurs_of_id == subject.id:
            yield _line("再次发生", row)


def _line(relation: str, row: Hazard) -> Related:
    return Related(
        relation,
        row.public_code,
        url_for("hazards.show", hazard_id=row.id),
        f"{row.unit_name}　{row.discovered_on}　{row.state}",
    )
