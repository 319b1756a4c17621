"""Makes a Flask app a platform app: headers, CSRF, errors, templates, built front end."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import IntegerConverter, Map

from anjian.plugin_host.instance import Instance
from anjian.ui.assets import serve_assets
from anjian.ui.context import bind_instance, run_incidental
from anjian.ui.errors import handle_errors
from anjian.ui.filters import add_filters
from anjian.ui.security import secure


class RowNumber(IntegerConverter):
    """`<int:…>` of an address: what no row's number can be is no address."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **({"max": 2**63 - 1} | options))


def init_ui(app: Flask, instance: Instance) -> None:
    """Call once, before the rooms' blueprints are registered."""
    app.url_map.converters["int"] = RowNumber
    bind_instance(app, instance)
    settings = instance.settings
    secure(app, settings.instance, settings.secure_cookies, settings.trusted_proxies)
    app.before_request(_refuse_null)
    CSRFProtect(app)
    add_filters(app)
    handle_errors(app)
    serve_assets(app)
    app.register_blueprint(Blueprint("ui", __name__, template_folder="templates"))
    app.after_request(_finish)


def _refuse_null() -> None:
    """No browser sends U+0000, and PostgreSQL takes no text with it."""
    sent = [request.path, *request.args.values(), *request.form.values()]
    if any("\0" in text for text in sent):
        abort(400)


def _finish(response: Response) -> Response:
    run_incidental()
    return response
