"""What templates may call: the words of `anjian.ui.words`, addresses with one filter changed, this page's frame."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Flask, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup

from anjian.kernel import clock
from anjian.plugin_api.types import Panel
from anjian.ui import frame, words
from anjian.ui.words import Light

PAGING = frozenset({"after", "before", "part"})


def add_filters(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=words.day,
        moment=words.moment,
        count=words.count,
        money=words.money,
        shown=words.shown,
        yes_no=words.yes_no,
        remaining=lambda due: words.remaining(due, clock.today()),
        due_light=_due_light,
    )
    app.jinja_env.globals.update(
        csrf_token=generate_csrf,
        here=here,
        address_of=frame.address_of,
        frame=frame.present_frame,
        render_panel=render_panel,
        Light=Light,
        today=clock.today,
    )


def _due_light(due: date | None) -> Light:
    return words.due_light(due, clock.today())


def render_panel(panel: Panel) -> Markup:
    """A part that another room or a plugin adds to a page: its own template, with its own context only."""
    return Markup(render_template(panel.template, **panel.context))


def here(**changes: Any) -> str:
    """The present address with parameters changed (None removes one); the place in the pages is dropped."""
    return address_with(request.args.to_dict(flat=False), changes)


def address_with(present: Mapping[str, list[str]], changes: Mapping[str, Any]) -> str:
    """The present path with these parameters."""
    kept = {name: values for name, values in present.items() if name not in PAGING}
    for name, value in changes.items():
        if value is None or value == "":
            kept.pop(name, None)
        else:
            kept[name] = [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
    query = urlencode([(name, value) for name, values in kept.items() for value in values])
    path = url_for(request.endpoint, **(request.view_args or {})) if request.endpoint else request.path
    return f"{path}?{query}" if query else path
