"""The page 报表模板: versions in force and before, our own to begin from, putting a new one in place."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask import flash, request, send_file
from flask.typing import ResponseReturnValue

from anjian.kernel import clock
from anjian.kernel.errors import NotFound
from anjian.reports.documents.catalogue import Document, document_named, documents_of
from anjian.reports.documents.rendering import master
from anjian.reports.drilldown.figure_rows import pack_named
from anjian.reports.templating import service
from anjian.reports.views import MEDIA
from anjian.ui.context import current_instance
from anjian.ui.fields import ChoiceField, DayField
from anjian.ui.forms import Form, Required
from anjian.ui.security import MAX_UPLOAD
from anjian.ui.sent_fields import UploadField
from anjian.ui.view import FormView, View


class TemplateForm(Form):
    """A new version of one document's template."""

    document = ChoiceField("文件", [Required()])
    from_on = DayField("启用日期", [Required()], help="数据截至日期在这一天及以后的报表使用新模板")
    file = UploadField(
        "模板文件", accept=".docx", help="先下载现行模板，用 Word 或 WPS 修改后上传；占位符的名称不能改动"
    )


class TemplatesPage(FormView[TemplateForm]):
    """The office replaces templates for all; a department for its own documents."""

    permission = service.PERMISSION
    form_class = TemplateForm
    template = "reports/templates.html"
    title = "报表模板"
    verb = "更换模板"
    max_bytes = MAX_UPLOAD

    def load(self, **place: Any) -> None:
        self.pack = pack_named(request.args.get("campaign", current_instance().settings.campaign))
        self.owner = service.owner_of(self.session, self.actor)

    def documents(self) -> list[Document]:
        office = self.owner == service.OFFICE
        found = (document for document in documents_of(self.pack) if document.kind.replaceable)
        return [document for document in found if office or not document.kind.office_only]

    def initial(self) -> Mapping[str, Any]:
        return {"from_on": clock.today()}

    def prepare(self, form: TemplateForm) -> None:
        form.document.set_choices({document.code: document.title for document in self.documents()})

    def context(self) -> Mapping[str, Any]:
        titles = {document.code: document.title for document in self.documents()}
        versions = [row for row in service.versions_of_owner(self.session, self.owner) if row.document in titles]
        return {"titles": titles, "versions": versions, "whose": self.actor.unit_name}

    def save(self, form: TemplateForm) -> ResponseReturnValue:
        document, file = document_named(self.pack, form.document.data or ""), form.file.data
        name, content = (file.filename or "", file.read()) if file else ("", b"")
        row = service.replace_template(self.session, self.actor, document, name, content, form.from_on.data)
        flash(f"“{document.title}”的模板已更换为第 {row.version} 版，自 {row.from_on} 起启用。")
        return self.redirect("reports.templates")


class MasterDownload(View):
    """Our own template of a document."""

    permission = service.PERMISSION

    def get(self) -> ResponseReturnValue:
        pack = pack_named(current_instance().settings.campaign)
        document = document_named(pack, self.place["code"])
        if not document.kind.replaceable:
            raise NotFound(f"“{document.title}”没有可更换的模板。")
        return send_file(
            io.BytesIO(master(document.code)),
            MEDIA["docx"],
            as_attachment=True,
            download_name=f"{document.title}模板.docx",
        )
