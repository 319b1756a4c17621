"""One form, three faces: a row gets the verdict that the page would give."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, DecimalField, IntegerField, SelectField, StringField, TextAreaField
from wtforms import Form as StockForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than the stubs
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp, ValidationError

from anjian.exchange.form_columns import FormReader
from anjian.exchange.template import template_book
from anjian.ui.fields import (
    ChoiceField,
    CreditCodeField,
    DayField,
    IntField,
    LonLatField,
    MultiChoiceField,
    TextField,
    WanYuanField,
    YesNoField,
)
from anjian.ui.forms import Form, Required


def no_future(form: Any, field: Any) -> None:
    if field.data and field.data > date(2023, 12, 31):
        raise ValidationError("不能晚于2023年")


class OurForm(Form):
    column_aliases: ClassVar[dict[str, tuple[str, ...]]] = {"plate": ("车牌",)}
    plate = TextField("车牌号", [Required()], limit=8)
    code = CreditCodeField("统一社会信用代码", [Required()])
    bought = DayField("购置日期", [no_future])
    seats = IntField("座位数", high=60)
    cost = WanYuanField("费用（万元）")
    kind = ChoiceField("类型", [Required()], choices={"tank": "罐车", "van": "厢式车"})
    uses = MultiChoiceField("用途", choices={"a": "运输", "b": "储存"})
    camera = YesNoField("视频监控")
    place = LonLatField("经度,纬度")


class PlainForm(StockForm):
    name = StringField("名称", [DataRequired("请填写名称"), Length(max=10)])
    note = TextAreaField("备注", [Length(max=20)])
    on = DateField("日期", [Optional(), no_future])
    count = IntegerField("数量", [Optional(), NumberRange(1, 99)])
    price = DecimalField("单价", [Optional(), NumberRange(0, 1000)])
    kind = SelectField("类型", choices=[SelectChoice("", ""), SelectChoice("t", "罐车"), SelectChoice("v", "厢式车")])
    number = StringField("编号", [Optional(), Regexp(r"^[A-Z]\d+$")])
    done = BooleanField("完成")

    def validate_note(self, field: Any) -> None:
        if self.done.data and not field.data:
            raise ValidationError("完成后请填写备注")


CELLS = st.one_of(
    st.sampled_from(
        ["", "甲", "罐车", "厢式车", "2023-05-24", "2023年5月24日", "2024-01-01", "是", "否", "运输、储存", "12", "1.5", "-3",
         "112.8,35.5",
         "35.5,112.8", "91140502853625176U", "A12", "０．５", "x" * 15, "/", "约三十", "tank"]
    ),
    st.text(max_size=12).filter(lambda text: not text.startswith("#")),  # broken formulas exist in sheets only
)  # fmt: skip


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("plate", "code", "bought", "seats", "cost", "kind", "uses", "camera", "place"), CELLS)
    )
)
def test_a_row_and_the_page_agree(cells: dict[str, str]) -> None:
    page = OurForm(MultiDict(cells))
    page.validate()
    values, problems = FormReader(OurForm()).judge(cells)
    assert problems == [(name, str(field.errors[0])) for name, field in page._fields.items() if field.errors]
    assert {k: v for k, v in values.items() if k not in dict(problems)} == {
        k: v for k, v in page.data.items() if k not in dict(problems)
    }


@given(
    st.fixed_dictionaries(
        {
            "name": st.text("甲乙 ab", max_size=12),
            "note": st.text("甲乙ab", max_size=22),
            "on": st.sampled_from(["", "2023-05-24", "2024-02-02"]),
            "count": st.sampled_from(["", "1", "99", "100", "-1"]),
            "price": st.sampled_from(["", "0", "12.50", "1000.01"]),
            "number": st.sampled_from(["", "A1", "1A"]),
            "done": st.booleans(),
            "kind": st.sampled_from(["", "t", "v"]),
        }
    )
)
def test_a_row_and_the_page_agree_for_stock_fields(sent: dict[str, Any]) -> None:
    words = {"": "", "t": "罐车", "v": "厢式车"}
    typed = {name: str(value) for name, value in sent.items() if name != "done"} | (
        {"done": "y"} if sent["done"] else {}
    )
    page = PlainForm(MultiDict(typed))
    page.validate()
    cells = sent | {"done": "是" if sent["done"] else "否", "kind": words[sent["kind"]]}
    values, problems = FormReader(PlainForm()).judge(cells)
    expected = [(name, str(field.errors[0])) for name, field in page._fields.items() if field.errors]
    assert problems == expected
    assert {k: v for k, v in values.items() if k not in dict(problems)} == {
        k: v for k, v in page.data.items() if k not in dict(problems)
    }


def test_cells_of_any_type_are_read() -> None:
    cells: dict[str, Any] = {
        "plate": "晋E1",
        "code": "91140502853625176U",
        "bought": 45070.0,
        "seats": 5.0,
        "cost": 3.25,
        "kind": "罐车",
        "camera": True,
    }
    values, problems = FormReader(OurForm()).judge(cells)
    assert problems == []
    assert values == {
        "plate": "晋E1", "code": "91140502853625176U", "bought": date(2023, 5, 24), "seats": 5, "cost": 3_250_000, "kind": "tank",
        "uses": [], "camera": True, "place": None,
    }  # fmt: skip


def test_columns_carry_what_a_template_shows() -> None:
    columns = FormReader(OurForm()).columns
    assert [(column.key, column.required) for column in columns if column.required] == [
        ("plate", True),
        ("code", True),
        ("kind", True),
    ]
    assert (columns[0].aliases, columns[5].choices, columns[1].text) == (("车牌",), ("罐车", "厢式车"), True)
    sheet = template_book("车辆台账", columns)["填报表"]
    assert [cell.value for cell in sheet[2]] == [
        "车牌号*", "统一社会信用代码*", "购置日期", "座位数", "费用（万元）", "类型*", "用途", "视频监控", "经度,纬度",
    ]  # fmt: skip
    assert sheet["B3"].number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["F3:F2002"] == '"罐车,厢式车"'
    assert sheet["A2"].comment is not None and sheet["A2"].comment.text.startswith("必填")
