"""Workbooks as units send them: a title, the unit and the day, merged headers, a signature row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from anjian.testing.city.enterprises import EnterprisePlan
from anjian.testing.city.faults import FaultPlan
from anjian.testing.city.lists import ListPlan, Style, cited

ROSTER = (
    "序号",
    "企业名称",
    "统一社会信用代码",
    "所在县（市、区）",
    "详细地址",
    "企业类别",
    "行业监管部门",
    "上级主体企业",
    "主要负责人",
    "经度,纬度",
)
GROUPS = (
    ("企业基本情况", ("企业名称", "统一社会信用代码", "企业类别")),
    ("重大事故隐患情况", ("重大事故隐患具体内容", "所在部位", "判定依据及条款", "发现来源", "检查人", "发现时间")),
    ("整改“五落实”情况", ("整改措施", "整改资金（万元）", "整改责任人（职务）", "整改期限", "应急预案")),
    ("挂牌督办", ("级别", "督办单位")),
    ("整改进展", ("是否完成整改", "验收单位", "验收人", "销号时间")),
)
_LISTERS = {"县级": "{region}应急管理局", "市级": "市应急管理局", "省级": "省应急管理厅"}


def write_roster(path: Path, title: str, enterprises: Iterable[EnterprisePlan]) -> None:
    """A county's roster of enterprises."""
    book, sheet = _book("企业名册")
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(ROSTER))
    sheet.append(ROSTER)
    for number, plan in enumerate(enterprises, 1):
        sheet.append(
            [
                number, plan.name, plan.credit_code, plan.region, plan.address, "、".join(plan.kind.categories),
                plan.department, plan.parent, plan.chief, plan.position,
            ]
        )  # fmt: skip
    _save(book, sheet, path)


def write_list(path: Path, plan: ListPlan, limb_texts: Mapping[str, str], style: Style) -> None:
    """A unit's 附件2 of one month."""
    book, sheet = _book(f"{plan.month}月清单")
    headers = ["序号", "县（市、区）", *(name for _group, names in GROUPS for name in names), "备注"]
    sheet.append([f"2023年{plan.month}月份全市危险化学品重大事故隐患清单"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headers))
    dated = f"时间：{plan.dated.year}年{plan.dated.month}月{plan.dated.day}日"
    sheet.append([f"填报单位：{plan.unit_name}", *[None] * 8, dated])
    if style.two_rows:
        _two_rows(sheet, headers)
    else:
        sheet.append(headers)
    for number, fault in enumerate(plan.rows, 1):
        sheet.append(list_row(number, fault, plan, limb_texts, style))
    sheet.append(["填报人：（演示）", *[None] * 8, "审核人：（演示）"])
    _save(book, sheet, path)


def list_row(
    number: int, fault: FaultPlan, plan: ListPlan, limb_texts: Mapping[str, str], style: Style
) -> Sequence[Any]:
    """One hazard as it stood when the list was written."""
    enterprise = fault.enterprise
    accepted = fault.accepted_on if fault.accepted_on and fault.accepted_on <= plan.dated else None
    lister = _LISTERS[fault.listing].format(region=enterprise.region) if fault.listing else None
    return (
        number, enterprise.region, enterprise.name, enterprise.credit_code, "、".join(enterprise.kind.categories),
        fault.content, fault.place, cited(fault, limb_texts), fault.source, fault.found_by, style.day(fault.discovered_on),
        fault.measures, style.wan(fault.funds_wan), fault.responsible, style.day(fault.due_on), fault.contingency,
        fault.listing, lister,
        "是" if accepted else "正在整改", plan.unit_name if accepted else None, fault.found_by if accepted else None,
        style.day(accepted) if accepted else None, None,
    )  # fmt: skip


def _two_rows(sheet: Any, headers: Sequence[str]) -> None:
    """A group's name over its columns; the others reach over both rows."""
    top: list[str | None] = [headers[0], headers[1]]
    for group, names in GROUPS:
        top += [group, *[None] * (len(names) - 1)]
    sheet.append([*top, headers[-1]])
    sheet.append([None, None, *headers[2:-1], None])
    column = 3
    for _group, names in GROUPS:
        sheet.merge_cells(start_row=3, start_column=column, end_row=3, end_column=column + len(names) - 1)
        column += len(names)
    for alone in (1, 2, len(headers)):
        sheet.merge_cells(start_row=3, start_column=alone, end_row=4, end_column=alone)


def _book(title: str) -> tuple[Workbook, Any]:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    return book, sheet


def _save(book: Workbook, sheet: Any, path: Path) -> None:
    sheet["A1"].font = Font(size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for column in "CDFGH":
        sheet.column_dimensions[column].width = 24
    book.save(path)
