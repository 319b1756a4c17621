"""The page 全部文件 of a unit's month: every document with its public version, and the files themselves."""

from __future__ import annotations

import io
from dataclasses import dataclass

from flask import request, send_file, url_for
from flask.typing import ResponseReturnValue

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.errors import NotFound
from anjian.kernel.system import elevated
from anjian.reports.compile import Compilation, compile_period, download_name, file_name, unit_files
from anjian.reports.dated import compile_dated, due_on
from anjian.reports.documents.catalogue import Document, document_named, documents_of
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.snapshots.stored import stored_file
from anjian.reports.views import MEDIA, ReportView
from anjian.ui.context import current_instance

NOTICE = "enforcement.notice"


@dataclass(frozen=True, slots=True)
class Line:
    """A document as the page lists it: `when` says which day it speaks of; `next_step` is what a person does with a draft."""

    document: Document
    when: str
    url: str
    public_url: str
    next_step: tuple[str, str] | None


class DocumentsPage(ReportView):
    """What can be downloaded of one unit and month."""

    def get(self) -> ResponseReturnValue:
        lines = [
            self._line(document)
            for document in documents_of(self.pack)
            if document.concerns(self.unit) and may_open(self.actor, document) and self._belongs(document)
        ]
        return self.render("reports/documents.html", lines=lines, **self.page_words())

    def _belongs(self, document: Document) -> bool:
        """A dated document stands in the month of its day, from that day on."""
        day = due_on(self.pack, document)
        if document.monthly:
            return True
        period = self.table.period
        return day is not None and period.start <= day <= min(period.end, clock.today())

    def _line(self, document: Document) -> Line:
        day = due_on(self.pack, document) if not document.monthly else None
        step = None
        if document.kind.office_only and self.actor.may(NOTICE):
            step = ("登记已印发的通报", url_for("enforcement.unit_notices_new"))
        return Line(
            document, f"截至{chinese_day(day or self.table.asof.effective)}",
            self.address("file", name=document.name), self.address("file", name=document.name, public=1), step,
        )  # fmt: skip


class DocumentDownload(ReportView):
    """One document: as stored by its job, else compiled now; a public version is always written anew."""

    def get(self) -> ResponseReturnValue:
        document = document_named(self.pack, self.place["name"])
        if not (document.concerns(self.unit) and may_open(self.actor, document)):
            raise NotFound(f"{self.unit.name}没有“{document.title}”这种文件。")
        public = bool(request.args.get("public"))
        name = file_name(document.name, public=public)
        content = None if public else self._stored(document)
        if content is None:
            compilation = self._compiled(document)
            content = dict(unit_files(compilation, compilation.reports[0], public=public))[name]
        return send_file(
            io.BytesIO(content), MEDIA[document.kind.suffix], as_attachment=True,
            download_name=download_name(self.table.period, self.unit, name),
        )  # fmt: skip

    def _stored(self, document: Document) -> bytes | None:
        if self.table.snapshot_id is None or not document.monthly:
            return None
        with elevated(self.session, "the reader's own unit's file"):
            found = stored_file(self.session, self.table.snapshot_id, self.unit.code, document.name)
        return found.content if found is not None else None

    def _compiled(self, document: Document) -> Compilation:
        day, asof = due_on(self.pack, document), self.table.asof
        if not document.monthly and day is not None:
            return compile_dated(current_instance(), self.pack, document, day, [self.unit.name])
        return compile_period(
            current_instance(), self.pack, self.table.period.code, units=[self.unit.name], effective=asof.effective,
            known=asof.known, kind=self.table.kind, documents=[document],
        )  # fmt: skip


def may_open(actor: Actor, document: Document) -> bool:
    """A draft of the office is not for those whom it names."""
    return not document.kind.office_only or actor.may(NOTICE)
