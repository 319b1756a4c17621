"""Pages of 两重点一重大: profiles, sources with their grade, substances, checks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import Block, RegisterList, RegisterPage
from anjian.plugin_api.web import Column, Fact, Light, Tab, due_light
from anjian_hazchem import grading
from anjian_hazchem.fields import tonnes_words
from anjian_hazchem.forms_operations import SourceFilters
from anjian_hazchem.gb18218 import Grade, decimals, tables, term_of
from anjian_hazchem.models import Profile, Source, SourceCheck, Substance
from anjian_hazchem.registers import CHECKS, PROFILES, SOURCES, SUBSTANCES
from anjian_hazchem.words import Use


def checkup_light(row: Profile) -> Light:
    return Light("green", "已体检") if row.checkup_on is not None else Light("yellow", "未体检")


def refile_light(row: Source) -> Light | None:
    return due_light(row.refile_to, clock.today()) if row.refile_to and row.use == Use.ACTIVE else None


def settled_light(row: SourceCheck) -> Light:
    if row.found == 0 or row.settled_on is not None:
        return Light("green", "已整改" if row.found else "无问题")
    return Light("yellow", "未全部整改")


class ProfileList(RegisterList):
    """Production enterprises under 两重点一重大."""

    register = PROFILES
    explanation = "构成“两重点一重大”的危险化学品生产企业及专家“体检”情况。重大危险源按台账计算，不在此填写。"
    columns = (
        Column("enterprise_name", "企业", link=PROFILES.address, lead=True),
        Column("processes", "重点监管工艺"),
        Column("chemicals", "重点监管化学品"),
        Column("checkup", "专家体检", checkup_light, kind="light"),
        Column("checkup_on", "体检日期", kind="day"),
        Column("found", "发现问题", kind="number"),
        Column("settled_on", "全部整改日期", kind="day"),
    )


class ProfilePage(RegisterPage):
    """One enterprise with its sources."""

    def facts(self, row: Any) -> list[Fact]:
        return [Fact("专家体检", checkup_light(row))]

    def blocks(self, row: Any) -> list[Block]:
        found = list(self.session.scalars(select(Source).where(Source.enterprise_id == row.enterprise_id)))
        grades = grading.current_grades(self.session, found)
        lines = [(one.code, one.name, grading.light_of(grades[one.enterprise_id, one.code]), one.use) for one in found]
        return [Block("重大危险源", ("编号", "名称", "计算级别", "使用情况"), lines)]


class SourceList(RegisterList):
    """Major hazard sources; the level is computed for the page's rows."""

    register = SOURCES
    explanation = f"级别按登记的物质和{tables().standard}计算；S不小于1的才构成重大危险源，资料不全的不给级别。"
    filter_form = SourceFilters
    tabs = (Tab("全部"), Tab("在用", (("use", str(Use.ACTIVE)),)))
    columns = (
        Column("code", "编号", kind="short", link=SOURCES.address, lead=True),
        Column("name", "名称"),
        Column("enterprise_name", "企业"),
        Column("level", "计算级别", lambda row: grading.light_of(row.grade), kind="light", tip="按登记的物质计算"),
        Column("r", "R值", lambda row: decimals(row.grade.r), kind="number"),
        Column("filed_level", "备案级别", kind="short"),
        Column("refile", "重新评估备案", refile_light, kind="light"),
        Column("use", "使用情况", kind="short"),
    )

    def context(self) -> dict[str, Any]:
        grades = grading.current_grades(self.session, self.page.rows)
        for row in self.page.rows:
            row.grade = grades[row.enterprise_id, row.code]
        return super().context()


class SourcePage(RegisterPage):
    """One source: its grade term by term, and its checks."""

    def facts(self, row: Any) -> list[Fact]:
        found = self._grade(row)
        s, r = grading.result_of(found)
        filed = Light("red" if grading.differs(row, found) else "green", row.filed_level or "未备案级别")
        return [
            Fact("计算级别", grading.light_of(found), note=f"R={r}" if r else ""),
            Fact("Σq/Q", s, note="下限，资料不全" if found.problems else f"α={decimals(found.alpha, 1)}"),
            Fact("备案级别", filed, note="与计算级别不一致" if grading.differs(row, found) else ""),
        ]

    def blocks(self, row: Any) -> list[Block]:
        checks = select(SourceCheck).where(
            SourceCheck.enterprise_id == row.enterprise_id, SourceCheck.source == row.code
        )
        found = [
            (one.round, one.kind, one.checked_on, one.found, one.entered_on, settled_light(one))
            for one in self.session.scalars(checks.order_by(SourceCheck.checked_on, SourceCheck.id))
        ]
        return [
            self._substances(row),
            Block("自查和交叉检查", ("轮次", "方式", "日期", "发现问题", "录入预警系统", "整改"), found),
        ]

    def _substances(self, row: Any) -> Block:
        lines = [
            (
                term.name, tonnes_words(term.tonnes), decimals(term.critical, 1), decimals(term.beta, 1),
                decimals(term.ratio, 3), decimals(term.weighted, 3), term.problem,
            )
            for term in self._grade(row).terms
        ]  # fmt: skip
        header = ("物质", "设计最大量q（吨）", "临界量Q（吨）", "β", "q/Q", "β·q/Q", "说明")
        return Block(f"物质（{tables().standard}）", header, lines, "R=α×Σβ·q/Q；在“重大危险源物质”中登记和修改。")

    def _grade(self, row: Any) -> Grade:
        return grading.current_grades(self.session, [row])[row.enterprise_id, row.code]


class SubstanceList(RegisterList):
    """Substances of the sources."""

    register = SUBSTANCES
    explanation = "每个重大危险源的物质和设计最大量。按CAS号查表1、表3；查不到又没有类别符号的，说明原因，不作推断。"
    columns = (
        Column("name", "物质", link=SUBSTANCES.address, lead=True),
        Column("source", "重大危险源编号", kind="short"),
        Column("enterprise_name", "企业"),
        Column("tonnes", "设计最大量（吨）", lambda row: tonnes_words(row.tonnes), kind="number"),
        Column("cas", "CAS号", kind="short"),
        Column("critical", "临界量（吨）", lambda row: decimals(_term(row).critical, 1), kind="number"),
        Column("beta", "β", lambda row: decimals(_term(row).beta, 1), kind="number"),
        Column("problem", "说明", lambda row: _term(row).problem),
    )


class SubstancePage(RegisterPage):
    """One substance with what the tables say of it."""

    def facts(self, row: Any) -> list[Fact]:
        term = _term(row)
        facts = [
            Fact("临界量（吨）", decimals(term.critical, 1) or "未定"),
            Fact("β", decimals(term.beta, 1) or "未定"),
        ]
        return [*facts, Fact("说明", Light("yellow", term.problem))] if term.problem else facts


def _term(row: Substance) -> Any:
    return term_of(grading.amount_of(row))


class CheckList(RegisterList):
    """Checks of the sources in two rounds."""

    register = CHECKS
    explanation = "两轮企业自查和“消地协作”交叉检查；发现的问题须录入风险预警系统并按时整改。"
    columns = (
        Column("source", "重大危险源编号", kind="short", link=CHECKS.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("round", "轮次", kind="short"),
        Column("kind", "方式", kind="short"),
        Column("checked_on", "检查日期", kind="day"),
        Column("checking_unit", "检查单位"),
        Column("found", "发现问题", kind="number"),
        Column("entered_on", "录入预警系统", kind="day"),
        Column("settled", "整改", settled_light, kind="light"),
    )
