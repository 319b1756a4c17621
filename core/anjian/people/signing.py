"""Who asks: from the browser's cookie to the actor of the request, and the cookie itself."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from anjian.kernel import clock
from anjian.kernel.actor import NOBODY
from anjian.people import sessions
from anjian.people.models import LoginSession
from anjian.people.rules import holders_of
from anjian.people.scope import build_actor
from anjian.ui.context import current_instance, incidentally, set_actor
from anjian.ui.frame import frame_words

COOKIE = "anjian_session"
_OPEN_TO_NEW = frozenset({"people.password", "people.sign_out", "people.sign_in", "assets.static"})
"""Pages that an account with a first password may use."""


def setup(app: Flask) -> None:
    """Identify the actor of every request, and tell the frame who holds which permission."""
    app.before_request(identify)
    frame_words(app).holders = lambda permission: holders_of(permission, _plugin_departments())


def identify() -> ResponseReturnValue | None:
    """Set the actor; an account with a first password is led to the page that changes it."""
    if request.endpoint == "assets.static":
        return None
    token = request.cookies.get(COOKIE)
    found = _session_of(token) if token else None
    if found is None:
        return None
    signed, title = found
    g.anjian_session_id = signed.id
    set_actor(build_actor(signed.account, signed.role, title, current_instance().registry))
    if clock.now() - signed.last_seen_at >= sessions.SEEN_EVERY:
        incidentally(lambda session: sessions.mark_seen(session, signed.id))
    if signed.account.must_change and request.endpoint not in _OPEN_TO_NEW:
        if "HX-Request" in request.headers:
            return "", 204  # a part of the page that changes the password: nothing is put in its place
        return redirect(url_for("people.password"), 303)
    return None


def present_session_id() -> int:
    """The id of this browser's session; 0 before sign-in."""
    return int(g.get("anjian_session_id", 0))


def set_cookie(response: Response, token: str) -> None:
    settings = current_instance().settings
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings.session_hours * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.secure_cookies,
        path=current_app.config["APPLICATION_ROOT"],
    )


def drop_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path=current_app.config["APPLICATION_ROOT"])


def _session_of(token: str) -> tuple[LoginSession, str | None] | None:
    with current_instance().database.read_unit(NOBODY) as session:
        return sessions.session_of(session, token)


def _plugin_departments() -> dict[str, str]:
    return {name: plugin.department for name, plugin in current_instance().registry.plugins.items()}
