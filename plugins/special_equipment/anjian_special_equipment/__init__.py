"""特种设备: the city market supervision bureau's plugin. This module declares; what it names is loaded when it is used."""

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
from anjian_special_equipment.judging import judge
from anjian_special_equipment.records import RECORDS

NAME = "special_equipment"
VIEW, EDIT = f"{NAME}.view", f"{NAME}.edit"
REGISTERS = "anjian_special_equipment.registers"
FORMS = "anjian_special_equipment.forms"
PEOPLE_FORMS = "anjian_special_equipment.people_forms"


def _sheet(name: str, title: str, form: str, key: tuple[str, ...]) -> Sheet:
    """A register as a worksheet."""
    register = f"{REGISTERS}:{name.upper()}"
    return Sheet(
        name, title, Ref(form), key=key, save=Ref(f"{register}.save"), rows=Ref(f"{register}.rows"), permission=EDIT
    )


class SpecialEquipmentPlugin(Plugin):
    """Equipment, its persons, their certificates and accidents; the checklist; tasks (8) and (9) of the notice."""

    name = NAME
    title = "特种设备"
    department = "market"
    api = ">=0.1,<0.2"
    models = ("anjian_special_equipment.models",)
    permissions = (
        Permission(VIEW, "查看特种设备台账"),
        Permission(EDIT, "登记和导入特种设备、人员资格核查、证书和事故"),
    )
    tasks = (
        TaskList(
            f"{NAME}.dues",
            "特种设备检验、安全附件和人员证书到期",
            EDIT,
            Ref(f"{REGISTERS}:DUES.items"),
            Ref(f"{REGISTERS}:DUES.count"),
            80,
        ),
    )

    @hookimpl
    def blueprints(self) -> list[PluginBlueprint]:
        menu = (
            Menu("特种设备台账", "equipment", VIEW, 10),
            Menu("人员资格核查", "personnel", VIEW, 20),
            Menu("人员证书台账", "certificates", VIEW, 30),
            Menu("特种设备事故", "accidents", VIEW, 40),
            Menu("到期提醒", "notices", VIEW, 50),
        )
        return [PluginBlueprint(Ref("anjian_special_equipment.pages:blueprint"), menu)]

    @hookimpl
    def workbooks(self) -> list[Workbook]:
        return [
            Workbook(
                "特种设备台账",
                (
                    _sheet("equipment", "特种设备台账", f"{FORMS}:EquipmentForm", ("enterprise", "number")),
                    _sheet("personnel", "特种设备人员资格核查", f"{PEOPLE_FORMS}:PersonnelForm", ("enterprise",)),
                    _sheet(
                        "certificates",
                        "特种设备人员证书台账",
                        f"{PEOPLE_FORMS}:CertificateForm",
                        ("enterprise", "number", "item"),
                    ),
                    _sheet(
                        "accidents", "特种设备事故", f"{FORMS}:AccidentForm", ("enterprise", "happened_on", "equipment")
                    ),
                ),
            )
        ]

    @hookimpl
    def panels(self) -> list[PanelSource]:
        return [
            PanelSource("enterprise", VIEW, Ref(f"{REGISTERS}:{register}.panel_of"), order)
            for order, register in ((80, "EQUIPMENT"), (81, "PERSONNEL"), (82, "CERTIFICATES"), (83, "ACCIDENTS"))
        ]

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        build = Ref("anjian_special_equipment.section:build")
        return [ReportSection(NAME, "排查整治特种设备人员资格和使用安全", 80, "四.(8); 四.(9)", build, RECORDS)]

    @hookimpl
    def jobs(self) -> list[Job]:
        return [Job("dues", "检查特种设备检验、安全附件和人员证书到期", "35 6 * * *", Ref(f"{REGISTERS}:DUES.run"))]

    @hookimpl
    def judge(self, facts: Facts) -> Verdict | None:
        return judge(facts)
