"""What the month's report says on task (10) 油气输送管道重大事故隐患排查整治: sets of segments, by count and by length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, SectionTable, TaskPart
from anjian.plugin_api.reading import HazardRef, known_hazards, linked_enterprises
from anjian.plugin_api.sections import amount, by_county, figure, known_rows, listing, work_figures, work_sentence
from anjian_pipelines_oil_gas import rules
from anjian_pipelines_oil_gas.models import DeliverableVersion, SegmentVersion
from anjian_pipelines_oil_gas.records import DOCUMENT, SEGMENT
from anjian_pipelines_oil_gas.words import Grade, ObjectType, Use, object_of

PLUGIN, TASK = "pipelines_oil_gas", "task_10"
PIPELINE = "管道隐患"
METRES = 3
"""A kilometre has 10 to this power metres; so many decimals are printed."""


@dataclass(frozen=True, slots=True)
class Line:
    """Segments in service as known, of the unit's jurisdiction; each is a version row."""

    rows: Sequence[Any]
    day: date

    @property
    def old(self) -> list[Any]:
        return [row for row in self.rows if rules.is_old(row, self.day)]

    @property
    def risky(self) -> list[Any]:
        return [row for row in self.rows if rules.is_risky(row)]

    def screened(self) -> list[Any]:
        return [row for row in self.rows if rules.is_screened(row, self.day)]

    def assessed(self, rows: Iterable[Any]) -> list[Any]:
        return [row for row in rows if rules.is_assessed(row, self.day)]

    def planned(self, rows: Iterable[Any]) -> list[Any]:
        return [row for row in rows if rules.has_plan(row, self.day)]

    def finished(self, rows: Iterable[Any]) -> list[Any]:
        return [row for row in self.planned(rows) if row.plan_done_on is not None and row.plan_done_on <= self.day]


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    version = SegmentVersion
    names = linked_enterprises(ctx)
    line = Line(known_rows(ctx, version, version.use == Use.ACTIVE, order=version.code), ctx.effective)
    documents = known_rows(ctx, DeliverableVersion, DeliverableVersion.issued_on <= ctx.effective)
    hazards = [one for one in known_hazards(ctx) if one.scale == PIPELINE and one.discovered_on >= ctx.starts_on]
    issued = "截至当日印发的油气输送管道排查整治方案文件。"
    figures = (
        _figure("plans", "方案文件", "份", issued, _ids(documents, "doc"), DOCUMENT),
        *_segment_figures(ctx, names, line),
        *_old_figures(line),
        *_hazard_figures(hazards, ctx.effective),
    )
    task = TaskPart(TASK, figures, _tables(ctx, names, line, documents), PARAGRAPHS)
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(PLUGIN),), (task,))


def _ids(rows: Iterable[Any], noun: str = "seg") -> list[int]:
    return [getattr(row, f"{PLUGIN}_{noun}_id") for row in rows]


def _figure(
    key: str, title: str, unit: str, definition: str, ids: Iterable[int], record: str = "enterprise"
) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids, record)


def _both(key: str, title: str, definition: str, rows: Sequence[Any]) -> list[SectionFigure]:
    """Segments by count and by length (R-075)."""
    ids, length = _ids(rows), f"{definition}按起止桩号计算的长度。"
    return [
        _figure(key, title, "段", definition, ids, SEGMENT),
        amount(
            PLUGIN, f"{key}_km", f"{title}长度", "公里", length, ids, rules.length_of(rows),
            record=SEGMENT, scale=METRES, digits=METRES,
        ),
    ]  # fmt: skip


def _segment_figures(ctx: SectionContext, names: dict[int, str], line: Line) -> list[SectionFigure]:
    owners = {row.enterprise_id for row in line.rows}
    hca = [row for row in line.rows if rules.is_hca(row)]
    geohazard = [row for row in line.rows if row.geohazard]
    return [
        _figure("enterprises", "管道企业", "家", "有油气长输管道环节、由能源部门监管的企业。", names),
        _figure("unregistered", "未登记管段的企业", "家", "管道企业中没有在用管段登记的。", names.keys() - owners),
        *_both("segments", "在用管段", "管段台账中截至当日登记、使用情况为在用的管段。", line.rows),
        *_both("screened", "已排查高风险区域的管段", "在用管段中截至当日已排查是否属于高风险区域的。", line.screened()),
        *_both("hca", "人员密集高后果区管段", "在用管段中登记为人员密集高后果区（Ⅰ至Ⅲ级）的。", hca),
        *_both("geohazard", "地质灾害易发区管段", "在用管段中登记为地质灾害易发区的。", geohazard),
        *_both("risky", "高风险区域管段", "属于上述两类区域之一的在用管段，兼属的计一段。", line.risky),
        *_both(
            "risky_assessed", "已评估的高风险区域管段", "高风险区域管段中截至当日已评估的。", line.assessed(line.risky)
        ),
    ]


def _old_figures(line: Line) -> list[SectionFigure]:
    old = line.old
    planned = line.planned(old)
    missing = set(_ids(old)) - set(_ids(planned))
    owners = {row.enterprise_id for row in old}
    short = {row.enterprise_id for row in old if row.pipelines_oil_gas_seg_id in missing}
    return [
        *_both("old", "老旧管段", "在用管段中截至当日实际投产运行满20年的。", old),
        *_both("old_assessed", "已评估的老旧管段", "老旧管段中截至当日已评估的。", line.assessed(old)),
        *_both("old_planned", "已制定“一段一策”的老旧管段", "老旧管段中已评估并截至当日已制定“一段一策”的。", planned),
        _figure("old_missing", "未完成的老旧管段", "段", "老旧管段中未评估或者没有“一段一策”的。", missing, SEGMENT),
        _figure("old_done", "“一段一策”已落实的管段", "段", "老旧管段中方案截至当日已落实完成的。", _ids(line.finished(old)),
                SEGMENT),
        _figure("met", "老旧管道全部完成的企业", "家", "有老旧管段、且每一段都已评估并制定“一段一策”的企业。", owners - short),
        _figure("unmet", "老旧管道未全部完成的企业", "家", "至少有一段老旧管段未评估或者没有“一段一策”的企业。", short),
    ]  # fmt: skip


def _hazard_figures(hazards: Sequence[HazardRef], day: date) -> list[SectionFigure]:
    def of(key: str, title: str, definition: str, rows: Iterable[HazardRef]) -> SectionFigure:
        return _figure(key, title, "个", definition, [one.id for one in rows], "hazard")

    accepted = [one for one in hazards if one.accepted_on is not None and one.accepted_on <= day]
    kinds = {"external": ObjectType.EXTERNAL, "body": ObjectType.BODY, "ancillary": ObjectType.ANCILLARY}
    grades = {"graded_major": Grade.MAJOR, "graded_greater": Grade.GREATER, "graded_general": Grade.GENERAL}
    text = "专项行动以来发现、按“管道隐患”分级的隐患中，"
    return [
        of("faults", "管道隐患", "专项行动以来发现、按“管道隐患”分级的隐患，不计入附件1。", hazards),
        of("faults_closed", "已销号管道隐患", f"{text}截至当日已验收销号的。", accepted),
        *(
            of(key, str(kind), f"{text}由{kind}检查项发现的。", [h for h in hazards if object_of(h.item_code) is kind])
            for key, kind in kinds.items()
        ),
        *(
            of(key, f"{grade}管道隐患", f"{text}级别为{grade}的。", [one for one in hazards if one.level == grade])
            for key, grade in grades.items()
        ),
    ]


def _said(text: str) -> str:
    """Figures of this section by their short keys: `<old>` stands for `{pipelines_oil_gas.old}`."""
    return text.replace("<", f"{{{PLUGIN}.").replace(">", "}")


PARAGRAPHS = (
    _said(
        "牵头制定行动实施方案：印发方案文件<plans>。"
        "共有管道企业<enterprises>，登记在用管段<segments>、<segments_km>；<unregistered>尚未登记管段。"
    ),
    _said(
        "全面排查高风险区域：已排查管段<screened>、<screened_km>；查明人员密集高后果区<hca>、<hca_km>，"
        "地质灾害易发区<geohazard>、<geohazard_km>，合计高风险区域<risky>、<risky_km>，其中已评估<risky_assessed>、<risky_assessed_km>。"
    ),
    _said(
        "重点排查评估投产运行超过20年的老旧管道：共有老旧管段<old>、<old_km>，已评估<old_assessed>、<old_assessed_km>，"
        "已制定“一段一策”<old_planned>、<old_planned_km>，尚未完成<old_missing>，方案已落实<old_done>。"
        "老旧管道全部完成的企业<met>，未全部完成的企业<unmet>。"
    ),
    _said(
        "持续开展管道外部隐患、管道本体及附属设施隐患排查整治：按管道隐患分级登记<faults>（重大<graded_major>、"
        "较大<graded_greater>、一般<graded_general>），其中外部隐患<external>、管道本体隐患<body>、附属设施隐患<ancillary>；"
        "已销号<faults_closed>。"
    ),
)
"""The narrative; the core puts the locked figures in."""


def _progress(ctx: SectionContext, line: Line) -> SectionTable:
    """Q-18: every old segment assessed, with its plan."""
    title, header = "各县（市、区）老旧管段评估和“一段一策”完成情况", ("老旧管段（段）", "已评估并制定方案（段）")
    planned = (row.region_code for row in line.planned(line.old))
    return by_county(ctx, title, header, (row.region_code for row in line.old), planned)


def _tables(
    ctx: SectionContext, names: dict[int, str], line: Line, documents: Sequence[Any]
) -> tuple[SectionTable, ...]:
    def name(row: Any) -> str:
        return names.get(row.enterprise_id, "（无管道环节）")

    lacking = [
        (name(row), row.code, row.line, row.commissioned_on.isoformat(), _lack(row, line.day))
        for row in line.old
        if not rules.has_plan(row, line.day)
    ]
    risky = [
        (name(row), row.code, row.line, f"{rules.chainage(row.from_m)}–{rules.chainage(row.to_m)}", _area(row))
        for row in line.risky
    ]
    issued = [(row.issued_on.isoformat(), row.number, row.title) for row in documents]
    return tuple(
        table
        for table in (
            _progress(ctx, line),
            listing("方案文件", ("印发日期", "文号", "文件名称"), issued),
            listing("未完成评估或“一段一策”的老旧管段", ("企业", "管段编号", "管道名称", "投产日期", "缺少"), lacking),
            listing("高风险区域管段", ("企业", "管段编号", "管道名称", "起止桩号", "区域"), risky),
        )
        if table.rows
    )


def _lack(row: Any, day: date) -> str:
    return "“一段一策”" if rules.is_assessed(row, day) else "评估、“一段一策”"


def _area(row: Any) -> str:
    kinds = [f"人员密集高后果区{row.hca}"] if rules.is_hca(row) else []
    return "、".join([*kinds, *(["地质灾害易发区"] if row.geohazard else [])])
