"""What makes tests quick and changes nothing that they look at.

A process of tests makes hundreds of applications over hundreds of databases, all alike: what each of them would make
anew (compiled templates, compiled statements, builders of addresses) is made once, or when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule

from anjian.kernel import db
from anjian.people import passwords


class KeptTemplates(BytecodeCache):
    """Compiled templates in memory, for every application of the process; a template that changed is compiled again."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


class LateRule(Rule):
    """A rule whose addresses can be built from the first time on that one is asked for: most never are."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = super()._compile_builder
        made: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            if not made:
                made.append(compiled(append_unknown))
            return made[0](rule, **values)

        return build


class KeptStatements:
    """Engines of one kind of database share what was compiled: their dialect, which is part of every key, and the cache."""

    def __init__(self, make_engine: Callable[[str], Engine]) -> None:
        self._make_engine = make_engine
        self._first: dict[str, Engine] = {}

    def __call__(self, url: str) -> Engine:
        engine = self._make_engine(url)
        first = self._first.setdefault(engine.name, engine)
        engine.dialect = engine.pool._dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
        return engine


def be_quick() -> None:
    """Once a process. A hash of the usual cost takes 0.3 s of processor time, on purpose."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": KeptTemplates()}
    Flask.url_rule_class = LateRule
    db._make_engine = KeptStatements(db._make_engine)
