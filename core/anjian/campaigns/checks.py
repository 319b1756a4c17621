"""What a pack must satisfy as a whole: nothing dangles, nothing is named twice, the tables hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from anjian.campaigns.tables import LIST_KEYS, LIST_PARTS, MAJOR, UNITS, Cell

if TYPE_CHECKING:
    from anjian.campaigns.packs import Pack


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the file, a Chinese clause with its remedy, and the value by which its line is found (its nth place)."""

    file: str
    text: str
    value: str
    nth: int = 1


def faults_of(pack: Pack) -> list[Fault]:
    """Everything that is wrong with a pack whose files are each well formed."""
    return [
        *_dangling_clauses(pack),
        *_dangling_documents(pack),
        *_dangling_places(pack),
        *_doubles(pack),
        *_table_faults(pack),
        *_day_faults(pack),
    ]


def clause_references(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Every reference to a clause in the pack: file, place in it (`Q-01`), clause."""
    parts: dict[str, Any] = {
        "campaign.yaml": pack.campaign,
        "phases.yaml": pack.phases,
        "units.yaml": (pack.departments, pack.units, pack.parents),
        "categories.yaml": pack.categories,
        "duties.yaml": pack.duties,
        "dates.yaml": pack.dates,
        "criteria.yaml": pack.criteria_sets,
        "annex1.yaml": pack.annex1,
        "annex2.yaml": pack.annex2,
        "report.yaml": pack.report,
    }
    for name, part in parts.items():
        for place, clause in cited_in(part):
            yield name, place, clause


def cited_in(part: object) -> Iterator[tuple[str, str]]:
    """Every clause that a part of a pack cites, with its place in it."""
    yield from _walk(part, "")


def _walk(node: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, tuple):
        for member in node:
            yield from _walk(member, place)
    elif isinstance(node, BaseModel):
        fields = dict(node)
        here = next((str(fields[name]) for name in ("code", "key", "number", "name", "title") if name in fields), place)
        if "clause" in fields:
            yield here, fields["clause"]
        for value in fields.values():
            yield from _walk(value, here)


def _dangling_clauses(pack: Pack) -> Iterator[Fault]:
    known = {clause.id for clause in pack.clauses}
    for file, place, clause in clause_references(pack):
        if clause not in known:
            text = f"{place} 引用的条款“{clause}”不存在，请在 clauses.yaml 中补充或改正编号".lstrip()
            yield Fault(file, text, clause)


def _dangling_documents(pack: Pack) -> Iterator[Fault]:
    known = {document.code for document in pack.campaign.documents}
    wanted = [("campaign.yaml", "", code) for code in (pack.campaign.document, *pack.campaign.parent_documents)]
    wanted += [("criteria.yaml", f"{s.code} ", s.document) for s in pack.criteria_sets]
    wanted += [("clauses.yaml", f"{c.id} ", c.document) for c in pack.clauses if c.document]
    for file, place, code in wanted:
        if code not in known:
            text = f"{place}引用的文件“{code}”不存在，不能删除被引用的文件，请在 campaign.yaml 的 documents 中补充"
            yield Fault(file, text, code)


def _dangling_places(pack: Pack) -> Iterator[Fault]:
    regions = {region.code for region in pack.regions}
    departments = {department.code for department in pack.departments}
    phases = {phase.code for phase in pack.phases}
    duties = {duty.code for duty in pack.duties}
    rules = {rule.code for rule in pack.dates}
    categories = {category.name for category in pack.categories}
    criteria = {criterion.code for criterion in pack.criteria()}
    sets = {criteria_set.code for criteria_set in pack.criteria_sets}
    limbs = [limb for criterion in pack.criteria() for limb in criterion.limbs]
    cells = pack.annex1.cells
    wanted: list[tuple[str, str, str | None, set[str]]] = [
        ("campaign.yaml", "地区", pack.campaign.region_code, regions),
        *(("regions.yaml", f"{r.code} 的上级", r.parent, regions) for r in pack.regions),
        *(("units.yaml", f"{u.code} 的地区", u.region_code, regions) for u in pack.units),
        *(("units.yaml", f"{u.code} 的部门", u.department_code, departments) for u in pack.units),
        *(("categories.yaml", f"{c.code} 的部门", c.department, departments) for c in pack.categories),
        *(("duties.yaml", f"{d.code} 的阶段", d.phase, phases) for d in pack.duties),
        *(("dates.yaml", f"{d.code} 的部门", d.department, departments) for d in pack.dates),
        *(("dates.yaml", f"{d.code} 的任务", d.duty, duties) for d in pack.dates),
        *(("report.yaml", f"{t.code} 的部门", t.department, departments) for t in pack.report.tasks),
        *(("report.yaml", f"{d.code} 的时限", d.date_rule, rules) for d in pack.report.documents),
        *(("criteria.yaml", f"{limb.code} 的部门", code, departments) for limb in limbs for code in limb.overlaps),
        *(("annex1.yaml", f"{cell.key} 的部门", cell.department, departments) for cell in cells),
        *(("annex1.yaml", f"{cell.key} 的企业类别", cell.category, categories) for cell in cells),
        *(("annex1.yaml", f"{cell.key} 的判定标准", code, criteria) for cell in cells for code in cell.criteria),
        *(("campaign.yaml", "适用的企业类别", name, categories) for name in pack.campaign.scope.categories),
        *(("campaign.yaml", "适用的判定标准", code, sets) for code in pack.campaign.scope.criteria_sets),
    ]
    for file, place, code, known in wanted:
        if code is not None and code not in known:
            yield Fault(file, f"{place}“{code}”不存在，可写：{_some(known)}", code)


def _some(known: set[str], most: int = 12) -> str:
    names = sorted(known)
    return "、".join(names[:most]) + ("……" if len(names) > most else "") or "（没有可引用的）"


def _doubles(pack: Pack) -> Iterator[Fault]:
    codes: dict[tuple[str, str], Iterable[str]] = {
        ("clauses.yaml", "条款"): (clause.id for clause in pack.clauses),
        ("campaign.yaml", "文件"): (document.code for document in pack.campaign.documents),
        ("phases.yaml", "阶段"): (phase.code for phase in pack.phases),
        ("regions.yaml", "地区"): (region.code for region in pack.regions),
        ("units.yaml", "部门"): (department.code for department in pack.departments),
        ("units.yaml", "单位"): (unit.code for unit in pack.units),
        ("categories.yaml", "企业类别"): (category.code for category in pack.categories),
        ("duties.yaml", "任务"): (duty.code for duty in pack.duties),
        ("dates.yaml", "时限"): (rule.code for rule in pack.dates),
        ("criteria.yaml", "判定标准"): (criterion.code for criterion in pack.criteria()),
        ("annex1.yaml", "指标"): (cell.key for cell in pack.annex1.cells),
        ("annex2.yaml", "列"): (column.code for column in pack.annex2.columns),
        ("annex2.yaml", "列名"): (column.key for column in pack.annex2.columns),
        ("report.yaml", "任务"): (task.code for task in pack.report.tasks),
    }
    for (file, what), values in codes.items():
        for code, times in Counter(values).items():
            if times > 1:
                yield Fault(file, f"{what}“{code}”重复出现，请改用别的编号或删去一项", code, nth=2)


def _table_faults(pack: Pack) -> Iterator[Fault]:
    keys = {cell.key for cell in pack.annex1.cells}
    references = [(cell.key, cell.subset_of) for cell in pack.annex1.cells if cell.subset_of]
    references += [(partition.whole, part) for partition in pack.annex1.partitions for part in partition.parts]
    for place, key in references:
        if key not in keys:
            yield Fault("annex1.yaml", f"{place} 引用的指标“{key}”不存在，请改正", key)
    for cell in pack.annex1.cells:
        yield from (Fault("annex1.yaml", f"{cell.key} {what}", cell.key) for what in _cell_faults(cell))
    for cell in pack.annex1.cells:
        official = cell.scales == (MAJOR,) and cell.count_from == "confirmed" and not cell.accepted
        if cell.key in pack.annex1.partitions[0].parts and not official:
            text = f"{cell.key} 是清单的组成部分，只能统计已确认的重大事故隐患，不能写 scales、count_from 或 accepted"
            yield Fault("annex1.yaml", text, cell.key)
    for key in pack.annex2.sort:
        if key not in {column.key for column in pack.annex2.columns}:
            yield Fault("annex2.yaml", f"排序用的列“{key}”不存在，请改正", key)
    for column in pack.annex2.columns:
        if column.key not in LIST_KEYS:
            text = (
                f"{column.code} 的列“{column.key}”系统中没有对应的内容，可写：{_some(set(LIST_KEYS), len(LIST_KEYS))}"
            )
            yield Fault("annex2.yaml", text, column.key)
        parts = LIST_PARTS.get(column.key)
        for part in column.parts if parts else ():
            if parts and part.key not in parts:
                yield Fault(
                    "annex2.yaml", f"{column.code} 的分列“{part.key}”没有对应的内容，可写：{'、'.join(parts)}", part.key
                )


def _cell_faults(cell: Cell) -> Iterator[str]:
    """What a value asks must fit what it counts: else it would be a silent zero."""
    hazards = cell.record == "hazard"
    if hazards and (cell.event or cell.visited or cell.tag):
        yield "统计隐患，不能再写 event、visited 或 tag"
    if not hazards and not (cell.event or cell.visited or cell.tag):
        yield "没有说明统计什么，请写 event、visited 或 tag，或把 record 写成 hazard"
    chosen = (cell.source, cell.accepted, cell.listed, cell.overdue, cell.department, cell.category, cell.criteria)
    if not hazards and any(chosen):
        yield "不统计隐患，不能写 source、accepted、listed、overdue、department、category 或 criteria"
    merge = {"个次": "add_once", "家次": "add_once", "次": "add_once", "万元": "sum_once"}.get(cell.unit, "unite")
    if cell.unit not in UNITS:
        yield f"的单位“{cell.unit}”不能统计，可写：{'、'.join(UNITS)}"
    elif cell.merge != merge:
        yield f"的单位是{cell.unit}，merge 应写 {merge}"


def _day_faults(pack: Pack) -> Iterator[Fault]:
    if not any(rule.rule == "monthly" for rule in pack.dates):
        text = "没有 rule 为 monthly 的时限，系统不知道月度报表何时到期，请补充一项"
        yield Fault("dates.yaml", text, "monthly")
    spans = [("campaign.yaml", "", pack.campaign.starts_on, pack.campaign.ends_on)]
    spans += [("phases.yaml", phase.code, phase.starts_on, phase.ends_on) for phase in pack.phases]
    spans += [
        ("duties.yaml", duty.code, duty.window_from, duty.window_to)
        for duty in pack.duties
        if duty.window_from and duty.window_to
    ]
    for file, place, first, last in spans:
        if first > last:
            text = f"{place} 的开始日期 {first} 晚于结束日期 {last}，请改正".lstrip()
            yield Fault(file, text, place or str(first))
