"""One form, three faces: the page, the Excel template, the rules of an imported row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    IntField,
    LongTextField,
    Required,
    TextField,
    YesNoField,
    compact,
)
from anjian_hazwaste.catalogue import WasteCodeField, WasteCodesField, code_fault
from anjian_hazwaste.quantities import TonneField
from anjian_hazwaste.words import Management, State, StorageKind

TASK = Basis("晋市安委办发〔2023〕35号 四、（7）")
_NUMBER = re.compile(r"\d{14}")
OWNER = ("enterprise", "enterprise_name")


def _words(kind: Any) -> dict[str, str]:
    return {str(one): str(one) for one in kind}


def not_future(_form: Any, field: Any) -> None:
    """Nobody has found or weighed anything in the future."""
    if field.data is not None and field.data > clock.today():
        raise ValidationError(f"{field.label.text}{field.data}晚于今天，请核对")


class PlanForm(RegisterForm):
    """Whether an enterprise's waste is in the management plan and the enterprise within supervision (R-068)."""

    groups = (
        Group("企业", (*OWNER, "management")),
        Group("纳入危险废物管理计划", ("in_plan", "in_plan_on", "in_plan_evidence", "plan_number", "plan_to")),
        Group("纳入环境监管范围", ("in_scope", "in_scope_on", "in_scope_evidence")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "management": ("管理分类", "环境管理类别"),
        "in_plan": ("纳入管理计划", "是否纳入管理计划", "是否纳入危险废物管理计划"),
        "in_scope": ("纳入监管范围", "是否纳入环境监管范围", "是否纳入监管"),
        "plan_number": ("备案号", "管理计划备案编号"),
        "plan_to": ("计划期限至", "管理计划有效期至"),
    }
    management = ChoiceField(
        "管理类别", choices=_words(Management), basis=Basis("HJ 1259-2022 4.2.1"), help="尚未核定的不填。"
    )
    in_plan = YesNoField("废弃危化品等危险废物已纳入管理计划", [Required()], basis=TASK, example="是")
    in_plan_on = DayField("管理计划核查日期", [Required(), not_future], example="2023-06-20")
    in_plan_evidence = TextField("管理计划核查凭据", limit=400, help="已纳入的必填，如：备案回执、系统截图编号。")
    plan_number = TextField("备案编号", limit=60)
    plan_to = DayField(
        "管理计划期限至", basis=Basis("HJ 1259-2022 5.2.2"), help="已纳入的必填；管理计划按年制定，一般为当年12月31日。"
    )
    in_scope = YesNoField("已纳入环境监管范围", [Required()], basis=TASK, example="是")
    in_scope_on = DayField("监管范围核查日期", [Required(), not_future], example="2023-06-20")
    in_scope_evidence = TextField(
        "监管范围核查凭据", limit=400, help="已纳入的必填，如：监管名单文号、排污许可证编号。"
    )

    def validate_in_plan_evidence(self, field: Any) -> None:
        _proven(self.in_plan, field)

    def validate_plan_to(self, field: Any) -> None:
        if self.in_plan.data and field.data is None:
            raise ValidationError("已纳入管理计划的，须填写管理计划期限")

    def validate_in_scope_evidence(self, field: Any) -> None:
        _proven(self.in_scope, field)


def _proven(flag: Any, evidence: Any) -> None:
    if flag.data and not evidence.data:
        raise ValidationError(f"“{flag.label.text}”填“是”的，须写明核查凭据")


class StorageForm(RegisterForm):
    """A storage facility or point."""

    groups = (
        Group("贮存设施", (*OWNER, "code", "kind", "place", "waste_codes", "capacity", "stock", "stock_on")),
        Group("核查", ("signs", "seepage", "zones", "checked_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "code": ("贮存设施编码", "设施编号"),
        "kind": ("贮存设施类型", "设施类型"),
        "place": ("位置", "设施位置"),
        "waste_codes": ("废物代码", "危险废物代码", "贮存废物代码"),
        "capacity": ("贮存能力", "最大贮存量", "最大贮存能力（吨）"),
        "stock": ("现存量", "贮存量", "实际贮存量（吨）"),
    }
    code = TextField("设施编码", [Required()], limit=40, example="TS001")
    kind = ChoiceField("设施类型", [Required()], choices=_words(StorageKind), example=str(StorageKind.STORE))
    place = TextField("所在位置", [Required()], limit=200, example="厂区东侧")
    waste_codes = WasteCodesField(
        "贮存的废物代码", [Required()], limit=400, help="多个代码用顿号分开。", example="900-249-08"
    )
    capacity = TonneField("贮存能力（吨）", [Required()], example="50")
    stock = TonneField("现贮存量（吨）", help="贮存点实时贮存量不应超过3吨。", basis=Basis("GB 18597-2023 8.3.5"))
    stock_on = DayField("盘点日期", [not_future], help="填写现贮存量的必填。")
    signs = YesNoField("标志标签齐全", [Required()], basis=Basis("GB 18597-2023 4.6"), example="是")
    seepage = YesNoField("地面防渗符合要求", [Required()], basis=Basis("GB 18597-2023 6.1.4"), example="是")
    zones = YesNoField("按要求分区贮存", [Required()], basis=Basis("GB 18597-2023 6.1.2"), example="是")
    checked_on = DayField("设施核查日期", [Required(), not_future], example="2023-06-20")

    def validate_waste_codes(self, field: Any) -> None:
        for code in (field.data or "").split("、"):
            if code and (fault := code_fault(code, self.checked_on.data)):
                raise ValidationError(fault)

    def validate_stock_on(self, field: Any) -> None:
        if self.stock.data is not None and field.data is None:
            raise ValidationError("填写现贮存量的，须填写盘点日期")


class ManifestNumberField(TextField):
    """Fourteen digits: year, province, city, serial number (23号令 第15条)."""

    def parse_cell(self, raw: Any) -> str:
        number = compact(raw)
        if not _NUMBER.fullmatch(number):
            raise ValueError("联单编号应为14位数字：年份4位、移出地省级代码2位、市级代码2位、流水号6位")
        return number


class ManifestForm(RegisterForm):
    """A transfer manifest as its parties filled it in."""

    groups = (
        Group("联单", ("number", *OWNER, "waste_code")),
        Group("移出", ("quantity_out", "out_on", "carrier")),
        Group("接收", ("receiver", "receiver_licence", "quantity_in", "in_on")),
        Group("其他", ("remark",)),
    )
    column_aliases: ClassVar[Mapping[str, Sequence[str]]] = {
        "enterprise_name": ("移出人", "移出单位", "产生单位", "移出企业", "单位名称"),
        "number": ("转移联单编号", "联单号", "电子联单编号"),
        "waste_code": ("危险废物代码", "代码"),
        "quantity_out": ("移出数量", "移出重量", "转移量（吨）", "移出数量（吨）"),
        "out_on": ("转移日期", "移出时间"),
        "carrier": ("承运单位", "运输单位"),
        "receiver": ("接收人", "接收单位", "接受单位"),
        "receiver_licence": ("经营许可证编号", "许可证编号"),
        "quantity_in": ("接收数量", "接受量（吨）", "接收重量", "接受数量（吨）"),
        "in_on": ("接受日期", "接收时间"),
    }
    number = ManifestNumberField(
        "联单编号", [Required()], limit=20, basis=Basis("23号令 第15条"), example="20231405000001"
    )
    waste_code = WasteCodeField("废物代码", [Required()], limit=20, help="8位代码，按名录核对。", example="900-249-08")
    quantity_out = TonneField("移出量（吨）", [Required()], example="9.2")
    out_on = DayField("移出日期", [Required(), not_future], example="2023-06-20")
    carrier = TextField("承运人", [Required()], limit=200)
    receiver = TextField("接受人", [Required()], limit=200)
    receiver_licence = TextField("接受人许可证编号", limit=60)
    quantity_in = TonneField("接收量（吨）", help="尚未接收的不填；拒收的填0并在备注中说明。")
    in_on = DayField("接收日期", [not_future], help="填写接收量的必填。")

    def validate_number(self, field: Any) -> None:
        day = self.out_on.data
        # A manifest may be numbered in December and leave in January, not the other way round.
        if field.data and day is not None and int(field.data[:4]) not in (day.year - 1, day.year):
            raise ValidationError(f"联单编号的年份{field.data[:4]}与移出日期{day}不符，请核对")

    def validate_waste_code(self, field: Any) -> None:
        if field.data and (fault := code_fault(field.data, self.out_on.data)):
            raise ValidationError(fault)

    def validate_quantity_out(self, field: Any) -> None:
        if field.data == 0:
            raise ValidationError("移出量须大于0")

    def validate_quantity_in(self, field: Any) -> None:
        if field.data is None and self.in_on.data is not None:
            raise ValidationError("填写接收日期的，须填写接收量；拒收的填0")

    def validate_in_on(self, field: Any) -> None:
        if field.data is None:
            if self.quantity_in.data is not None:
                raise ValidationError("填写接收量的，须填写接收日期")
        elif self.out_on.data is not None and field.data < self.out_on.data:
            raise ValidationError(f"接收日期{field.data}早于移出日期{self.out_on.data}，请核对")


class ComparisonForm(Form):
    """The rule by which manifests are compared."""

    tolerance = IntField(
        "允许差异（千分之）",
        [Required()],
        low=0,
        high=1000,
        help="接收量与移出量之差超过移出量的这个比例，列为数量异常。",
    )
    receipt_days = IntField(
        "接收期限（日）", [Required()], low=1, high=90, help="自移出日期起算；超过仍未接收的，列为逾期未接收。"
    )
    basis = LongTextField("设定依据", [Required()], limit=400, help="写明文件名称、文号或者会议纪要。")


class PlanFilters(RegisterFilters):
    """Filters of the plans."""

    primary = ("owner", "in_plan", "in_scope")
    q = TextField("备案编号")
    in_plan = YesNoField("纳入管理计划")
    in_scope = YesNoField("纳入监管范围")
    management = ChoiceField("管理类别", choices=_words(Management))


class StorageFilters(RegisterFilters):
    """Filters of the storage facilities."""

    primary = ("q", "owner", "kind", "fault")
    q = TextField("设施编码")
    kind = ChoiceField("设施类型", choices=_words(StorageKind))
    fault = ChoiceField("问题", choices={"full": "超过贮存能力或贮存点限量", "unfit": "标志、防渗或分区不符合"})


class ManifestFilters(RegisterFilters):
    """Filters of the manifests."""

    primary = ("q", "owner", "state", "month")
    q = TextField("联单编号")
    state = ChoiceField("状态", choices=_words(State))
    month = TextField("移出月份", limit=7, help="如2023-07", example="2023-07")
    waste_code = WasteCodeField("废物代码", limit=20)
