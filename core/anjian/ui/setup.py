"""Makes a Flask app a platform app: headers, CSRF, errors, templates, built front end."""

from __future__ import annotations

from flask import Blueprint, Flask, Response
from flask_wtf.csrf import CSRFProtect

from anjian.plugin_host.instance import Instance
from anjian.ui.assets import serve_assets
from anjian.ui.context import bind_instance, run_incidental
from anjian.ui.errors import handle_errors
from anjian.ui.filters import add_filters
from anjian.ui.security import secure


def init_ui(app: Flask, instance: Instance) -> None:
    """Call once, before the rooms' blueprints are registered."""
    bind_instance(app, instance)
    secure(app, instance.settings.instance, instance.settings.secure_cookies)
    CSRFProtect(app)
    add_filters(app)
    handle_errors(app)
    serve_assets(app)
    app.register_blueprint(Blueprint("ui", __name__, template_folder="templates"))
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    run_incidental()
    return response
