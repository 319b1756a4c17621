"""Tasks (1) and (2): 两重点一重大 and expert check-ups; major hazard sources, two rounds of checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from anjian.plugin_api import SectionContext, SectionFigure, SectionTable
from anjian.plugin_api.reading import enterprise_regions, linked_enterprises
from anjian.plugin_api.sections import by_county, known_rows, listing
from anjian_hazchem.gb18218 import Grade
from anjian_hazchem.grading import NOT_A_SOURCE, OPEN, differs, grades_of, result_of, word_of
from anjian_hazchem.models import ProfileVersion, SourceCheckVersion, SourceVersion, SubstanceVersion
from anjian_hazchem.records import CHECK, SOURCE
from anjian_hazchem.registers import PRODUCTION
from anjian_hazchem.section_part import Part
from anjian_hazchem.section_words import CHECKUPS, SOURCES
from anjian_hazchem.words import CheckKind, Round, SourceLevel, Use

LEVELS = {
    "level_1": SourceLevel.ONE,
    "level_2": SourceLevel.TWO,
    "level_3": SourceLevel.THREE,
    "level_4": SourceLevel.FOUR,
    "level_none": NOT_A_SOURCE,
    "level_open": OPEN,
}
ROUNDS = {
    "first_self": (Round.FIRST, CheckKind.SELF),
    "first_cross": (Round.FIRST, CheckKind.CROSS),
    "second_self": (Round.SECOND, CheckKind.SELF),
    "second_cross": (Round.SECOND, CheckKind.CROSS),
}
GUARANTORS = {"chief_post": "主要负责人", "technical_post": "技术负责人", "operation_post": "操作负责人"}


class SourcePart(Part):
    """Task (2)."""

    task, paragraphs = "task_02", SOURCES

    def __init__(self, ctx: SectionContext) -> None:
        super().__init__(ctx)
        self.rows = known_rows(ctx, SourceVersion, SourceVersion.use == Use.ACTIVE)
        self.grades = grades_of(self.rows, known_rows(ctx, SubstanceVersion))
        during = SourceCheckVersion.checked_on.between(ctx.starts_on, ctx.effective)
        known = {(row.enterprise_id, row.code): row for row in self.rows}
        checks = known_rows(ctx, SourceCheckVersion, during)
        self.checks = [row for row in checks if (row.enterprise_id, row.source) in known]
        self._done: dict[tuple[int | None, str], set[tuple[str, str]]] = {}
        for one in self.checks:
            self._done.setdefault((one.enterprise_id, one.source), set()).add((one.round, one.kind))

    def grade(self, row: Any) -> Grade:
        return self.grades[row.enterprise_id, row.code]

    def owners_of_sources(self) -> set[int]:
        """Enterprises with a source by computation, or as they filed it."""
        return {row.enterprise_id for row in self.rows if self.grade(row).is_source or row.filed_level}

    def figures(self) -> list[SectionFigure]:
        def of(key: str, title: str, definition: str, rows: Any) -> SectionFigure:
            return self.figure(key, title, "个", definition, [row.hazchem_source_id for row in rows], SOURCE)

        late = [row for row in self.rows if row.refile_to is not None and row.refile_to < self.day]
        return [
            of("sources", "在用重大危险源", "重大危险源台账中截至当日登记、使用情况为在用的。", self.rows),
            *(
                of(key, str(word), f"在用重大危险源中按登记物质和标准计算为“{word}”的。", self._of_level(word))
                for key, word in LEVELS.items()
            ),
            of(
                "level_differs",
                "与备案级别不一致",
                "资料齐全而计算级别与备案级别不同的在用重大危险源。",
                self._differing(),
            ),
            of("refile_late", "逾期未重新评估备案", "应重新评估备案日期早于当日的在用重大危险源。", late),
            of("guarantors", "包保责任人不全", "三名包保责任人职务至少缺一的在用重大危险源。", self._unguarded()),
            of("not_linked", "未接入预警系统", "没有接入风险监测预警系统的在用重大危险源。", self._unlinked()),
            *(self._round(key, *which) for key, which in ROUNDS.items()),
            of("rounds_done", "两轮全部完成", "两轮企业自查和交叉检查四项都完成的在用重大危险源。", self._finished()),
            of(
                "rounds_open",
                "两轮未全部完成",
                "两轮企业自查和交叉检查四项中至少缺一项的在用重大危险源。",
                self._lagging(),
            ),
            *self._check_figures(),
        ]

    def _of_level(self, word: str) -> list[Any]:
        return [row for row in self.rows if word_of(self.grade(row)) == word]

    def _differing(self) -> list[Any]:
        return [row for row in self.rows if differs(row, self.grade(row))]

    def _unguarded(self) -> list[Any]:
        return [row for row in self.rows if not all(getattr(row, name) for name in GUARANTORS)]

    def _unlinked(self) -> list[Any]:
        return [row for row in self.rows if not row.linked]

    def _missing(self, row: Any) -> list[tuple[str, str]]:
        """Of the two rounds' four checks, those that a source has not had."""
        done = self._done.get((row.enterprise_id, row.code), set())
        return [one for one in ROUNDS.values() if one not in done]

    def _lagging(self) -> list[Any]:
        return [row for row in self.rows if self._missing(row)]

    def _finished(self) -> list[Any]:
        return [row for row in self.rows if not self._missing(row)]

    def _round(self, key: str, which: Round, kind: CheckKind) -> SectionFigure:
        ids = [row.hazchem_source_id for row in self.rows if (which, kind) not in self._missing(row)]
        definition = f"专项行动以来完成{which}{kind}的在用重大危险源。"
        return self.figure(key, f"{which}{kind}", "个", definition, ids, SOURCE)

    def _check_figures(self) -> list[SectionFigure]:
        def of(key: str, title: str, definition: str, rows: Any) -> SectionFigure:
            return self.figure(key, title, "次", definition, [row.hazchem_source_check_id for row in rows], CHECK)

        with_fire = [row for row in self.checks if row.kind == CheckKind.CROSS and row.with_fire]
        return [
            of("checks", "自查和交叉检查", "专项行动以来对在用重大危险源的企业自查和交叉检查。", self.checks),
            of("with_fire", "消地协作交叉检查", "上述检查中有消防救援机构参加的交叉检查。", with_fire),
            of("with_findings", "发现问题的检查", "上述检查中发现问题的。", self._found()),
            of("entered", "问题已全部录入", "发现问题、截至当日已全部录入风险预警系统的检查。", self._entered()),
            of(
                "not_entered",
                "问题未全部录入",
                "发现问题、截至当日没有全部录入风险预警系统的检查。",
                self._waiting("entered_on"),
            ),
            of("not_settled", "问题未全部整改", "发现问题、截至当日没有全部整改的检查。", self._waiting("settled_on")),
        ]

    def _found(self) -> list[Any]:
        return [row for row in self.checks if row.found]

    def _entered(self) -> list[Any]:
        return [row for row in self._found() if self.on_or_before(row.entered_on)]

    def _waiting(self, column: str) -> list[Any]:
        return [row for row in self._found() if not self.on_or_before(getattr(row, column))]

    def tables(self) -> list[SectionTable]:
        levels = [
            (
                self.name(row),
                row.code,
                row.name,
                *result_of(self.grade(row)),
                word_of(self.grade(row)),
                row.filed_level or "未备案",
            )
            for row in self.rows
        ]
        unknown = [
            (self.name(row), row.code, "；".join(self.grade(row).problems)) for row in self._of_level(OPEN)
        ]  # fmt: skip
        lagging = [
            (self.name(row), row.code, "、".join(f"{which}{kind}" for which, kind in self._missing(row)))
            for row in self._lagging()
        ]
        faults = [(self.name(row), row.code, "、".join(self._faults(row))) for row in self.rows if self._faults(row)]
        header = ("企业", "编号")
        return [
            self.by_county("各县（市、区）两轮自查和交叉检查完成情况", ("在用重大危险源（个）", "两轮全部完成（个）"), self.rows,
                           self._finished()),
            self.by_county("各县（市、区）问题录入风险预警系统情况", ("发现问题的检查（次）", "已全部录入（次）"), self._found(),
                           self._entered()),
            listing("重大危险源", (*header, "名称", "Σq/Q", "R值", "计算级别", "备案级别"), levels),
            listing("资料不全不能定级的重大危险源", (*header, "原因"), unknown),
            listing("备案和包保责任不落实的重大危险源", (*header, "问题"), faults),
            listing("两轮自查和交叉检查未全部完成的重大危险源", (*header, "尚未完成"), lagging),
        ]  # fmt: skip

    def _faults(self, row: Any) -> list[str]:
        late = row.refile_to is not None and row.refile_to < self.day
        found = [f"应于{row.refile_to}前重新评估备案"] if late else []
        found += ["计算级别与备案级别不一致"] if differs(row, self.grade(row)) else []
        found += [f"没有包保{title}" for name, title in GUARANTORS.items() if not getattr(row, name)]
        return found + ([] if row.linked else ["未接入风险监测预警系统"])


class CheckupPart(Part):
    """Task (1): the sub-scope follows from attributes and sources (R-055), by enterprise id."""

    task, paragraphs = "task_01", CHECKUPS

    def __init__(self, ctx: SectionContext, sources: SourcePart) -> None:
        super().__init__(ctx)
        self.rows = known_rows(ctx, ProfileVersion)
        self._profiles = {row.enterprise_id: row for row in self.rows}
        producers = linked_enterprises(replace(ctx, industries=PRODUCTION))
        stated = {row.enterprise_id for row in self.rows if row.processes or row.chemicals}
        self._scope = stated | (sources.owners_of_sources() & (producers.keys() | self._profiles.keys()))
        self._regions = enterprise_regions(ctx)
        self._checked = {owner for owner in self._scope if self._is_checked(self._profiles.get(owner))}

    def owners(self) -> set[int]:
        return self._scope

    def _is_checked(self, row: Any) -> bool:
        return row is not None and self.on_or_before(row.checkup_on) and bool(row.checkup_on >= self.ctx.starts_on)

    def _open(self) -> list[Any]:
        checked = [self._profiles[owner] for owner in self._checked]
        return [row for row in checked if row.found and not self.on_or_before(row.settled_on)]

    def figures(self) -> list[SectionFigure]:
        def of(key: str, title: str, definition: str, owners: Iterable[int]) -> SectionFigure:
            return self.figure(key, title, "家", definition, owners)

        scope = "危险化学品生产企业中登记涉及重点监管工艺、重点监管化学品，或有构成（备案）重大危险源的。"
        still = [row.enterprise_id for row in self._open()]
        return [
            of("two_key", "两重点一重大生产企业", scope, self._scope),
            of("checked_up", "已专家体检", "上述企业中专项行动以来开展了专家体检的。", self._checked),
            of(
                "not_checked_up",
                "未专家体检",
                "上述企业中专项行动以来没有开展专家体检的。",
                self._scope - self._checked,
            ),
            of("checkup_open", "体检问题未全部整改", "体检发现问题、截至当日没有全部整改的企业。", still),
        ]

    def tables(self) -> list[SectionTable]:
        waiting = [(self.names[owner], *self._why(owner)) for owner in self._scope - self._checked]
        still = [(self.name(row), row.checkup_on.isoformat(), str(row.found)) for row in self._open()]
        whole, part = ([self._regions.get(owner) for owner in owners] for owners in (self._scope, self._checked))
        header = ("两重点一重大生产企业（家）", "已专家体检（家）")
        return [
            by_county(self.ctx, "各县（市、区）专家“体检”完成情况", header, whole, part),
            listing("尚未专家体检的两重点一重大生产企业", ("企业", "重点监管工艺", "重点监管化学品"), waiting),
            listing("体检问题尚未全部整改的企业", ("企业", "体检日期", "发现问题（项）"), still),
        ]

    def _why(self, owner: int) -> tuple[str, str]:
        row = self._profiles.get(owner)
        if row is not None and (row.processes or row.chemicals):
            return row.processes or "", row.chemicals or ""
        return "（有重大危险源）", ""
