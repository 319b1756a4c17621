"""The plugin's registers, and what falls due in them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_

from anjian.plugin_api.registers import Due, Dues, Register
from anjian_pipelines_oil_gas.forms import DeliverableForm, SegmentForm
from anjian_pipelines_oil_gas.models import Deliverable, Segment
from anjian_pipelines_oil_gas.words import SOON_DAYS, YEAR_DAYS, Hca, Use

SEGMENTS = Register(
    plugin="pipelines_oil_gas", name="segments", title="管段台账", noun="管段", unit="段", model=Segment, form=SegmentForm,
    key=("enterprise", "code"), industries=("油气长输管道",), department="energy",
    panel=("code", "line", "from_m", "to_m", "commissioned_on"),
)  # fmt: skip
DELIVERABLES = Register(
    plugin="pipelines_oil_gas", name="deliverables", title="方案文件", noun="方案文件", unit="份", model=Deliverable,
    form=DeliverableForm, key=("number",), department="energy", owner="region",
)  # fmt: skip


def active() -> ColumnElement[bool]:
    """Segments that count."""
    return Segment.use == Use.ACTIVE


def ageing(day: date, how: str) -> ColumnElement[bool]:
    """Segments in service that are old on a day (`yes`), of these not assessed or without a plan by it (`unassessed`,
    `unplanned`), or that turn old within the year after it (`coming`)."""
    old = and_(active(), Segment.old_on <= day)
    unassessed = or_(Segment.assessed_on.is_(None), Segment.assessed_on > day)
    if how == "unassessed":
        return and_(old, unassessed)
    if how == "unplanned":
        return and_(old, or_(unassessed, Segment.plan_on.is_(None), Segment.plan_on > day))
    if how == "coming":
        return and_(active(), Segment.old_on.between(day + timedelta(days=1), day + timedelta(days=YEAR_DAYS)))
    return old


def in_area(day: date, which: str) -> ColumnElement[bool]:
    """Segments in service in a high-risk area, or not looked at for it by the day (`unseen`)."""
    hca = and_(Segment.hca.is_not(None), Segment.hca != Hca.NONE)
    if which == "unseen":
        return and_(active(), or_(Segment.screened_on.is_(None), Segment.screened_on > day))
    found = {"hca": hca, "geohazard": Segment.geohazard.is_(True)}
    return and_(active(), found.get(which, or_(*found.values())))


def _unassessed() -> ColumnElement[bool]:
    return and_(active(), Segment.assessed_on.is_(None))


def _unfinished() -> ColumnElement[bool]:
    return and_(active(), Segment.plan_done_on.is_(None))


DUES = Dues(
    "pipelines_oil_gas",
    (
        Due("投产满20年须评估", SEGMENTS, "old_on", _unassessed, SOON_DAYS),
        Due("“一段一策”完成期限", SEGMENTS, "plan_due", _unfinished, SOON_DAYS),
    ),
)
