"""By what a table was counted and written: hashes of the rules' and writers' sources, templates, the pack, plugins.

A snapshot records them when it is compiled, so that a later difference can be told from a changed program.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from anjian import __version__
from anjian.campaigns.packs import Pack
from anjian.plugin_host.registry import Registry
from anjian.reports.snapshots.snapshot import pack_hash

Versions = Mapping[str, Mapping[str, str]]
"""Sort (a key of `SORTS`) -> name -> hash or version."""
SORTS = {
    "rules": "统计规则", "writers": "文书程序", "templates": "文书模板", "libraries": "程序组件", "pack": "专项行动包",
    "plugins": "专业模块",
}  # fmt: skip
COUNTING = ("rules", "pack")
"""Sorts that decide what a figure counts."""
WRITING = ("rules", "writers", "templates", "libraries", "pack")
"""Sorts that decide the bytes of a file: plugins do not, because what their sections said is stored."""
_RULES = {
    "anjian.reports.figures": "*", "anjian.kernel": "history.py", "anjian.hazards": "words.py",
    "anjian.inspections": "words.py", "anjian.enforcement": "words.py",
}  # fmt: skip
_WRITERS = {"anjian.reports.documents": "*", "anjian.reports.bridges": "*", "anjian.reports.sections": "*"}
_MASTERS = "anjian.reports.documents.masters"
_LIBRARIES = ("openpyxl", "docxtpl", "python-docx", "lxml", "jinja2")


@dataclass(frozen=True, slots=True)
class Change:
    """One program part that is another one now. `then` or `now` is blank where it did not exist."""

    sort: str
    name: str
    then: str
    now: str

    def __str__(self) -> str:
        then, now = (text[:12] or "无" for text in (self.then, self.now))
        return f"{SORTS[self.sort]}“{self.name}”由 {then} 变为 {now}"


def versions_of(registry: Registry, pack: Pack, templates: Mapping[str, str] | None = None) -> Versions:
    """The versions of the present program. `templates`: hashes of templates in force that departments have replaced."""
    return {
        "rules": _sources(tuple(_RULES.items())),
        "writers": _sources(tuple(_WRITERS.items())),
        "templates": {**_masters(), **(templates or {})},
        "libraries": {name: version(name) for name in _LIBRARIES} | {"zlib": zlib.ZLIB_RUNTIME_VERSION},
        "pack": {pack.code: pack_hash(pack)},
        "plugins": {"core": __version__} | {one.name: _plugin(one.version, one.reason) for one in registry.found},
    }


def changes(then: Versions, now: Versions, sorts: tuple[str, ...]) -> tuple[Change, ...]:
    """What differs in the given sorts."""
    return tuple(change for sort in sorts for change in _changed(sort, then.get(sort, {}), now.get(sort, {})))


def _changed(sort: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield Change(sort, name, then.get(name, ""), now.get(name, ""))


def _plugin(number: str, reason: str) -> str:
    """A version, and why the plugin was out of service where it was."""
    return f"{number}（{reason}）" if reason else number


@cache
def _sources(packages: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """SHA-256 over each module's source: every module of a package, or the one named."""
    return {
        f"{package}.{source.name.removesuffix('.py')}": hashlib.sha256(source.read_bytes()).hexdigest()
        for package, wanted in packages
        for source in sorted(files(package).iterdir(), key=lambda one: one.name)
        if source.name.endswith(".py") and wanted in ("*", source.name)
    }


def _masters() -> Mapping[str, str]:
    """The templates that the core ships."""
    found = sorted(files(_MASTERS).iterdir(), key=lambda one: one.name)
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in found if one.name.endswith(".docx")}
