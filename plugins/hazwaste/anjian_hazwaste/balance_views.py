"""The page of the mass balance, and the form of the rule by which manifests are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from anjian.plugin_api.data import clock
from anjian.plugin_api.web import FormView, View
from anjian_hazwaste.balance import Balance, balances, month_of
from anjian_hazwaste.comparing import Rule, rule_now, set_rule, sets_rule
from anjian_hazwaste.forms import ComparisonForm
from anjian_hazwaste.quantities import share, tonnes, tonnes_signed

SHOWN = 500
"""Producers that the page prints; it says so when there are more."""


class BalancePage(View):
    """Producers of one month."""

    permission = "hazwaste.view"

    def get(self) -> ResponseReturnValue:
        asked = request.args.get("month", "").strip() or f"{clock.today():%Y-%m}"
        month = month_of(asked)
        rule = rule_now(self.session)
        found = balances(self.session, month, clock.today(), rule.tolerance) if month else []
        return self.render(
            "hazwaste/balance.html",
            month=asked,
            readable=month is not None,
            rows=[(one, self._cells(one, rule)) for one in found[:SHOWN]],
            total=_total(found),
            shown=SHOWN if len(found) > SHOWN else 0,
            count=len(found),
            rule=rule,
            may_set=self.actor.may("hazwaste.edit") and sets_rule(self.actor),
            tonnes=tonnes,
            tonnes_signed=tonnes_signed,
        )

    @staticmethod
    def _cells(one: Balance, rule: Rule) -> dict[str, Any]:
        return {
            "share": share(one.gap, one.arrived_of),
            "beyond": one.beyond(rule.tolerance),
        }

    def address(self, one: Balance, month: str) -> str:
        """The manifests that a line is made of."""
        return url_for("hazwaste.manifests", owner=one.credit_code, month=month)


def _total(found: list[Balance]) -> Balance:
    numbers = ("manifests", "sent", "arrived_of", "received", "anomalies", "overdue")
    return Balance("合计", "", *(sum(getattr(one, name) for one in found) for name in numbers))


class ComparisonPage(FormView[ComparisonForm]):
    """Set the rule for the whole city."""

    permission = "hazwaste.edit"
    form_class = ComparisonForm
    title = "联单核对口径"
    verb = "设定核对口径"

    def initial(self) -> Mapping[str, Any]:
        rule = rule_now(self.session)
        return {
            "tolerance": rule.tolerance,
            "receipt_days": rule.receipt_days,
            "basis": "" if rule.assumed else rule.basis,
        }

    def context(self) -> Mapping[str, Any]:
        rule = rule_now(self.session)
        home = url_for("hazwaste.balance")
        return {
            "explanation": rule.basis
            if rule.assumed
            else "全市统一，由市生态环境局设定；新的接收期限用于此后登记的联单。",
            "consequence": "设定后，台账、物料平衡和此后的月报都按新的口径认定异常；已封存的月报不变。",
            "back": home,
            "crumbs": [("物料平衡", home)],
        }

    def save(self, form: ComparisonForm) -> ResponseReturnValue:
        basis = form.basis.data or ""
        set_rule(self.session, self.actor, Rule(form.tolerance.data, form.receipt_days.data, basis))
        flash("核对口径已设定。")
        return self.redirect("hazwaste.balance")
