"""通报.docx: the draft of the office's circular (R-093). Units are named by their figures only; a person issues it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from anjian.reports.documents.comparison import Standing, compared_cells, standings, table_rows
from anjian.reports.documents.dossier import Dossier, named_document, title_of
from anjian.reports.documents.locked import locked
from anjian.reports.documents.narrative import heading, remarks
from anjian.reports.documents.rendering import rendered
from anjian.reports.documents.wording import numeral, percent, summary

CODE = "bulletin"
_HEADER = ("单位", "排查（个）", "销号（个）", "整改率", "超期（个）", "挂牌（个）")
_NONE = "各单位均无此情况。"


def write(dossier: Dossier) -> bytes:
    """The draft of one month; the same dossier gives the same bytes."""
    report = dossier.report
    rows = standings(dossier)
    extra = [title for _cell, title in compared_cells(report.pack.annex1.cells)]
    says = {
        **heading(report, CODE),
        "addressees": _addressees(dossier),
        "summary": summary(report),
        "table": {"header": (*_HEADER, *extra), "rows": list(table_rows(dossier, rows))},
        "findings": [
            {"number": numeral(place), "title": title, "text": text}
            for place, (title, text) in enumerate(_findings(dossier, rows[0], rows[1:]), 1)
        ],
        "remarks": remarks(report),
    }
    return rendered(dossier, CODE, title_of(report, CODE), says)


def _addressees(dossier: Dossier) -> str:
    document = named_document(dossier.pack, CODE)
    return next(rule.receiver for rule in dossier.pack.dates if document and rule.code == document.date_rule)


def _findings(dossier: Dossier, city: Standing, units: Sequence[Standing]) -> Iterator[tuple[str, str]]:
    """What a circular may name: the slowest first within each, in the units' own order where they are equal."""

    def count(row: Standing, key: str, value: int) -> str:
        return locked(dossier.report.figure_of(row.unit.name, key), value)

    late = sorted((row for row in units if row.overdue), key=lambda row: -row.overdue)
    yield "超过整改期限尚未销号的", _named(late, lambda row: f"{locked('', row.overdue)}个")
    slow = [row for row in units if row.rate is not None and city.rate is not None and row.rate < city.rate]
    slow.sort(key=lambda row: row.rate or 0)
    yield (
        f"整改率低于全市水平（{locked('', percent(city.rate))}）的",
        _named(slow, lambda row: f"{locked('', percent(row.rate))}（排查{count(row, 'counted', row.counted)}个、"
                                 f"销号{count(row, 'accepted', row.accepted)}个）"),
    )  # fmt: skip
    few = [row for row in units if not row.counted]
    yield "尚未排查出重大事故隐患的", _named(few, lambda row: f"{count(row, 'counted', row.counted)}个")


def _named(rows: Sequence[Standing], told: Callable[[Standing], str]) -> str:
    return "；".join(f"{row.unit.name}{told(row)}" for row in rows) + "。" if rows else _NONE
