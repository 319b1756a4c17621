"""The pytest plugin of Anjian (entry point `pytest11`: whoever installs the core has these fixtures).

`--database postgres` runs the tests that stand on a database on PostgreSQL; a test marked `postgres` always does.
`ANJIAN_TEST_WITHOUT=postgres,browser` skips what needs the named parts, and the last line of the run says so.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from anjian.kernel import clock
from anjian.kernel.db import Base, Database
from anjian.plugin_api.types import Ref
from anjian.testing.moments import MOMENT, START
from anjian.testing.postgres import Cluster
from anjian.testing.templates import Copies, PostgresCopies, SqliteCopies, opened

if TYPE_CHECKING:
    from flask import Flask

    from anjian.plugin_host.instance import Instance
    from anjian.testing.browser import Client
    from anjian.testing.factories import Factory
    from anjian.testing.installing import Actors

WITHOUT = "ANJIAN_TEST_WITHOUT"
PARTS = ("postgres", "browser")
"""Parts of the environment that a run may do without, each a marker."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("anjian")
    group.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="the database that fixtures `database` and `instance` stand on",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgres: needs a PostgreSQL server")
    config.addinivalue_line("markers", "browser: needs Chromium")
    unknown = set(left_out()) - set(PARTS)
    if unknown:
        raise pytest.UsageError(f"{WITHOUT} may name {', '.join(PARTS)}; it names {', '.join(sorted(unknown))}")


def pytest_sessionstart() -> None:
    """Before any module of tests is imported: some make people's passwords then."""
    _code("quick:be_quick")()


def left_out() -> list[str]:
    """The parts that this run was told to do without."""
    return [part.strip() for part in os.environ.get(WITHOUT, "").split(",") if part.strip()]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == "postgres":
        _keep_those_on_a_database(config, items)
    for part in left_out():
        for item in items:
            if item.get_closest_marker(part) or (part == "postgres" and config.getoption("--database") == "postgres"):
                item.add_marker(pytest.mark.skip(reason=f"{WITHOUT} names {part}"))


def _keep_those_on_a_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A run on PostgreSQL repeats only what stands on a database: the rest would do the same again."""
    kept = [
        item
        for item in items
        if {"copies", "run_copies"} & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("postgres")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """Outermost wrapper: its line comes after pytest's own last line."""
    yield
    missing = left_out()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if missing and reporter is not None and not hasattr(session.config, "workerinput"):
        reporter.write_line(f"NOT TESTED with {', '.join(missing)} ({WITHOUT})")


@cache
def _cluster() -> Cluster:
    return Cluster()


@pytest.fixture(scope="session")
def sqlite_copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return SqliteCopies(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def postgres_copies() -> Iterator[Copies]:
    cluster = _cluster()
    yield PostgresCopies(cluster)
    cluster.stop()


@pytest.fixture(scope="session")
def run_copies(request: pytest.FixtureRequest) -> Copies:
    """Databases of the kind this run stands on."""
    on_postgres = request.config.getoption("--database") == "postgres"
    found: Copies = request.getfixturevalue("postgres_copies" if on_postgres else "sqlite_copies")
    return found


@pytest.fixture
def copies(request: pytest.FixtureRequest) -> Copies:
    """Databases of the kind this test runs on."""
    on_postgres = request.node.get_closest_marker("postgres") or request.config.getoption("--database") == "postgres"
    found: Copies = request.getfixturevalue("postgres_copies" if on_postgres else "sqlite_copies")
    return found


@pytest.fixture
def database(copies: Copies) -> Iterator[Database]:
    """A database of its own for this test: the tables of every module that is imported by then, no row."""
    with copies.copy(f"empty-{len(Base.metadata.tables)}", build_tables) as url, opened(url) as database:
        yield database


@pytest.fixture
def instance(copies: Copies, tmp_path: Path) -> Iterator[Instance]:
    """An open installation on 2023-07-25: the city of the pack with its people, calendar, criteria; no business data."""
    build, reopen = _code("installing:build_city"), _code("installing:open_city")
    with clock.at(START), copies.copy("city", build) as url, clock.at(MOMENT):
        instance: Instance = reopen(url, tmp_path / "instance")
        yield instance
        instance.database.dispose()


@pytest.fixture(scope="module")
def shared_instance(run_copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """As `instance`, once for a module whose tests only look: what they add before they look, they add once."""
    build, reopen = _code("installing:build_city"), _code("installing:open_city")
    with clock.at(START), run_copies.copy("city", build) as url, clock.at(MOMENT):
        instance: Instance = reopen(url, tmp_path_factory.mktemp("shared"))
        yield instance
        instance.database.dispose()


@pytest.fixture
def actors(instance: Instance) -> Actors:
    """The city's people as actors: `actors["office"]`, `actors["zezhou"]`, `actors["zezhou.transport"]` (see `staff`)."""
    found: Actors = _code("installing:Actors")(instance)
    return found


@pytest.fixture
def factory(instance: Instance) -> Factory:
    """Makes enterprises, hazards in any state, visits, and their people: through services, as users would."""
    found: Factory = _code("factories:Factory")(instance)
    return found


@pytest.fixture
def app(instance: Instance) -> Flask:
    """The web application over `instance`."""
    app: Flask = Ref("anjian.app:create_app").load()(instance)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask, instance: Instance) -> Client:
    """A browser at the application: `client.sign_in("zezhou").get("/hazards/")`."""
    found: Client = _code("browser:Client")(app, instance)
    return found


def _code(name: str) -> Any:
    """Loaded when first used: a run that needs no installation does not import one, and a broken room breaks its own tests."""
    return Ref(f"anjian.testing.{name}").load()


@pytest.fixture
def frozen() -> Iterator[datetime]:
    """The clock stands at 2023-07-25 09:00 in Asia/Shanghai."""
    with clock.at(MOMENT):
        yield MOMENT


def build_tables(url: str) -> None:
    with opened(url) as database, database.engine.begin() as connection:
        Base.metadata.create_all(connection)
