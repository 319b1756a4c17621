"""What parent companies, departments and enterprises say about a hazard, and the filters of their own pages."""

from __future__ import annotations

from anjian.hazards.words import State
from anjian.ui.fields import ChoiceField, DayField, LongTextField, TextField, YesNoField
from anjian.ui.forms import FilterForm, Form, Required


class RemindForm(Form):
    """A reminder to the enterprise."""

    content = LongTextField("提醒内容", [Required()], limit=1000)
    answer_by = DayField("答复期限", [Required()])


class SayForm(Form):
    """A comment, or an answer."""

    content = LongTextField("内容", [Required()], limit=1000)


class OwnFilters(FilterForm):
    """Filters of the pages of those responsible."""

    primary = ("text", "state")
    text = TextField("关键词", help="企业名称、隐患内容、部位、编号")
    state = ChoiceField("状态", choices={str(state): str(state) for state in State})
    missing = YesNoField("“五落实”不完整")
    overdue = YesNoField("超期未销号")
    mine = YesNoField("待本人岗位办理")
    open = YesNoField("未销号")
