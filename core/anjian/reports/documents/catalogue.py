"""Every document that is compiled from the ledger: what it is called, who gets it, when, and what writes it.

附件1 and 附件2 every campaign has; the others a campaign has if its pack names them (`documents` of report.yaml).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from anjian.campaigns.packs import Pack
from anjian.kernel.errors import NotFound
from anjian.reports.documents import annex1, annex2, bulletin, narrative, orders, summary
from anjian.reports.documents.dossier import Dossier, named_document
from anjian.reports.figures.units import ReportUnit

MONTHLY = "monthly"
"""Rule of the dates of documents that are due each month."""


class Audience(StrEnum):
    """Whose document it is."""

    EVERY = "各填报单位和全市"
    CITY = "全市"


@dataclass(frozen=True, slots=True)
class Kind:
    """A document that we can write. `usual`: `report compile` writes it unless told otherwise."""

    code: str
    suffix: str
    write: Callable[[Dossier], bytes]
    audience: Audience = Audience.EVERY
    usual: bool = False
    tells_months: bool = False
    """It prints how the figures moved from month to month, so they are counted for each."""
    tells_sections: bool = False
    """It prints what plugins say."""
    replaceable: bool = False
    """Its template may be replaced by a department's or the office's own."""
    office_only: bool = False
    """A draft that the city's office alone may open."""


KINDS = (
    Kind("annex1", "xlsx", annex1.write_monthly, usual=True),
    Kind("annex2", "xlsx", annex2.write_monthly, usual=True),
    Kind("monthly", "docx", narrative.write_monthly, usual=True, tells_sections=True, replaceable=True),
    Kind("orders", "xlsx", orders.write),
    Kind("bulletin", "docx", bulletin.write, Audience.CITY, replaceable=True, office_only=True),
    Kind("stage", "docx", narrative.write_stage, tells_sections=True, replaceable=True),
    Kind("summary", "docx", summary.write, tells_months=True, tells_sections=True, replaceable=True),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document of one campaign. `name` is the file's, such as 附件1.xlsx."""

    kind: Kind
    name: str
    title: str
    date_rule: str
    monthly: bool
    """Due each month; else on the one day of its date rule."""

    @property
    def code(self) -> str:
        return self.kind.code

    def concerns(self, unit: ReportUnit) -> bool:
        """Whether the unit has this document."""
        return unit.is_city or self.kind.audience is Audience.EVERY


def documents_of(pack: Pack) -> tuple[Document, ...]:
    """The documents of a campaign in their printed order."""
    annexes = {"annex1": pack.annex1.label, "annex2": pack.annex2.label}
    rules = {rule.code: rule for rule in pack.dates}
    monthly = next(rule.code for rule in pack.dates if rule.rule == MONTHLY)
    annexes = {"annex1": pack.annex1.label, "annex2": pack.annex2.label}
    found = []
    for kind in KINDS:
        title, rule = annexes.get(kind.code), monthly
        if title is None:
            named = named_document(pack, kind.code)
            if named is None:
                continue
            title, rule = named.file_name, named.date_rule
        found.append(Document(kind, f"{title}.{kind.suffix}", title, rule, rules[rule].rule == MONTHLY))
    return tuple(found)


def usual_documents(pack: Pack) -> tuple[Document, ...]:
    """Table, list and the 月报: what each unit hands in each month."""
    return tuple(document for document in documents_of(pack) if document.kind.usual)


def monthly_documents(pack: Pack) -> tuple[Document, ...]:
    """What the month's job writes."""
    return tuple(document for document in documents_of(pack) if document.monthly)


def document_named(pack: Pack, text: str) -> Document:
    """The document that a code, title or file name means. Raises `NotFound` with those there are."""
    known = documents_of(pack)
    for document in known:
        if text in (document.code, document.title, document.name):
            return document
    raise NotFound(f"没有“{text}”这种报表，可用：{'、'.join(document.title for document in known)}。")
