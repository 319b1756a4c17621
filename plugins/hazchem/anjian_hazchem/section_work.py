"""Tasks (3), (4) and (5): declared matters, special operations, defective units."""

from __future__ import annotations

from typing import Any

from anjian.plugin_api import SectionContext, SectionFigure, SectionTable
from anjian.plugin_api.reading import known_hazards
from anjian.plugin_api.sections import day_by_day, known_rows, listing
from anjian_hazchem import permits
from anjian_hazchem.models import DefectiveUnitVersion, MatterVersion, WorkPermitVersion
from anjian_hazchem.records import MATTER, OPERATION, UNIT
from anjian_hazchem.section_part import Part
from anjian_hazchem.section_words import MATTERS, OPERATIONS, UNITS
from anjian_hazchem.words import SPECIAL_GRADE, DefectClass, Operation, Record
from anjian_hazchem.zero_line import is_open, is_overdue, zero_line

OPERATION_ITEMS = ("HC-SO-", "SO-SEED-")
"""Checklist items of task (4)'s violations."""
WITHOUT = {
    "detected": ("not_detected", "未连续检测", "抽查的特级动火、受限空间作业票中未进行连续检测的。"),
    "filmed": ("not_filmed", "未采集影像", "抽查的特级动火、受限空间作业票中未实现影像采集的。"),
    "transmitted": ("not_transmitted", "影像未远传", "抽查的特级动火、受限空间作业票中未实现影像远传的。"),
}
"""What drawn permits were found without -> key, title and definition of its figure."""
CLASSES = {"class_stop": DefectClass.STOP, "class_dated": DefectClass.DATED, "class_watch": DefectClass.WATCH}


class MatterPart(Part):
    """Task (3)."""

    task, paragraphs = "task_03", MATTERS

    def __init__(self, ctx: SectionContext) -> None:
        super().__init__(ctx)
        due = MatterVersion.due_on.between(ctx.starts_on, ctx.effective)
        self.rows = known_rows(ctx, MatterVersion, due)

    def _declared(self) -> list[Any]:
        return [row for row in self.rows if self.on_or_before(row.declared_on)]

    def _in_time(self) -> list[Any]:
        return [row for row in self._declared() if row.declared_on <= row.due_on]

    def _late(self) -> list[Any]:
        return [row for row in self._declared() if row.declared_on > row.due_on]

    def _missing(self) -> list[Any]:
        return [row for row in self.rows if not self.on_or_before(row.declared_on) and row.due_on < self.day]

    def figures(self) -> list[SectionFigure]:
        def of(key: str, title: str, definition: str, rows: Any) -> SectionFigure:
            return self.figure(key, title, "件", definition, [row.hazchem_matter_id for row in rows], MATTER)

        waiting = [row for row in self._declared() if not self.on_or_before(row.received_on)]
        return [
            of("matters", "应申报重要事项", "应申报日期在专项行动以来的重要事项。", self.rows),
            of("in_time", "按期申报", "上述事项中申报日期不晚于应申报日期的。", self._in_time()),
            of("declared_late", "逾期申报", "上述事项中申报日期晚于应申报日期的。", self._late()),
            of("not_declared", "逾期未申报", "应申报日期早于当日、截至当日没有申报的。", self._missing()),
            of("not_received", "尚未受理", "已申报、截至当日没有受理的。", waiting),
        ]

    def tables(self) -> list[SectionTable]:
        rows = [
            (self.name(row), row.number, row.kind, row.due_on.isoformat(), row.declared_on.isoformat())
            for row in self._late()
        ]
        rows += [(self.name(row), row.number, row.kind, row.due_on.isoformat(), "未申报") for row in self._missing()]
        header = ("应申报（件）", "按期申报（件）")
        return [
            self.by_county("各县（市、区）重要事项按期申报情况", header, self.rows, self._in_time()),
            listing("逾期申报和未申报的重要事项", ("企业", "申报编号", "事项类别", "应申报日期", "申报日期"), rows),
        ]


class PermitPart(Part):
    """Task (4)."""

    task, paragraphs = "task_04", OPERATIONS

    def __init__(self, ctx: SectionContext) -> None:
        super().__init__(ctx)
        since, until = f"{ctx.starts_on} 00:00", f"{ctx.effective} 24:00"
        self.rows = known_rows(ctx, WorkPermitVersion, WorkPermitVersion.starts.between(since, until))
        self.tickets = [row for row in self.rows if row.record == Record.TICKET]
        self.drawn = [row for row in self.tickets if self.on_or_before(row.drawn_on)]
        self.unanswered = permits.without_permit(self.rows, f"{ctx.effective} 00:00")
        self.hazards = [
            one for one in known_hazards(ctx) if one.item_code and one.item_code.startswith(OPERATION_ITEMS)
        ]  # fmt: skip

    def figures(self) -> list[SectionFigure]:
        def of(key: str, title: str, definition: str, rows: Any) -> SectionFigure:
            return self.figure(key, title, "件", definition, [row.hazchem_operation_id for row in rows], OPERATION)

        hot = [row for row in self.tickets if row.kind == Operation.HOT_WORK and row.level == SPECIAL_GRADE]
        confined = [row for row in self.tickets if row.kind == Operation.CONFINED_SPACE]
        announced = [row for row in self.rows if row.record == Record.NOTICE]
        found = "检查表中特殊作业违法违规行为各项形成的隐患（不分级别）。"
        return [
            of("tickets", "特殊作业票", "作业开始时间在专项行动以来的作业票。", self.tickets),
            of("special_hot", "特级动火作业票", "上述作业票中的特级动火。", hot),
            of("confined", "受限空间作业票", "上述作业票中的受限空间作业。", confined),
            of("drawn", "抽查作业票", "上述作业票中截至当日检查人员抽查过的。", self.drawn),
            *(of(*told, self._without(field)) for field, told in WITHOUT.items()),
            of("other_faults", "其他违法违规行为", "抽查的作业票中有其他违法违规行为的。", self._with_others()),
            of("overrun", "超过有效期限", "作业时间长于国家标准规定的作业票有效期限的作业票。", self._overrun()),
            of("announced", "高风险作业报备", "作业开始时间在专项行动以来的报备。", announced),
            of("without_ticket", "报备后未见作业票", "作业已经结束、没有作业票与之对应的报备。", self.unanswered),
            self.figure("operation_hazards", "特殊作业隐患", "个", found, [one.id for one in self.hazards], "hazard"),
        ]

    def _without(self, field: str) -> list[Any]:
        return [row for row in self.drawn if field in permits.lacking(row)]

    def _with_others(self) -> list[Any]:
        return [row for row in self.drawn if row.faults]

    def _overrun(self) -> list[Any]:
        return [row for row in self.tickets if permits.overrun(row)]

    def tables(self) -> list[SectionTable]:
        bad = [
            (self.name(row), row.number, f"{row.level or ''}{row.kind}", row.starts, "；".join(faults))
            for row in self.tickets
            if (faults := permits.faults_of(row, self.day))
        ]
        silent = [(self.name(row), row.number, row.kind, row.starts, row.ends) for row in self.unanswered]
        return [
            listing("有违法违规行为的特殊作业", ("企业", "作业票编号", "作业", "开始时间", "行为"), bad),
            listing("报备后未见作业票的作业", ("企业", "报备编号", "作业类别", "开始时间", "结束时间"), silent),
        ]


class UnitPart(Part):
    """Task (5): classes, 动态清零, and what was not dealt with."""

    task, paragraphs = "task_05", UNITS

    def __init__(self, ctx: SectionContext) -> None:
        super().__init__(ctx)
        self.rows = known_rows(ctx, DefectiveUnitVersion, DefectiveUnitVersion.found_on <= ctx.effective)
        self.done = [row for row in self.rows if self.on_or_before(row.done_on)]
        self.open = [row for row in self.rows if is_open(row, self.day)]
        self.overdue = [row for row in self.rows if is_overdue(row, self.day)]

    def figures(self) -> list[SectionFigure]:
        def of(key: str, title: str, definition: str, rows: Any) -> SectionFigure:
            return self.figure(key, title, "台（套）", definition, [row.hazchem_unit_id for row in rows], UNIT)

        owners = [row.enterprise_id for row in self.rows]
        no_case = [row for row in self.overdue if not row.case_number]
        return [
            of("defects", "带病装置缺陷", "带病装置台账中截至当日发现的，同一装置的多次缺陷分别计。", self.rows),
            self.figure("defect_owners", "有带病装置的企业", "家", "上述缺陷涉及的企业。", owners),
            *(
                of(
                    key,
                    str(word),
                    f"上述缺陷中整治分类为“{word}”的。",
                    [row for row in self.rows if row.category == word],
                )
                for key, word in CLASSES.items()
            ),
            of("done", "已完成整治", "上述缺陷中截至当日完成整治的。", self.done),
            of("open", "未完成整治", "上述缺陷中截至当日没有完成整治的。", self.open),
            of("overdue", "超期未完成", "未完成整治中整治期限早于当日的。", self.overdue),
            of("no_case", "超期未查处", "超期未完成中没有查处文书的。", no_case),
        ]

    def tables(self) -> list[SectionTable]:
        rows = [
            (
                self.name(row), row.unit, row.unit_name, row.defect, row.category, row.due_on.isoformat(),
                f"超期{(self.day - row.due_on).days}天" if is_overdue(row, self.day) else "", row.case_number or "",
            )
            for row in self.open
        ]  # fmt: skip
        header = ("企业", "装置位号", "装置名称", "带病情况", "整治分类", "整治期限", "超期", "查处文书号")
        return [
            self.by_county(
                "各县（市、区）带病装置整治完成情况",
                ("带病装置（台、套）", "已完成整治（台、套）"),
                self.rows,
                self.done,
            ),
            listing("尚未完成整治的带病装置", header, rows),
            day_by_day("本月带病装置动态清零", ("日期", "未完成（台、套）", "超期（台、套）"), self._line()),
        ]

    def _line(self) -> list[tuple[str, str, str]]:
        if not self.rows:
            return []
        first = max(self.day.replace(day=1), self.ctx.starts_on)
        days = zero_line(self.rows, first, self.day)
        return [(one.day.isoformat(), str(one.open), str(one.overdue)) for one in days]
