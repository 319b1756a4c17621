"""危险化学品: the city emergency bureau's plugin. This module declares; what it names is loaded when it is used."""

from __future__ import annotations

from anjian.plugin_api import (
    Facts,
    Job,
    Menu,
    PanelSource,
    Permission,
    Plugin,
    PluginBlueprint,
    Ref,
    ReportSection,
    Sheet,
    TaskList,
    Verdict,
    Workbook,
    hookimpl,
)
from anjian_hazchem.judging import judge
from anjian_hazchem.records import RECORDS

_FORMS = {
    "profiles": ("两重点一重大与专家体检", "forms_sources:ProfileForm", ("enterprise",)),
    "sources": ("重大危险源台账", "forms_sources:SourceForm", ("enterprise", "code")),
    "substances": ("重大危险源物质", "forms_sources:SubstanceForm", ("enterprise", "source", "name")),
    "checks": ("重大危险源检查记录", "forms_sources:CheckForm", ("enterprise", "round", "kind", "source")),
    "matters": ("重要事项申报", "forms_operations:MatterForm", ("enterprise", "number")),
    "operations": ("特殊作业票和报备", "forms_operations:PermitForm", ("enterprise", "number")),
    "units": ("带病装置台账", "forms_operations:UnitForm", ("enterprise", "found_on", "unit")),
}
"""Register -> title, form, key."""
_PANELS = ("profiles", "sources", "units", "operations", "matters")
"""Registers shown on an enterprise's page."""


def _register(name: str, method: str) -> Ref:
    return Ref(f"anjian_hazchem.registers:{name.upper()}.{method}")


class HazchemPlugin(Plugin):
    """The 20 criteria's checklists, major hazard sources, special operations, defective units; tasks (1) to (5)."""

    name = "hazchem"
    title = "危险化学品"
    department = "emergency"
    api = ">=0.1,<0.2"
    industries = ("生产", "经营(带储存)", "使用", "一般化工", "化学制药")
    models = ("anjian_hazchem.models",)
    permissions = (
        Permission("hazchem.view", "查看危险化学品台账"),
        Permission("hazchem.edit", "登记和导入危险化学品台账"),
    )
    tasks = (
        TaskList(
            "hazchem.dues", "重大危险源、重要事项和带病装置到期", "hazchem.edit", Ref("anjian_hazchem.registers:DUES.items"),
            Ref("anjian_hazchem.registers:DUES.count"), 60,
        ),
    )  # fmt: skip

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        entries = [(title, name) for name, (title, _form, _key) in _FORMS.items()]
        entries += [("带病装置动态清零", "zero_line"), ("危险化学品到期提醒", "notices")]
        menu = tuple(Menu(title, name, "hazchem.view", n) for n, (title, name) in enumerate(entries, 1))
        return [PluginBlueprint(Ref("anjian_hazchem.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        sheets = tuple(
            Sheet(
                name, title, Ref(f"anjian_hazchem.{form}"), key=key, save=_register(name, "save"),
                rows=_register(name, "rows"), permission="hazchem.edit",
            )
            for name, (title, form, key) in _FORMS.items()
        )  # fmt: skip
        return [Workbook("危险化学品台账", sheets)]

    @hookimpl
    def panels(self) -> list[PanelSource]:
        return [
            PanelSource("enterprise", "hazchem.view", _register(name, "panel_of"), 60 + n)
            for n, name in enumerate(_PANELS)
        ]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        clauses = "; ".join(f"四.({number})" for number in range(1, 6))
        build = Ref("anjian_hazchem.section:build")
        return [ReportSection("hazchem", "危险化学品安全监管", 10, clauses, build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        title = "检查重大危险源备案、重要事项申报和带病装置整治到期"
        return [Job("dues", title, "35 6 * * *", Ref("anjian_hazchem.registers:DUES.run"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
