"""What chosen hazards share when one step is taken on all of them."""

from __future__ import annotations

from anjian.hazards.forms import DayForm
from anjian.hazards.words import ListingLevel
from anjian.ui.fields import ChoiceField, DayField, LongTextField, TextField
from anjian.ui.forms import Required


class BulkConfirmForm(DayForm):
    """Confirmation; the three responsible parties are those that each hazard's own page would propose."""

    reason = LongTextField(
        "未经主体企业审核的理由", limit=1000, help="仅当主体企业逾期未审核时填写，适用于所选全部隐患"
    )


class BulkListingForm(DayForm):
    """挂牌督办; each hazard has a number of its own."""

    level = ChoiceField("挂牌级别", [Required()], choices={str(level): str(level) for level in ListingLevel})
    supervising_unit = TextField("督办单位", [Required()])
    supervisor = TextField("督办责任人", [Required()])
    requirements = LongTextField("督办要求", [Required()])
    due_on = DayField("督办完成期限", [Required()])
