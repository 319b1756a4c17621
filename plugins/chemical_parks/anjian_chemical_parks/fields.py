"""Fields of the plugin's forms: a park, a list of units, an area on the map."""

from __future__ import annotations

import re
from typing import Any

from wtforms import widgets

from anjian.plugin_api.web import Basis, LonLatField, NumberField, RecordField, TextField, clean_text, compact
from anjian_chemical_parks.geometry import area_km2, closed, fault_of, points_of, text_of
from anjian_chemical_parks.models import NAME

TASK = Basis("晋市安委办发〔2023〕35号 四、化工园区")
_BETWEEN_POINTS = re.compile(r"[\n;；|]+")
_BETWEEN_UNITS = re.compile(r"[、,，;；\n]+")


class ParkField(RecordField):
    """A park: chosen by its name on a page, known by its name in a workbook."""

    def __init__(self, label: str = "", validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, source="chemical_parks.choices", **kwargs)

    def parse_cell(self, raw: Any) -> str:
        name = clean_text(raw).replace("\n", "")
        if len(name) > NAME:
            raise ValueError(f"最多{NAME}字，请核对园区名称")
        return name


class UnitsField(TextField):
    """Names of units, joined by 、; a repeated one is one."""

    def parse_cell(self, raw: Any) -> str:
        names = (compact(part) for part in _BETWEEN_UNITS.split(clean_text(raw)))
        return super().parse_cell("、".join(dict.fromkeys(name for name in names if name)))


class ScoreField(NumberField):
    """Points: a whole number shows no decimals."""

    def write_cell(self, value: float | None) -> Any:
        return "" if value is None else int(value) if value == int(value) else value

    def display(self, value: Any) -> str:
        return str(self.write_cell(value))


class AreaField(LonLatField):
    """An area: its corner points in order as `经度,纬度`, one a line (or between semicolons). `data` is the closed area as
    text, as `geometry` keeps it."""

    kind = "long"
    widget: Any = widgets.TextArea()
    limit = 12000
    """Characters of a page's text box: some hundred points."""

    def parse_cell(self, raw: Any) -> str:  # type: ignore[override]
        parts = [part for part in _BETWEEN_POINTS.split(clean_text(raw)) if part.strip()]
        points = []
        for number, part in enumerate(parts, 1):
            try:
                points.append(super().parse_cell(part))
            except ValueError as error:
                raise ValueError(f"第{number}个点：{error}") from error
        ring = closed(points)
        fault = fault_of(ring)
        if fault:
            raise ValueError(fault)
        return text_of(ring)

    def write_cell(self, value: Any) -> Any:
        return value or ""

    def display(self, value: Any) -> str:
        ring = points_of(value or "")
        if not ring:
            return value or ""
        corners = "；".join(f"{longitude},{latitude}" for longitude, latitude in ring[:-1])
        return f"{len(ring) - 1}个点，约{area_km2(ring):.2f}平方公里：{corners}"
