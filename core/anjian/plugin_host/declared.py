"""What one plugin declares, examined before it joins the others: a fault in it costs that plugin, never the platform."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from sqlalchemy.orm import configure_mappers

from anjian.kernel.db import Base
from anjian.kernel.ownership import unscoped_models
from anjian.plugin_api.section_types import ReportSection
from anjian.plugin_api.spec import Plugin
from anjian.plugin_api.types import FormPart, Job, PanelSource, PluginBlueprint, Ref, Workbook

RETURNS: dict[str, type[Any]] = {
    "forms": FormPart,
    "blueprints": PluginBlueprint,
    "workbooks": Workbook,
    "report_sections": ReportSection,
    "jobs": Job,
    "panels": PanelSource,
}
"""Declaring hook -> type of the values in its list."""


def contributions(plugin: Plugin) -> dict[str, list[Any]]:
    """What each declaring hook of a plugin returns. Raises whatever the plugin raises, and `TypeError` or `ValueError` for
    what it may not declare; then its tables are forgotten again."""
    try:
        _import_models(plugin)
        collected = {name: _declared(plugin, name, kind) for name, kind in RETURNS.items()}
        for permission in plugin.permissions:
            if not permission.name.startswith(f"{plugin.name}."):
                raise ValueError(f"权限“{permission.name}”须以“{plugin.name}.”开头")
        for what, keys in _keys(collected).items():
            twice = next((key for position, key in enumerate(keys) if key in keys[:position]), None)
            if twice is not None:
                raise ValueError(f"{what}“{twice}”重复")
    except BaseException:
        _forget_models(plugin)
        raise
    return collected


def clashes(given: Mapping[str, Mapping[str, Iterable[Any]]]) -> dict[str, str]:
    """Which plugins give a section key that another one gives too, with the reason. `given` is plugin -> what its hooks
    return. A key that is a plugin's own name stays with that plugin; otherwise all of them are out."""
    owners: dict[str, list[str]] = {}
    for name in sorted(given):
        for section in given[name]["report_sections"]:
            owners.setdefault(section.key, []).append(name)
    return {
        name: f"报告章节“{key}”重复：{'、'.join(names)}"
        for key, names in owners.items()
        if len(names) > 1
        for name in names
        if name != key
    }


def broken_references(values: Iterable[Any]) -> list[str]:
    """What the declared references to code that lead nowhere say: `目标（错误）`."""
    found = []
    for ref in references(values):
        try:
            ref.load()
        except (Exception, SystemExit) as error:
            found.append(f"{ref}（{type(error).__name__}: {error}）")
    return found


def references(value: Any) -> Iterator[Ref]:
    """Every reference to code inside declared values."""
    if isinstance(value, Ref):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from references(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from references(item)


def _declared(plugin: Plugin, hook: str, kind: type[Any]) -> list[Any]:
    values = list(getattr(plugin, hook)())
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"{hook} 应返回 {kind.__name__}，却返回了 {type(value).__name__}")
    return values


def _keys(collected: Mapping[str, Iterable[Any]]) -> dict[str, list[str]]:
    return {
        "报告章节": [section.key for section in collected["report_sections"]],
        "定时任务": [job.id for job in collected["jobs"]],
        "工作表": [sheet.name for workbook in collected["workbooks"] for sheet in workbook.sheets],
    }


def _import_models(plugin: Plugin) -> None:
    known = set(unscoped_models(Base))
    for module in plugin.models:
        import_module(module)
    if plugin.models:
        configure_mappers()
    unscoped = [name for name in unscoped_models(Base) if name not in known]
    if unscoped:
        raise ValueError(f"数据表 {'、'.join(unscoped)} 没有声明查看范围")


def _forget_models(plugin: Plugin) -> None:
    """Unmap what a refused plugin mapped: a mapper that cannot be configured would fail every later query, whoever asks.
    Its modules are imported anew next time, and fail anew."""
    for mapper in list(Base.registry.mappers):
        if mapper.class_.__module__ in plugin.models:
            manager = mapper.class_manager
            Base.registry._dispose_manager_and_mapper(manager)  # in public there is only "all mappers"
            Base.registry._managers.pop(manager, None)  # else it stays among `mappers`, as None, while its class lives
            for table in mapper.tables:
                Base.metadata.remove(table)  # type: ignore[arg-type]
    for module in plugin.models:
        sys.modules.pop(module, None)
