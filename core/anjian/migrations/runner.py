"""Moves a database to what the installed code expects. Never downgrades by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect

from anjian.kernel.db import Base, Database
from anjian.kernel.errors import Refused
from anjian.migrations.lineage import CORE, Lineage, belongs_to, lineages
from anjian.plugin_host.registry import Registry


def upgrade(database: Database, registry: Registry) -> list[str]:
    """Bring every lineage to its head and return the names of those that moved. Raises `Refused` naming the plugin."""
    moved = []
    with _connection(database) as connection:
        for lineage in lineages(registry):
            before = _current(connection, lineage)
            with _named(lineage):
                command.upgrade(_config(lineage, connection), "head")
            if _current(connection, lineage) != before:
                moved.append(lineage.name)
        _check_foreign_keys(connection)
    return moved


def revise(database: Database, registry: Registry, name: str, message: str) -> None:
    """Write a new migration of a lineage from what its tables lack (for developers)."""
    with _connection(database) as connection:
        lineage = next(item for item in lineages(registry) if item.name == name)
        lineage.folder.mkdir(parents=True, exist_ok=True)
        command.revision(_config(lineage, connection), message, autogenerate=True)


def pending(database: Database, registry: Registry) -> list[str]:
    """Lineages that are not at their head."""
    with database.reading.connect() as connection:
        return [
            lineage.name
            for lineage in lineages(registry)
            if _current(connection, lineage)
            != set(ScriptDirectory.from_config(_config(lineage, connection)).get_heads())
        ]


def drift(database: Database, registry: Registry, name: str = CORE) -> list[Any]:
    """Differences between a lineage's tables and its models; empty when they agree."""
    lineage = next(item for item in lineages(registry) if item.name == name)
    with database.reading.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": lineage.version_table,
                "compare_type": True,
                "include_object": lambda obj, key, kind, _reflected, _other: belongs_to(lineage, kind, key, obj),
            },
        )
        return list(compare_metadata(context, Base.metadata))


def orphans(database: Database) -> list[str]:
    """Tables that no installed code knows, such as those of a removed plugin: listed, never touched."""
    with database.reading.connect() as connection:
        names = inspect(connection).get_table_names()
    known = set(Base.metadata.tables)
    return sorted(name for name in names if name not in known and not name.startswith(("alembic_version", "sqlite_")))


@contextmanager
def _connection(database: Database) -> Iterator[Connection]:
    """One transaction over all lineages. On SQLite with foreign keys off: a batch rebuild would delete all children."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            _driver(connection).execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            if database.is_sqlite:
                _driver(connection).execute("PRAGMA foreign_keys=ON")


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = "、".join(sorted({str(row[0]) for row in broken}))
        raise Refused(f"升级会破坏数据关联，已撤销全部改动，涉及数据表：{tables}。")


def _config(lineage: Lineage, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(lineage.folder))
    config.attributes["connection"] = connection
    config.attributes["lineage"] = lineage
    return config


def _current(connection: Connection, lineage: Lineage) -> set[str]:
    context = MigrationContext.configure(connection, opts={"version_table": lineage.version_table})
    return set(context.get_current_heads())


@contextmanager
def _named(lineage: Lineage) -> Iterator[None]:
    title = "核心" if lineage.name == CORE else f"插件 {lineage.name}"
    try:
        yield
    except CommandError as error:
        raise Refused(f"{title}的数据库版本与已安装的程序不符，请安装对应版本后再升级（{error}）。") from error
