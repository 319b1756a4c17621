"""A room of a few pages for tests: a list of units, a form that renames a region, a button, a page without frame."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from anjian.kernel.errors import NotFound, Problem, Refused
from anjian.people.models import Region, Unit
from anjian.plugin_api import Menu, PluginBlueprint, Ref, Room
from anjian.ui.fields import ChoiceField, DayField, TextField
from anjian.ui.forms import FilterForm, Form, Required
from anjian.ui.listing import Action, Column, Empty, ListView, Tab
from anjian.ui.view import FormView, View
from anjian.ui.words import Light


class UnitFilters(FilterForm):
    """Filters of the list."""

    primary = ("q", "kind")
    q = TextField("名称")
    kind = ChoiceField("类别", choices={"county": "县", "county_department": "县级部门"})
    since = DayField("自")


class Units(ListView):
    """A list of units."""

    permission = "people.admin"
    title = "单位"
    explanation = "全部单位"
    key = Unit.id
    unit = "个单位"
    page_size = 4
    sort = "name"
    filter_form = UnitFilters
    tabs = (Tab("全部"), Tab("县", (("kind", "county"),)))
    actions = (Action("新增", "people.account_new", "people.admin", primary=True),)
    bulk_actions = (Action("合并", "sample.press", "people.admin"),)
    empty = Empty("没有单位", "请先新增")
    columns = (
        Column("name", "名称", sort=Unit.name, lead=True, link=lambda unit: url_for("sample.units")),
        Column("kind", "类别", lambda unit: Light("blue", unit.kind), kind="light"),
        Column("position", "次序", kind="number"),
        Column("code", "代码", shown=False, sort=Unit.code),
    )

    def rows(self, filters: Any) -> Select[Any]:
        query = select(Unit)
        if text := filters.value("q"):
            query = query.where(Unit.name.contains(text, autoescape=True))
        if kind := filters.value("kind"):
            query = query.where(Unit.kind == kind)
        return query


class RegionForm(Form):
    """A region's name."""

    name = TextField("名称", [Required()], help="全称", example="泽州县")
    day = DayField("日期")


class Rename(FormView[RegionForm]):
    """Renames a region; refuses one name after having written it."""

    permission = "people.admin"
    form_class = RegionForm
    title = "改名"
    verb = "改名"
    region: Region

    def load(self, code: str) -> None:  # type: ignore[override]
        found = self.session.get(Region, code)
        if found is None:
            raise NotFound("没有这个地区。")
        self.region = found

    def initial(self) -> dict[str, Any]:
        return {"name": self.region.name}

    def save(self, form: RegionForm) -> ResponseReturnValue:
        self.region.name = form.name.data
        self.session.flush()
        if form.name.data == "重名":
            raise Refused([Problem("已有同名地区", field="name"), Problem("请先撤并")])
        if form.name.data == "出错":
            raise RuntimeError("after the flush")
        return self.redirect("sample.units")


class Press(View):
    """A button that is refused."""

    permission = "people.admin"

    def post(self) -> ResponseReturnValue:
        raise Refused("现在不能办")


class Open(View):
    """A public page that tries to write in a GET."""

    public = True

    def get(self) -> ResponseReturnValue:
        self.session.add(Region(code="x", name="x", kind="county"))
        self.session.flush()
        return "written"


blueprint = Blueprint("sample", __name__)
Units.add_to(blueprint, "/units", "units")
Rename.add_to(blueprint, "/regions/<code>", "rename")
Press.add_to(blueprint, "/press", "press")
Open.add_to(blueprint, "/open", "open")

ROOM = Room(
    "sample",
    "样例",
    blueprints=(
        PluginBlueprint(
            Ref("tests.ui.rooms:blueprint"),
            (Menu("单位", "units", "people.admin", 10), Menu("看不到", "units", "nobody.holds", 11)),
        ),
    ),
)
