"""Which campaigns a hazard belongs to: a page for one hazard, and one more campaign for many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from anjian.hazards import campaigns, queries
from anjian.hazards.bulk_views import BulkView, Take
from anjian.hazards.models import Hazard
from anjian.ui.fields import ChoiceField, LongTextField, MultiChoiceField
from anjian.ui.forms import Form, Required
from anjian.ui.view import FormView

CONSEQUENCE = "自保存起按调整后的专项行动统计；此前各期报表不变，调整前后和理由记入操作日志。"


class CampaignsForm(Form):
    """The campaigns that count the hazard."""

    campaigns = MultiChoiceField(
        "所属专项行动", help="同一隐患在所选的每个专项行动中各计一次；都不选则不计入任何专项行动"
    )
    reason = LongTextField("调整理由", [Required()], limit=400)


class CampaignsPage(FormView[CampaignsForm]):
    """Change the campaigns of one hazard."""

    permission = campaigns.PERMISSION
    form_class = CampaignsForm
    title = "调整所属专项行动"
    verb = "保存"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.now = [row.code for row in campaigns.campaigns_of(self.session, self.hazard.id)]

    def prepare(self, form: CampaignsForm) -> None:
        form.campaigns.set_choices(campaigns.offered(self.session, self.now))

    def initial(self) -> Mapping[str, Any]:
        return {"campaigns": self.now}

    def context(self) -> Mapping[str, Any]:
        back = url_for("hazards.show", hazard_id=self.hazard.id)
        return {"back": back, "explanation": CONSEQUENCE, "crumbs": [(self.hazard.public_code, back)]}

    def save(self, form: CampaignsForm) -> ResponseReturnValue:
        campaigns.set_campaigns(
            self.session, self.actor, self.hazard.id, form.campaigns.data or (), form.reason.data or ""
        )
        flash("已调整所属专项行动。")
        return self.redirect("hazards.show", hazard_id=self.hazard.id)


class BulkCampaignForm(Form):
    """One more campaign for every chosen hazard."""

    campaign = ChoiceField("加入专项行动", [Required()])
    reason = LongTextField("理由", [Required()], limit=400)


def _add(view: BulkView, form: BulkCampaignForm, hazard: Hazard, _seq: int | None) -> None:
    campaigns.add_campaign(view.session, view.actor, hazard.id, form.campaign.data, form.reason.data or "")


class BulkCampaign(BulkView):
    """Have many hazards counted in one more campaign."""

    permission = campaigns.PERMISSION
    form_class = BulkCampaignForm
    title = "批量加入专项行动"
    verb = "加入"
    take: ClassVar[Take] = staticmethod(_add)

    def prepare(self, form: Form) -> None:
        assert isinstance(form, BulkCampaignForm)  # this view's form_class
        form.campaign.set_choices(campaigns.offered(self.session))

    def _standing(self, hazard: Hazard) -> list[str]:
        return []
