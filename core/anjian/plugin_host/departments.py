"""Which department a plugin works for: its own choice, unless the installation says otherwise (T-27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace

from anjian.plugin_api.spec import Plugin
from anjian.plugin_host.discovery import Loaded


def with_departments(found: Iterable[Loaded], departments: Mapping[str, str]) -> list[Loaded]:
    """The plugins as found; each that `departments` names (plugin -> department code) works for that department. What was
    found stays as it is."""
    return [
        replace(loaded, plugin=_assigned(loaded.plugin, departments[loaded.name]))
        if loaded.plugin is not None and loaded.name in departments
        else loaded
        for loaded in found
    ]


def is_assigned(plugin: Plugin) -> bool:
    """Whether the installation gave the plugin another department than its own choice."""
    return plugin.department != type(plugin).department


def _assigned(plugin: Plugin, department: str) -> Plugin:
    own = copy(plugin)
    vars(own)["department"] = department  # over the class's attribute, for this installation only
    return own
