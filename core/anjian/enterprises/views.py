"""The registry's pages: list, one enterprise, entering and correcting it, its status, parts that plugins add, rosters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from anjian.enterprises.forms import EnterpriseForm, RegistryFilters, StatusForm, roster_form
from anjian.enterprises.imports import import_enterprises
from anjian.enterprises.models import Enterprise
from anjian.enterprises.queries import by_credit_code, deeds_of, enterprise_of, enterprises_found
from anjian.enterprises.service import PERMISSION, register, set_status
from anjian.enterprises.story import entries_of
from anjian.enterprises.vocabulary import instance_vocabulary
from anjian.enterprises.words import Status
from anjian.exchange.form_columns import FormReader
from anjian.exchange.outcome import ImportOutcome
from anjian.exchange.template import template_book
from anjian.kernel.errors import Problem, Refused
from anjian.people.models import Department, Region
from anjian.people.queries import department_names, region_names
from anjian.ui.context import current_instance
from anjian.ui.forms import FilterForm
from anjian.ui.importing import ImportView
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.pages import Fact, NextStep
from anjian.ui.panels import panels_for
from anjian.ui.view import FormView, View
from anjian.ui.words import Light


def status_light(enterprise: Enterprise) -> Light:
    """待核实 asks for work; the other states are plain."""
    return Light("yellow" if enterprise.status == Status.UNVERIFIED else "grey", enterprise.status)


class Registry(ListView):
    """Every enterprise of the city with its chain links."""

    permission = "enterprises.view"
    title = "企业名册"
    explanation = "专项行动范围内的企业，一家企业可有多个环节，各有牵头部门。"
    key = Enterprise.id
    unit = "家"
    filter_form = RegistryFilters
    columns = (
        Column("name", "企业名称", lambda row: row[0].name, sort=Enterprise.name, lead=True,
               link=lambda row: url_for("enterprises.show", enterprise_id=row[0].id)),
        Column("credit_code", "统一社会信用代码", lambda row: row[0].credit_code, "short"),
        Column("region", "县（市、区）", lambda row: row[1] or "", "short"),
        Column("categories", "企业类别", lambda row: "、".join(row[0].categories)),
        Column("department", "牵头部门", lambda row: row[2] or "未明确", "short", tip="第一个环节的牵头部门"),
        Column("status", "状态", lambda row: status_light(row[0]), "light"),
        Column("public_code", "编号", lambda row: row[0].public_code, "short", Enterprise.public_code, shown=False),
    )  # fmt: skip
    tabs = (
        Tab("全部"),
        Tab("待核实", (("status", Status.UNVERIFIED),)),
        Tab("停产", (("status", Status.SUSPENDED),)),
        Tab("关闭", (("status", Status.CLOSED),)),
    )
    actions = (
        Action("登记企业", "enterprises.new", PERMISSION, primary=True),
        Action("导入名册", "enterprises.import_roster", "enterprises.import"),
    )
    empty = Empty("名册里还没有企业", "可以登记一家，或导入本单位的企业名册。")

    def prepare(self, filters: FilterForm) -> None:
        assert isinstance(filters, RegistryFilters)  # this view's filter_form
        filters.region.set_choices(region_names(self.session))
        filters.department.set_choices(department_names(self.session))
        filters.category.set_choices(instance_vocabulary(current_instance()).categories)

    def rows(self, filters: FilterForm) -> Select[Any]:
        found = enterprises_found(
            region_code=filters.value("region"),
            department_code=filters.value("department"),
            category=filters.value("category"),
            status=filters.value("status"),
            text=filters.value("text"),
        )
        return (
            found.add_columns(Region.name, Department.name)
            .outerjoin(Region, Region.code == Enterprise.region_code)
            .outerjoin(Department, Department.code == Enterprise.department_code)
            .options(selectinload(Enterprise.links))
        )

    def row_id(self, row: Any) -> Any:
        return row[0].id


class EnterprisePage(View):
    """One enterprise: state, place, lead department; links, card, what plugins and other rooms know of it."""

    permission = "enterprises.view"

    def load(self, **place: Any) -> None:
        self.enterprise = enterprise_of(self.session, place["enterprise_id"])

    def get(self) -> ResponseReturnValue:
        enterprise = self.enterprise
        departments = department_names(self.session)
        return self.render(
            "enterprises/show.html",
            title=enterprise.name,
            enterprise=enterprise,
            card=enterprise.card,
            facts=self._facts(departments),
            step=self._step(),
            departments=departments,
            parts_of_plugins=self._parts(),
            may_edit=self._may_edit(),
            entries=entries_of(deeds_of(self.session, enterprise.id)),
            panels=panels_for("enterprise", self.session, self.actor, enterprise),
            crumbs=[("企业名册", url_for("enterprises.registry"))],
        )

    def _may_edit(self) -> bool:
        return self.enterprise.card is not None and self.actor.may(PERMISSION)

    def _facts(self, departments: Mapping[str, str]) -> list[Fact]:
        enterprise = self.enterprise
        regions = region_names(self.session)
        lead = departments.get(enterprise.department_code or "", "未明确监管部门")
        return [
            Fact("状态", status_light(enterprise), note=f"编号 {enterprise.public_code}"),
            Fact("所在县（市、区）", regions.get(enterprise.region_code or "", "未填写")),
            Fact("牵头部门", lead, note="、".join(enterprise.categories)),
        ]

    def _step(self) -> NextStep | None:
        if self.enterprise.status != Status.UNVERIFIED:
            return None
        if not self._may_edit():
            return NextStep("核实企业信息", "", who="所在县（市、区）或行业监管部门")
        address = url_for("enterprises.edit", enterprise_id=self.enterprise.id)
        return NextStep("核实企业信息", address, "该企业由隐患清单登记，请对照营业执照补全并确认。")

    def _parts(self) -> list[dict[str, Any]]:
        """What plugins keep of the enterprise beside the core's card, shown with their own labels."""
        shown = []
        for place, (_owner, part) in enumerate(current_instance().registry.form_parts("enterprise")):
            values = part.load.load()(self.session, self.enterprise.id)
            form = part.form.load()(data=values)
            pairs = [(field.label.text, field.display(field.data)) for field in form]
            address = url_for("enterprises.part", enterprise_id=self.enterprise.id, place=place)
            editable = self.actor.may(part.permission) and self.enterprise.card is not None
            shown.append({"title": part.title, "pairs": pairs, "address": address if editable else ""})
        return shown


class NewEnterprise(FormView[EnterpriseForm]):
    """Enter one enterprise."""

    permission = PERMISSION
    form_class = EnterpriseForm
    title = "登记企业"
    verb = "登记企业"

    def prepare(self, form: EnterpriseForm) -> None:
        form.offer(instance_vocabulary(current_instance()))

    def context(self) -> Mapping[str, Any]:
        address = url_for("enterprises.registry")
        return {"back": address, "crumbs": [("企业名册", address)]}

    def save(self, form: EnterpriseForm) -> ResponseReturnValue:
        if by_credit_code(self.session, [form.credit_code.data]):
            text = "该企业已在名册中，请在名册中按信用代码查找后修改。"
            raise Refused(Problem(text, field="credit_code"))
        return self._register(form)

    def _register(self, form: EnterpriseForm) -> ResponseReturnValue:
        leads = instance_vocabulary(current_instance()).lead_of
        (done,) = register(self.session, self.actor, [form.entry()], departments=leads)
        query = select(Enterprise.id).where(Enterprise.public_code == done.public_code)
        return self.redirect("enterprises.show", enterprise_id=self.session.scalars(query).one())


class EditEnterprise(NewEnterprise):
    """Correct or verify one enterprise. The credit code identifies it and stays."""

    title = "修改企业信息"
    verb = "保存企业信息"

    def load(self, **place: Any) -> None:
        self.enterprise = enterprise_of(self.session, place["enterprise_id"])

    def prepare(self, form: EnterpriseForm) -> None:
        super().prepare(form)
        form.keep_code(self.enterprise.credit_code)

    def initial(self) -> Mapping[str, Any]:
        enterprise, card = self.enterprise, self.enterprise.card
        located = card is not None and card.longitude is not None
        return {
            "name": enterprise.name,
            "credit_code": enterprise.credit_code,
            "code_override": enterprise.code_override,
            "region_code": enterprise.region_code,
            "categories": enterprise.categories,
            "department_code": enterprise.department_code,
            "parent_name": enterprise.parent.name if enterprise.parent else None,
            "address": card.address if card else None,
            "chief": card.chief if card else None,
            "position": (card.longitude, card.latitude) if card and located else None,
        }

    def context(self) -> Mapping[str, Any]:
        address = url_for("enterprises.show", enterprise_id=self.enterprise.id)
        return {
            "back": address,
            "crumbs": [("企业名册", url_for("enterprises.registry")), (self.enterprise.name, address)],
        }

    def save(self, form: EnterpriseForm) -> ResponseReturnValue:
        return self._register(form)


class ChangeStatus(FormView[StatusForm]):
    """Say that an enterprise works, has stopped, or has closed."""

    permission = PERMISSION
    form_class = StatusForm
    title = "变更企业状态"
    verb = "变更状态"

    def load(self, **place: Any) -> None:
        self.enterprise = enterprise_of(self.session, place["enterprise_id"])

    def initial(self) -> Mapping[str, Any]:
        return {"status": self.enterprise.status}

    def context(self) -> Mapping[str, Any]:
        address = url_for("enterprises.show", enterprise_id=self.enterprise.id)
        return {
            "back": address,
            "crumbs": [("企业名册", url_for("enterprises.registry")), (self.enterprise.name, address)],
        }

    def save(self, form: StatusForm) -> ResponseReturnValue:
        set_status(self.session, self.actor, self.enterprise, Status(form.status.data), form.reason.data)
        return self.redirect("enterprises.show", enterprise_id=self.enterprise.id)


class ImportRoster(ImportView):
    """A county's or department's roster, as it is."""

    permission = "enterprises.import"
    title = "导入企业名册"
    endpoint = "enterprises.import_roster"
    done_endpoint = "enterprises.registry"
    explanation = (
        "必填：企业名称、统一社会信用代码、所在县（市、区）、企业类别；已登记的企业按信用代码更新，不会重复登记。"
    )

    def template_workbook(self) -> Workbook:
        form = roster_form(instance_vocabulary(current_instance()))
        return template_book("全市危险化学品企业名册", FormReader(form).columns)

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        return import_enterprises(current_instance(), self.actor, path, dry_run=dry_run, errors=errors)
