"""Export of a declared register: typed text stays text."""

from __future__ import annotations

from typing import Any

from wtforms import StringField

from anjian.exchange.sheets import export_sheet
from anjian.plugin_api.types import Ref, Sheet
from anjian.plugin_host.instance import Instance
from anjian.ui.forms import Form


class Named(StringField):
    """A field as the platform's own fields are: it writes its cell."""

    def write_cell(self, value: Any) -> Any:
        return value


class RowForm(Form):
    name = Named("名称")
    note = Named("备注")


def test_what_a_person_typed_is_never_a_formula(instance: Instance) -> None:
    here = Ref(f"{__name__}:RowForm")
    sheet = Sheet("rows", "台账", Ref("tests.exchange.test_sheets:RowForm"), ("name",), here, here, "x.view")
    page = export_sheet(instance, sheet, [{"name": "=1+1", "note": "-2"}, {"name": "甲", "note": None}]).active
    assert [[(cell.value, cell.data_type) for cell in row] for row in page.iter_rows(min_row=2)] == [
        [("=1+1", "s"), ("-2", "s")],
        [("甲", "s"), (None, "n")],
    ]
