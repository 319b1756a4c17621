"""The page on which people say which campaigns count a visit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.typing import ResponseReturnValue

from anjian.inspections import campaigns, queries
from anjian.inspections.forms import CampaignsForm
from anjian.inspections.views import address_of_visit
from anjian.ui.view import FormView


class Campaigns(FormView[CampaignsForm]):
    """Which campaigns count a visit."""

    permission = "inspections.visit"
    form_class = CampaignsForm
    title = "调整所属专项行动"
    verb = "保存"

    def load(self, **place: Any) -> None:
        self.visit = queries.visit_of(self.session, place["uid"])

    def prepare(self, form: CampaignsForm) -> None:
        form.campaigns.set_choices(campaigns.running_on(self.session, self.visit))

    def initial(self) -> Mapping[str, Any]:
        return {"campaigns": campaigns.campaigns_of(self.session, self.visit)}

    def context(self) -> Mapping[str, Any]:
        text = "自保存起按调整后的专项行动统计；此前各期报表不变，调整前后和理由记入操作日志。"
        return {"explanation": text, "back": address_of_visit(self.visit)}

    def save(self, form: CampaignsForm) -> ResponseReturnValue:
        chosen, reason = form.campaigns.data or (), form.reason.data or ""
        campaigns.set_campaigns(self.session, self.actor, self.visit.id, chosen, reason)
        return self.redirect("inspections.visit", uid=self.visit.client_uid)
