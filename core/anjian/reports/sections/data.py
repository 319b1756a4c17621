"""What a plugin's section says, as printed: either data, or the sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anjian.plugin_api.section_types import Bar, ReportSection, SectionData, SectionFigure
from anjian.reports.sections.checks import PLACEHOLDER, SectionFault, check

MAX_BYTES = 48 * 1024 * 1024
"""What a section may send."""
_adapter: TypeAdapter[SectionData] = TypeAdapter(SectionData)


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A section as printed: either `data`, or `failure` in Chinese. `reason` is for the administrator, never printed."""

    key: str
    title: str
    clause: str
    department: str
    """Official short name of the responsible department."""
    plugin: str
    data: SectionData | None = None
    failure: str = ""
    reason: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What the section says beside its tasks, with the locked figures put in."""
        return self.filled(self.data.paragraphs) if self.data is not None else (self.missing,)

    @property
    def missing(self) -> str:
        """The sentence that is printed in place of a section that failed."""
        return f"【本节缺失】{self.failure}责任单位：{self.department}。"

    @property
    def figures(self) -> dict[str, SectionFigure]:
        """Every figure of the section by its key."""
        return {} if self.data is None else {figure.key: figure for figure in self.data.every_figure}

    def filled(self, paragraphs: Sequence[str]) -> tuple[str, ...]:
        """Paragraphs with the locked figures put in."""
        figures = self.figures
        return tuple("".join(text for text, _figure in pieces(paragraph, figures)) for paragraph in paragraphs)

    def as_json(self) -> dict[str, Any]:
        """For the snapshot's stored report data; `result_of` takes it back."""
        data = None if self.data is None else _adapter.dump_python(self.data, mode="json")
        return {
            "key": self.key, "title": self.title, "clause": self.clause, "department": self.department,
            "plugin": self.plugin, "data": data, "failure": self.failure,
        }  # fmt: skip


def result_of(stored: Mapping[str, Any]) -> SectionResult:
    """A section as a snapshot stored it (`SectionResult.as_json`)."""
    data = None if stored["data"] is None else _adapter.validate_python(stored["data"])
    named = {name: stored[name] for name in ("key", "title", "clause", "department", "failure")}
    return SectionResult(**named, plugin=stored.get("plugin", stored["key"]), data=data)


def pieces(paragraph: str, figures: Mapping[str, SectionFigure]) -> Iterator[tuple[str, SectionFigure | None]]:
    """A paragraph as printed, cut where figures stand: (text, the figure that it is or None)."""
    for place, text in enumerate(PLACEHOLDER.split(paragraph)):
        if place % 2:
            yield printed(figures[text]), figures[text]
        elif text:
            yield text, None


def printed(figure: SectionFigure) -> str:
    """A figure with its unit: 3家, 12.50万元, 8.5公里."""
    return f"{value_of(figure)}{figure.unit}"


def value_of(figure: SectionFigure) -> Decimal | int:
    """The number of rows, or the sum in the printed unit, rounded half up to the printed decimals."""
    if figure.total is None:
        return len(figure.ids)
    exact = Decimal(figure.total).scaleb(-figure.scale)
    return exact.quantize(Decimal(1).scaleb(-figure.digits), ROUND_HALF_UP)


def percent_of(bar: Bar) -> str:
    """What is done, in per cent with one decimal; cut off, so that 199.99 of 200 is not called all of it."""
    if not bar.whole:
        return "—"
    tenths = bar.part * 1000 // bar.whole
    return f"{tenths // 10}.{tenths % 10}%"


def pack_data(data: object, section: ReportSection | None = None) -> bytes:
    """What the child sends: JSON, so that nothing but data crosses. Raises `SectionFault` for anything else."""
    if not isinstance(data, SectionData):
        raise SectionFault("章节没有按约定返回数据。")
    try:
        check(data, section)
        content = _adapter.dump_json(data, warnings="error")
    except SectionFault:
        raise
    except Exception as error:
        raise SectionFault("章节返回的数据不符合约定的格式。") from error
    if len(content) > MAX_BYTES:
        raise SectionFault(f"章节返回的数据超过{MAX_BYTES // 1024 // 1024}兆字节。")
    return content


def unpack_data(content: bytes, section: ReportSection | None = None) -> SectionData:
    """What the parent accepts of a section. Raises `SectionFault` naming what is wrong."""
    try:
        data = _adapter.validate_json(content, strict=False)
    except ValidationError as error:
        raise SectionFault("章节返回的数据不符合约定的格式。") from error
    check(data, section)
    return data


__all__ = [
    "PLACEHOLDER",
    "SectionFault",
    "SectionResult",
    "pack_data",
    "percent_of",
    "pieces",
    "printed",
    "result_of",
    "unpack_data",
    "value_of",
]
