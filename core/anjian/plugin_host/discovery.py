"""Find installed plugins one by one, and name the culprit: one department's bad release must not close the city's platform."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

import pluggy
from packaging.requirements import Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from anjian import __version__
from anjian.plugin_api.spec import PROJECT, Plugin

GROUP = "anjian.plugins"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}\Z")


@dataclass(frozen=True, slots=True)
class Loaded:
    """One plugin found: either working (`plugin`) or out of service with a reason in Chinese."""

    name: str
    version: str
    distribution: str
    plugin: Plugin | None
    reason: str = ""
    disabled: bool = False

    @property
    def title(self) -> str:
        return self.plugin.title if self.plugin else self.name

    @property
    def state(self) -> str:
        if self.disabled:
            return "已停用"
        return "正常" if self.plugin else "已隔离"


def installed(disabled: Collection[str] = ()) -> list[Loaded]:
    """Every plugin of the environment, sorted by name."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, _distribution(point)))
    owners: dict[str, list[str]] = {}
    for point in found:
        owners.setdefault(point.name, []).append(_distribution(point))
    return [_load(point, owners[point.name], point.name in disabled) for point in found]


def given(plugins: Iterable[Plugin], version: str = "0") -> list[Loaded]:
    """Plugins passed as objects (tests pass them)."""
    return [
        Loaded(plugin.name, version, "", *_checked(plugin))
        for plugin in sorted(plugins, key=lambda plugin: plugin.name)
    ]


def _load(point: EntryPoint, owners: list[str], disabled: bool) -> Loaded:
    version = point.dist.version if point.dist else ""
    name = _distribution(point)
    if disabled:
        return Loaded(point.name, version, name, None, "管理员已停用", disabled=True)
    reason = _refusal_before_import(point, owners)
    if reason:
        return Loaded(point.name, version, name, None, reason)
    try:
        plugin = point.load()()
    except (Exception, SystemExit) as error:
        return Loaded(point.name, version, name, None, f"载入失败：{type(error).__name__}: {error}")
    if not isinstance(plugin, Plugin) or plugin.name != point.name:
        return Loaded(point.name, version, name, None, "入口不是以同名命名的 Plugin 子类")
    return Loaded(point.name, version, name, *_checked(plugin))


def _refusal_before_import(point: EntryPoint, owners: list[str]) -> str:
    if not _NAME.match(point.name):
        return "插件名只能用小写字母、数字和下划线"
    if len(owners) > 1:
        return f"插件名重复，来自：{'、'.join(owners)}"
    for line in (point.dist.requires if point.dist else None) or ():
        requirement = Requirement(line)
        if requirement.name == "anjian" and not requirement.specifier.contains(__version__, prereleases=True):
            return f"需要核心版本 {requirement.specifier}，当前为 {__version__}"
    return ""


def _checked(plugin: Plugin) -> tuple[Plugin | None, str]:
    """The plugin, or the reason why its declaration is refused."""
    missing = [attribute for attribute in ("name", "title", "department", "api") if not getattr(plugin, attribute, "")]
    if missing:
        return None, f"缺少声明：{'、'.join(missing)}"
    try:
        if not SpecifierSet(plugin.api).contains(__version__, prereleases=True):
            return None, f"适用核心版本 {plugin.api}，当前为 {__version__}"
    except InvalidSpecifier:
        return None, f"核心版本范围“{plugin.api}”写法不对"
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Plugin)
    try:
        manager.register(plugin, plugin.name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        return None, f"钩子不符合规范：{error}"
    return plugin, ""


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "?"
