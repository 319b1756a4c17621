"""The queue of hazards that may be one fault, and the page on which a person decides."""

from __future__ import annotations

from typing import Any, cast

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from anjian.enterprises.models import Enterprise
from anjian.hazards import merging
from anjian.hazards.forms import DecideForm, PairFilters, UnmergeForm
from anjian.hazards.models import Hazard, LikePair
from anjian.hazards.queries import hazard_of
from anjian.hazards.words import Decision
from anjian.kernel.errors import NotFound
from anjian.ui.forms import FilterForm
from anjian.ui.listing import Column, Empty, ListView, Tab
from anjian.ui.view import FormView
from anjian.ui.words import shown

First, Second = aliased(Hazard), aliased(Hazard)
OPEN = "待核对"


class PairList(ListView):
    """What may be reported twice, the most alike first."""

    permission = merging.PERMISSION
    title = "疑似重复隐患"
    explanation = "同一企业、判定条款不矛盾、部位和内容相近、发现时间相近的两条隐患列在这里，由人工判定；合并可以拆分。"
    key = LikePair.id
    sort = "-score"
    unit = "对"
    filter_form = PairFilters
    tabs = (
        Tab("待核对", (("decision", OPEN),)),
        Tab("已合并", (("decision", str(Decision.MERGED)),)),
        Tab("不是同一隐患", (("decision", str(Decision.APART)),)),
        Tab("全部"),
    )
    empty = Empty("没有疑似重复的隐患", "每天早上核对一次新上报和导入的隐患。")
    columns = (
        Column("pair", "先发现的", lambda row: row[1].public_code, "short",
               link=lambda row: url_for("hazards.pair", pair_id=row[0].id), lead=True),
        Column("second", "后发现的", lambda row: row[2].public_code, "short"),
        Column("enterprise", "企业名称", lambda row: row[3].name),
        Column("place", "部位", lambda row: f"{row[1].place}／{row[2].place}"),
        Column("content", "内容", lambda row: f"{row[1].content}／{row[2].content}"),
        Column("units", "填报单位", lambda row: f"{row[1].unit_name}／{row[2].unit_name}", shown=False),
        Column("score", "相近程度", lambda row: row[0].score, "number", LikePair.score),
        Column("decision", "判定", lambda row: row[0].decision or OPEN, "short"),
    )  # fmt: skip

    def rows(self, filters: FilterForm) -> Select[Any]:
        query = (
            select(LikePair, First, Second, Enterprise)
            .join(First, First.id == LikePair.first_id)
            .join(Second, Second.id == LikePair.second_id)
            .join(Enterprise, Enterprise.id == LikePair.enterprise_id)
        )
        decision = filters.value("decision")
        if decision:
            query = query.where(LikePair.decision.is_(None) if decision == OPEN else LikePair.decision == decision)
        return cast("Select[Any]", query)

    def row_id(self, row: Any) -> Any:
        return row[0].id


class PairPage(FormView[DecideForm]):
    """Two hazards beside each other, why they were proposed, and the decision."""

    permission = merging.PERMISSION
    form_class = DecideForm
    template = "hazards/pair.html"
    title = "核对疑似重复隐患"
    verb = "提交判定"
    pair: LikePair

    def load(self, **place: Any) -> None:
        found = self.session.scalars(select(LikePair).where(LikePair.id == place["pair_id"])).one_or_none()
        if found is None:
            raise NotFound("没有这一对待核对的隐患，或者不在您的查看范围内。")
        self.pair = found

    def context(self) -> dict[str, Any]:
        first, enterprise = hazard_of(self.session, self.pair.first_id)
        second, _same = hazard_of(self.session, self.pair.second_id)
        told = [
            (title, shown(getattr(first, name)), shown(getattr(second, name)))
            for name, title in (
                ("public_code", "编号"), ("content", "具体内容"), ("place", "所在部位"), ("cited", "判定依据"),
                ("source", "发现来源"), ("discovered_on", "发现时间"), ("unit_name", "填报单位"), ("state", "状态"),
                ("responsible", "整改责任人"), ("due_on", "整改期限"), ("accepted_on", "销号时间"),
            )
        ]  # fmt: skip
        return {
            "pair": self.pair, "first": first, "second": second, "enterprise": enterprise, "told": told,
            "reasons": self.pair.reasons.split("；"), "back": url_for("hazards.pairs"),
            "crumbs": [("疑似重复隐患", url_for("hazards.pairs"))],
        }  # fmt: skip

    def save(self, form: DecideForm) -> ResponseReturnValue:
        note = form.note.data
        if form.decision.data == Decision.MERGED:
            kept = merging.merge(self.session, self.actor, self.pair.first_id, self.pair.second_id, note)
            flash(f"已合并，以 {kept.public_code} 为准；合并有误的可以拆分。")
            return self.redirect("hazards.show", hazard_id=kept.id)
        merging.reject(self.session, self.actor, self.pair.id, note)
        flash("已判定为不是同一隐患，不再提示。")
        return self.redirect("hazards.pairs", decision=OPEN)


class Unmerge(FormView[UnmergeForm]):
    """Undo a merger."""

    permission = merging.PERMISSION
    form_class = UnmergeForm
    title = "拆分已合并的隐患"
    verb = "拆分"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = hazard_of(self.session, place["hazard_id"])

    def context(self) -> dict[str, Any]:
        back = url_for("hazards.show", hazard_id=self.hazard.id)
        text = "拆分后，这条隐患恢复为单独的隐患，合并前的记录不变，重新计入报表。"
        return {"back": back, "explanation": text, "crumbs": [(self.hazard.public_code, back)]}

    def save(self, form: UnmergeForm) -> ResponseReturnValue:
        merging.unmerge(self.session, self.actor, self.hazard.id, form.note.data)
        flash("已拆分。")
        return self.redirect("hazards.show", hazard_id=self.hazard.id)
