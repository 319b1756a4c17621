"""The public board of a hazard: its page for officials and the enterprise, the A3 sheet, and what the public reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import segno
from flask import flash, make_response, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from anjian.hazards import boards, queries
from anjian.hazards.evidence import files_of
from anjian.hazards.evidence_forms import WhyForm
from anjian.hazards.models import Hazard
from anjian.hazards.story import KINDS
from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment
from anjian.kernel.errors import NotFound
from anjian.plugin_api.types import TaskItem
from anjian.ui.context import current_instance
from anjian.ui.view import FormView, View
from anjian.ui.words import Light

SIZES = ((300, "largest"), (500, "large"), (850, "middle"), (1800, "small"))
"""Characters up to which a sheet's letters have a size (`_evidence.scss`), so that it fills one page; more: the smallest."""


def crumbs(hazard: Hazard) -> list[tuple[str, str]]:
    return [
        ("隐患台账", url_for("hazards.ledger")),
        (hazard.public_code, url_for("hazards.show", hazard_id=hazard.id)),
    ]


def board_light(session: Session, hazard: Hazard, files: Sequence[Attachment] | None = None) -> Light:
    """Whether the plan in force hangs at the entrance, as a light. `files`: the hazard's evidence, where it is at hand."""
    found = files_of(session, hazard) if files is None else files
    state = boards.posting_of(session, hazard, found, current_instance().settings.board_days)
    return Light(state.tone, state.words)


def public_address(token: str) -> str:
    """The whole address that a telephone opens."""
    base = current_instance().settings.public_url.rstrip("/")
    if base:
        return base + url_for("hazards.public_board", token=token)
    return url_for("hazards.public_board", token=token, _external=True)


class BoardPage(View):
    """Whether the plan in force hangs at the entrance, its versions, and the sheet."""

    permission = "hazards.view"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])

    def get(self) -> ResponseReturnValue:
        pages = boards.boards_of(self.session, self.hazard)
        open_one = next((page for page in pages if page.revoked_at is None), None)
        return self.render(
            "hazards/board.html",
            title="公示",
            hazard=self.hazard,
            enterprise=self.enterprise,
            light=board_light(self.session, self.hazard),
            versions=[(one, KINDS[one.kind]) for one in boards.plan_versions(self.session, self.hazard)],
            pages=pages,
            address=public_address(open_one.token) if open_one else "",
            may=self.actor.may(boards.PERMISSION),
            crumbs=crumbs(self.hazard),
        )

    def post(self) -> ResponseReturnValue:
        boards.issue(self.session, self.actor, self.hazard.id)
        return self.redirect("hazards.board_sheet", hazard_id=self.hazard.id)


class BoardSheet(View):
    """The A3 sheet for the entrance."""

    permission = "hazards.view"

    def load(self, **place: Any) -> None:
        self.hazard, self.enterprise = queries.hazard_of(self.session, place["hazard_id"])
        pages = boards.boards_of(self.session, self.hazard)
        self.page = next((page for page in pages if page.revoked_at is None), None)
        if self.page is None:
            raise NotFound("还没有开通公示页面，请先在“公示”页制作公示牌。")

    def get(self) -> ResponseReturnValue:
        assert self.page is not None  # `load` refused
        facts = boards.facts_of(self.session, self.hazard, self.enterprise)
        length = sum(len(text) for _title, text in facts.told)
        address = public_address(self.page.token)
        return self.render(
            "hazards/board_sheet.html",
            facts=facts,
            size=next((size for most, size in SIZES if length <= most), "smallest"),
            address=address,
            code=segno.make(address, error="m").svg_data_uri(border=4, dark="#000", light="#fff"),
            today=clock.today(),
            back=url_for("hazards.board", hazard_id=self.hazard.id),
        )


class RevokeBoard(FormView[WhyForm]):
    """Close the public page."""

    permission = boards.PERMISSION
    form_class = WhyForm
    title = "停用公示页面"
    verb = "停用"

    def load(self, **place: Any) -> None:
        self.hazard, _enterprise = queries.hazard_of(self.session, place["hazard_id"])

    def context(self) -> Mapping[str, Any]:
        home = url_for("hazards.board", hazard_id=self.hazard.id)
        text = "停用后，已张贴的公示牌上的二维码不能再打开；需要公示的，须重新制作并张贴公示牌。"
        return {"consequence": text, "back": home, "crumbs": [*crumbs(self.hazard), ("公示", home)]}

    def save(self, form: WhyForm) -> ResponseReturnValue:
        boards.revoke(self.session, self.actor, self.hazard.id, form.reason.data or "")
        flash("公示页面已停用。")
        return self.redirect("hazards.board", hazard_id=self.hazard.id)


class PublicBoard(View):
    """What the public reads: live, without an account, at an address that nobody guesses."""

    public = True

    def load(self, **place: Any) -> None:
        self.facts = boards.public_facts(self.session, place["token"])

    def get(self) -> ResponseReturnValue:
        answer = make_response(self.render("hazards/public_board.html", facts=self.facts, now=clock.now()))
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
        return answer


def tasks(session: Session, actor: Actor, limit: int) -> list[TaskItem]:
    """The enterprise's own hazards whose plan in force does not hang at its entrance yet."""
    if not _posts(actor):
        return []
    found = session.execute(boards.to_post().order_by(Hazard.id).limit(limit))
    return [
        TaskItem(
            title=f"{hazard.public_code}　{enterprise.name}　{hazard.content}",
            url=url_for("hazards.board", hazard_id=hazard.id),
            light=board_light(session, hazard).tone,
            unit=hazard.unit_name,
        )
        for hazard, enterprise in found
    ]


def task_count(session: Session, actor: Actor) -> int:
    return queries.how_many(session, boards.to_post()) if _posts(actor) else 0


def _posts(actor: Actor) -> bool:
    """It is the enterprise that posts; officials read of it on the hazard's page."""
    return not actor.official and not actor.sees_all
