"""The import page kind: template, upload, preview, confirm, result. The preview runs the very import that would be kept."""

from __future__ import annotations

import io
import re
import secrets
from pathlib import Path
from typing import ClassVar

from flask import make_response, request, send_file
from flask.typing import ResponseReturnValue
from openpyxl import Workbook

from anjian.exchange.outcome import ImportOutcome
from anjian.kernel.errors import FileRefused, NotFound, Refused
from anjian.ui.context import current_instance
from anjian.ui.forms import Form, Required
from anjian.ui.pages import IMPORT_STEPS
from anjian.ui.security import MAX_UPLOAD
from anjian.ui.sent_fields import UploadField
from anjian.ui.uploads import place_of
from anjian.ui.view import View

SHOWN = 200
"""Lines of problems on the page; the marked workbook holds them all."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}\Z")


class UploadForm(Form):
    """The file to import."""

    file = UploadField("表格文件", [Required()], accept=".xlsx,.xlsm,.xls,.ods,.csv")


class ImportView(View, abstract=True):
    """An import. Subclasses set `title`, `endpoint` (their own), `done_endpoint`, and define `template_workbook` and `run`.

    An upload waits in the installation's folder `imports/<account>/` until it is confirmed, for a day at most.
    """

    own_units = True
    max_bytes = MAX_UPLOAD
    title: ClassVar[str]
    endpoint: ClassVar[str]
    done_endpoint: ClassVar[str]
    explanation: ClassVar[str] = ""

    def template_workbook(self) -> Workbook:
        """The template to download."""
        raise NotImplementedError

    def run(self, path: Path, *, dry_run: bool, errors: Path) -> ImportOutcome:
        """Import the file, or preview it; write the marked copy to `errors` where rows are refused."""
        raise NotImplementedError

    def get(self) -> ResponseReturnValue:
        match request.args.get("part"):
            case "template":
                buffer = io.BytesIO()
                self.template_workbook().save(buffer)
                buffer.seek(0)
                return send_file(buffer, XLSX, as_attachment=True, download_name=f"{self.title}模板.xlsx")
            case "errors":
                marked = self._place(request.args.get("token", "")) / "errors.xlsx"
                if not marked.is_file():
                    raise NotFound("标注文件已不存在，请重新上传原文件。")
                return send_file(marked, XLSX, as_attachment=True, download_name=f"{self.title} 待改正.xlsx")
        return self._page(UploadForm(), step=1)

    def post(self) -> ResponseReturnValue:
        token = request.form.get("token", "")
        if token:
            return self._keep(token)
        form = UploadForm.bound()
        if not form.validate():
            raise Refused(form.problems())
        token = secrets.token_urlsafe(18)
        place = self._place(token)
        place.mkdir(parents=True)
        upload = place / f"upload{Path(form.file.data.filename).suffix.lower()[:8]}"
        form.file.data.save(upload)
        return self._page(
            form, step=2, token=token, name=form.file.data.filename, outcome=self._run(token, dry_run=True)
        )

    def refused(self, problems: tuple[object, ...]) -> ResponseReturnValue:
        form = UploadForm()
        form.top_problems = [str(problem) for problem in problems]
        return self._page(form, step=1)

    def _keep(self, token: str) -> ResponseReturnValue:
        outcome = self._run(token, dry_run=False)
        for upload in self._place(token).glob("upload*"):
            upload.unlink()
        return self._page(UploadForm(), step=4, token=token, outcome=outcome)

    def _run(self, token: str, *, dry_run: bool) -> ImportOutcome:
        place = self._place(token)
        upload = next(iter(place.glob("upload*")), None)
        if upload is None:
            raise Refused("这个文件已经导入过，或者已不存在，请重新上传。")
        try:
            return self.run(upload, dry_run=dry_run, errors=place / "errors.xlsx")
        except FileRefused as refusal:
            raise Refused(str(refusal)) from refusal

    def _place(self, token: str) -> Path:
        if not _TOKEN.match(token):
            raise NotFound("没有这次上传的文件，请重新上传。")
        return place_of(current_instance().settings.instance, self.actor.account_id, token)

    def _page(
        self, form: Form, *, step: int, token: str = "", name: str = "", outcome: ImportOutcome | None = None
    ) -> ResponseReturnValue:
        lines = outcome.lines(SHOWN) if outcome is not None else ()
        page = self.render(
            "ui/import.html",
            form=form,
            step=step,
            steps=IMPORT_STEPS,
            token=token,
            name=name,
            outcome=outcome,
            lines=lines,
        )
        return make_response(page)
