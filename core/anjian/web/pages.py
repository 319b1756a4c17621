"""The web room's blueprint, at the root of the site."""

from __future__ import annotations

from flask import Blueprint

from anjian.web import admin, home, search

blueprint = Blueprint("web", __name__, template_folder="templates")

home.Home.add_to(blueprint, "/", "home")
home.TodoCount.add_to(blueprint, "/todo-count", "todo_count")
search.Search.add_to(blueprint, "/search", "search")
admin.Plugins.add_to(blueprint, "/admin/plugins", "plugins")
admin.Jobs.add_to(blueprint, "/admin/jobs", "jobs")
admin.Audit.add_to(blueprint, "/admin/audit", "audit")
