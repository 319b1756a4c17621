"""The page of one hazard."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from anjian.hazards import queries
from anjian.hazards.campaigns import campaigns_of
from anjian.hazards.charge import problems_of_charge
from anjian.hazards.delaying import due_days, requests_of
from anjian.hazards.evidence import evidence_of
from anjian.hazards.guards import PARTIES, Step, missing_of_five
from anjian.hazards.models import Hazard
from anjian.hazards.rules import TRANSITIONS, Transition, next_steps, standing_problems
from anjian.hazards.story import entries_of
from anjian.hazards.views import light_of, limb_words
from anjian.hazards.waiting import answers, first_step, waited_for
from anjian.hazards.words import CLOSED, UNCOUNTED
from anjian.kernel import clock
from anjian.people.queries import department_names
from anjian.ui.pages import Fact, NextStep
from anjian.ui.panels import panels_for
from anjian.ui.view import View
from anjian.ui.words import day, money


class HazardPage(View):
    """One hazard: the three facts that decide, what comes next, 五落实, sightings, orders, panels, timeline."""

    permission = "hazards.view"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        self.requests = requests_of(self.session, self.hazard.id)

    def get(self) -> ResponseReturnValue:
        mine = [row for row in next_steps(self.hazard) if self._takes(row)]
        leading = first_step(self.hazard, mine)
        return self.render(
            "hazards/show.html",
            title=f"{self.hazard.public_code} {self.enterprise.name}",
            hazard=self.hazard,
            enterprise=self.enterprise,
            facts=self._facts(),
            step=self._step(leading),
            others=[*(row for row in mine if row is not leading), *self._correction()],
            five_missing=[] if self._left_out() else missing_of_five(self.hazard),
            known=self._known(),
            mending=self._mending(),
            requests=self.requests,
            entries=entries_of(queries.timeline(self.session, self.hazard)),
            panels=panels_for("hazard", self.session, self.actor, self.hazard),
            crumbs=[("隐患台账", url_for("hazards.ledger"))],
        )

    def _correction(self) -> list[Transition]:
        """A wrong fact can be put right in any state, but not while the hazard stands under another one."""
        row = TRANSITIONS["correct"]
        return [row] if self._takes(row) and self.hazard.merged_into_id is None else []

    def _known(self) -> list[tuple[str, Any]]:
        """What is known of the fault; what was never asked of it is left out."""
        hazard = self.hazard
        told = [
            ("具体内容", hazard.content),
            ("所在部位", hazard.place),
            ("判定条款", limb_words(hazard)),
            ("条款内容", hazard.limb_text),
            ("发现时间", hazard.discovered_on),
            *self._levels(),
            ("确认时间", hazard.confirmed_on),
            ("填报单位", hazard.unit_name),
        ]
        own_words = hazard.cited if hazard.cited != f"{hazard.limb_code} {hazard.limb_text}"[:400] else ""
        further = [
            ("填报依据", own_words),
            ("判定理由", hazard.verdict_reason),
            ("检查类别", hazard.plugin_title),
            ("三方责任人", self._parties()),
            ("所属专项行动", "、".join(row.title for row in campaigns_of(self.session, hazard.id))),
            ("备注", hazard.remark),
        ]
        return told + [pair for pair in further if pair[1]]

    def _levels(self) -> list[tuple[str, Any]]:
        """Where two-level confirmation stands (R-088), with the days spent at each level; the single-level path is said."""
        hazard, today = self.hazard, clock.today()
        if hazard.imported or hazard.prepared_by is None:
            return []
        signed = hazard.signed_on
        told: list[tuple[str, Any]] = [("签报时间", signed or f"待签报（已 {(today - hazard.discovered_on).days} 天）")]
        if hazard.parent_id is None:
            return [*told, ("主体企业审核", "该企业没有上级主体企业，直接由行业监管部门确认")]
        if hazard.parent_confirmed_on is not None and signed is not None:
            took = (hazard.parent_confirmed_on - signed).days
            return [
                *told,
                ("主体企业审核", f"{hazard.parent_confirmed_on} {hazard.parent_opinion or ''}（用时 {took} 天）"),
            ]
        waiting = f"待审核（已 {(today - signed).days} 天）" if signed and hazard.confirmed_on is None else "未审核"
        return [*told, ("主体企业审核", waiting)]

    def _parties(self) -> str:
        hazard = self.hazard
        named = ((PARTIES[name], getattr(hazard, name)) for name in PARTIES)
        return "；".join(f"{title}：{who}" for title, who in named if who)

    def _mending(self) -> list[tuple[str, Any]]:
        """五落实, and how far rectification has come."""
        hazard = self.hazard
        five = [
            ("整改责任人", hazard.responsible),
            ("整改措施", hazard.measures),
            ("整改资金（万元）", money(hazard.funds_fen)),
            ("整改期限", hazard.due_on),
            ("防控措施及应急预案", hazard.contingency),
        ]
        days = due_days(hazard, self.requests)
        asked = f"{hazard.extension_to}（待审批，批准前仍按现期限计算）" if hazard.extension_to else None
        accepted = f"{hazard.accepting_unit or ''} {hazard.accepted_by or ''}".strip()
        further = [
            ("历次期限", "；".join(f"{on}（{why}）" for on, why in days) if len(days) > 1 else None),
            ("申请延期至", asked),
            ("整改方案评审", hazard.review and f"{hazard.review} {hazard.reviewed_on or ''}"),
            ("整改方式", hazard.track),
            ("申请验收时间", hazard.claimed_on),
            ("销号时间", hazard.accepted_on),
            ("验收单位、验收人", accepted),
        ]
        return five + [pair for pair in further if pair[1]]

    def _left_out(self) -> bool:
        """Whether nothing is done about the hazard itself any more: it stands under another one, or left every count."""
        return self.hazard.merged_into_id is not None or self.hazard.state in UNCOUNTED

    def _facts(self) -> list[Fact]:
        departments = department_names(self.session)
        owner = departments.get(self.hazard.department_code or "", "未明确监管部门")
        responsible = f"整改责任人：{self.hazard.responsible or '未落实'}"
        asked = self.hazard.transfer_to
        moving = f"正在移交{departments.get(asked, asked)}，待其接收；" if asked else ""
        return [self._state(), self._deadline(), Fact("责任", owner, note=moving + responsible)]

    def _state(self) -> Fact:
        hazard = self.hazard
        if hazard.merged_into_id is None:
            return Fact("状态", hazard.state, tone="blue", note=f"{hazard.scale}，{hazard.source}")
        kept = self.session.scalar(select(Hazard.public_code).where(Hazard.id == hazard.merged_into_id))
        under = f"并入 {kept}" if kept else "并入的隐患不在您的查看范围内"
        return Fact("状态", "已并入另一条隐患", note=f"{under}；不再单独办理和统计")

    def _deadline(self) -> Fact:
        """The deadline with its light; of a closed hazard, whether it was kept."""
        hazard = self.hazard
        if hazard.merged_into_id is not None:
            return Fact("整改期限", "不再单独整改")
        if hazard.state not in CLOSED:
            return Fact("整改期限", light_of(hazard), note=day(hazard.due_on))
        if hazard.accepted_on is None:
            return Fact("整改期限", "不再整改")
        if hazard.due_on is None:
            return Fact("整改期限", "未定期限", note=f"{hazard.accepted_on} 销号")
        late = (hazard.accepted_on - hazard.due_on).days
        words = f"超期 {late} 天销号" if late > 0 else "按期销号"
        return Fact("整改期限", words, note=f"期限 {hazard.due_on}，{hazard.accepted_on} 销号")

    def _step(self, row: Transition | None) -> NextStep | None:
        """The one step that leads on: the reader's button with what it still needs, or who takes it."""
        if row is None:
            return None
        if not self._takes(row):
            return NextStep(row.title, "", who=row.who)
        awaited = waited_for(self.hazard)
        apart = awaited is not None and awaited is not row and not answers(row)
        others = f"整改流程的下一步“{awaited.title}”由{awaited.who}办理。" if awaited and apart else ""
        address = url_for(f"hazards.{row.verb}", hazard_id=self.hazard.id)
        return NextStep(row.title, address, others, missing=self._missing(row))

    def _takes(self, row: Transition) -> bool:
        """Whether the reader is one of those who take the step."""
        return self.actor.may(row.permission) and not problems_of_charge(self.actor, self.hazard, row)

    def _missing(self, row: Transition) -> list[str]:
        seen = evidence_of(self.session, self.hazard.id)
        step = Step(row.verb, clock.today(), clock.today(), self.actor.person_id, evidence=seen)
        return [problem.message for problem in standing_problems(self.hazard, step)]
