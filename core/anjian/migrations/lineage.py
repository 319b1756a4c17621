"""Which tables belong to which lineage: a plugin's carry its name as prefix, all others are the core's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anjian.plugin_host.registry import Registry, plugin_folder

CORE = "core"


@dataclass(frozen=True, slots=True)
class Lineage:
    """A line of migrations: the core's, or one plugin's."""

    name: str
    folder: Path
    plugins: tuple[str, ...]
    """Names of all working plugins: what the core's lineage leaves alone."""

    @property
    def version_table(self) -> str:
        return "alembic_version" if self.name == CORE else f"alembic_version_{self.name}"


def lineages(registry: Registry) -> list[Lineage]:
    """Core first, then plugins by name; a plugin without tables has none."""
    names = tuple(sorted(registry.plugins))
    found = [Lineage(CORE, Path(__file__).parent / "versions", names)]
    for name in names:
        folder = plugin_folder(registry.plugins[name], "migrations")
        if folder is not None:
            found.append(Lineage(name, folder / "versions", names))
    return found


def belongs_to(lineage: Lineage, kind: str, name: str | None, obj: Any) -> bool:
    """Whether a table (or what hangs on one) is this lineage's to create, alter or compare."""
    table = name if kind == "table" else getattr(getattr(obj, "table", None), "name", None)
    if table is None:
        return lineage.name == CORE
    if table.startswith("alembic_version"):
        return False
    owner = next((plugin for plugin in lineage.plugins if table.startswith(f"{plugin}_")), CORE)
    return owner == lineage.name
