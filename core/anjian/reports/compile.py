"""Compiling a month: everything is counted once for all units, then each unit's documents are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.hazards.anchors import last_anchor
from anjian.kernel import clock
from anjian.kernel.demo import DemoMark
from anjian.kernel.errors import Refused
from anjian.kernel.ledger import canonical_json, known_at, take_watermark
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.bridges.cross_check import cross_check, earlier_tables
from anjian.reports.documents.catalogue import Document, usual_documents
from anjian.reports.documents.dossier import Dossier, MonthSets
from anjian.reports.documents.masking import PUBLIC_SUFFIX, mask_of
from anjian.reports.documents.report_data import AnchorLine, UnitReport, unit_report
from anjian.reports.figures.clocks import AsOf, Kind, kind_on
from anjian.reports.figures.counting import FigureSets
from anjian.reports.figures.units import ReportUnit, find_unit, report_units
from anjian.reports.sections.data import SectionResult
from anjian.reports.sections.house import SectionHouse
from anjian.reports.snapshots.snapshot import Snapshot, snapshot_of
from anjian.reports.snapshots.stored import sets_at
from anjian.reports.templating.service import in_force, template_versions
from anjian.reports.versions import versions_of


@dataclass(frozen=True, slots=True)
class Compilation:
    """What one compilation found: the sets, their name, and the report of each unit asked for."""

    instance: Instance
    pack: Pack
    period: Period
    snapshot: Snapshot
    sets: FigureSets
    reports: tuple[UnitReport, ...]
    documents: tuple[Document, ...]
    months: tuple[MonthSets, ...] = ()
    """The sets at each month's end, where a document tells how the figures moved."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Name and hash of every template in force in place of ours."""

    @property
    def sections_json(self) -> str:
        """Each section's result or failure by unit, as stored with the snapshot."""
        return canonical_json(
            {report.unit.code: [section.as_json() for section in report.sections] for report in self.reports}
        )

    @property
    def versions_json(self) -> str:
        """By what it was counted and written, as stored with the snapshot."""
        return canonical_json(versions_of(self.instance.registry, self.pack, self.templates))


def compile_period(
    instance: Instance,
    pack: Pack,
    period: str,
    *,
    units: Sequence[str] | None = None,
    effective: date | None = None,
    known: int | datetime | None = None,
    kind: Kind | None = None,
    sections: bool = True,
    documents: Sequence[Document] | None = None,
    full: bool = False,
) -> Compilation:
    """Count a month for the named units (None: the city and every reporting unit).

    `effective` defaults to the month's last day, `known` (event number or moment) to the present; `kind` (else decided by
    the day of the knowledge) is what the compilation is called; `documents` are those that are to be written (None: the
    usual three); without `sections` no plugin is asked; `full`: no stored snapshot is counted on from. Raises `Refused` for
    a month that is none of the campaign's or has not begun, `NotFound` for an unknown unit.
    """
    month = pack.period(period)
    wanted = report_units(pack) if units is None else tuple(dict.fromkeys(find_unit(pack, name) for name in units))
    written = usual_documents(pack) if documents is None else tuple(documents)
    asof, called = _clocks(instance, pack, month, effective, known)
    kind = kind or called
    with system_read(instance.database, f"report {pack.code} {period}") as session:
        sets = sets_at(session, pack, asof, full=full)
        demo = clock.demo_mode() or session.get(DemoMark, 1) is not None
        anchor = _anchor(session, asof.known)
        templates = template_versions(session, asof)
        earlier = earlier_tables(session, pack, month, kind, asof.known)
        checks = {unit.code: cross_check(session, pack, sets, unit, earlier) for unit in wanted}
        months = (
            _months(session, pack, sets, full=full) if any(document.kind.tells_months for document in written) else ()
        )
    snapshot = snapshot_of(pack, month, kind, sets)
    asked = sections and any(document.kind.tells_sections for document in written)
    told = _sections(instance, pack, month, asof, wanted) if asked else {}
    reports = tuple(
        unit_report(pack, month, snapshot, sets, unit, told.get(unit.code, ()), demo, checks[unit.code], anchor)
        for unit in wanted
    )
    return Compilation(instance, pack, month, snapshot, sets, reports, written, months, templates)


def _clocks(
    instance: Instance, pack: Pack, month: Period, effective: date | None, known: int | datetime | None
) -> tuple[AsOf, Kind]:
    """The pair of clocks, and whether the knowledge is of a time after the month (R-117)."""
    day = effective or month.end
    knowledge = clock.day_of(known) if isinstance(known, datetime) else clock.today()
    if month.start > clock.today():
        raise Refused(f"{month.label}尚未开始，不能编制报表。")
    if day < pack.campaign.starts_on:
        raise Refused(f"截至日期{day}早于专项行动开始日{pack.campaign.starts_on}，请改正。")
    present = take_watermark(instance.database)
    if isinstance(known, datetime):
        # What was recorded by that moment is committed by now, and numbers of writers still running lie beyond `present`.
        with system_read(instance.database, "a moment as event number") as session:
            known = min(known_at(session, known), present)
    elif known is None:
        known = present
    return AsOf(pack.code, pack.campaign.starts_on, day, known), kind_on(month, knowledge)


def _months(session: Session, pack: Pack, sets: FigureSets, *, full: bool) -> tuple[MonthSets, ...]:
    """The sets at the end of each month until the effective day, all as known now, so that a trend is of one knowledge."""
    now = sets.asof
    ended = [month for month in pack.periods() if month.end < now.effective]
    earlier = (
        MonthSets(month, sets_at(session, pack, replace(now, effective=month.end), full=full)) for month in ended
    )
    running = pack.period_on(now.effective)
    return (*earlier, MonthSets(running, sets)) if running is not None else tuple(earlier)


def _sections(
    instance: Instance, pack: Pack, month: Period, asof: AsOf, units: Sequence[ReportUnit]
) -> dict[str, tuple[SectionResult, ...]]:
    """What the plugins say, by unit."""
    with SectionHouse(instance, pack, month.code, asof) as house:
        return {unit.code: house.sections(unit) for unit in units}


def _anchor(session: Session, known: int) -> AnchorLine | None:
    """The last anchor that was taken by then: a later one, even over the same events, would make equal questions differ."""
    found = last_anchor(session, known)
    return AnchorLine(found.day, found.until_no, found.root) if found is not None else None


def unit_files(compilation: Compilation, report: UnitReport, *, public: bool = False) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each document of one unit; `public`: without personal data (R-114), under names that say so."""
    with system_read(compilation.instance.database, f"documents of {report.unit.name}") as session:
        templates = in_force(session, report.unit, compilation.snapshot.asof)
        dossier = Dossier(
            session, report, compilation.sets, compilation.months,
            {code: template.content for code, template in templates.items()},
            mask_of(session) if public else None,
        )  # fmt: skip
        for document in compilation.documents:
            if document.concerns(report.unit):
                yield file_name(document.name, public=public), document.kind.write(dossier)


def file_name(name: str, *, public: bool) -> str:
    """附件2.xlsx, or 附件2（公开版）.xlsx."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}{PUBLIC_SUFFIX}.{suffix}" if public else name


def unit_folder(out: Path, period: Period, unit: ReportUnit) -> Path:
    """`OUT/2023-07/泽州县`."""
    return out / period.code / unit.name


def download_name(period: Period, unit: ReportUnit, name: str) -> str:
    """`2023年7月 泽州县 附件1.xlsx`."""
    return f"{period.label} {unit.name} {name}"


def write_files(compilation: Compilation, out: Path, *, public: bool = False) -> list[Path]:
    """Write the documents of every unit; each file appears whole or not at all."""
    written: list[Path] = []
    for report in compilation.reports:
        folder = unit_folder(out, compilation.period, report.unit)
        folder.mkdir(parents=True, exist_ok=True)
        files = unit_files(compilation, report, public=public)
        written += (_replace(folder / name, content) for name, content in files)
    return written


def _replace(target: Path, content: bytes) -> Path:
    temporary = target.with_name(f".{target.name}.writing")
    temporary.write_bytes(content)
    return temporary.replace(target)
