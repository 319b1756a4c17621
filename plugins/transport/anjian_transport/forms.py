"""One form, three faces: the page, the Excel template, the rules of an imported row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import RegisterFilters, RegisterForm
from anjian.plugin_api.web import (
    Basis,
    ChoiceField,
    DayField,
    Form,
    Group,
    LongTextField,
    Required,
    TextField,
    YesNoField,
    compact,
)
from anjian_transport.words import EQUIPMENT, TANKS, Use, VehicleType

TASK = Basis("晋市安委办发〔2023〕35号 四、（6）")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9]{4,6}挂?")


class PlateField(TextField):
    """A number plate, without spaces and separators, in capitals: 晋E12345, 晋E1234挂."""

    def parse_cell(self, raw: Any) -> str:
        plate = re.sub(r"[·.\-]", "", compact(raw)).upper()
        if not _PLATE.fullmatch(plate):
            raise ValueError("不是车牌号，应如“晋E12345”，挂车如“晋E1234挂”")
        return plate


class VehicleForm(RegisterForm):
    """A vehicle of the register."""

    groups = (
        Group(
            "车辆",
            (
                "enterprise",
                "enterprise_name",
                "plate",
                "vehicle_type",
                "use",
                "certificate",
                "inspection_to",
                "tank_to",
            ),
        ),
        Group(
            "监控设备（须全部车辆装齐）",
            ("video", "video_on", "reminder", "reminder_on", "tracking", "tracking_on"),
        ),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "plate": ("车牌", "车辆号牌", "号牌号码", "车号"),
        "vehicle_type": ("车型", "车辆种类"),
        "use": ("使用状态", "状态"),
        "certificate": ("营运证号", "道路运输证"),
        "inspection_to": ("检验有效期", "年检有效期至", "年审有效期至"),
        "tank_to": ("罐检有效期至", "罐体检验有效期至"),
        "video": ("智能视频监控", "视频监控报警"),
        "reminder": ("远程提醒监控", "远程提醒"),
        "tracking": ("卫星定位", "实时定位"),
    }

    plate = PlateField("车牌号", [Required()], limit=12, example="晋E12345")
    vehicle_type = ChoiceField(
        "车辆类型",
        [Required()],
        choices={str(one): str(one) for one in VehicleType},
        example=str(VehicleType.TANK_TRUCK),
    )
    use = ChoiceField("使用情况", [Required()], choices={str(one): str(one) for one in Use}, example=str(Use.ACTIVE))
    certificate = TextField("道路运输证号", [Required()], limit=60)
    inspection_to = DayField("检验有效期至", [Required()], example="2024-06-30")
    tank_to = DayField("罐体检验报告有效期至", help="罐式车辆、罐式半挂车必填。")
    video = YesNoField(EQUIPMENT["video"], [Required()], basis=TASK, help="已安装填“是”。", example="是")
    video_on = DayField("智能视频核验日期", help="核对安装情况的日期；已安装的必填。")
    reminder = YesNoField(EQUIPMENT["reminder"], [Required()], basis=TASK, help="已安装填“是”。", example="是")
    reminder_on = DayField("远程提醒核验日期", help="核对安装情况的日期；已安装的必填。")
    tracking = YesNoField(EQUIPMENT["tracking"], [Required()], basis=TASK, help="已安装填“是”。", example="是")
    tracking_on = DayField("实时定位核验日期", help="核对安装情况的日期；已安装的必填。")

    def validate_tank_to(self, field: Any) -> None:
        if field.data is None and self.vehicle_type.data in TANKS:
            raise ValidationError(f"{self.vehicle_type.data}须填写罐体检验报告有效期")

    def validate_video_on(self, field: Any) -> None:
        _verified(self.video, field)

    def validate_reminder_on(self, field: Any) -> None:
        _verified(self.reminder, field)

    def validate_tracking_on(self, field: Any) -> None:
        _verified(self.tracking, field)


def _verified(flag: Any, day: Any) -> None:
    """Fitted equipment has a day on which somebody saw it; nobody has seen it in the future."""
    if flag.data and day.data is None:
        raise ValidationError(f"{flag.label.text}已安装的，须填写核验日期")
    if day.data is not None and day.data > clock.today():
        raise ValidationError(f"核验日期{day.data}晚于今天，请核对")


class LicencePart(Form):
    """The part of the enterprise's form that the transport bureau keeps (R-063)."""

    licence = TextField("道路运输经营许可证号", [Required()], limit=60)
    business = LongTextField(
        "许可经营范围", [Required()], limit=400, help="如：危险货物运输（3类）、危险货物运输（8类）。"
    )
    valid_to = DayField("许可证有效期至", [Required()])


class LicenceForm(RegisterForm, LicencePart):
    """A carrier's licence in the register."""

    groups = (
        Group("许可证", ("enterprise", "enterprise_name", "licence", "business", "valid_to")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "licence": ("经营许可证号", "许可证号"),
        "business": ("经营范围",),
        "valid_to": ("许可证有效期", "有效期至"),
    }


class VehicleFilters(RegisterFilters):
    """Filters of the register."""

    primary = ("q", "owner", "use", "missing", "expiry")
    use = ChoiceField("使用情况", choices={str(one): str(one) for one in Use})
    missing = ChoiceField("缺少设备", choices={"any": "任一项", **EQUIPMENT})
    expiry = ChoiceField("到期", choices={"expired": "已过期", "soon": "30日内到期"})
    vehicle_type = ChoiceField("车辆类型", choices={str(one): str(one) for one in VehicleType})
