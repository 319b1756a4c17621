"""One engine, two kinds of unit of work. GET runs in a read unit; all else in a write unit that commits or leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, make_url, text
from sqlalchemy.orm import DeclarativeBase, Mapper, ORMExecuteState, Session
from sqlalchemy.orm.session import sessionmaker

from anjian.kernel import clock
from anjian.kernel.actor import Actor
from anjian.kernel.names import CONVENTION
from anjian.kernel.ownership import Scoped
from anjian.kernel.scope_option import ScopeOption

LEDGER_LOCK = 0x616E6A
"""Advisory lock key on PostgreSQL: writers share it, a watermark takes it alone for one statement."""
_SYSTEM = "anjian_system_reason"
_ACTOR = "anjian_actor"
_SCOPE = "anjian_scope_option"


class Base(DeclarativeBase):
    """Base of every table of core and plugins."""

    metadata = MetaData(naming_convention=CONVENTION)


class Database:
    """The one database of an installation."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _make_engine(url)
        self.reading = self.engine.execution_options(anjian_unit="read")
        """For looking at tables outside a unit: a plain connection to SQLite waits for the write lock, and takes it."""
        self._read = sessionmaker(self.reading, expire_on_commit=False)
        self._write = sessionmaker(self.engine.execution_options(anjian_unit="write"), expire_on_commit=False)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read_unit(self, actor: Actor) -> Iterator[Session]:
        """A session that cannot write, filtered to what the actor may see."""
        with self._unit(self._read, {_ACTOR: actor}) as session:
            yield session

    @contextmanager
    def write_unit(self, actor: Actor) -> Iterator[Session]:
        """A session that commits when the block returns and rolls back when it raises, filtered to what the actor may see."""
        with self._unit(self._write, {_ACTOR: actor}) as session:
            yield session
            session.commit()

    @contextmanager
    def unscoped(self, reason: str, *, write: bool) -> Iterator[Session]:
        """Used by `kernel.system` only, which import-linter guards."""
        with self._unit(self._write if write else self._read, {_SYSTEM: reason}) as session:
            yield session
            if write:
                session.commit()

    @staticmethod
    @contextmanager
    def _unit(maker: sessionmaker[Session], info: dict[str, Any]) -> Iterator[Session]:
        session = maker(info=info)
        try:
            yield session
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    def dispose(self) -> None:
        self.engine.dispose()


def acting(session: Session) -> Actor | None:
    """The actor of a scoped session; None in a system session."""
    return session.info.get(_ACTOR)


@contextmanager
def without_scope(session: Session, reason: str) -> Iterator[Session]:
    """Used by `kernel.system.elevated` only."""
    before = session.info.get(_SYSTEM)
    session.info[_SYSTEM] = reason
    try:
        yield session
    finally:
        if before is None:
            del session.info[_SYSTEM]
        else:
            session.info[_SYSTEM] = before


def _make_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": 30, "check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(parsed, pool_pre_ping=True)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we emit BEGIN ourselves: the driver's own BEGIN is deferred even for writers
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("anjian_unit") == "read":
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    # A plain BEGIN takes the write lock too late: concurrent writers then fail instead of waiting.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    unit = connection.get_execution_options().get("anjian_unit")
    if unit == "read":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    elif unit == "write":
        connection.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": LEDGER_LOCK})


@event.listens_for(Session, "do_orm_execute")
def _apply_scope(state: ORMExecuteState) -> None:
    """Filter every select, count, relationship load, bulk update and delete; a session without an actor sees nothing."""
    info = state.session.info
    if info.get(_SYSTEM) is not None or not (state.is_select or state.is_update or state.is_delete):
        return
    scope = info.get(_SCOPE)
    if scope is None:
        actor = info.get(_ACTOR)
        if actor is None:
            raise RuntimeError("a session needs an actor or a system reason")
        scope = info[_SCOPE] = _scope_of(actor, clock.today())
    state.statement = state.statement.options(scope)


@lru_cache(maxsize=128)
def _scope_of(actor: Actor, _day: date) -> ScopeOption:
    """An actor's filters. Making them takes longer than most queries: they are kept for the day, until a class is mapped."""
    scoped = sorted(
        (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Scoped)),
        key=lambda model: f"{model.__module__}.{model.__qualname__}",
    )
    return ScopeOption(tuple((model, model.visible_to(actor)) for model in scoped))


@event.listens_for(Mapper, "after_mapper_constructed")
def _forget_scopes(_mapper: Mapper[Any], _model: type[Any]) -> None:
    """Filters that were made before know nothing of the new class."""
    _scope_of.cache_clear()
