"""Opening one figure by its id, as `anjian report show` does: what it counts, its value, and exactly its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.current import current_pack, packs_of
from anjian.campaigns.packs import Pack
from anjian.enforcement.showing import subject_of
from anjian.enterprises.models import Enterprise
from anjian.hazards.models import Hazard, HazardVersion
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.drilldown.event_rows import event_rows, event_rule
from anjian.reports.figures.algebra import Money, wan_yuan
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import figure_sets
from anjian.reports.figures.event_rules import EventRule
from anjian.reports.figures.units import ReportUnit, find_unit
from anjian.reports.queries import counts_hazards, definition_of, enterprise_rows, hazard_rows
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import latest_snapshot
from anjian.ui.words import money

_FIGURE = re.compile(r"(?P<when>[^:：/]+)[:：/](?P<unit>[^:：/]+)[:：/](?P<key>[^:：/]+)\Z")
_MONTH = re.compile(r"\d{4}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure and its rows. `value` counts what the figure's unit says, or is 万元."""

    figure: str
    title: str
    unit: str
    definition: str
    scope: str
    effective: str
    known: int
    snapshot: str
    value: int | Decimal
    rows: list[dict[str, Any]]


def show_figure(instance: Instance, figure: str) -> FigureShown:
    """Open `快照编号:单位:指标` (as printed files carry it) or `2023-07:单位:指标` (the month's newest compilation, else now).

    Raises `Refused` for text that is no figure id, `NotFound` for an unknown snapshot, unit or key.
    """
    found = _FIGURE.match(figure.strip())
    if found is None:
        raise Refused(f"指标编号“{figure}”写法不对，请写成 2023-07:泽州县:A1-1.01 或 快照编号:泽州县:A1-1.01。")
    known = take_watermark(instance.database)
    with system_read(instance.database, f"figure {figure}") as session:
        pack, asof, snapshot = _clocks(instance, session, found["when"], known)
        unit, key = find_unit(pack, found["unit"]), found["key"]
        title, word, definition = definition_of(pack, key)
        rule = event_rule(pack, key)
        if rule is None:
            rows = list(_rows(session, pack, key, unit, asof))
            value: int | Decimal = len(rows)
        else:
            rows = [_event_row(rule, found) for found in _events(session, rule, unit, asof)]
            value = _event_value(session, pack, key, unit, asof)
    return FigureShown(
        figure, title, word, definition, unit.name, asof.effective.isoformat(), asof.known, snapshot, value, rows
    )


def _clocks(instance: Instance, session: Session, when: str, known: int) -> tuple[Pack, AsOf, str]:
    if _MONTH.match(when):
        pack = current_pack(instance.settings)
        month = pack.period(when)
        stored = latest_snapshot(session, pack.code, month.code)
        if stored is None:
            return pack, AsOf(pack.code, pack.campaign.starts_on, month.end, known), ""
    else:
        stored = session.scalars(select(ReportSnapshot).where(ReportSnapshot.id == when)).one_or_none()
        if stored is None:
            raise NotFound(f"没有编号为“{when}”的快照；report compile 不留快照，请改用 2023-07:单位:指标 的形式。")
        pack = packs_of(instance.settings)[stored.campaign_code]
    return pack, AsOf(pack.code, pack.campaign.starts_on, stored.effective, stored.known), stored.id


def _rows(session: Session, pack: Pack, key: str, unit: ReportUnit, asof: AsOf) -> Iterator[dict[str, Any]]:
    if counts_hazards(pack, key):
        hazards = session.execute(hazard_rows(pack, key, unit, asof).order_by(Hazard.id))
        names = dict(session.execute(select(Enterprise.id, Enterprise.name)).all())
        for hazard, version in hazards:
            yield _hazard_row(hazard, version, names)
        return
    enterprises: Any = session.execute(enterprise_rows(pack, key, unit, asof).order_by(Enterprise.id))
    for enterprise, last_on, visits in enterprises:
        yield {
            "编号": enterprise.public_code, "企业名称": enterprise.name, "统一社会信用代码": enterprise.credit_code,
            "检查次数": visits, "最近检查日期": last_on.isoformat(),
        }  # fmt: skip


def _events(session: Session, rule: EventRule, unit: ReportUnit, asof: AsOf) -> Any:
    return session.execute(event_rows(rule, unit, asof).order_by(rule.kind.model.id))


def _event_row(rule: EventRule, found: Any) -> dict[str, Any]:
    """One recorded row; no person is named, and of a restricted row nothing but its place in time."""
    row, version, enterprise, amount, standing = found
    told = {"编号": row.public_code, "日期": _day(version.happened_on), "登记单位": row.unit_name}
    if rule.restricted:
        return told
    told |= {"企业名称": enterprise or "", "内容": subject_of(rule.kind, row)}
    return told if standing is None else told | {"罚没金额（万元）": money(amount), "当时状态": standing}


def _event_value(session: Session, pack: Pack, key: str, unit: ReportUnit, asof: AsOf) -> int | Decimal:
    figure = figure_sets(session, pack.annex1, asof).figure(pack.cell(key), unit)
    return wan_yuan(figure.value) if isinstance(figure, Money) else figure.value


def _hazard_row(hazard: Hazard, version: HazardVersion, names: dict[int, str]) -> dict[str, Any]:
    return {
        "编号": hazard.public_code, "企业名称": names.get(version.enterprise_id, ""), "具体内容": hazard.content,
        "发现来源": version.source, "发现时间": _day(version.discovered_on), "确认时间": _day(version.confirmed_on),
        "销号时间": _day(version.accepted_on), "状态": version.state,
    }  # fmt: skip


def _day(day: Any) -> str:
    return day.isoformat() if day is not None else ""
