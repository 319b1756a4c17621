"""What the writer of a document gets: the report of one unit, a session for its rows, other months and units beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from anjian.campaigns.packs import Pack
from anjian.campaigns.periods import Period
from anjian.campaigns.tables import ReportDocument
from anjian.reports.documents.masking import Mask
from anjian.reports.documents.report_data import UnitReport
from anjian.reports.figures.clocks import AsOf
from anjian.reports.figures.counting import FigureSets


@dataclass(frozen=True, slots=True)
class MonthSets:
    """The sets at a month's end (of the running month: at the effective day), as known when the report was compiled."""

    period: Period
    sets: FigureSets


@dataclass(frozen=True, slots=True)
class Dossier:
    """One unit's documents are written from this and nothing else. `session` is a system session in a read unit."""

    session: Session
    report: UnitReport
    sets: FigureSets
    months: tuple[MonthSets, ...] = ()
    """First to last; only where a document tells how the figures moved."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """Templates in force in place of ours, by the document's code."""
    mask: Mask | None = None
    """What takes personal data out of a public version (R-114); None: the version for offices."""

    @property
    def pack(self) -> Pack:
        return self.report.pack

    @property
    def asof(self) -> AsOf:
        return self.report.snapshot.asof

    @property
    def public(self) -> bool:
        return self.mask is not None


def named_document(pack: Pack, code: str) -> ReportDocument | None:
    """The document of a code; None where the campaign has none."""
    return next((document for document in pack.report.documents if document.code == code), None)


def words_of(report: UnitReport) -> dict[str, object]:
    """What the pack's title and number templates know."""
    period = report.period
    return {
        "campaign": report.pack.campaign.short_title,
        "year": period.year,
        "month": period.month,
        "number": period.number,
        "unit": report.unit.name,
    }


def title_of(report: UnitReport, code: str) -> str:
    """The printed title of a document."""
    document = named_document(report.pack, code)
    assert document is not None  # the catalogue offers only documents that the pack names
    return document.title_template.format_map(words_of(report))


def number_of(report: UnitReport, code: str) -> str:
    """第7期; blank where the document carries no number."""
    document = named_document(report.pack, code)
    template = document.number_template if document is not None else None
    return template.format_map(words_of(report)) if template else ""
