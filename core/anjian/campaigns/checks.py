"""What a pack must satisfy as a whole: nothing dangles, nothing is named twice, the tables hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from anjian.campaigns.packs import Pack


def faults_of(pack: Pack) -> list[str]:
    """Everything that is wrong with a pack whose files are each well formed, as Chinese clauses that name file and place."""
    return [
        *_dangling_clauses(pack),
        *_dangling_documents(pack),
        *_dangling_places(pack),
        *_doubles(pack),
        *_table_faults(pack),
        *_day_faults(pack),
    ]


def clause_references(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every reference to a clause in the pack, with its place (`duties.yaml Q-01`)."""
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
        for place, clause in _walk(part, ""):
            yield f"{name} {place}".strip(), clause


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


def _dangling_clauses(pack: Pack) -> Iterator[str]:
    known = {clause.id for clause in pack.clauses}
    for place, clause in clause_references(pack):
        if clause not in known:
            yield f"{place} 引用的条款“{clause}”不存在"


def _dangling_documents(pack: Pack) -> Iterator[str]:
    known = {document.code for document in pack.campaign.documents}
    wanted = [("campaign.yaml", code) for code in (pack.campaign.document, *pack.campaign.parent_documents)]
    wanted += [(f"criteria.yaml {s.code}", s.document) for s in pack.criteria_sets]
    wanted += [(f"clauses.yaml {c.id}", c.document) for c in pack.clauses if c.document]
    for place, code in wanted:
        if code not in known:
            yield f"{place} 引用的文件“{code}”不存在，不能删除被引用的文件"


def _dangling_places(pack: Pack) -> Iterator[str]:
    regions = {region.code for region in pack.regions}
    departments = {department.code for department in pack.departments}
    phases = {phase.code for phase in pack.phases}
    duties = {duty.code for duty in pack.duties}
    rules = {rule.code for rule in pack.dates}
    limbs = [limb for criterion in pack.criteria() for limb in criterion.limbs]
    wanted: list[tuple[str, str | None, set[str]]] = [
        ("campaign.yaml 的地区", pack.campaign.region_code, regions),
        *((f"regions.yaml {r.code} 的上级", r.parent, regions) for r in pack.regions),
        *((f"units.yaml {u.code} 的地区", u.region_code, regions) for u in pack.units),
        *((f"units.yaml {u.code} 的部门", u.department_code, departments) for u in pack.units),
        *((f"categories.yaml {c.code} 的部门", c.department, departments) for c in pack.categories),
        *((f"duties.yaml {d.code} 的阶段", d.phase, phases) for d in pack.duties),
        *((f"dates.yaml {d.code} 的部门", d.department, departments) for d in pack.dates),
        *((f"dates.yaml {d.code} 的任务", d.duty, duties) for d in pack.dates),
        *((f"report.yaml {t.code} 的部门", t.department, departments) for t in pack.report.tasks),
        *((f"report.yaml {d.code} 的时限", d.date_rule, rules) for d in pack.report.documents),
        *((f"criteria.yaml {limb.code} 的部门", code, departments) for limb in limbs for code in limb.overlaps),
    ]
    for place, code, known in wanted:
        if code is not None and code not in known:
            yield f"{place}“{code}”不存在"


def _doubles(pack: Pack) -> Iterator[str]:
    codes: dict[str, Iterable[str]] = {
        "clauses.yaml 的条款": (clause.id for clause in pack.clauses),
        "campaign.yaml 的文件": (document.code for document in pack.campaign.documents),
        "phases.yaml 的阶段": (phase.code for phase in pack.phases),
        "regions.yaml 的地区": (region.code for region in pack.regions),
        "units.yaml 的部门": (department.code for department in pack.departments),
        "units.yaml 的单位": (unit.code for unit in pack.units),
        "categories.yaml 的企业类别": (category.code for category in pack.categories),
        "duties.yaml 的任务": (duty.code for duty in pack.duties),
        "dates.yaml 的时限": (rule.code for rule in pack.dates),
        "criteria.yaml 的判定标准": (criterion.code for criterion in pack.criteria()),
        "annex1.yaml 的指标": (cell.key for cell in pack.annex1.cells),
        "annex2.yaml 的列": (column.code for column in pack.annex2.columns),
        "annex2.yaml 的列名": (column.key for column in pack.annex2.columns),
        "report.yaml 的任务": (task.code for task in pack.report.tasks),
    }
    for place, values in codes.items():
        for code, times in Counter(values).items():
            if times > 1:
                yield f"{place}“{code}”重复出现"


def _table_faults(pack: Pack) -> Iterator[str]:
    keys = {cell.key for cell in pack.annex1.cells}
    references = [(cell.key, cell.subset_of) for cell in pack.annex1.cells if cell.subset_of]
    references += [(partition.whole, part) for partition in pack.annex1.partitions for part in partition.parts]
    for place, key in references:
        if key not in keys:
            yield f"annex1.yaml {place} 引用的指标“{key}”不存在"
    for key in pack.annex2.sort:
        if key not in {column.key for column in pack.annex2.columns}:
            yield f"annex2.yaml 排序用的列“{key}”不存在"


def _day_faults(pack: Pack) -> Iterator[str]:
    spans = [("campaign.yaml", pack.campaign.starts_on, pack.campaign.ends_on)]
    spans += [(f"phases.yaml {phase.code}", phase.starts_on, phase.ends_on) for phase in pack.phases]
    spans += [
        (f"duties.yaml {duty.code}", duty.window_from, duty.window_to)
        for duty in pack.duties
        if duty.window_from and duty.window_to
    ]
    for place, first, last in spans:
        if first > last:
            yield f"{place} 的开始日期 {first} 晚于结束日期 {last}"
