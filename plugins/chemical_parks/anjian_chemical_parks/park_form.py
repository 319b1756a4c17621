"""The form of a park itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.registers import RegionRegisterForm
from anjian.plugin_api.web import ChoiceField, DayField, Group, Required, TextField
from anjian_chemical_parks.fields import TASK, AreaField, ScoreField
from anjian_chemical_parks.forms import choices, not_later_than_today
from anjian_chemical_parks.geometry import contains, points_of
from anjian_chemical_parks.models import NAME
from anjian_chemical_parks.words import Level, Recognition

YEARS = 3
"""A whole park is assessed at least so often (危险化学品安全法 第19条第1款; before 2026-05-01 a good practice)."""


class ParkForm(RegionRegisterForm):
    """A chemical park (R-052, R-053)."""

    groups = (
        Group("园区", ("name", "region")),
        Group("认定", ("recognition", "recognised_on", "recognised_by")),
        Group("安全风险等级", ("level", "score", "assessed_on", "reassess_on")),
        Group("范围", ("boundary", "control_line")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "name": ("园区", "化工园区", "化工园区名称"),
        "recognition": ("认定状态", "是否认定"),
        "recognised_on": ("认定时间",),
        "recognised_by": ("批准文件", "认定文号"),
        "level": ("风险等级", "安全风险分级"),
        "score": ("评估得分", "得分"),
        "assessed_on": ("评估时间",),
        "reassess_on": ("下次评估时间",),
        "boundary": ("四至", "四至坐标", "园区边界"),
        "control_line": ("安全控制线", "控制线坐标"),
    }
    name = TextField("园区名称", [Required()], limit=NAME)
    recognition = ChoiceField(
        "认定情况", [Required()], choices=choices(Recognition), basis=TASK, example=str(Recognition.NOT_RECOGNISED)
    )
    recognised_on = DayField("认定日期", help="已认定的必填。")
    recognised_by = TextField("认定文件及文号", limit=120, help="已认定的必填。")
    level = ChoiceField("安全风险等级", [Required()], choices=choices(Level), basis=TASK, example=str(Level.NONE))
    score = ScoreField("安全风险评估得分", low=0, high=100, unit="分")
    assessed_on = DayField("评估日期", help="评定等级的必填。")
    reassess_on = DayField("下次评估期限", help=f"整体性安全风险评估至少每{YEARS}年一次。")
    boundary = AreaField(
        "四至范围（边界点坐标）", basis=TASK, help="沿边界逐点填写，每行一个“经度,纬度”，如112.85,35.49；至少三个点。"
    )
    control_line = AreaField("周边土地规划安全控制线（坐标）", basis=TASK, help="填法同上；控制线应在四至范围以外。")

    def validate_recognised_on(self, field: Any) -> None:
        recognised = self.recognition.data == Recognition.RECOGNISED
        if recognised and field.data is None:
            raise ValidationError("已认定的园区须填写认定日期")
        if field.data is not None and not recognised:
            raise ValidationError(f"园区{self.recognition.data or '未认定'}，认定后再填写认定日期")
        not_later_than_today(field)

    def validate_recognised_by(self, field: Any) -> None:
        if self.recognition.data == Recognition.RECOGNISED and not field.data:
            raise ValidationError("已认定的园区须写明认定文件及文号")

    def validate_assessed_on(self, field: Any) -> None:
        if self.level.data not in (None, Level.NONE) and field.data is None:
            raise ValidationError("评定了安全风险等级的，须填写评估日期")
        not_later_than_today(field)

    def validate_reassess_on(self, field: Any) -> None:
        if field.data is None or self.assessed_on.data is None:
            return
        latest = years_after(self.assessed_on.data, YEARS)
        if not self.assessed_on.data < field.data <= latest:
            raise ValidationError(f"下次评估应在评估日期以后{YEARS}年内，即不晚于{latest}")

    def validate_control_line(self, field: Any) -> None:
        if not field.data or not self.boundary.data:
            return
        line = points_of(field.data)
        outside = [n for n, point in enumerate(points_of(self.boundary.data)[:-1], 1) if not contains(line, point)]
        if outside:
            raise ValidationError(
                f"安全控制线应包住四至范围，四至的第{'、'.join(map(str, outside[:5]))}个点在控制线以外"
            )


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
