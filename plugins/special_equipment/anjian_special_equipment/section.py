"""What the month's report says on tasks (8) and (9): sets of rows, locked figures, tables that name enterprise and equipment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, TaskPart
from anjian.plugin_api.reading import enterprise_names
from anjian.plugin_api.sections import figure, work_figures, work_sentence
from anjian_special_equipment.records import ACCIDENT, CARD, PIECE
from anjian_special_equipment.rules import cells, rejected
from anjian_special_equipment.section_known import FAILED, WANTING, Known, read_known
from anjian_special_equipment.section_tables import equipment_tables, people_tables
from anjian_special_equipment.words import CELLS, SOON_DAYS, Outcome, Question, Requirement

PLUGIN, PEOPLE_TASK, EQUIPMENT_TASK = "special_equipment", "task_08", "task_09"


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    known, names = read_known(ctx), enterprise_names(ctx)
    people = TaskPart(PEOPLE_TASK, tuple(_people_figures(known)), people_tables(known, names), PEOPLE)
    figures = (*_equipment_figures(known), *_other_figures(known))
    equipment = TaskPart(EQUIPMENT_TASK, figures, equipment_tables(ctx, known, names), EQUIPMENT)
    return SectionData(tuple(work_figures(ctx)), (), (work_sentence(PLUGIN),), (people, equipment))


def _figure(
    key: str, title: str, unit: str, definition: str, ids: Iterable[int], record: str = "enterprise"
) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids, record)


def _of(key: str, title: str, definition: str, rows: Iterable[Any]) -> SectionFigure:
    return _figure(key, title, "台（套）", definition, _pieces(rows), PIECE)


def _owners(rows: Iterable[Any]) -> set[int]:
    return {row.enterprise_id for row in rows}


def _pieces(rows: Iterable[Any]) -> list[int]:
    return [row.special_equipment_unit_id for row in rows]


def _names_of(question: Question) -> list[str]:
    return [name for name, (asked, _role) in CELLS.items() if asked is question]


def _people_figures(known: Known) -> list[SectionFigure]:
    users, checked = _owners(known.equipment), _owners(known.grids)
    unanswered = [row for row in known.grids if Outcome.UNKNOWN in cells(row, known.day).values()]
    expired = [row for row in known.cards if row.valid_to < known.day]
    by_question = [
        _figure(question.name.lower(), f"{title}的企业", "家", f"已核查企业中，三类人员至少一类{title}的。",
                _owners(known.wanting(*_names_of(question))))
        for question, title in WANTING.items()
    ]  # fmt: skip
    by_cell = [
        _figure(name, f"{WANTING[question]}的企业（{role}）", "家", f"已核查企业中，{role}一栏{WANTING[question]}的。",
                _owners(known.wanting(name)))
        for name, (question, role) in CELLS.items()
    ]  # fmt: skip
    return [
        _figure("users", "特种设备使用企业", "家", "截至当日登记有在用特种设备的企业。", users),
        _figure("checked", "核查人员资格的企业", "家", "截至当日核查过特种设备人员资格的企业。", checked),
        _figure("unchecked", "未核查人员资格的使用企业", "家", "有在用特种设备、尚未核查人员资格的企业。", users - checked),
        _figure("unanswered", "核查不完整的企业", "家", "已核查企业中，九格至少一格为未核查的。", _owners(unanswered)),
        *by_question,
        *by_cell,
        _figure("cards", "在岗人员证书", "项", "人员证书台账中持证人在岗的证书项目。",
                [row.special_equipment_card_id for row in known.cards], CARD),
        _figure("cards_expired", "过期仍在岗的证书", "项", "在岗人员证书中有效期早于当日的。",
                [row.special_equipment_card_id for row in expired], CARD),
    ]  # fmt: skip


def _equipment_figures(known: Known) -> list[SectionFigure]:
    ends = known.day + timedelta(days=SOON_DAYS)
    soon = [row for row in known.equipment if row.next_inspection and known.day <= row.next_inspection <= ends]
    failing = {test: known.failing(test) for test in Requirement}
    wrong = {row.id: row for rows in failing.values() for row in rows}
    in_use = "台账中截至当日登记、使用情况为在用的特种设备。"
    return [
        _of("pieces", "在用特种设备", in_use, known.equipment),
        _of("inspected", "法定检验在有效期内的特种设备", "在用特种设备中，法定检验在当日有效的。", known.inspected()),
        _of("wrong", "不符合要求的特种设备", "在用特种设备中，六项要求至少一项不符合的。", wrong.values()),
        *(
            _of(test.name.lower(), f"{title}的特种设备", f"在用特种设备中，{definition}。", failing[test])
            for test, (title, definition) in FAILED.items()
        ),
        _of("unknown", "未核查完的特种设备", "在用特种设备中，六项要求至少一项未核查的。", known.unknown()),
        _of("soon", "三十日内应检的特种设备", "在用特种设备中，下次检验日期在当日起三十日内的。", soon),
        _of(
            "rejected", "检验不合格仍在用的特种设备", "在用特种设备中，最近一次检验结论为不合格的。",
            [row for row in known.equipment if rejected(row)],
        ),
    ]  # fmt: skip


def _other_figures(known: Known) -> list[SectionFigure]:
    ids = [row.special_equipment_harm_id for row in known.accidents]
    return [
        _figure("accidents", "特种设备事故", "起", "专项行动开始以来、截至当日发生的特种设备事故。", ids, ACCIDENT),
        _figure("serious", "特种设备严重事故隐患", "个",
                "专项行动开始以来发现、属于57号令第二十五条所列情形的隐患；不计入附件1的重大事故隐患。",
                [one.id for one in known.serious], "hazard"),
        _figure("unsolved", "未销号的特种设备严重事故隐患", "个", "上述严重事故隐患中，截至当日没有验收销号的。",
                [one.id for one in known.unsolved()], "hazard"),
    ]  # fmt: skip


def _roles_of(question: Question) -> str:
    return "、".join(f"{role}{{{PLUGIN}.{name}}}" for name, (asked, role) in CELLS.items() if asked is question)


PEOPLE = (
    f"有在用特种设备的企业{{{PLUGIN}.users}}，已核查人员资格{{{PLUGIN}.checked}}，"
    f"尚未核查{{{PLUGIN}.unchecked}}，核查不完整{{{PLUGIN}.unanswered}}。",
    "；".join(f"{title}{{{PLUGIN}.{asked.name.lower()}}}（{_roles_of(asked)}）" for asked, title in WANTING.items())
    + "。",
    f"登记在岗人员证书{{{PLUGIN}.cards}}，其中已过期{{{PLUGIN}.cards_expired}}。",
)
"""The narrative of task (8); the core puts the locked figures in."""
EQUIPMENT = (
    f"登记在用特种设备{{{PLUGIN}.pieces}}，法定检验在有效期内{{{PLUGIN}.inspected}}，"
    f"至少一项不符合要求{{{PLUGIN}.wrong}}，其中"
    + "，".join(f"{title}{{{PLUGIN}.{test.name.lower()}}}" for test, (title, _definition) in FAILED.items())
    + f"；检验不合格仍在用{{{PLUGIN}.rejected}}，三十日内应检{{{PLUGIN}.soon}}，未核查完{{{PLUGIN}.unknown}}。",
    f"严厉打击特种设备违法违规行为：专项行动以来发现特种设备严重事故隐患{{{PLUGIN}.serious}}，未销号{{{PLUGIN}.unsolved}}；"
    f"作出行政处罚{{{PLUGIN}.penalties}}、{{{PLUGIN}.fines}}；发生特种设备事故{{{PLUGIN}.accidents}}。",
)
"""The narrative of task (9) (R-071, R-072)."""
