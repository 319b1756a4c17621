"""Databases for tests: built once a session as a template, then copied for each test in milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from anjian.kernel.db import Database
from anjian.testing.postgres import Cluster

Builder = Callable[[str], None]
"""Fills the empty database at a URL."""


class Copies(Protocol):
    """Gives out fresh copies of what a builder built."""

    @contextmanager
    def copy(self, name: str, build: Builder) -> Iterator[str]:
        """The URL of a copy of template `name`, built by `build` when first asked for."""
        yield ""


class SqliteCopies:
    """Templates as files; a copy is a file copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    @contextmanager
    def copy(self, name: str, build: Builder) -> Iterator[str]:
        template = self._folder / f"template-{name}.db"
        if not template.exists():
            building = template.with_suffix(".building")
            build(f"sqlite:///{building}")
            building.replace(template)
        target = self._folder / f"copy-{next(self._numbers)}.db"
        shutil.copyfile(template, target)
        try:
            yield f"sqlite:///{target}"
        finally:
            for suffix in ("", "-wal", "-shm"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)


class PostgresCopies:
    """Templates as databases of a temporary cluster. A copy is used again: what a test left in it is undone (`seed.sql`)."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._templates: dict[str, str] = {}
        self._free: dict[str, list[str]] = {}

    @contextmanager
    def copy(self, name: str, build: Builder) -> Iterator[str]:
        if name not in self._templates:
            made = self._cluster.create()
            build(self._cluster.url(made))
            self._cluster.keep(made)
            self._templates[name] = made
        free = self._free.setdefault(name, [])
        target = free.pop() if free else self._cluster.create(self._templates[name])
        try:
            yield self._cluster.url(target)
        finally:
            if self._cluster.restore(target):
                free.append(target)
            else:
                self._cluster.drop(target)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database that is closed again, so that its file can be copied or its copy dropped."""
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()
