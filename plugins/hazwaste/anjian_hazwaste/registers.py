"""The plugin's registers, and what falls due in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from anjian.plugin_api import RowResult
from anjian.plugin_api.data import Actor
from anjian.plugin_api.registers import Due, Dues, Register
from anjian_hazwaste.comparing import DEPARTMENT, rule_now
from anjian_hazwaste.forms import ManifestForm, PlanForm, StorageForm
from anjian_hazwaste.models import Manifest, Plan, Storage
from anjian_hazwaste.words import SOON_DAYS
from anjian_hazwaste.words import Due as Kind


class ManifestRegister(Register):
    """Beside what its form states a manifest keeps by when it is to be received."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {**super().titles, "receive_by": "应接收日期"}

    def save(self, session: Session, actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[RowResult]:
        term = timedelta(days=rule_now(session).receipt_days)
        return super().save(session, actor, [{**row, "receive_by": row["out_on"] + term} for row in rows])


PLANS = Register(
    plugin="hazwaste", name="plans", title="管理计划台账", noun="管理计划", unit="家", model=Plan, form=PlanForm,
    key=("enterprise",), department=DEPARTMENT, panel=("in_plan", "in_plan_on", "in_scope", "in_scope_on"),
)  # fmt: skip
STORAGE = Register(
    plugin="hazwaste", name="storage", title="贮存设施台账", noun="贮存设施", unit="处", model=Storage, form=StorageForm,
    key=("enterprise", "code"), department=DEPARTMENT, panel=("code", "kind", "capacity", "stock"),
)  # fmt: skip
MANIFESTS = ManifestRegister(
    plugin="hazwaste", name="manifests", title="转移联单台账", noun="转移联单", unit="份", model=Manifest,
    form=ManifestForm, key=("number",), department=DEPARTMENT, panel=("number", "waste_code", "quantity_out", "quantity_in"),
)  # fmt: skip


def planned() -> ColumnElement[bool]:
    """Enterprises with a plan that ends."""
    return Plan.in_plan.is_(True)


def unreceived() -> ColumnElement[bool]:
    """Manifests whose waste has not arrived."""
    return Manifest.in_on.is_(None)


DUES = Dues(
    "hazwaste",
    (
        Due(Kind.PLAN, PLANS, "plan_to", planned, SOON_DAYS),
        Due(Kind.RECEIPT, MANIFESTS, "receive_by", unreceived, 0),
    ),
)
