"""月报.docx and 阶段性推进落实情况.docx: the campaign in words, with locked figures, in the layout of official documents."""

from __future__ import annotations

from typing import Any

from anjian.hazards.words import Source
from anjian.reports.documents.cross_check_sheet import relations_text
from anjian.reports.documents.dossier import Dossier, number_of, title_of
from anjian.reports.documents.rendering import rendered
from anjian.reports.documents.report_data import DEMO_MARK, UnitReport
from anjian.reports.documents.tasks import tasks_part, unreported_text
from anjian.reports.documents.wording import beside_words, block_text, numeral, share_words, summary


def write_monthly(dossier: Dossier) -> bytes:
    """月报.docx: 工作任务推进落实情况 of R-110."""
    return _write(dossier, "monthly")


def write_stage(dossier: Dossier) -> bytes:
    """阶段性推进落实情况.docx: from the campaign's start to the effective day (R-111)."""
    return _write(dossier, "stage")


def _write(dossier: Dossier, code: str) -> bytes:
    report = dossier.report
    title = title_of(report, code)
    says = {
        **heading(report, code),
        **figures_part(report),
        **tasks_part(report),
        "remarks": remarks(report),
    }
    return rendered(dossier, code, title, says)


def heading(report: UnitReport, code: str) -> dict[str, Any]:
    """What stands above the text of every document, and below it."""
    return {
        "demo": report.demo,
        "demo_mark": DEMO_MARK,
        "title": title_of(report, code),
        "issue": number_of(report, code),
        "unit": report.unit.full_name,
        "effective": report.effective_text,
    }


def figures_part(report: UnitReport) -> dict[str, Any]:
    """The table in words, and where the hazards lie."""
    return {
        "summary": summary(report),
        "blocks": [
            {"number": numeral(place), "title": block.title, "text": block_text(report, block)}
            for place, block in enumerate(report.pack.annex1.blocks, 1)
        ],
        "part_title": "部门" if report.unit.region_code else "县（市、区）",
        "sources": [str(source) for source in Source],
        "breakdown": [share_words(report, share) for share in report.breakdown],
    }


def remarks(report: UnitReport) -> list[str]:
    """What a reader must know of the figures: where they come from, what stands beside them, what is missing."""
    failed = [section for section in report.sections if section.data is None]
    annexes = f"{report.pack.annex1.label}、{report.pack.annex2.label}"
    lines = [
        f"1.本报告所有数字均由隐患台账和检查记录自动统计，并与同期{annexes}一致。",
        f"2.另列情况：{beside_words(report)}，不影响上述数字。",
        f"3.{report.stamp}。",
    ]
    if report.anchor_text:
        lines.append(f"{len(lines) + 1}.{report.anchor_text}。")
    lines.append(f"{len(lines) + 1}.{relations_text(report.check)}")
    if failed:
        named = "、".join(dict.fromkeys(section.department for section in failed))
        lines.append(f"{len(lines) + 1}.以下单位负责的章节缺失：{named}，缺失原因见该部分。")
    unreported = unreported_text(report)
    if unreported:
        lines.append(f"{len(lines) + 1}.以下任务未报告：{unreported}。")
    return lines
