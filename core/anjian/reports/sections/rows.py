"""The rows behind a section's figure, named as they were known when the snapshot was taken.

A snapshot keeps the ids; what they were then stands in the ledger's versions. A session of an actor leaves out what they may
not see; of a plugin that is not in service only the numbers of its rows can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.enforcement.models import Decision
from anjian.enterprises.models import Enterprise, EnterpriseVersion
from anjian.hazards.models import Hazard
from anjian.inspections.models import Finding, Visit
from anjian.kernel.batches import batches
from anjian.kernel.history import as_known
from anjian.kernel.system import elevated
from anjian.plugin_api.section_types import RecordKind, SectionFigure
from anjian.plugin_host.registry import Registry
from anjian.reports.documents.list_rows import chosen_rows
from anjian.reports.figures.clocks import AsOf


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `opens` is the record whose page tells more of it, with the key in that page's address; None: there is none."""

    id: int
    cells: tuple[str, ...]
    opens: tuple[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of one record in the order of their ids."""

    header: tuple[str, ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where and as of when rows are looked up."""

    session: Session
    registry: Registry
    pack: Pack
    asof: AsOf

    def versions(self, model: Any, ids: Sequence[int]) -> Iterator[Any]:
        """(row, its version as known) of the ids that the session may see."""
        version = model.version_class
        noun = getattr(version, version.noun_column)
        for part in batches(ids):
            query = (
                select(model, version)
                .join(version, noun == model.id)
                .where(as_known(version, self.asof.known), model.id.in_(part))
                .order_by(model.id)
            )
            yield from self.session.execute(query)

    def names(self, rows: Iterable[Any]) -> dict[int | None, str]:
        """Names of the enterprises of versions, as known."""
        ids = sorted({row.enterprise_id for row in rows} - {None})
        version, found = EnterpriseVersion, dict[int | None, str]()
        for part in batches(ids):
            query = select(version.enterprise_id, version.name).where(
                as_known(version, self.asof.known), version.enterprise_id.in_(part)
            )
            found.update((number, name) for number, name in self.session.execute(query))
        return found


def lines_of(asked: Asked, section: str, figure: SectionFigure, ids: Sequence[int]) -> Lines:
    """The rows of some of a figure's ids. `section`: key of the section that told the figure."""
    lister = _LISTERS.get(figure.record)
    if lister is not None:
        return lister(asked, ids)
    record = _declared(asked.registry, section, figure.record)
    return (
        Lines(("记录编号",), tuple(Line(one, (str(one),)) for one in ids))
        if record is None
        else _register(asked, record, ids)
    )


def _declared(registry: Registry, section: str, name: str) -> RecordKind | None:
    records = (one for _owner, found in registry.sections if found.key == section for one in found.records)
    return next((record for record in records if record.name == name), None)


def _register(asked: Asked, record: RecordKind, ids: Sequence[int]) -> Lines:
    """Rows of a plugin's register."""
    found = list(asked.versions(record.model.load(), ids))
    names, scales = asked.names(version for _row, version in found), dict(record.scales)
    owned = any(version.enterprise_id is not None for _row, version in found)
    rows = []
    for row, version in found:
        cells = [_word(getattr(version, column), scales.get(column, 0)) for column, _title in record.columns]
        owner = version.enterprise_id
        opens = None if owner is None else ("enterprise", owner)
        rows.append(Line(row.id, (names.get(owner, ""), *cells) if owned else tuple(cells), opens))
    titles = tuple(title for _column, title in record.columns)
    return Lines(("企业名称", *titles) if owned else titles, tuple(rows))


def _word(value: Any, scale: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if scale:
        return f"{Decimal(value).scaleb(-scale).normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _enterprises(asked: Asked, ids: Sequence[int]) -> Lines:
    rows = (
        Line(row.id, (version.name, row.credit_code), ("enterprise", row.id))
        for row, version in asked.versions(Enterprise, ids)
    )
    return Lines(("企业名称", "统一社会信用代码"), tuple(rows))


def _hazards(asked: Asked, ids: Sequence[int]) -> Lines:
    visible: set[int] = set()
    for part in batches(ids):
        visible.update(asked.session.scalars(select(Hazard.id).where(Hazard.id.in_(part))))
    header = ("隐患编号", "企业名称", "具体内容", "发现时间", "整改期限", "销号时间", "当时状态")
    with elevated(asked.session, "words of hazards that the reader may see"):
        rows = [
            Line(
                one.hazard_id,
                (
                    one.code, one.enterprise_name, one.words["content"],
                    *(_word(day, 0) for day in (one.discovered_on, one.due_on, one.accepted_on)), one.state,
                ),
                ("hazard", one.hazard_id),
            )
            for one in chosen_rows(asked.session, asked.pack, asked.asof, sorted(visible))
        ]  # fmt: skip
    return Lines(header, tuple(sorted(rows, key=lambda line: line.id)))


def _of_enterprises(
    asked: Asked, model: Any, ids: Sequence[int], header: tuple[str, ...], line: Callable[[Any, Any, str], Line]
) -> Lines:
    """Rows of a noun that concerns enterprises: `line` makes one of a row, its version and the enterprise's name."""
    found = list(asked.versions(model, ids))
    names = asked.names(version for _row, version in found)
    return Lines(header, tuple(line(row, version, names.get(version.enterprise_id, "")) for row, version in found))


def _visits(asked: Asked, ids: Sequence[int]) -> Lines:
    def line(row: Any, version: Any, name: str) -> Line:
        cells = (row.public_code or "", name, _word(version.visited_on, 0), version.tier)
        return Line(row.id, cells, ("visit", row.client_uid))

    return _of_enterprises(asked, Visit, ids, ("检查编号", "企业名称", "检查日期", "检查层级"), line)


def _findings(asked: Asked, ids: Sequence[int]) -> Lines:
    def line(row: Any, version: Any, name: str) -> Line:
        cells = (name, row.item_text, _word(version.found_on, 0), version.status)
        return Line(row.id, cells, ("enterprise", version.enterprise_id))

    return _of_enterprises(asked, Finding, ids, ("企业名称", "检查项", "发现日期", "当时状态"), line)


def _decisions(asked: Asked, ids: Sequence[int]) -> Lines:
    def line(row: Any, version: Any, name: str) -> Line:
        return Line(row.id, (row.number, name, _word(version.happened_on, 0), row.authority), ("decision", row.id))

    return _of_enterprises(asked, Decision, ids, ("决定书文号", "企业名称", "决定日期", "决定机关"), line)


def _days(_asked: Asked, ids: Sequence[int]) -> Lines:
    return Lines(("日期",), tuple(Line(one, (date.fromordinal(one).isoformat(),)) for one in ids))


_LISTERS: Mapping[str, Callable[[Asked, Sequence[int]], Lines]] = {
    "enterprise": _enterprises,
    "hazard": _hazards,
    "visit": _visits,
    "finding": _findings,
    "decision": _decisions,
    "day": _days,
}
"""Records that the core names, by `CORE_RECORDS`."""
