"""Reading packs: a folder of YAML is read whole or refused whole; what is wrong is told with file, line and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field

from anjian.campaigns.checks import Fault, cited_in, faults_of
from anjian.campaigns.names import NameIndex
from anjian.campaigns.packs import Pack
from anjian.campaigns.schema import (
    Campaign,
    Category,
    Clause,
    DateRule,
    Department,
    Document,
    Duty,
    Item,
    Key,
    ParentCompany,
    Phase,
    Region,
    Unit,
)
from anjian.campaigns.tables import Annex1, Annex2, CriteriaSet, ReportPack
from anjian.campaigns.yaml_source import line_of_value, node_tree, parse, read_yaml
from anjian.kernel.errors import FileRefused

SHIPPED = Path(__file__).parent / "packs"
"""Packs that come with the core."""


class _Clauses(Item):
    clauses: tuple[Clause, ...]


class _Phases(Item):
    phases: tuple[Phase, ...]


class _Regions(Item):
    regions: tuple[Region, ...]


class _Units(Item):
    departments: tuple[Department, ...]
    units: tuple[Unit, ...]
    parents: tuple[ParentCompany, ...]


class _Categories(Item):
    categories: tuple[Category, ...]


class _Duties(Item):
    duties: tuple[Duty, ...]


class _Dates(Item):
    dates: tuple[DateRule, ...]


class _Criteria(Item):
    sets: tuple[CriteriaSet, ...] = Field(min_length=1)


class _Borrowed(Item):
    """A file that only says: as in another pack."""

    same_as: Key


FILES: Mapping[str, type[Item]] = MappingProxyType(
    {
        "campaign.yaml": Campaign,
        "clauses.yaml": _Clauses,
        "phases.yaml": _Phases,
        "regions.yaml": _Regions,
        "units.yaml": _Units,
        "categories.yaml": _Categories,
        "duties.yaml": _Duties,
        "dates.yaml": _Dates,
        "criteria.yaml": _Criteria,
        "annex1.yaml": Annex1,
        "annex2.yaml": Annex2,
        "report.yaml": ReportPack,
    }
)
"""The files of a pack, and what each says."""
BORROWABLE = ("regions.yaml", "categories.yaml", "criteria.yaml")
"""Files that may say `same_as: "another_pack"`: a city's places, categories and criteria outlive a campaign. The clauses that
such a file cites come with it."""


def load_pack(folder: Path) -> Pack:
    """Read a pack's folder. Raises `FileRefused` naming, of every file, all that is malformed, ambiguous or dangling."""
    parts: dict[str, Any] = {}
    refusals = []
    for name, model in FILES.items():
        try:
            parts[name] = _read(model, folder, name)
        except FileRefused as refusal:
            refusals.append(str(refusal))
    if refusals:
        raise FileRefused("\n".join(refusals))
    units, lent = parts["units.yaml"], _lent(folder, parts)
    campaign: Campaign = parts["campaign.yaml"]
    pack = Pack(
        campaign=campaign.model_copy(update={"documents": (*campaign.documents, *lent.documents)}),
        clauses=(*parts["clauses.yaml"].clauses, *lent.clauses),
        phases=parts["phases.yaml"].phases,
        regions=parts["regions.yaml"].regions,
        departments=units.departments,
        units=units.units,
        parents=units.parents,
        categories=parts["categories.yaml"].categories,
        duties=parts["duties.yaml"].duties,
        dates=parts["dates.yaml"].dates,
        criteria_sets=parts["criteria.yaml"].sets,
        annex1=parts["annex1.yaml"],
        annex2=parts["annex2.yaml"],
        report=parts["report.yaml"],
    )
    faults = [*faults_of(pack), *_clashes(pack)]
    if folder.name != pack.code:
        text = f"code“{pack.code}”与文件夹名“{folder.name}”不一致，请改成相同的名称"
        faults.append(Fault("campaign.yaml", text, pack.code))
    if faults:
        raise FileRefused(f"专项行动数据包 {folder.name}：{'；'.join(_told(folder, faults))}。")
    return pack


def _read(model: type[Item], folder: Path, name: str) -> Item:
    path = _source(folder, name)
    return parse(model, read_yaml(path), path)


def _source(folder: Path, name: str) -> Path:
    """The file that a pack's file is, or that it names as its own."""
    path = folder / name
    data = read_yaml(path)
    if name not in BORROWABLE or "same_as" not in data:
        return path
    lender = parse(_Borrowed, data, path).same_as
    for place in (folder.parent, SHIPPED):
        if (place / lender / name).is_file() and lender != folder.name:
            return place / lender / name
    raise FileRefused(f"文件 {folder.name}/{name}：same_as 所指的专项行动数据包“{lender}”不存在，请改正。")


@dataclass(frozen=True, slots=True)
class _Lent:
    """What borrowed files rest on: the clauses that they cite, and the documents of these."""

    clauses: tuple[Clause, ...] = ()
    documents: tuple[Document, ...] = ()


def _lent(folder: Path, parts: Mapping[str, Any]) -> _Lent:
    clauses: dict[str, Clause] = {}
    documents: dict[str, Document] = {}
    for name in BORROWABLE:
        source = _source(folder, name).parent
        if source == folder:
            continue
        lender: Campaign = parse(Campaign, read_yaml(source / "campaign.yaml"), source / "campaign.yaml")
        known = {document.code: document for document in lender.documents}
        cited = {clause for _place, clause in cited_in(parts[name])}
        for clause in parse(_Clauses, read_yaml(source / "clauses.yaml"), source / "clauses.yaml").clauses:
            if clause.id in cited:
                document = known[clause.document or lender.document]
                code = f"{lender.code}.{document.code}"
                clauses[clause.id] = clause.model_copy(update={"document": code})
                documents[code] = document.model_copy(update={"code": code, "relation": "parent"})
    return _Lent(tuple(clauses.values()), tuple(documents.values()))


def _told(folder: Path, faults: list[Fault]) -> list[str]:
    """Each fault with the line on which its value stands."""
    trees = {name: node_tree(folder / name) for name in {fault.file for fault in faults}}
    told = []
    for fault in faults:
        line = line_of_value(trees[fault.file], fault.value, fault.nth)
        told.append(f"{fault.file} {f'第{line}行 ' if line else ''}{fault.text}")
    return told


def _clashes(pack: Pack) -> list[Fault]:
    indexes: tuple[tuple[str, str, NameIndex[Any]], ...] = (
        ("units.yaml", "单位", pack.unit_index),
        ("regions.yaml", "地区", pack.region_index),
        ("units.yaml", "部门", pack.department_index),
        ("categories.yaml", "企业类别", pack.category_index),
    )
    return [
        Fault(file, f"{what}名称“{name}”同时指两项，请改用不同的名称", name, nth=2)
        for file, what, index in indexes
        for name in index.clashes
    ]


@cache
def shipped() -> Mapping[str, Pack]:
    """The packs that come with the core, by campaign code."""
    folders = sorted(path.parent for path in SHIPPED.glob("*/campaign.yaml"))
    return MappingProxyType({folder.name: load_pack(folder) for folder in folders})
