"""The plugin's register, and what falls due in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from anjian.plugin_api.registers import Due, Dues, Register
from anjian_coalbed_methane.forms import SiteForm
from anjian_coalbed_methane.models import Site
from anjian_coalbed_methane.words import COUNTED, SOON_DAYS

SITES = Register(
    plugin="coalbed_methane", name="sites", title="井场站场台账", noun="井场、站场", unit="个", model=Site, form=SiteForm,
    key=("enterprise", "code"), industries=("煤层气地面开采",), panel=("code", "name", "risk", "assessed_on", "plan_on"),
)  # fmt: skip
"""Rows belong to the department that leads the enterprise's link 煤层气地面开采: the notice names none (T-27)."""


def counted() -> ColumnElement[bool]:
    """Sites that count."""
    return Site.use.in_(COUNTED)


def lacking(day: date, what: str) -> ColumnElement[bool]:
    """Counted sites that by a day have no `assessment`, no `plan` after one, or a plan that is not `done`."""
    unassessed = or_(Site.assessed_on.is_(None), Site.assessed_on > day)
    unplanned = or_(unassessed, Site.plan_on.is_(None), Site.plan_on > day)
    undone = and_(~unplanned, or_(Site.plan_done_on.is_(None), Site.plan_done_on > day))
    return and_(counted(), {"assessment": unassessed, "plan": unplanned, "done": undone}[what])


def _unassessed() -> ColumnElement[bool]:
    return and_(counted(), Site.assessed_on.is_(None))


def _unfinished() -> ColumnElement[bool]:
    return and_(counted(), Site.plan_done_on.is_(None))


DUES = Dues(
    "coalbed_methane",
    (
        Due("计划评估日期", SITES, "assess_by", _unassessed, SOON_DAYS),
        Due("“一场一策”完成期限", SITES, "plan_due", _unfinished, SOON_DAYS),
    ),
)
