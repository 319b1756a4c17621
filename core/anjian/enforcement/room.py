"""What the room of enforcement contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import (
    Menu,
    PanelSource,
    Permission,
    PluginBlueprint,
    Ref,
    Room,
    Sheet,
    TaskList,
    Workbook,
)

_KINDS = "anjian.enforcement.kinds"
_FORMS, _CASE_FORMS = "anjian.enforcement.forms", "anjian.enforcement.case_forms"


def _sheet(name: str, title: str, form: str, key: tuple[str, ...], constant: str, permission: str) -> Sheet:
    return Sheet(
        name, title, Ref(form), key, Ref(f"{_KINDS}:{constant}.save"), Ref(f"{_KINDS}:{constant}.rows"), permission
    )  # fmt: skip


CASE, EVENT, NOTICE = "enforcement.case", "enforcement.event", "enforcement.notice"
SHEETS = (
    _sheet("cases", "案件", f"{_CASE_FORMS}:CaseForm", ("number",), "CASES", CASE),
    _sheet("decisions", "决定书", f"{_CASE_FORMS}:DecisionForm", ("authority", "number"), "DECISIONS", CASE),
    _sheet(
        "decision_changes", "决定变更", f"{_CASE_FORMS}:ChangeForm", ("authority", "number", "happened_on", "document"),
        "CHANGES", CASE,
    ),
    _sheet(
        "assistance", "帮扶指导", f"{_FORMS}:AssistanceForm", ("aim", "region", "enterprise", "happened_on", "team"),
        "ASSISTANCE", EVENT,
    ),
    _sheet(
        "referrals", "移送司法机关", f"{_FORMS}:ReferralForm", ("letter", "person_name", "person_note"), "REFERRALS", CASE
    ),
    _sheet(
        "enterprise_measures", "曝光约谈惩戒", f"{_FORMS}:MeasureForm", ("kind", "enterprise", "happened_on", "document"),
        "MEASURES", EVENT,
    ),
    _sheet("typical_cases", "典型执法案例", f"{_FORMS}:TypicalCaseForm", ("title", "happened_on"), "TYPICAL_CASES", EVENT),
    _sheet(
        "accountabilities", "追责问责", f"{_FORMS}:AccountabilityForm", ("document", "person_name", "person_note"),
        "ACCOUNTABILITIES", "enforcement.accountability",
    ),
    _sheet("unit_notices", "约谈通报单位", f"{_FORMS}:NoticeForm", ("kind", "number"), "NOTICES", NOTICE),
)  # fmt: skip


def _tasks(key: str, title: str, permission: str, name: str, order: int) -> TaskList:
    return TaskList(
        f"enforcement.{key}", title, permission, items=Ref(f"anjian.enforcement.tasks:{name}_items"),
        count=Ref(f"anjian.enforcement.tasks:{name}_count"), order=order,
    )  # fmt: skip


ROOM = Room(
    name="enforcement",
    title="执法",
    permissions=(
        Permission("enforcement.view", "查看执法情况"),
        Permission("enforcement.case", "登记案件、决定和移送"),
        Permission("enforcement.event", "登记帮扶、曝光约谈惩戒和典型案例"),
        Permission("enforcement.notice", "登记对县（市、区）和部门的约谈通报"),
        Permission("enforcement.persons", "查看涉案人员姓名"),
        Permission("enforcement.accountability_view", "查看追责问责"),
        Permission("enforcement.accountability", "登记追责问责"),
    ),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.enforcement.pages:blueprint"), (Menu("执法", "enforcement.overview", "enforcement.view", 50),)
        ),
    ),
    workbooks=(Workbook("执法", SHEETS),),
    tasks=(
        _tasks("one_sided", "“一案双罚”只罚了一方的案件", CASE, "one_sided", 35),
        _tasks("uncased", "执法检查发现、尚未立案的重大事故隐患", CASE, "uncased", 36),
        _tasks("fined_only", "已处罚、整改没有进展的隐患", CASE, "fined_only", 37),
        _tasks("evidence", "缺佐证材料的执法记录", "enforcement.view", "evidence", 70),
    ),
    panels=(
        PanelSource("enterprise", "enforcement.view", Ref("anjian.enforcement.panels:enterprise_panels")),
        PanelSource("hazard", "enforcement.view", Ref("anjian.enforcement.panels:hazard_panels")),
    ),
    models=("anjian.enforcement.models",),
)
