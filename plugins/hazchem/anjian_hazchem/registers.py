"""The plugin's registers, and what of them falls due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.plugin_api.data import Problem
from anjian.plugin_api.reading import enterprises_by_credit_code
from anjian.plugin_api.registers import Due, Dues, Register
from anjian_hazchem.forms_operations import MatterForm, PermitForm, UnitForm
from anjian_hazchem.forms_sources import CheckForm, ProfileForm, SourceForm, SubstanceForm
from anjian_hazchem.models import DefectiveUnit, Matter, Profile, Source, SourceCheck, Substance, WorkPermit
from anjian_hazchem.words import Use

PLUGIN = "hazchem"
DEPARTMENT = "emergency"
PRODUCTION = ("生产",)
INDUSTRIES = ("生产", "经营(带储存)", "使用", "一般化工", "化学制药")
Row = Mapping[str, Any]


def known_sources(session: Session, rows: Sequence[Row]) -> list[list[Problem]]:
    """The source that a row names must be registered for its enterprise."""
    refs = enterprises_by_credit_code(session, [row["enterprise"] for row in rows])
    owners = {ref.id for ref in refs.values()}
    query = select(Source.enterprise_id, Source.code).where(Source.code.in_({row["source"] for row in rows}))
    known = {(owner, code) for owner, code in session.execute(query) if owner in owners}
    found = []
    for row in rows:
        ref = refs.get(row["enterprise"])
        text = f"该企业没有登记编号为“{row['source']}”的重大危险源，请先在重大危险源台账登记，或核对编号。"
        lacking = ref is not None and (ref.id, row["source"]) not in known
        found.append([Problem(text, field="source")] if lacking else [])
    return found


def one_name_for_one_number(session: Session, rows: Sequence[Row]) -> list[list[Problem]]:
    """A substance of a source is entered once: its CAS number has one name there."""
    found = known_sources(session, rows)
    refs = enterprises_by_credit_code(session, [row["enterprise"] for row in rows])
    numbers = {row["cas"] for row in rows if row.get("cas")}
    query = select(Substance.enterprise_id, Substance.source, Substance.cas, Substance.name).where(
        Substance.cas.in_(numbers)
    )
    names: dict[tuple[Any, ...], set[str]] = {}
    for owner, source, cas, name in session.execute(query):
        names.setdefault((owner, source, cas), set()).add(name)
    for row, problems in zip(rows, found, strict=True):
        ref = refs.get(row["enterprise"])
        key = (ref.id if ref else None, row["source"], row.get("cas"))
        others = names.setdefault(key, set()) - {row["name"]}
        if row.get("cas") and row.get("entry") is None and others:
            text = f"CAS号{row['cas']}在该重大危险源已登记为“{'、'.join(sorted(others))}”，同一物质请合并为一行。"
            problems.append(Problem(text, field="cas"))
        names[key].add(row["name"])
    return found


PROFILES = Register(
    plugin=PLUGIN, name="profiles", title="两重点一重大与专家体检", noun="两重点一重大企业", unit="家", model=Profile,
    form=ProfileForm, key=("enterprise",), industries=PRODUCTION, department=DEPARTMENT,
    panel=("processes", "chemicals", "checkup_on"),
)  # fmt: skip
SOURCES = Register(
    plugin=PLUGIN, name="sources", title="重大危险源台账", noun="重大危险源", unit="个", model=Source, form=SourceForm,
    key=("enterprise", "code"), industries=INDUSTRIES, department=DEPARTMENT, panel=("code", "name", "filed_level", "use"),
    called=lambda row: f"{row.code} {row.name}",
)  # fmt: skip
SUBSTANCES = Register(
    plugin=PLUGIN, name="substances", title="重大危险源物质", noun="物质", unit="种", model=Substance, form=SubstanceForm,
    key=("enterprise", "source", "name"), industries=INDUSTRIES, department=DEPARTMENT, check=one_name_for_one_number,
)  # fmt: skip
CHECKS = Register(
    plugin=PLUGIN, name="checks", title="重大危险源检查记录", noun="检查记录", unit="次", model=SourceCheck,
    form=CheckForm, key=("enterprise", "round", "kind", "source"), industries=INDUSTRIES, department=DEPARTMENT,
    check=known_sources,
)  # fmt: skip
MATTERS = Register(
    plugin=PLUGIN, name="matters", title="重要事项申报", noun="申报事项", unit="件", model=Matter, form=MatterForm,
    key=("enterprise", "number"), industries=INDUSTRIES, department=DEPARTMENT,
    panel=("number", "kind", "due_on", "declared_on"),
)  # fmt: skip
OPERATIONS = Register(
    plugin=PLUGIN, name="operations", title="特殊作业票和报备", noun="特殊作业", unit="件", model=WorkPermit, form=PermitForm,
    key=("enterprise", "number"), industries=INDUSTRIES, department=DEPARTMENT, panel=("number", "kind", "level", "starts"),
)  # fmt: skip
UNITS = Register(
    plugin=PLUGIN, name="units", title="带病装置台账", noun="带病装置", unit="台（套）", model=DefectiveUnit, form=UnitForm,
    key=("enterprise", "found_on", "unit"), industries=INDUSTRIES, department=DEPARTMENT,
    panel=("unit", "defect", "due_on", "done_on"),
)  # fmt: skip
DUES = Dues(
    PLUGIN,
    (
        Due("重大危险源重新评估备案", SOURCES, "refile_to", where=lambda: Source.use == Use.ACTIVE),
        Due("重要事项申报", MATTERS, "due_on", where=lambda: Matter.declared_on.is_(None), ahead=7),
        Due("带病装置整治", UNITS, "due_on", where=lambda: DefectiveUnit.done_on.is_(None), ahead=7),
    ),
)
