"""The records of diligence, each declared once: pages, files and the leak test take it from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anjian.diligence.models import Accident, Closure, CongressReport, Progress, Refusal, Waiver

REPORT, PURSUE, ACCIDENT = "diligence.report", "diligence.pursue", "diligence.accident"
VIEW_HAZARDS, VIEW_CASES, VIEW_ACCIDENTS = "hazards.view", "enforcement.view", "diligence.view"


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of record. `series` begins its public codes."""

    name: str
    title: str
    noun: str
    series: str
    model: type[Any]
    view: str
    edit: str

    @property
    def subject_kind(self) -> str:
        """What audit entries and attachments call a record."""
        return f"diligence.{self.name}"


PROGRESS = Kind("progress", "整改进展报告", "整改进展报告", "JZ", Progress, VIEW_HAZARDS, REPORT)
CONGRESS = Kind("congress", "向职代会报告", "向职代会报告", "ZD", CongressReport, VIEW_HAZARDS, REPORT)
REFUSALS = Kind("refusals", "拒不执行", "拒不执行记录", "JX", Refusal, VIEW_CASES, PURSUE)
WAIVERS = Kind("waivers", "不作出决定的理由", "理由", "LY", Waiver, VIEW_CASES, PURSUE)
CLOSURES = Kind("closures", "提请关闭", "决定", "GB", Closure, VIEW_CASES, PURSUE)
ACCIDENTS = Kind("accidents", "事故和险情", "事故险情", "SG", Accident, VIEW_ACCIDENTS, ACCIDENT)
KINDS = (PROGRESS, CONGRESS, REFUSALS, WAIVERS, CLOSURES, ACCIDENTS)
