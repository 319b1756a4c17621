"""The installation and the actor of the present request, for views and templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, g, has_request_context
from sqlalchemy.orm import Session

from anjian.kernel.actor import NOBODY, Actor
from anjian.plugin_host.instance import Instance

_INSTANCE = "anjian.instance"


def bind_instance(app: Flask, instance: Instance) -> None:
    app.extensions[_INSTANCE] = instance


def current_instance() -> Instance:
    """The running installation."""
    return cast(Instance, current_app.extensions[_INSTANCE])


def current_actor() -> Actor:
    """Who asks; `NOBODY` before sign-in."""
    return cast(Actor, g.get("anjian_actor", NOBODY)) if has_request_context() else NOBODY


def set_actor(actor: Actor) -> None:
    """Called once per request by the people room, and by tests."""
    g.anjian_actor = actor


def incidentally(work: Callable[[Session], None]) -> None:
    """Do a small write (last seen, access log) in a unit of its own once the answer is built: a GET never writes in its own."""
    if "anjian_incidental" not in g:
        g.anjian_incidental = []
    g.anjian_incidental.append(work)


def run_incidental() -> None:
    """Do what `incidentally` collected; a failure is logged and never costs the user the page."""
    waiting: list[Callable[[Session], None]] = g.pop("anjian_incidental", [])
    if not waiting:
        return
    try:
        with current_instance().database.write_unit(current_actor()) as session:
            for work in waiting:
                work(session)
    except Exception:
        current_app.logger.exception("incidental write failed")
