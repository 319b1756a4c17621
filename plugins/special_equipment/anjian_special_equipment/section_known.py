"""What the section stands on: the registers and the ledger as known, true on the day, of the unit's jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anjian.plugin_api import SectionContext
from anjian.plugin_api.reading import HazardRef, known_hazards
from anjian.plugin_api.sections import known_rows
from anjian_special_equipment.judging import SERIOUS
from anjian_special_equipment.models import AccidentVersion, CertificateVersion, EquipmentVersion, PersonnelVersion
from anjian_special_equipment.rules import cells, outcomes
from anjian_special_equipment.words import Outcome, Question, Requirement, Use

FAILED = {
    Requirement.REGISTRATION: ("未办理使用登记", "投用超过三十日没有使用登记证编号的"),
    Requirement.INSPECTION: ("法定检验超期", "检验报告所载下次检验日期早于当日的"),
    Requirement.ARCHIVE: ("安全技术档案不全", "核查发现安全技术档案五部分缺少任何一部分的"),
    Requirement.UPKEEP: ("未维护保养或未自行检查", "核查发现没有经常性维护保养或没有定期自行检查的"),
    Requirement.PLAN: ("未制定应急专项预案", "核查发现没有特种设备事故应急专项预案的"),
    Requirement.BANNED: ("淘汰报废仍在用", "属于国家明令淘汰或已经报废的"),
}
"""Requirement -> what failing it is called, and how the figure is defined (of equipment in use)."""
WANTING = {
    Question.STAFFED: "未配备具有相应资格人员",
    Question.UNQUALIFIED: "使用未取得相应资格人员",
    Question.TRAINED: "未定期开展安全教育和技能培训",
}


@dataclass(frozen=True, slots=True)
class Known:
    """The registers as known, true on the day, of the unit's jurisdiction; each row is a version."""

    equipment: Sequence[Any]
    """In use."""
    grids: Sequence[Any]
    """Looked at by the day."""
    cards: Sequence[Any]
    """Of persons on duty."""
    accidents: Sequence[Any]
    serious: Sequence[HazardRef]
    """严重事故隐患 of 57号令 found in the campaign."""
    day: date

    def failing(self, test: Requirement) -> list[Any]:
        return [row for row in self.equipment if outcomes(row, self.day)[test] is Outcome.FAILED]

    def unsolved(self) -> list[HazardRef]:
        """Serious ones not accepted by the day."""
        return [one for one in self.serious if one.accepted_on is None or one.accepted_on > self.day]

    def inspected(self) -> list[Any]:
        """Equipment whose statutory inspection is in force."""
        return [row for row in self.equipment if outcomes(row, self.day)[Requirement.INSPECTION] is Outcome.MET]

    def unknown(self) -> list[Any]:
        return [row for row in self.equipment if Outcome.UNKNOWN in outcomes(row, self.day).values()]

    def wanting(self, *names: str) -> list[Any]:
        """Grids that fail one of the cells."""
        return [row for row in self.grids if any(cells(row, self.day)[name] is Outcome.FAILED for name in names)]


def read_known(ctx: SectionContext) -> Known:
    equipment, grid, card, accident = EquipmentVersion, PersonnelVersion, CertificateVersion, AccidentVersion
    return Known(
        equipment=known_rows(ctx, equipment, equipment.use == Use.ACTIVE),
        grids=known_rows(ctx, grid, grid.checked_on <= ctx.effective),
        cards=known_rows(ctx, card, card.on_duty.is_(True)),
        accidents=known_rows(ctx, accident, accident.happened_on.between(ctx.starts_on, ctx.effective)),
        serious=[
            one
            for one in known_hazards(ctx)
            if (one.scale, one.level) == SERIOUS and one.discovered_on >= ctx.starts_on
        ],
        day=ctx.effective,
    )
