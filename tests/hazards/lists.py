"""Hazard lists made for tests: one good row, changed where a test wants it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from anjian.exchange.credit_code import check_character
from anjian.exchange.outcome import ImportOutcome

_NAMES = """
序号 县（市、区） 企业名称 统一社会信用代码 企业类别 重大事故隐患具体内容 所在部位 判定依据及条款 发现来源 发现时间
整改措施 整改资金（万元） 整改责任人（职务） 整改期限 应急预案 级别 督办单位 是否完成整改 销号时间 备注
"""
HEADER = _NAMES.split()


def code(number: int) -> str:
    """A valid credit code."""
    body = f"91140525{number:09d}"
    return body + check_character(body)


GOOD: dict[str, object] = {
    "县（市、区）": "泽州县", "企业名称": "甲化工（演示）", "统一社会信用代码": code(1), "企业类别": "运输",
    "重大事故隐患具体内容": "安全阀未正常投用", "所在部位": "罐区", "判定依据及条款": "判定标准第15条", "发现来源": "企业自查",
    "发现时间": "2023-06-01", "整改措施": "更换",
    "整改资金（万元）": "60万元", "整改责任人（职务）": "某副总", "整改期限": "2023-08-01",
    "应急预案": "有", "级别": "县级", "督办单位": "泽州县应急管理局", "是否完成整改": "否",
}  # fmt: skip


def hazard_list(
    path: Path, *rows: dict[str, object], title: str = "2023年7月份清单", date: str = "时间：2023年7月30日"
) -> Path:
    """A list with these rows, each the good row with some cells changed, numbered from 1; data begin in row 4."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    sheet.append([title])
    sheet.append(["填报单位：办公室", date])
    sheet.append(HEADER)
    for number, row in enumerate(rows, 1):
        cells = {"序号": number} | GOOD | row
        sheet.append([cells.get(name) for name in HEADER])
    book.save(path)
    return path


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    """entered, updated, unchanged, duplicates, refused"""
    return outcome.entered, outcome.updated, outcome.unchanged, len(outcome.duplicates), outcome.refused_rows
