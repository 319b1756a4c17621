"""What the report's section stands on: the rows of the registers and the ledger as known, true on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from anjian.plugin_api import SectionContext
from anjian.plugin_api.reading import HazardRef, enterprise_names, known_hazards, linked_enterprises, within
from anjian_hazwaste.comparing import rule_known, state_of
from anjian_hazwaste.models import ManifestVersion, PlanVersion, StorageVersion
from anjian_hazwaste.words import State


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the section counts, each row a version as known; manifests that left since the campaign began."""

    day: date
    starts_on: date
    tolerance: int
    disposers: Mapping[int, str]
    plans: Sequence[Any]
    storage: Sequence[Any]
    manifests: Sequence[Any]
    hazards: Sequence[HazardRef]
    names: Mapping[int, str]

    def found(self, item: str) -> list[int]:
        """Hazards that are failures of a checklist item."""
        return [one.id for one in self.hazards if one.item_code == item]

    def states(self, state: State) -> list[Any]:
        """Manifests that stood so on the day."""
        return [row for row in self.manifests if state_of(row, self.day, self.tolerance) is state]

    @property
    def disposers_planned(self) -> set[int]:
        """Disposers whose waste is in a management plan."""
        return {row.enterprise_id for row in self.plans if row.in_plan} & self.disposers.keys()

    @property
    def arrived(self) -> list[Any]:
        return [row for row in self.manifests if row.in_on is not None and row.in_on <= self.day]

    def name(self, row: Any) -> str:
        return self.names.get(row.enterprise_id, "")


def read_known(ctx: SectionContext) -> Known:
    disposers = linked_enterprises(ctx)
    plan, manifest = PlanVersion, ManifestVersion
    plans = _rows(ctx, plan, plan.in_plan_on <= ctx.effective, order=plan.id)
    storage = _rows(ctx, StorageVersion, StorageVersion.checked_on <= ctx.effective, order=StorageVersion.id)
    manifests = _rows(ctx, manifest, manifest.out_on.between(ctx.starts_on, ctx.effective), order=manifest.number)
    hazards = [one for one in known_hazards(ctx) if one.discovered_on >= ctx.starts_on]
    names = enterprise_names(ctx)
    tolerance = rule_known(ctx.session, ctx.known).tolerance
    return Known(ctx.effective, ctx.starts_on, tolerance, disposers, plans, storage, manifests, hazards, names)


def _rows(ctx: SectionContext, version: Any, *criteria: Any, order: Any) -> Sequence[Any]:
    """Rows by their own effective day, as known: what was found or sent in June counts in June, also if registered later."""
    return ctx.session.scalars(select(version).where(*within(ctx, version), *criteria).order_by(order)).all()


@dataclass(slots=True)
class Month:
    """One producer's month: grams."""

    manifests: int = 0
    sent: int = 0
    arrived_of: int = 0
    received: int = 0


def balances_of(known: Known) -> dict[tuple[int, str], Month]:
    """(Producer, month of leaving) -> its balance."""
    found: dict[tuple[int, str], Month] = {}
    for row in known.manifests:
        one = found.setdefault((row.enterprise_id, f"{row.out_on:%Y-%m}"), Month())
        one.manifests += 1
        one.sent += row.quantity_out
        if row.in_on is not None and row.in_on <= known.day:
            one.arrived_of += row.quantity_out
            one.received += row.quantity_in
    return found
