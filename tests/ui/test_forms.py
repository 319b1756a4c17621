"""Forms: groups, problems, filters."""

from __future__ import annotations

from datetime import date

from flask import Flask
from werkzeug.datastructures import MultiDict

from anjian.kernel.errors import Problem
from anjian.ui.fields import ChoiceField, DayField, TextField
from anjian.ui.forms import FilterForm, Form, Group, Required


class Sample(Form):
    """Two groups and a field that no group names."""

    groups = (Group("基本情况", ("name",)), Group("日期", ("to_on", "from_on", "missing")))
    from_on = DayField("自")
    to_on = DayField("至")
    name = TextField("名称", [Required()])
    note = TextField("备注")


class Filters(FilterForm):
    """Three filters."""

    primary = ("q",)
    q = TextField("名称")
    state = ChoiceField("状态", choices={"open": "整改中", "done": "已销号"})
    from_on = DayField("自")


def test_fields_come_in_the_order_of_the_groups() -> None:
    order = [(title, [field.name for field in fields]) for title, fields in Sample().grouped()]
    assert order == [("基本情况", ["name"]), ("日期", ["to_on", "from_on"]), ("其他", ["note"])]


def test_problems_of_a_service_stand_at_their_fields_and_on_top() -> None:
    form = Sample(MultiDict({"name": "", "to_on": "明天"}))
    form.validate()
    form.show([Problem("不能早于今天", field="from_on"), Problem("隐患已销号"), Problem("请填写名称", field="name")])
    assert form.summary() == [
        ("", "隐患已销号"),
        ("name", "名称：请填写名称"),
        ("to_on", f"至：{form.to_on.errors[0]}"),
        ("from_on", "自：不能早于今天"),
    ]


def test_problems_name_the_field_without_its_prefix() -> None:
    form = Sample(MultiDict({"part-name": ""}), prefix="part-")
    form.validate()
    assert form.problems() == [Problem("请填写名称", field="name")]


def test_filters_in_force_are_named_in_words() -> None:
    with Flask(__name__).test_request_context("/?q=&state=open&from_on=2023-07-01"):
        form = Filters.from_address()
    assert form.active() == [("state", "状态", "整改中"), ("from_on", "自", "2023-07-01")]
    assert (form.value("q"), form.value("state"), form.value("from_on")) == (None, "open", date(2023, 7, 1))


def test_a_filter_that_cannot_be_read_is_said_and_not_used() -> None:
    with Flask(__name__).test_request_context("/?state=nothing&from_on=soon"):
        form = Filters.from_address()
    assert form.active() == []
    assert (form.value("state"), form.value("from_on")) == (None, None)
    assert len(form.state.errors) == len(form.from_on.errors) == 1
