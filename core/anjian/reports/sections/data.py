"""What a plugin's section says, checked: figures, tables and paragraphs as plain data, or the reason why there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anjian.plugin_api.section_types import SectionData, SectionFigure
from anjian.reports.figures.algebra import wan_yuan

MAX_ROWS = 2_000
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_adapter: TypeAdapter[SectionData] = TypeAdapter(SectionData)


class SectionFault(Exception):
    """A section that cannot be printed; the message is a Chinese sentence for the report."""


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A section as printed: either `data`, or `failure` in Chinese. `reason` is for the administrator, never printed."""

    key: str
    title: str
    clause: str
    department: str
    """Official short name of the responsible department."""
    data: SectionData | None = None
    failure: str = ""
    reason: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Narrative with the locked figures put in."""
        if self.data is None:
            return (f"【本节缺失】{self.failure}责任单位：{self.department}。",)
        figures = {figure.key: figure for figure in self.data.figures}
        return tuple(
            _PLACEHOLDER.sub(lambda found: printed(figures[found[1]]), paragraph) for paragraph in self.data.paragraphs
        )

    def as_json(self) -> dict[str, Any]:
        """For the snapshot's stored report data."""
        data = None if self.data is None else _adapter.dump_python(self.data, mode="json")
        return {
            "key": self.key, "title": self.title, "clause": self.clause, "department": self.department,
            "data": data, "failure": self.failure,
        }  # fmt: skip


def printed(figure: SectionFigure) -> str:
    """A figure with its unit: 3家, 12.50万元."""
    if figure.total is not None:
        return f"{wan_yuan(figure.total)}{figure.unit}"
    return f"{len(set(figure.ids))}{figure.unit}"


def pack_data(data: object) -> bytes:
    """What the child sends: JSON, so that nothing but data crosses. Raises `SectionFault` for anything else."""
    if not isinstance(data, SectionData):
        raise SectionFault("章节没有按约定返回数据。")
    try:
        return _adapter.dump_json(data)
    except Exception as error:
        raise SectionFault("章节返回的数据中有不能识别的内容。") from error


def unpack_data(content: bytes) -> SectionData:
    """What the parent accepts. Raises `SectionFault` naming what is wrong."""
    try:
        data = _adapter.validate_json(content, strict=False)
    except ValidationError as error:
        raise SectionFault("章节返回的数据不符合约定的格式。") from error
    keys = [figure.key for figure in data.figures]
    if len(keys) != len(set(keys)):
        raise SectionFault("章节中有重复的指标编号。")
    for paragraph in data.paragraphs:
        unknown = [name for name in _PLACEHOLDER.findall(paragraph) if name not in keys]
        if unknown:
            raise SectionFault(f"章节文字引用了不存在的指标“{unknown[0]}”。")
    for table in data.tables:
        if any(len(row) != len(table.header) for row in table.rows):
            raise SectionFault(f"章节表格“{table.title}”有的行与表头列数不符。")
        if len(table.rows) > MAX_ROWS:
            raise SectionFault(f"章节表格“{table.title}”超过{MAX_ROWS}行。")
    return data
