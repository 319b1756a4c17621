"""What the month's report says on tasks (8) and (9): sets of rows, locked figures, tables that name enterprise and equipment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from anjian.plugin_api import SectionContext, SectionData, SectionFigure, SectionTable
from anjian.plugin_api.reading import HazardRef, enterprise_names, known_hazards
from anjian.plugin_api.sections import figure, known_rows, listing, work_figures, work_sentence
from anjian_special_equipment.items import title_of
from anjian_special_equipment.judging import SERIOUS
from anjian_special_equipment.models import AccidentVersion, CertificateVersion, EquipmentVersion, PersonnelVersion
from anjian_special_equipment.rules import cells, outcomes, rejected
from anjian_special_equipment.words import CELLS, SOON_DAYS, Outcome, Question, Requirement, Role, Use

PLUGIN = "special_equipment"
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

    def unknown(self) -> list[Any]:
        return [row for row in self.equipment if Outcome.UNKNOWN in outcomes(row, self.day).values()]

    def wanting(self, *names: str) -> list[Any]:
        """Grids that fail one of the cells."""
        return [row for row in self.grids if any(cells(row, self.day)[name] is Outcome.FAILED for name in names)]


def build(ctx: SectionContext) -> SectionData:
    """The section of one unit. The number of queries does not depend on the number of rows."""
    known = _known(ctx)
    figures = [*_people_figures(known), *_equipment_figures(known), *_other_figures(known), *work_figures(ctx)]
    return SectionData(figures=tuple(figures), tables=_tables(ctx, known), paragraphs=PARAGRAPHS)


def _known(ctx: SectionContext) -> Known:
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


def _figure(key: str, title: str, unit: str, definition: str, ids: Iterable[int]) -> SectionFigure:
    return figure(PLUGIN, key, title, unit, definition, ids)


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
                [row.special_equipment_card_id for row in known.cards]),
        _figure("cards_expired", "过期仍在岗的证书", "项", "在岗人员证书中有效期早于当日的。",
                [row.special_equipment_card_id for row in expired]),
    ]  # fmt: skip


def _equipment_figures(known: Known) -> list[SectionFigure]:
    ends = known.day + timedelta(days=SOON_DAYS)
    soon = [row for row in known.equipment if row.next_inspection and known.day <= row.next_inspection <= ends]
    failing = {test: known.failing(test) for test in Requirement}
    tests = [
        _figure(
            test.name.lower(),
            f"{title}的特种设备",
            "台（套）",
            f"在用特种设备中，{definition}。",
            _pieces(failing[test]),
        )
        for test, (title, definition) in FAILED.items()
    ]
    wrong = {number for rows in failing.values() for number in _pieces(rows)}
    return [
        _figure("pieces", "在用特种设备", "台（套）", "台账中截至当日登记、使用情况为在用的特种设备。", _pieces(known.equipment)),
        _figure("wrong", "不符合要求的特种设备", "台（套）", "在用特种设备中，六项要求至少一项不符合的。", wrong),
        *tests,
        _figure("unknown", "未核查完的特种设备", "台（套）", "在用特种设备中，六项要求至少一项未核查的。",
                _pieces(known.unknown())),
        _figure("soon", "三十日内应检的特种设备", "台（套）", "在用特种设备中，下次检验日期在当日起三十日内的。", _pieces(soon)),
        _figure("rejected", "检验不合格仍在用的特种设备", "台（套）", "在用特种设备中，最近一次检验结论为不合格的。",
                _pieces(row for row in known.equipment if rejected(row))),
    ]  # fmt: skip


def _other_figures(known: Known) -> list[SectionFigure]:
    ids = [row.special_equipment_harm_id for row in known.accidents]
    return [
        _figure("accidents", "特种设备事故", "起", "专项行动开始以来、截至当日发生的特种设备事故。", ids),
        _figure("serious", "特种设备严重事故隐患", "个",
                "专项行动开始以来发现、属于57号令第二十五条所列情形的隐患；不计入附件1的重大事故隐患。",
                [one.id for one in known.serious]),
        _figure("unsolved", "未销号的特种设备严重事故隐患", "个", "上述严重事故隐患中，截至当日没有验收销号的。",
                [one.id for one in known.unsolved()]),
    ]  # fmt: skip


def _roles_of(question: Question) -> str:
    return "、".join(f"{role}{{{PLUGIN}.{name}}}" for name, (asked, role) in CELLS.items() if asked is question)


PARAGRAPHS = (
    f"（8）排查整治特种设备人员资格和培训：有在用特种设备的企业{{{PLUGIN}.users}}，已核查人员资格{{{PLUGIN}.checked}}，"
    f"尚未核查{{{PLUGIN}.unchecked}}，核查不完整{{{PLUGIN}.unanswered}}。"
    + "".join(f"{title}{{{PLUGIN}.{asked.name.lower()}}}（{_roles_of(asked)}）；" for asked, title in WANTING.items())
    + f"登记在岗人员证书{{{PLUGIN}.cards}}，其中已过期{{{PLUGIN}.cards_expired}}。",
    f"（9）检查整治特种设备使用安全：登记在用特种设备{{{PLUGIN}.pieces}}，至少一项不符合要求{{{PLUGIN}.wrong}}，其中"
    + "，".join(f"{title}{{{PLUGIN}.{test.name.lower()}}}" for test, (title, _definition) in FAILED.items())
    + f"；检验不合格仍在用{{{PLUGIN}.rejected}}，三十日内应检{{{PLUGIN}.soon}}，未核查完{{{PLUGIN}.unknown}}。"
    f"专项行动以来发现特种设备严重事故隐患{{{PLUGIN}.serious}}，未销号{{{PLUGIN}.unsolved}}；"
    f"发生特种设备事故{{{PLUGIN}.accidents}}。",
    work_sentence(PLUGIN),
)
"""The narrative, task by task; the core puts the locked figures in."""


def _tables(ctx: SectionContext, known: Known) -> tuple[SectionTable, ...]:
    names = enterprise_names(ctx)
    tables = (
        listing("人员资格和培训不符合要求的企业", ("企业", "不符合的要求", "核查日期"), _grid_lines(known, names)),
        listing("过期仍在岗的人员证书", ("企业", "人员类别", "项目", "有效期至"), _card_lines(known, names)),
        listing("法定检验超期的特种设备", ("企业", "设备代码", "设备名称", "设备种类", "下次检验日期", "超期天数"),
                _overdue_lines(known, names)),
        listing("其他五项不符合要求或检验不合格的特种设备", ("企业", "设备代码", "设备名称", "设备种类", "不符合的要求"),
                _wrong_lines(known, names)),
        listing("未销号的特种设备严重事故隐患", ("企业", "隐患编号", "部位", "具体内容", "发现时间"),
                _serious_lines(known, names)),
        listing("特种设备事故", ("企业", "发生日期", "设备", "事故等级", "死亡人数", "受伤人数"), _accident_lines(known, names)),
    )  # fmt: skip
    return tuple(table for table in tables if table.rows)


Lines = Iterable[tuple[str, ...]]


def _grid_lines(known: Known, names: Mapping[int, str]) -> Lines:
    for row in known.grids:
        failed = [name for name, outcome in cells(row, known.day).items() if outcome is Outcome.FAILED]
        if failed:
            yield names[row.enterprise_id], "；".join(map(_words, _grouped(failed))), row.checked_on.isoformat()


def _grouped(failed: Sequence[str]) -> list[tuple[Question, list[Role]]]:
    found: dict[Question, list[Role]] = {}
    for name in failed:
        question, role = CELLS[name]
        found.setdefault(question, []).append(role)
    return list(found.items())


def _words(pair: tuple[Question, list[Role]]) -> str:
    return f"{WANTING[pair[0]]}（{'、'.join(pair[1])}）"


def _card_lines(known: Known, names: Mapping[int, str]) -> Lines:
    for row in known.cards:
        if row.valid_to < known.day:
            item = f"{row.item} {title_of(row.item)}".strip()
            yield names[row.enterprise_id], row.role, item, row.valid_to.isoformat()


def _overdue_lines(known: Known, names: Mapping[int, str]) -> Lines:
    for row in known.failing(Requirement.INSPECTION):
        late = (known.day - row.next_inspection).days
        yield names[row.enterprise_id], row.number, row.name, row.kind, row.next_inspection.isoformat(), str(late)


def _wrong_lines(known: Known, names: Mapping[int, str]) -> Lines:
    for row in known.equipment:
        found = outcomes(row, known.day)
        wrong = [
            FAILED[test][0]
            for test in Requirement
            if test is not Requirement.INSPECTION and found[test] is Outcome.FAILED
        ]
        if rejected(row):
            wrong.append("检验不合格仍在用")
        if wrong:
            yield names[row.enterprise_id], row.number, row.name, row.kind, "、".join(wrong)


def _serious_lines(known: Known, names: Mapping[int, str]) -> Lines:
    for one in known.unsolved():
        yield names[one.enterprise_id], one.public_code, one.place, one.content, one.discovered_on.isoformat()


def _accident_lines(known: Known, names: Mapping[int, str]) -> Lines:
    for row in known.accidents:
        day = row.happened_on.isoformat()
        yield names[row.enterprise_id], day, row.equipment, row.grade, str(row.deaths), str(row.injured)
