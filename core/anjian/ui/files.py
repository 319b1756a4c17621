"""Handing out uploaded files. They are never rendered: a page shows small pictures, all else is downloaded."""

from __future__ import annotations

import io

from flask import Response, request, send_file

from anjian.kernel.attachments import Attachment
from anjian.ui.context import current_instance

CSP = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Of an uploaded file's answer: were it ever rendered, it could load and run nothing."""


def file_answer(row: Attachment) -> Response:
    """The file as a download; of a picture its small form where the address says `?size=small` (an `img` shows that)."""
    store = current_instance().store
    small = row.is_picture and request.args.get("size") == "small"
    content = store.thumbnail(row.sha256) if small else store.read(row.sha256)
    answer = send_file(io.BytesIO(content), row.media_type, as_attachment=True, download_name=row.download_name)
    answer.headers["Content-Security-Policy"] = CSP
    answer.headers["Cache-Control"] = "no-store"
    return answer
