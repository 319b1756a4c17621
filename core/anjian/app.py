"""Puts rooms and plugins together: the installation, and the web application over it. A plugin is one more room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Flask
from sqlalchemy import inspect
from sqlalchemy.orm import configure_mappers

from anjian.campaigns.room import ROOM as CAMPAIGNS
from anjian.config import Settings
from anjian.diligence.room import ROOM as DILIGENCE
from anjian.enforcement.room import ROOM as ENFORCEMENT
from anjian.enterprises.room import ROOM as ENTERPRISES
from anjian.hazards.room import ROOM as HAZARDS
from anjian.inspections.room import ROOM as INSPECTIONS
from anjian.intake.room import ROOM as INTAKE
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Base, Database
from anjian.kernel.demo import DemoMark, follow_clock
from anjian.kernel.ownership import unscoped_models
from anjian.kernel.system import system_read
from anjian.people.room import ROOM as PEOPLE
from anjian.plugin_api import Room
from anjian.plugin_host.departments import with_departments
from anjian.plugin_host.discovery import Loaded, installed
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry, quarantined
from anjian.registers.room import ROOM as REGISTERS
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
ROOMS = (
    KERNEL,
    PEOPLE,
    CAMPAIGNS,
    ENTERPRISES,
    REGISTERS,
    HAZARDS,
    INSPECTIONS,
    ENFORCEMENT,
    DILIGENCE,
    INTAKE,
    SCHEDULING,
    REPORTS,
    WEB,
)


def open_instance(settings: Settings, plugins: Iterable[Loaded] | None = None) -> Instance:
    """The installation that the settings name, with the installed plugins (or those given). Creates no tables.

    A demo instance puts this process on its demo clock.
    """
    found = installed(settings.disabled_plugins) if plugins is None else plugins
    registry = build_registry(ROOMS, with_departments(found, settings.plugin_departments))
    configure_mappers()
    unscoped = unscoped_models(Base)
    if unscoped:
        raise RuntimeError(f"models without a scope: {', '.join(unscoped)}")
    database = Database(settings.resolved_database_url)
    if inspect(database.reading).has_table(DemoMark.__tablename__):
        with system_read(database, "the clock of the instance") as session:
            follow_clock(session)
    return Instance(settings, database, AttachmentStore(settings.attachments), registry)


def create_app(instance: Instance) -> Flask:
    """The web application over an installation. Rooms and plugins register alike; a room with a `setup` reference
    adds its words to the frame (campaign, roles, sign-in)."""
    instance, pages = _pages(instance)
    app = Flask("anjian", static_folder=None, template_folder=None)
    init_ui(app, instance)
    for room in ROOMS:
        for setup in room.setups:
            setup.load()(app)
    for blueprint, url_prefix in pages:
        app.register_blueprint(blueprint, url_prefix=url_prefix)
    return app


def _pages(instance: Instance) -> tuple[Instance, list[tuple[Blueprint, str]]]:
    """The pages of rooms and plugins. A plugin whose pages cannot be loaded is out, by name; the others stay."""
    pages = []
    for owner, contribution in instance.registry.blueprints:
        try:
            blueprint = contribution.blueprint.load()
            if not isinstance(blueprint, Blueprint) or blueprint.name != owner:
                raise TypeError(f"{contribution.blueprint} 不是名为 {owner} 的 Blueprint")
        except (Exception, SystemExit) as error:
            if owner not in instance.registry.plugins:
                raise
            reason = f"页面载入失败：{type(error).__name__}: {error}"
            return _pages(replace(instance, registry=quarantined(instance.registry, owner, reason)))
        pages.append((blueprint, contribution.url_prefix or f"/{owner}"))
    return instance, pages
