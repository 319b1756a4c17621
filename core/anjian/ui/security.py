"""Headers, cookies and keys: strict CSP (no inline script or style, no eval), no framing, no sniffing."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import Flask, Response

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
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    key = secrets.token_hex(32)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def secure(app: Flask, folder: Path, https_only: bool) -> None:
    """Set the key, the cookie rules and the headers of every answer."""
    app.secret_key = app.secret_key or secret_key(folder)
    app.config.update(
        SESSION_COOKIE_NAME="anjian_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https_only,
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch must not lose its text; the token ends with the session
        WTF_CSRF_SSL_STRICT=False,
    )
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not response.headers.get("Cache-Control"):
        # Business pages must not stay in shared computers' caches.
        response.headers["Cache-Control"] = "no-store"
    return response
