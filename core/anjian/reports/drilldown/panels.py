"""What reports add to the pages of hazards, enterprises and records of enforcement: the sealed figures that count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from anjian.campaigns.current import packs_of
from anjian.campaigns.packs import Pack
from anjian.kernel.actor import Actor
from anjian.kernel.system import elevated
from anjian.plugin_api.types import Panel
from anjian.reports.drilldown.counted_in import SealedFigure, sealed_figures
from anjian.reports.queries import definition_of, visible_units
from anjian.ui.context import current_instance


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one unit's table in one sealed month: (title, address) each."""

    unit: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A sealed table: its label, the address of its snapshot, and the units' lines."""

    label: str
    address: str
    lines: tuple[Line, ...]


def counted_in_panel(session: Session, actor: Actor, subject: Any) -> list[Panel]:
    """The sealed figures that count the subject, of the tables that the reader may open, the newest month first."""
    months: list[Month] = []
    for pack in packs_of(current_instance().settings).values():
        units = visible_units(session, pack, actor)
        if not units:
            continue
        with elevated(session, "sealed figures are known to whoever may open the table"):
            found = list(sealed_figures(session, pack, units, subject))
        months += _months(pack, found)
    return [Panel("计入的封存报表", "reports/counted_in_panel.html", {"months": months}, 90)] if months else []


def _months(pack: Pack, found: list[SealedFigure]) -> list[Month]:
    tables: dict[str, dict[str, list[SealedFigure]]] = {}
    for figure in found:
        tables.setdefault(figure.snapshot, {}).setdefault(figure.unit.name, []).append(figure)
    return [_month(pack, snapshot, units) for snapshot, units in reversed(tables.items())]


def _month(pack: Pack, snapshot: str, units: dict[str, list[SealedFigure]]) -> Month:
    first = next(iter(units.values()))[0]
    lines = tuple(
        Line(name, tuple((definition_of(pack, one.cell.key)[0], _address(pack, one)) for one in figures))
        for name, figures in units.items()
    )
    label = f"{pack.period(first.period).label}{first.kind}"
    return Month(label, url_for("reports.snapshot", snapshot_id=snapshot), lines)


def _address(pack: Pack, one: SealedFigure) -> str:
    return url_for(
        "reports.rows", campaign=pack.code, period=one.period, unit=one.unit.code, key=one.cell.key,
        effective=one.asof.effective.isoformat(), known=one.asof.known,
    )  # fmt: skip
