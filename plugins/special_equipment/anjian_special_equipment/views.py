"""The registers' pages: what the kit does not know of equipment, persons and accidents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select

from anjian.plugin_api.data import clock
from anjian.plugin_api.registers import Block, RegisterFilters, RegisterList, RegisterNew, RegisterPage
from anjian.plugin_api.web import Column, Fact, FilterForm, Light, Tab, due_light
from anjian_special_equipment.forms import EquipmentFilters
from anjian_special_equipment.items import title_of
from anjian_special_equipment.models import Accident, Certificate, Equipment, Personnel
from anjian_special_equipment.people_forms import CertificateFilters, PersonnelFilters
from anjian_special_equipment.queries import card_expires, failing, grid_has, inspection_due
from anjian_special_equipment.registers import ACCIDENTS, CERTIFICATES, EQUIPMENT, PERSONNEL
from anjian_special_equipment.rules import cells, outcomes
from anjian_special_equipment.words import BASIS, CELLS, Answer, Conclusion, Outcome, Question, Requirement, Role, Use

TONES = {Outcome.MET: "green", Outcome.FAILED: "red", Outcome.UNKNOWN: "grey", Outcome.NOT_CONCERNED: "grey"}


def outcome_light(outcome: Outcome) -> Light:
    return Light(TONES[outcome], str(outcome))


def tally_light(found: list[Outcome]) -> Light:
    """Several outcomes in one: failures first, then what nobody has looked at."""
    failed, unknown = found.count(Outcome.FAILED), found.count(Outcome.UNKNOWN)
    if failed:
        return Light("red", f"{failed}项不符合")
    if unknown:
        return Light("yellow", f"{unknown}项未核查")
    return Light("green", "符合") if Outcome.MET in found else Light("grey", "不涉及")


def tests_light(row: Equipment) -> Light:
    return tally_light(list(outcomes(row, clock.today()).values()))


def grid_light(row: Personnel) -> Light:
    return tally_light(list(cells(row, clock.today()).values()))


def inspection_light(row: Equipment) -> Light | None:
    """How long until the inspection; nothing for equipment that is not in use."""
    return due_light(row.next_inspection, clock.today()) if row.use == Use.ACTIVE else None


def use_light(row: Equipment) -> Light:
    return Light("blue" if row.use == Use.ACTIVE else "grey", row.use)


class EquipmentList(RegisterList):
    """The register of equipment."""

    register = EQUIPMENT
    explanation = "危险化学品企业的特种设备，逐台对照任务（9）的六项要求。停用和已注销的保留记录，不计入报表。"
    sort = "number"
    filter_form = EquipmentFilters
    tabs = (
        Tab("全部"),
        Tab("在用", (("use", str(Use.ACTIVE)),)),
        Tab("检验超期", (("failing", Requirement.INSPECTION.name.lower()),)),
        Tab("30日内应检", (("due", "soon"),)),
        Tab("未办理登记", (("failing", Requirement.REGISTRATION.name.lower()),)),
        Tab("淘汰报废仍在用", (("failing", Requirement.BANNED.name.lower()),)),
    )
    columns = (
        Column("number", "设备代码", kind="short", sort=Equipment.number, link=EQUIPMENT.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("name", "设备名称"),
        Column("kind", "设备种类", kind="short"),
        Column("tests", "六项要求", tests_light, kind="light", tip="、".join(Requirement)),
        Column("inspection", "法定检验", inspection_light, kind="light"),
        Column("next_inspection", "下次检验日期", kind="day", sort=Equipment.next_inspection),
        Column("use", "使用情况", kind="short"),
        Column("registration", "使用登记证编号", kind="short", shown=False),
        Column("place", "安装（使用）地点", shown=False),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, test, due = super().rows(filters), filters.value("failing"), filters.value("due")
        if test:
            query = query.where(failing(Requirement[test.upper()], clock.today()))
        return query.where(inspection_due(clock.today(), due)) if due else query


class EquipmentPage(RegisterPage):
    """One piece of equipment."""

    def facts(self, row: Equipment) -> list[Fact]:
        rejected = row.conclusion == Conclusion.REJECTED
        note = f"下次检验日期 {row.next_inspection}" if row.next_inspection else "未填下次检验日期"
        light = Light("red", "检验不合格") if rejected else due_light(row.next_inspection, clock.today())
        return [
            Fact("使用情况", use_light(row), note=row.kind),
            Fact("法定检验", light, note=note),
            Fact("六项要求", tests_light(row)),
        ]

    def blocks(self, row: Equipment) -> list[Block]:
        found = outcomes(row, clock.today())
        lines = [(str(test), outcome_light(outcome), BASIS[test]) for test, outcome in found.items()]
        return [
            Block(
                "六项要求",
                ("要求", "情况", "依据"),
                lines,
                "晋市安委办发〔2023〕35号 四、（9）；停用、已注销的不涉及。",
            )
        ]


class PersonnelList(RegisterList):
    """The register of the grid."""

    register = PERSONNEL
    explanation = "任务（8）的三项要求对三类人员逐企业核查；每家企业一条，保留最近一次核查，历次情况留有版本。"
    sort = "checked_on"
    filter_form = PersonnelFilters
    tabs = (
        Tab("全部"),
        Tab("有不符合", (("state", "failed"),)),
        Tab("有未核查", (("state", "unknown"),)),
    )
    columns = (
        Column("enterprise_name", "企业", link=PERSONNEL.address, lead=True),
        Column("grid", "核查情况", grid_light, kind="light", tip="三项要求×三类人员，共九格"),
        Column("checked_on", "核查日期", kind="day", sort=Personnel.checked_on),
    )

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, state = super().rows(filters), filters.value("state")
        return query.where(grid_has(state)) if state else query


class PersonnelNew(RegisterNew, abstract=True):
    """Enter a grid: what nobody changes has not been looked at."""

    def initial(self) -> Mapping[str, Any]:
        return dict(super().initial()) | dict.fromkeys(CELLS, str(Answer.UNANSWERED))


class PersonnelPage(RegisterPage):
    """The grid of one enterprise."""

    def facts(self, row: Personnel) -> list[Fact]:
        return [Fact("核查情况", grid_light(row), note=f"核查日期 {row.checked_on}")]

    def blocks(self, row: Personnel) -> list[Block]:
        found = cells(row, clock.today())
        by_place = {CELLS[name]: outcome for name, outcome in found.items()}
        lines = [(str(asked), *(outcome_light(by_place[asked, role]) for role in Role)) for asked in Question]
        note = "“使用未取得相应资格的人员”答“否”为符合。"
        return [Block("三项要求、三类人员", ("要求", *map(str, Role)), lines, note)]


class CertificateList(RegisterList):
    """The register of certificates: no names, no whole numbers."""

    register = CERTIFICATES
    explanation = "特种设备人员证书，一证多项的每项一条。持证人和完整证号只在证书页面和导出的台账中显示。"
    sort = "valid_to"
    filter_form = CertificateFilters
    tabs = (
        Tab("全部"),
        Tab("过期仍在岗", (("expiry", "expired"),)),
        Tab("30日内到期", (("expiry", "soon"),)),
    )
    columns = (
        Column("item", "项目", lambda row: f"{row.item} {title_of(row.item)}".strip(), link=CERTIFICATES.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("role", "人员类别", kind="short"),
        Column("post", "所在岗位", kind="short"),
        Column("tail", "证号末四位", lambda row: row.number[-4:], kind="short"),
        Column("valid", "有效期", lambda row: due_light(row.valid_to, clock.today()), kind="light"),
        Column("valid_to", "有效期至", kind="day", sort=Certificate.valid_to),
        Column("on_duty", "在岗", lambda row: "是" if row.on_duty else "否", kind="short"),
    )  # fmt: skip

    def rows(self, filters: FilterForm) -> Select[Any]:
        query, expiry = super().rows(filters), filters.value("expiry")
        return query.where(card_expires(clock.today(), expiry)) if expiry else query


class CertificatePage(RegisterPage):
    """One certificate."""

    def facts(self, row: Certificate) -> list[Fact]:
        duty = Light("blue", "在岗") if row.on_duty else Light("grey", "不在岗")
        return [
            Fact("有效期", due_light(row.valid_to, clock.today()), note=f"有效期至 {row.valid_to}"),
            Fact("项目", f"{row.item} {title_of(row.item)}".strip(), note=row.role),
            Fact("在岗情况", duty),
        ]


class AccidentList(RegisterList):
    """The register of accidents."""

    register = ACCIDENTS
    explanation = "专项行动期间的特种设备事故；没有登记即为无事故，月报按此计数。"
    sort = "-happened_on"
    filter_form = RegisterFilters
    columns = (
        Column("equipment", "设备", link=ACCIDENTS.address, lead=True),
        Column("enterprise_name", "企业"),
        Column("happened_on", "发生日期", kind="day", sort=Accident.happened_on),
        Column("kind", "设备种类", kind="short"),
        Column("grade", "事故等级", kind="short"),
        Column("deaths", "死亡人数", kind="number"),
        Column("injured", "受伤人数", kind="number"),
    )
