"""What rooms and plugins contribute, collected once and frozen. Views read the registry, never pluggy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from anjian.plugin_api.section_types import ReportSection
from anjian.plugin_api.spec import Plugin
from anjian.plugin_api.types import (
    FormPart,
    HeadlineSource,
    Job,
    PanelSource,
    Permission,
    PluginBlueprint,
    Room,
    SearchSource,
    Sheet,
    TaskList,
    Workbook,
)
from anjian.plugin_host.declared import clashes, contributions
from anjian.plugin_host.discovery import Loaded


@dataclass(frozen=True, slots=True)
class Registry:
    """The frozen answer to "what is there?". Pairs are (owner, contribution): rooms first, then plugins by name."""

    rooms: tuple[Room, ...]
    found: tuple[Loaded, ...]
    blueprints: tuple[tuple[str, PluginBlueprint], ...] = ()
    forms: tuple[tuple[str, FormPart], ...] = ()
    workbooks: tuple[tuple[str, Workbook], ...] = ()
    sections: tuple[tuple[str, ReportSection], ...] = ()
    jobs: tuple[tuple[str, Job], ...] = ()
    permissions: tuple[tuple[str, Permission], ...] = ()
    tasks: tuple[TaskList, ...] = ()
    headlines: tuple[HeadlineSource, ...] = ()
    searches: tuple[SearchSource, ...] = ()
    panels: tuple[PanelSource, ...] = ()
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    """Import kind (`enterprises`, `transport.vehicles`) -> sheet."""

    @property
    def plugins(self) -> dict[str, Plugin]:
        """Working plugins by name."""
        return {loaded.name: loaded.plugin for loaded in self.found if loaded.plugin is not None}

    def declared_by(self, name: str) -> list[Any]:
        """Everything that a working plugin contributes."""
        pairs = (*self.blueprints, *self.forms, *self.workbooks, *self.sections, *self.jobs)
        return [value for owner, value in pairs if owner == name] + [
            *self.plugins[name].tasks,
            *self.plugins[name].panels(),
        ]

    def plugin_for(self, department: str, category: str | None = None) -> Plugin | None:
        """The plugin of a department (the one that names the category, where it has several)."""
        own = [plugin for plugin in self.plugins.values() if plugin.department == department]
        for plugin in own:
            if category in plugin.industries:
                return plugin
        return own[0] if own else None

    def form_parts(self, slot: str) -> list[tuple[str, FormPart]]:
        """Parts for a slot of a core form, in order."""
        return [pair for pair in self.forms if pair[1].slot == slot]

    def panel_sources(self, slot: str) -> list[PanelSource]:
        return [source for source in self.panels if source.slot == slot]


def build_registry(rooms: Iterable[Room], found: Iterable[Loaded]) -> Registry:
    """Collect everything once. A plugin whose hook raises, or whose section bears another's key, is quarantined by name."""
    rooms = tuple(rooms)
    for room in rooms:
        _import_all(room.models)
    checked: list[Loaded] = []
    parts: dict[str, dict[str, list[Any]]] = {}
    for loaded in found:
        if loaded.plugin is not None:
            try:
                parts[loaded.name] = contributions(loaded.plugin)
            except (Exception, SystemExit) as error:
                loaded = replace(loaded, plugin=None, reason=f"启动时出错：{type(error).__name__}: {error}")
        checked.append(loaded)
    reasons = clashes(parts)
    settled = (replace(one, plugin=None, reason=reasons[one.name]) if one.name in reasons else one for one in checked)
    return _assemble(rooms, tuple(settled), parts)


def quarantined(registry: Registry, name: str, reason: str) -> Registry:
    """The registry without one plugin, which turned out to be broken after the start."""
    found = (replace(one, plugin=None, reason=reason) if one.name == name else one for one in registry.found)
    return build_registry(registry.rooms, found)


def _assemble(rooms: tuple[Room, ...], found: tuple[Loaded, ...], parts: dict[str, dict[str, list[Any]]]) -> Registry:
    plugins = {loaded.name: loaded.plugin for loaded in found if loaded.plugin is not None}

    def of(attribute: str, hook: str) -> list[tuple[str, Any]]:
        from_rooms = [(room.name, value) for room in rooms for value in getattr(room, attribute, ())]
        return from_rooms + [(name, value) for name in sorted(plugins) for value in parts[name][hook]]

    jobs = [
        (owner, job if owner not in plugins else replace(job, id=f"{owner}.{job.id}"))
        for owner, job in of("jobs", "jobs")
    ]
    workbooks = of("workbooks", "workbooks")
    sections = sorted(of("report_sections", "report_sections"), key=lambda pair: (pair[1].order, pair[1].key))
    _refuse_twice("报告章节", [(owner, section.key) for owner, section in sections])
    _refuse_twice("定时任务", [(owner, job.id) for owner, job in jobs])
    permissions = [(room.name, value) for room in rooms for value in room.permissions]
    permissions += [(name, value) for name in sorted(plugins) for value in plugins[name].permissions]
    return Registry(
        rooms=rooms,
        found=found,
        blueprints=tuple(of("blueprints", "blueprints")),
        forms=tuple(sorted(of("forms", "forms"), key=lambda pair: (pair[1].slot, pair[1].order, pair[0]))),
        workbooks=tuple(workbooks),
        sections=tuple(sections),
        jobs=tuple(jobs),
        permissions=tuple(permissions),
        headlines=_ordered(room.headlines for room in rooms),
        tasks=_ordered([*(room.tasks for room in rooms), *(plugins[name].tasks for name in sorted(plugins))]),
        searches=_ordered(room.searches for room in rooms),
        panels=_ordered(
            [*(room.panels for room in rooms), *(tuple(parts[name]["panels"]) for name in sorted(plugins))]
        ),
        sheets=MappingProxyType(_sheets(workbooks, plugins)),
    )


def _sheets(workbooks: list[tuple[str, Workbook]], plugins: Mapping[str, Plugin]) -> dict[str, Sheet]:
    named = [
        (owner, f"{owner}.{sheet.name}" if owner in plugins else sheet.name, sheet)
        for owner, workbook in workbooks
        for sheet in workbook.sheets
    ]
    _refuse_twice("工作表", [(owner, kind) for owner, kind, _sheet in named])
    return {kind: sheet for _owner, kind, sheet in named}


def _ordered(groups: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(sorted((value for group in groups for value in group), key=lambda value: value.order))


def _refuse_twice(what: str, pairs: list[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for owner, key in pairs:
        if key in first:
            raise ValueError(f"{what}“{key}”重复：{first[key]} 与 {owner}")
        first[key] = owner


def _import_all(modules: Iterable[str]) -> None:
    for module in modules:
        import_module(module)


def plugin_folder(plugin: Plugin, name: str) -> Path | None:
    """A folder that a plugin's package ships, such as `checklists`; None where it has none."""
    package = import_module(type(plugin).__module__.split(".")[0])
    folder = Path(next(iter(package.__path__))) / name
    return folder if folder.is_dir() else None
