"""What a unit should look at before it hands in: rows of its own table of which something is unknown. Hints never block, and
nothing is invented for a blank (design 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from anjian.enterprises.models import Enterprise
from anjian.enterprises.words import Status
from anjian.hazards.models import Hazard, HazardVersion
from anjian.hazards.words import LIMB_OPEN
from anjian.kernel.system import elevated
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.rules import Mark, carries
from anjian.reports.figures.units import ReportUnit


@dataclass(frozen=True, slots=True)
class Row:
    """A hazard that something is unknown of."""

    hazard_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One kind of blank, with every row that has it."""

    title: str
    rows: tuple[Row, ...]


_OPEN = HazardVersion.accepted_on.is_(None)
_CHECKS: tuple[tuple[str, Any, Callable[[Any], bool]], ...] = (
    (LIMB_OPEN, HazardVersion.limb_code.is_(None), lambda row: row.limb_code is None),
    (
        "未销号且没有整改期限", and_(_OPEN, HazardVersion.due_on.is_(None)),
        lambda row: row.accepted_on is None and row.due_on is None,
    ),
    (
        "未销号且没有整改资金", and_(_OPEN, HazardVersion.funds_fen.is_(None)),
        lambda row: row.accepted_on is None and row.funds_fen is None,
    ),
    ("企业信息待核实", Enterprise.status == Status.UNVERIFIED, lambda row: row.status == Status.UNVERIFIED),
)  # fmt: skip
"""Title, which rows the database finds, which of them have this blank."""


def hints(session: Session, asof: AsOf, unit: ReportUnit) -> list[Hint]:
    """What is unknown of the hazards that a unit's table counts. One query, whatever it finds."""
    version = HazardVersion
    statement = (
        select(
            Hazard.id, Hazard.public_code, version.limb_code, version.accepted_on, version.due_on, version.funds_fen,
            Enterprise.status,
        )
        .join(version, version.hazard_id == Hazard.id)
        .join(Enterprise, Enterprise.id == version.enterprise_id)
        .where(carries(asof, Mark.COUNTED), unit.owns(version), or_(*(found for _title, found, _has in _CHECKS)))
        .order_by(Hazard.public_code)
    )  # fmt: skip
    with elevated(session, "a table's blanks are its unit's to know"):
        rows = session.execute(statement).all()
    told = [
        Hint(title, tuple(Row(row.id, row.public_code) for row in rows if has(row))) for title, _found, has in _CHECKS
    ]
    return [hint for hint in told if hint.rows]
