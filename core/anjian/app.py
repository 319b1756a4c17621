"""Puts rooms and plugins together: the installation, and the web application over it. A plugin is one more room."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.orm import configure_mappers

from anjian.campaigns.room import ROOM as CAMPAIGNS
from anjian.config import Settings
from anjian.enterprises.room import ROOM as ENTERPRISES
from anjian.hazards.room import ROOM as HAZARDS
from anjian.inspections.room import ROOM as INSPECTIONS
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Base, Database
from anjian.kernel.demo import DemoMark, follow_clock
from anjian.kernel.ownership import unscoped_models
from anjian.kernel.system import system_read
from anjian.people.room import ROOM as PEOPLE
from anjian.plugin_api import Room
from anjian.plugin_host.discovery import Loaded, installed
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry
from anjian.reports.room import ROOM as REPORTS
from anjian.scheduling.room import ROOM as SCHEDULING
from anjian.ui.setup import init_ui
from anjian.web.room import ROOM as WEB

KERNEL = Room(
    "kernel",
    "核心",
    models=tuple(
        f"anjian.kernel.{name}" for name in ("ledger", "numbering", "calendar", "attachments", "demo", "job_run")
    ),
)
ROOMS = (KERNEL, PEOPLE, CAMPAIGNS, ENTERPRISES, HAZARDS, INSPECTIONS, SCHEDULING, REPORTS, WEB)


def open_instance(settings: Settings, plugins: Iterable[Loaded] | None = None) -> Instance:
    """The installation that the settings name, with the installed plugins (or those given). Creates no tables.

    A demo instance puts this process on its demo clock.
    """
    found = installed(settings.disabled_plugins) if plugins is None else plugins
    registry = build_registry(ROOMS, found)
    configure_mappers()
    unscoped = unscoped_models(Base)
    if unscoped:
        raise RuntimeError(f"models without a scope: {', '.join(unscoped)}")
    database = Database(settings.resolved_database_url)
    if inspect(database.engine).has_table(DemoMark.__tablename__):
        with system_read(database, "the clock of the instance") as session:
            follow_clock(session)
    return Instance(settings, database, AttachmentStore(settings.attachments), registry)


def create_app(instance: Instance) -> Flask:
    """The web application over an installation. Rooms and plugins register alike; a room with a `setup` reference
    adds its words to the frame (campaign, roles, sign-in)."""
    app = Flask("anjian", static_folder=None, template_folder=None)
    init_ui(app, instance)
    for room in ROOMS:
        for setup in room.setups:
            setup.load()(app)
    for owner, contribution in instance.registry.blueprints:
        blueprint = contribution.blueprint.load()
        if blueprint.name != owner:
            raise RuntimeError(f"the blueprint of {owner} is named {blueprint.name}")
        app.register_blueprint(blueprint, url_prefix=contribution.url_prefix or f"/{owner}")
    return app
