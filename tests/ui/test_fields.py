"""Fields read what pages and cells hold, and give the typed text back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from anjian.exchange.form_columns import FormReader
from anjian.exchange.text import Raw
from anjian.ui.fields import (
    ChoiceField,
    CreditCodeField,
    DayField,
    IntField,
    LongTextField,
    LonLatField,
    MultiChoiceField,
    NumberField,
    TextField,
    WanYuanField,
    YesNoField,
)
from anjian.ui.forms import Form, Required
from anjian.ui.sent_fields import SecretField

SOURCES = {"self": "企业自查", "county": "县级检查"}


class Sample(Form):
    """One field of each kind."""

    name = TextField("名称", [Required()], limit=10)
    text = LongTextField("说明")
    code = CreditCodeField("统一社会信用代码")
    day = DayField("日期")
    number = IntField("人数", high=100)
    rate = NumberField("比例", low=None)
    funds = WanYuanField("资金")
    place = LonLatField("经纬度")
    source = ChoiceField("来源", choices=SOURCES, spellings={"自查": "self"})
    links = MultiChoiceField("环节", choices={"make": "生产", "move": "运输"})
    done = YesNoField("是否完成")
    secret = SecretField("密码")


def sent(**values: Any) -> Sample:
    form = Sample(MultiDict({"name": "名", **values}))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("field", "typed", "value", "written", "display"),
    [
        ("name", " 某　厂 ", "某 厂", "某 厂", "某 厂"),
        ("day", "2023.7.30", date(2023, 7, 30), "2023-07-30", "2023-07-30"),
        ("day", "2023年7月30日", date(2023, 7, 30), "2023-07-30", "2023-07-30"),
        ("number", "１２", 12, 12, "12"),
        ("rate", "-0.5", -0.5, -0.5, "-0.5"),
        ("funds", "12.5", 12_500_000, 12.5, "12.50"),
        ("place", "112.85,35.49", (112.85, 35.49), "112.85,35.49", "112.85,35.49"),
        ("source", "self", "self", "企业自查", "企业自查"),
        ("source", "企业自查", "self", "企业自查", "企业自查"),
        ("source", "自查", "self", "企业自查", "企业自查"),
        ("done", "yes", True, "是", "是"),
        ("done", "否", False, "否", "否"),
        ("day", "", None, "", ""),
        ("done", "", None, "", ""),
        ("funds", "", None, "", ""),
    ],
)
def test_what_is_typed_is_read_written_and_shown(
    field: str, typed: str, value: Any, written: Any, display: str
) -> None:
    found: Any = sent(**{field: typed})[field]
    assert (found.data, found.errors) == (value, [])
    assert found.write_cell(found.data) == written
    assert found.display(found.data) == display


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("day", "七月底"),
        ("number", "101"),
        ("number", "-1"),
        ("funds", "约12"),
        ("place", "35.49,112.85"),
        ("source", "县里"),
        ("done", "也许"),
        ("code", "91140500MA0000000X"),
        ("name", "十一个字十一个字十一个"),
    ],
)
def test_what_cannot_be_read_is_refused_in_chinese_and_kept_as_typed(field: str, typed: str) -> None:
    found: Any = sent(**{field: typed})[field]
    assert found.data is None
    assert len(found.errors) == 1
    assert any("\u4e00" <= sign <= "\u9fff" for sign in found.errors[0])
    if not isinstance(found, ChoiceField):
        assert found._value() == typed


def test_several_choices() -> None:
    form = Sample(MultiDict([("name", "名"), ("links", "make"), ("links", "运输"), ("links", "make")]))
    assert form.links.data == ["make", "move"]
    assert form.links.write_cell(form.links.data) == "生产、运输"
    assert sent().links.data == []


def test_values_of_a_record_fill_the_form() -> None:
    form = Sample(
        data={"day": date(2023, 7, 30), "funds": 12_345_600, "source": "county", "done": False, "links": ["move"]}
    )
    assert form.day._value() == "2023-07-30"
    assert form.funds._value() == "12.35"
    assert [code for code in SOURCES if form.source.is_chosen(code)] == ["county"]
    assert (form.done.is_chosen("yes"), form.done.is_chosen("no")) == (False, True)
    assert (form.links.is_chosen("make"), form.links.is_chosen("move")) == (False, True)


def test_a_password_is_taken_as_typed_and_never_shown() -> None:
    form = sent(secret=" p　w ")
    assert form.secret.data == " p　w "
    assert form.secret._value() == ""


def test_a_required_field_says_what_to_do_once() -> None:
    form = Sample(MultiDict({"name": ""}))
    assert not form.validate()
    assert form.name.errors == ["请填写名称"]
    unread = sent(name="十一个字十一个字十一个")
    assert unread.name.errors == ["最多10字，现有11字，请精简"]


def test_a_row_gets_the_verdict_that_the_page_gives() -> None:
    reader = FormReader(Sample())
    cells: dict[str, Raw] = {
        "name": "某厂",
        "day": 45137.0,
        "funds": "12.5万元",
        "source": "自查",
        "links": "生产、运输",
        "done": "√",
        "number": "一百",
    }
    values, problems = reader.judge(cells)
    assert (values["day"], values["funds"], values["source"], values["links"], values["done"]) == (
        date(2023, 7, 30),
        12_500_000,
        "self",
        ["make", "move"],
        True,
    )
    assert [name for name, _message in problems] == ["number"]
    assert "secret" not in values
