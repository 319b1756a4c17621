"""The section's tables, task by task: progress by county, and the rows behind its figures by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from anjian.plugin_api import SectionContext, SectionTable
from anjian.plugin_api.sections import by_county, listing
from anjian_special_equipment.items import title_of
from anjian_special_equipment.rules import cells, outcomes, rejected
from anjian_special_equipment.section_known import FAILED, WANTING, Known
from anjian_special_equipment.words import CELLS, Outcome, Question, Requirement, Role

Lines = Iterable[tuple[str, ...]]


def people_tables(known: Known, names: Mapping[int, str]) -> tuple[SectionTable, ...]:
    """Task (8)."""
    return _filled(
        listing("人员资格和培训不符合要求的企业", ("企业", "不符合的要求", "核查日期"), _grid_lines(known, names)),
        listing("过期仍在岗的人员证书", ("企业", "人员类别", "项目", "有效期至"), _card_lines(known, names)),
    )


def equipment_tables(ctx: SectionContext, known: Known, names: Mapping[int, str]) -> tuple[SectionTable, ...]:
    """Task (9)."""
    return _filled(
        by_county(
            ctx, "各县（市、区）特种设备法定检验情况", ("在用特种设备（台、套）", "检验在有效期内（台、套）"),
            (row.region_code for row in known.equipment), (row.region_code for row in known.inspected()),
        ),
        listing("法定检验超期的特种设备", ("企业", "设备代码", "设备名称", "设备种类", "下次检验日期", "超期天数"),
                _overdue_lines(known, names)),
        listing("其他五项不符合要求或检验不合格的特种设备", ("企业", "设备代码", "设备名称", "设备种类", "不符合的要求"),
                _wrong_lines(known, names)),
        listing("未销号的特种设备严重事故隐患", ("企业", "隐患编号", "部位", "具体内容", "发现时间"),
                _serious_lines(known, names)),
        listing("特种设备事故", ("企业", "发生日期", "设备", "事故等级", "死亡人数", "受伤人数"), _accident_lines(known, names)),
    )  # fmt: skip


def _filled(*tables: SectionTable) -> tuple[SectionTable, ...]:
    return tuple(table for table in tables if table.rows)


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
