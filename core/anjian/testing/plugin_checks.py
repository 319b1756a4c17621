"""What every plugin must keep, as functions that return what is wrong (English, for authors); empty lists mean: conforms."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from packaging.requirements import Requirement

from anjian.inspections.catalogue import catalogue_of
from anjian.kernel.db import Base
from anjian.plugin_api.spec import Plugin
from anjian.plugin_host.declared import RETURNS, references
from anjian.plugin_host.discovery import GROUP, given
from anjian.plugin_host.registry import Registry

HEAVY = ("flask", "wtforms", "openpyxl", "python_calamine", "docx", "docxtpl", "PIL")
"""What a declaration must not import: views, forms and document code are named by reference."""
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_PROBE = """
import json, sys
from pkgutil import resolve_name
plugin = resolve_name(sys.argv[1])()
for hook in json.loads(sys.argv[2]):
    getattr(plugin, hook, list)()
print(json.dumps([name for name in json.loads(sys.argv[3]) if name in sys.modules]))
"""


def entry_point_faults(name: str) -> list[str]:
    """One entry point, named by the rule, in the package of that name, by a distribution that says which cores it fits."""
    points = [point for point in entry_points(group=GROUP) if point.name == name]
    if len(points) != 1:
        return [f"{len(points)} entry points named {name} in group {GROUP}; there must be one"]
    (point,) = points
    faults = []
    if not _NAME.fullmatch(name):
        faults.append(f"name {name!r} must be lower-case letters, digits and underscores")
    package = point.value.partition(":")[0].partition(".")[0]
    if package != f"anjian_{name}":
        faults.append(f"import package {package} must be anjian_{name}")
    return faults + _range_faults(point)


def _range_faults(point: EntryPoint) -> list[str]:
    requires = [Requirement(line) for line in (point.dist.requires if point.dist else None) or ()]
    core = [requirement for requirement in requires if requirement.name == "anjian"]
    if not core:
        return ["the distribution must require anjian"]
    operators = {specifier.operator for specifier in core[0].specifier}
    if not operators & {"<", "<=", "~=", "=="}:
        return [f"the requirement {core[0]} must say below which core version it works"]
    return []


def light_import_faults(target: str) -> list[str]:
    """Loading the plugin and calling its declaring hooks, in a fresh process, imports no view or document code."""
    command = [sys.executable, "-c", _PROBE, target, json.dumps(list(RETURNS)), json.dumps(HEAVY)]
    probe = subprocess.run(command, capture_output=True, text=True, env=None, check=False)
    if probe.returncode:
        return [f"declaring failed in a fresh process: {probe.stderr.strip().splitlines()[-1]}"]
    return [f"declaring imports {name}: name it by Ref instead" for name in json.loads(probe.stdout)]


def hook_faults(plugin: Plugin) -> list[str]:
    """Only known hooks, each marked `@hookimpl`, returning the declared types, and the same each time."""
    (loaded,) = given([plugin])
    faults = [loaded.reason] if loaded.reason else []
    specs = {name for name in vars(Plugin) if hasattr(getattr(Plugin, name), "anjian_spec")}
    for owner in type(plugin).__mro__[: type(plugin).__mro__.index(Plugin)]:
        for name in vars(owner):
            if name in specs and not hasattr(getattr(owner, name), "anjian_impl"):
                faults.append(f"hook {name} is not marked @hookimpl")
    for name, wanted in RETURNS.items():
        first, second = getattr(plugin, name)(), getattr(plugin, name)()
        faults += [
            f"hook {name} returns {type(v).__name__}, not {wanted.__name__}" for v in first if not isinstance(v, wanted)
        ]
        if first != second:
            faults.append(f"hook {name} returns something else when asked again")
    return faults


def prefix_faults(plugin: Plugin) -> list[str]:
    """Permissions, tables and blueprints carry the plugin's name."""
    faults = [
        f"permission {p.name} must begin with {plugin.name}."
        for p in plugin.permissions
        if not _under(p.name, plugin, ".")
    ]
    package = type(plugin).__module__.partition(".")[0]
    for mapper in Base.registry.mappers:
        table = getattr(mapper.class_, "__tablename__", "")
        own = mapper.class_.__module__ in plugin.models or mapper.class_.__module__.partition(".")[0] == package
        if own and table != plugin.name and not _under(table, plugin, "_"):
            faults.append(f"table {table} must begin with {plugin.name}_")
    for declared in plugin.blueprints():
        found = declared.blueprint.load()
        if found.name != plugin.name:
            faults.append(f"blueprint {found.name} must be named {plugin.name}")
    return faults


def _under(name: str, plugin: Plugin, mark: str) -> bool:
    return name.startswith(f"{plugin.name}{mark}")


def checklist_faults(plugin: Plugin, registry: Registry) -> list[str]:
    """Its checklists load, their codes are nobody else's, and every item has a basis with a day from which it is in force."""
    catalogue = catalogue_of(registry)
    if plugin.name in catalogue.faults:
        return [catalogue.faults[plugin.name]]
    return [
        f"item {item.code} names no clause"
        for checklist in catalogue.of_plugin(plugin.name)
        for item in checklist.items
        if not item.basis.clause.strip()
    ]


def ref_faults(plugin: Plugin) -> list[str]:
    """Every reference to code in what the plugin declares leads somewhere."""
    faults = []
    for name in RETURNS:
        for ref in references(getattr(plugin, name)()):
            try:
                ref.load()
            except Exception as error:
                faults.append(f"{name}: {ref} does not resolve: {type(error).__name__}: {error}")
    return faults


def record_faults(plugin: Plugin) -> list[str]:
    """What figures of a section count can be shown as it was known: versioned columns of the plugin's own models."""
    faults = []
    for section in plugin.report_sections():
        for record in section.records:
            model = record.model.load()
            columns = [name for name, _title in record.columns]
            missing = [name for name in (*columns, *dict(record.scales)) if name not in model.__versioned__]
            if model.__module__ not in plugin.models:
                faults.append(f"record {record.name}: {record.model} is none of the plugin's models")
            faults += [f"record {record.name}: column {name} has no versions" for name in missing]
    return faults


def repeat_faults(what: str, make: Callable[[], Any]) -> list[str]:
    """The same question, the same answer."""
    first, second = make(), make()
    return [] if first == second else [f"{what}: {first!r}, then {second!r}"]
