"""Figures in words, as official reports say them. Every number comes from a figure of the report."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from anjian.campaigns.tables import Block, Line
from anjian.reports.documents.locked import locked
from anjian.reports.documents.report_data import Share, UnitReport
from anjian.reports.figures.algebra import share
from anjian.reports.figures.rules import BESIDE
from anjian.reports.figures.totals import SOURCE_KEYS

_UNITS = ("家次", "个次", "万元", "个", "家", "次", "人")
_UNIT_BRACKET = re.compile(rf"（((?:{'|'.join(_UNITS)})(?:，(?:{'|'.join(_UNITS)}))*)）")
_NUMERALS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """1…99 as 一…九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _NUMERALS[tens]) + "十"
    return head + (_NUMERALS[ones] if ones else "")


def figure(report: UnitReport, key: str) -> str:
    """A value of the table, locked under its id."""
    return locked(report.figure_id(key), report.number(key))


def total(report: UnitReport, key: str, value: int) -> str:
    """A named set of the unit's hazards, locked under its id."""
    return locked(report.figure_id(key), value)


def beside_words(report: UnitReport) -> str:
    """The sets that are shown apart."""
    return "；".join(f"{BESIDE[name][1]}{total(report, name, count)}个" for name, count in report.beside.items())


def share_words(report: UnitReport, row: Share) -> dict[str, Any]:
    """A row of the breakdown, every number locked under the figure that it is."""

    def count(key: str, value: int) -> str:
        return locked(report.figure_of(row.scope, key) if row.scope else "", value)

    return {
        "name": row.name,
        "by_source": [count(key, value) for key, value in zip(SOURCE_KEYS.values(), row.by_source, strict=True)],
        "total": count("counted", row.total),
        "accepted": count("accepted", row.accepted),
        "listed": count("listed", row.listed),
    }


def in_words(report: UnitReport, line: Line) -> str:
    """An item of the table as a clause: 行政处罚（次，万元） -> 行政处罚3次、12.50万元."""
    values = [f"{figure(report, cell.key)}{cell.unit}" for cell in line.cells]
    if len(_UNIT_BRACKET.findall(line.text)) == len(values):
        rest = iter(values)
        return _UNIT_BRACKET.sub(lambda _found: next(rest), line.text)
    labels = [f"（{cell.label}）" if cell.label and cell.label != cell.unit else "" for cell in line.cells]
    together = "、".join(value + label for value, label in zip(values, labels, strict=True))
    return _UNIT_BRACKET.sub(together, line.text)


def block_text(report: UnitReport, block: Block) -> str:
    """A block of the table as one paragraph."""
    return "；".join(f"{line.number}.{in_words(report, line)}" for line in block.lines) + "。"


def summary(report: UnitReport) -> str:
    """总体情况: how many major hazards, how many of them done, under 挂牌督办, and by source."""
    lines = {cell.key: line for line in report.pack.annex1.lines for cell in line.cells}
    parts = [report.pack.cell(key) for key in report.pack.annex1.partitions[0].parts]
    rate = share(report.accepted, report.counted)
    sources = "、".join(f"{cell.source or _bare(lines[cell.key].text)}{figure(report, cell.key)}个" for cell in parts)
    listed = [cell for cell in report.pack.annex1.cells if cell.listed]
    overlay = "，".join(in_words(report, line) for line in dict.fromkeys(lines[cell.key] for cell in listed))
    found = total(report, "counted", report.counted.value)
    done = total(report, "accepted", report.accepted.value)
    start = report.snapshot.asof.starts_on
    return (
        f"自{start.year}年{start.month}月{start.day}日专项行动开始至{report.effective_text}，{report.unit.name}累计排查并确认"
        f"重大事故隐患{found}个（其中：{sources}），已完成整改并验收销号{done}个，整改率{locked('', percent(rate))}"
        f"{'；' if overlay else ''}{overlay}。"
    )


def _bare(text: str) -> str:
    """An item's text without its unit."""
    return text.partition("（")[0]


def percent(rate: Fraction | None) -> str:
    """A percentage with one decimal, half up; — where there is nothing to divide by."""
    if rate is None:
        return "—"
    tenths = (rate * 1000 * 2 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}%"


def clause_words(citation: str) -> str:
    """A citation of the pack as printed: `四.(1); 四.(2)` -> 第四部分（1）、（2）; a chapter without number by its name."""
    words: list[str] = []
    before = ""
    for part in citation.split(";"):
        head, _, rest = part.strip().partition(".")
        chapter = "" if head == before else f"第{head}部分" if set(head) <= {*_NUMERALS, "十"} else head
        before = head
        if rest.startswith("("):
            rest = rest.replace("(", "（").replace(")", "）")
        elif rest.isdigit():
            rest = f"第{rest}条"
        words.append(chapter + rest)
    return "、".join(words)
