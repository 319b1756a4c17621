"""The form of a part that a plugin adds to an enterprise (slot `enterprise`)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from anjian.enterprises.queries import enterprise_of
from anjian.kernel.errors import Forbidden, NotFound, Problem, Refused
from anjian.ui.context import current_instance
from anjian.ui.forms import Form
from anjian.ui.view import View


class EnterprisePart(View):
    """Shows and saves one plugin's part; the permission is the part's own."""

    permission = "enterprises.view"
    verb = "保存"
    title: str
    form: Form

    def load(self, **place: Any) -> None:
        parts = current_instance().registry.form_parts("enterprise")
        if place["place"] >= len(parts):
            raise NotFound("没有这一部分，相应的插件可能已停用。")
        _owner, self.part = parts[place["place"]]
        self.actor.require(self.part.permission)
        self.enterprise = enterprise_of(self.session, place["enterprise_id"])
        if self.enterprise.card is None:
            raise Forbidden("该企业不在您的管辖范围内，不能修改。")
        self.title = self.part.title

    def get(self) -> ResponseReturnValue:
        values = self.part.load.load()(self.session, self.enterprise.id)
        self.form = self.part.form.load()(data=values)
        return self._page()

    def post(self) -> ResponseReturnValue:
        self.form = self.part.form.load().bound()
        if not self.form.validate():
            raise Refused(self.form.problems())
        self.part.save.load()(self.session, self.actor, self.enterprise.id, self.form.data)
        return self.redirect("enterprises.show", enterprise_id=self.enterprise.id)

    def refused(self, problems: tuple[Problem, ...]) -> ResponseReturnValue:
        self.form.show(problems)
        return self._page(was_refused=True)

    def _page(self, was_refused: bool = False) -> str:
        address = url_for("enterprises.show", enterprise_id=self.enterprise.id)
        crumbs = [("企业名册", url_for("enterprises.registry")), (self.enterprise.name, address)]
        return self.render("ui/form.html", form=self.form, was_refused=was_refused, back=address, crumbs=crumbs)
