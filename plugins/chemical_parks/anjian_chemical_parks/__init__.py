"""化工园区: the city industry bureau's plugin. This module declares; what it names is loaded when it is used."""

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
from anjian_chemical_parks.judging import judge
from anjian_chemical_parks.records import RECORDS

EDIT, VIEW = "chemical_parks.edit", "chemical_parks.view"


def _sheet(name: str, title: str, form: str, key: tuple[str, ...]) -> Sheet:
    register = f"anjian_chemical_parks.registers:{name.upper()}"
    save, rows = Ref(f"{register}.save"), Ref(f"{register}.rows")
    return Sheet(name, title, Ref(f"anjian_chemical_parks.{form}"), key=key, save=save, rows=rows, permission=EDIT)


class ChemicalParksPlugin(Plugin):
    """Parks with 十有两禁, milestones, documents, tasks and replies, areas and members; task 园区 of the notice."""

    name = "chemical_parks"
    title = "化工园区"
    department = "industry"
    api = ">=0.1,<0.2"
    models = ("anjian_chemical_parks.models",)
    permissions = (
        Permission(VIEW, "查看化工园区台账"),
        Permission(EDIT, "登记和导入化工园区、条件、节点、任务和入园企业"),
    )
    tasks = (
        TaskList(
            "chemical_parks.dues",
            "化工园区节点、任务、评估和文件到期",
            EDIT,
            Ref("anjian_chemical_parks.registers:DUES.items"),
            Ref("anjian_chemical_parks.registers:DUES.count"),
            110,
        ),
    )

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        titles = {
            "parks": "化工园区台账",
            "conditions": "“十有两禁”台账",
            "milestones": "重要节点台账",
            "documents": "园区文件台账",
            "tasks": "园区任务台账",
            "replies": "配合单位回复",
            "members": "入园企业台账",
            "positions": "入园企业位置核对",
            "notices": "到期提醒",
        }
        menu = tuple(Menu(title, page, VIEW, 10 * n) for n, (page, title) in enumerate(titles.items(), 1))
        return [PluginBlueprint(Ref("anjian_chemical_parks.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        return [
            Workbook(
                "化工园区台账",
                (
                    _sheet("parks", "化工园区台账", "park_form:ParkForm", ("name",)),
                    _sheet("conditions", "化工园区“十有两禁”台账", "forms:ConditionForm", ("park", "item")),
                    _sheet("milestones", "化工园区重要节点台账", "forms:MilestoneForm", ("park", "milestone")),
                    _sheet("documents", "化工园区文件台账", "forms:DocumentForm", ("park", "title")),
                    _sheet("tasks", "化工园区任务台账", "forms:TaskForm", ("park", "matter")),
                    _sheet("replies", "化工园区任务配合单位回复台账", "forms:ReplyForm", ("park", "matter", "partner")),
                    _sheet("members", "化工园区入园企业台账", "forms:MemberForm", ("enterprise",)),
                ),
            )
        ]

    @hookimpl
    def panels(self) -> list[PanelSource]:
        return [PanelSource("enterprise", VIEW, Ref("anjian_chemical_parks.registers:MEMBERS.panel_of"), 110)]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        build = Ref("anjian_chemical_parks.section:build")
        return [ReportSection("chemical_parks", "加快推动化工园区认定", 110, "四.园区", build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        positions = Ref("anjian_chemical_parks.jobs:check_positions")
        dues = Ref("anjian_chemical_parks.registers:DUES.run")
        return [
            Job("positions", "核对入园企业位置", "20 6 * * *", positions),
            Job("dues", "检查化工园区节点、任务、评估和文件到期", "30 6 * * *", dues),
        ]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
