"""Headers, cookies and keys: strict CSP (no inline script or style, no eval), no framing, no sniffing."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

CSP = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
KEY_LENGTH = 64
"""Letters of the signing key: 32 random bytes."""
MAX_FORM = 64 << 20
"""Bytes of one request where its page says nothing else (`View.max_bytes`): a form with three files of the largest size."""
MAX_PARTS, MAX_TEXT = 20_000, 8 << 20
"""Fields of one form and bytes of their texts. A visit with 150 items sends more than a thousand fields, with notes."""
MAX_UPLOAD = 210 << 20
"""Bytes of a request with the largest list that an import takes (200 MB, `exchange.safety`), or a visit's pictures."""
HSTS = "max-age=31536000"
"""A browser that came over HTTPS once comes no other way for a year."""
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def secret_key(folder: Path) -> str:
    """The instance's signing key: made once, readable by its owner only, kept in the instance folder."""
    path = folder / "secret.key"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make_key(path)
    key = path.read_text("ascii")
    if len(key) < KEY_LENGTH:
        raise RuntimeError(f"密钥文件 {path} 不完整，请删除它后重新启动（所有人须重新登录）。")
    return key


def _make_key(path: Path) -> None:
    """The key appears whole under its name, and of several processes that start at once one makes it."""
    making = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_LENGTH // 2))
        with suppress(FileExistsError):
            os.link(making, path)
    finally:
        making.unlink()


def secure(app: Flask, folder: Path, https_only: bool, proxies: int = 0) -> None:
    """Set the key, the cookie rules, the headers of every answer and how much a request may send.

    `proxies`: behind so many reverse proxies the browser's own address, scheme and host are what the last ones state.
    """
    if proxies:
        proxied: Any = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        app.wsgi_app = proxied  # type: ignore[method-assign]
    app.before_request(_limit_size)
    app.secret_key = app.secret_key or secret_key(folder)
    app.config.update(
        SESSION_COOKIE_NAME="anjian_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https_only,
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch must not lose its text; the token ends with the session
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=MAX_FORM,
        MAX_FORM_PARTS=MAX_PARTS,
        MAX_FORM_MEMORY_SIZE=MAX_TEXT,
    )
    app.after_request(_add_headers)


def _limit_size() -> None:
    """Before anything reads the request: what its page may be sent."""
    view = current_app.view_functions.get(request.endpoint or "")
    wanted = getattr(getattr(view, "view_class", None), "max_bytes", None)
    if wanted is not None:
        request.max_content_length = wanted


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"] and request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if not response.headers.get("Cache-Control"):
        # Business pages must not stay in shared computers' caches.
        response.headers["Cache-Control"] = "no-store"
    return response
