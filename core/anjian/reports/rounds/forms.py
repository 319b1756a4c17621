"""Forms of rounds. None of them takes a figure: what a table says is counted (R-118)."""

from __future__ import annotations

from anjian.ui.fields import ChoiceField, LongTextField, YesNoField
from anjian.ui.forms import Form, Required


class ReasonForm(Form):
    """A step back, with its reason."""

    reason = LongTextField("理由", [Required()], limit=500, help="对方在待办和办理经过中看到。")


class ExplainForm(Form):
    """What stands behind a figure, in words."""

    figure = ChoiceField("说明哪一项", [Required()], search=True)
    text = LongTextField(
        "说明",
        [Required()],
        limit=500,
        help="写明原因，例如为什么明显增减、哪些工作正在推进；数字由台账自动统计，这里不能填写或修改数字。",
    )


class RemindForm(Form):
    """A reminder to those who have not handed in."""

    note = LongTextField("催报要求", limit=500, help="可不填；未报送的单位在待办中看到催报。")


class SealForm(Form):
    """Sealing a round. Where units are missing, the office says so itself."""

    incomplete = YesNoField(
        "是否有单位缺报",
        [Required()],
        help="选“是”按“不完整”封存，缺报单位的名称写入封存记录；全部单位报送并接收后选“否”，按完整封存。",
    )
    note = LongTextField("备注", limit=500)
