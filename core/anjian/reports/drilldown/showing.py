"""Opening one figure by its id, as `anjian report show` does: what it counts, its value, and exactly its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from anjian.campaigns.current import current_pack, pack_of, packs_of
from anjian.campaigns.packs import Pack
from anjian.enforcement.showing import subject_of
from anjian.enterprises.models import Enterprise
from anjian.kernel.errors import NotFound, Refused
from anjian.kernel.ledger import known_at, take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.documents.list_rows import ListRow, chosen_rows
from anjian.reports.drilldown.event_rows import event_rows, event_rule
from anjian.reports.drilldown.figure_ids import figure_named
from anjian.reports.figures.algebra import Money, wan_yuan
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.event_rules import EventRule
from anjian.reports.figures.units import ReportUnit, find_unit
from anjian.reports.queries import Sets, counts_hazards, definition_of, enterprise_rows
from anjian.reports.sections.rows import Asked
from anjian.reports.sections.showing import section_shown
from anjian.reports.sections.stored import is_section_key
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.stored import latest_snapshot, sets_at, stored_sets_of
from anjian.ui.words import money

_FIGURE = re.compile(r"(?P<when>[^:：/]+)[:：/](?P<unit>[^:：/]+)[:：/](?P<key>[^:：/]+)\Z")
_SNAPSHOT = re.compile(r"(?P<id>[0-9a-f]+)(?:@(?P<day>\d{4}-\d{2}-\d{2}))?\Z")
"""A stored table; with a day, what its knowledge of the ledger says of that day (the lines of a trend)."""
_MONTH = re.compile(r"(?:(?P<campaign>[a-z][a-z0-9_]*)@)?(?P<period>\d{4}-(?:\d{2}|Q[1-4]))\Z")


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


@dataclass(frozen=True, slots=True)
class Clocks:
    """The pair that a figure is asked for; empty: the month's newest stored table, else the present."""

    effective: date | None = None
    known: datetime | None = None


PRESENT = Clocks()


def show_figure(instance: Instance, figure: str, asked: Clocks = PRESENT) -> FigureShown:
    """Open `快照编号:单位:指标` (as printed files carry it) or `2023-07:单位:指标` (at the pair asked for; where two campaigns
    have that month, of the one that is not the city's own: `zhuanxiang_2026@2026-07:单位:指标`).

    A stored table is not counted again: its sets say which rows, and the ledger what they were then. Raises `Refused` for text
    that is no figure id, `NotFound` for an unknown snapshot, unit or key.
    """
    found = _FIGURE.match(figure.strip())
    if found is None:
        raise Refused(f"指标编号“{figure}”写法不对，请写成 2023-07:泽州县:A1-1.01 或 快照编号:泽州县:A1-1.01。")
    known = take_watermark(instance.database)
    with system_read(instance.database, f"figure {figure}") as session:
        table = _table(instance, session, found["when"], asked, known)
        pack, asof = table.pack, table.asof
        unit, key = find_unit(pack, found["unit"]), found["key"]
        if is_section_key(key):
            told = section_shown(Asked(session, instance.registry, pack, asof), table.snapshot, unit.code, key)
            return FigureShown(
                figure, told.title, told.unit, told.definition, unit.name, asof.effective.isoformat(), asof.known,
                table.snapshot, told.value, list(told.rows),
            )  # fmt: skip
        title, word, definition = definition_of(pack, key)
        counted = figure_named(pack, table.sets, key, unit)
        rule = event_rule(pack, key)
        if rule is not None:
            rows = [_event_row(rule, found) for found in _events(session, rule, unit, asof)]
        elif counts_hazards(pack, key):
            rows = [_hazard_row(row) for row in chosen_rows(session, pack, asof, counted.ids)]
        else:
            rows = list(_enterprises(session, pack, key, unit, asof))
    value = wan_yuan(counted.value) if isinstance(counted, Money) else counted.value
    return FigureShown(
        figure, title, word, definition, unit.name, asof.effective.isoformat(), asof.known, table.snapshot, value, rows
    )


@dataclass(frozen=True, slots=True)
class _Table:
    pack: Pack
    asof: AsOf
    sets: Sets
    snapshot: str = ""


def _pack(instance: Instance, campaign: str | None, period: str) -> Pack:
    """The campaign named; else the city's own, or the only one that has such a period."""
    if campaign is not None:
        return pack_of(instance.settings, campaign)
    home = current_pack(instance.settings)
    known = (home, *(pack for pack in packs_of(instance.settings).values() if pack.code != home.code))
    having = [pack for pack in known if any(one.code == period for one in pack.periods())]
    return having[0] if having and (having[0] is home or len(having) == 1) else home


def _table(instance: Instance, session: Session, when: str, asked: Clocks, present: int) -> _Table:
    named = _MONTH.match(when)
    if named is None:
        if asked != PRESENT:
            raise Refused("快照编号已经含有截至日期和时刻，不能再另行指定；请改用 2023-07:单位:指标 的形式。")
        at = _SNAPSHOT.match(when)
        stored = session.get(ReportSnapshot, at["id"]) if at is not None else None
        if at is None or stored is None:
            raise NotFound(f"没有编号为“{when}”的快照；report compile 不留快照，请改用 2023-07:单位:指标 的形式。")
        pack = packs_of(instance.settings)[stored.campaign_code]
        return _earlier_day(session, pack, stored, at["day"]) if at["day"] else _stored_table(session, pack, stored)
    pack = _pack(instance, named["campaign"], named["period"])
    month = pack.period(named["period"])
    newest = latest_snapshot(session, pack.code, month.code) if asked == PRESENT else None
    if newest is not None:
        return _stored_table(session, pack, newest)
    known = present if asked.known is None else min(known_at(session, asked.known), present)
    asof = AsOf(pack.code, pack.campaign.starts_on, asked.effective or month.end, known)
    return _Table(pack, asof, sets_at(session, pack, asof))


def _stored_table(session: Session, pack: Pack, stored: ReportSnapshot) -> _Table:
    asof = AsOf(pack.code, pack.campaign.starts_on, stored.effective, stored.known)
    return _Table(pack, asof, stored_sets_of(session, pack, stored.id), stored.id)


def _earlier_day(session: Session, pack: Pack, stored: ReportSnapshot, day: str) -> _Table:
    """Raises `Refused` for a day that no calendar has."""
    try:
        effective = date.fromisoformat(day)
    except ValueError as error:
        raise Refused(f"指标编号中的日期“{day}”不存在，请核对。") from error
    asof = AsOf(pack.code, pack.campaign.starts_on, effective, stored.known)
    return _Table(pack, asof, sets_at(session, pack, asof), stored.id)


def _enterprises(session: Session, pack: Pack, key: str, unit: ReportUnit, asof: AsOf) -> Iterator[dict[str, Any]]:
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


def _hazard_row(row: ListRow) -> dict[str, Any]:
    """A hazard as it was then, its words too."""
    return {
        "编号": row.code, "企业名称": row.enterprise_name, "具体内容": row.words["content"], "发现来源": row.source,
        "发现时间": _day(row.discovered_on), "确认时间": _day(row.confirmed_on), "销号时间": _day(row.accepted_on),
        "状态": row.state,
    }  # fmt: skip


def _day(day: Any) -> str:
    return day.isoformat() if day is not None else ""
