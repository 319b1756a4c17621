"""A test's installation: tables, the city of the pack, its calendar, criteria and people."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sqlalchemy import select

from anjian.app import open_instance
from anjian.config import Settings
from anjian.installation import ensure_administrator, prepare
from anjian.kernel.actor import Actor
from anjian.kernel.system import system_read, system_write
from anjian.people.models import Account
from anjian.people.scope import actor_of
from anjian.plugin_host.discovery import Loaded, installed
from anjian.plugin_host.instance import Instance
from anjian.testing.staff import ADMIN, PASSWORD, Worker, hire_officials


class Actors:
    """The city's people as actors, by login."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def __getitem__(self, login: str) -> Actor:
        with system_read(self._instance.database, "an actor of a test") as session:
            account = session.scalars(select(Account).where(Account.login == login)).one()
            return actor_of(session, account, self._instance.registry)


def open_city(url: str, folder: Path, plugins: Iterable[Loaded] | None = None) -> Instance:
    """The installation over a database at `url`; its files are in `folder`. Plugins are looked for once a process."""
    found = _installed() if plugins is None else plugins
    return open_instance(Settings(instance=folder, database_url=url, disabled_plugins=[]), found)


@cache
def _installed() -> tuple[Loaded, ...]:
    return tuple(installed())


def build_city(url: str) -> None:
    """Fill an empty database with everything that a city has before its first enterprise."""
    with tempfile.TemporaryDirectory() as folder:
        instance = open_city(url, Path(folder))
        fill_city(instance)
        instance.database.dispose()


def fill_city(instance: Instance) -> list[Worker]:
    """As `anjian init` does, with an invented person for every role, who are returned."""
    prepare(instance)
    ensure_administrator(instance, ADMIN, PASSWORD)
    with system_write(instance.database, "people of an invented city") as session:
        session.scalars(select(Account)).one().must_change = False
        hired = hire_officials(session)
    return [Worker(ADMIN, "系统管理员", "平台管理", "administrator", "系统管理员"), *hired]
