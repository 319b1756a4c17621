"""Checklists as files: reading them, collecting those of all plugins, and the criteria that they bring."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anjian.campaigns.limb_record import LimbRecord
from anjian.campaigns.yaml_source import parse, read_yaml
from anjian.inspections.schema import Checklist
from anjian.kernel.errors import AnjianError, FileRefused, Refused
from anjian.kernel.ledger import canonical_json
from anjian.plugin_host.registry import Registry, plugin_folder

FOLDER = Path(__file__).parent / "checklists"
FRAGMENT = "chief_duties"
"""Code of the core's fragment 主要负责人履职, part of every visit (R-082)."""


@cache
def read_checklist(path: Path) -> Checklist:
    """The checklist in a YAML file. Raises `FileRefused` with every fault of the file and its place."""
    return parse(Checklist, read_yaml(path), path)


def content_of(checklist: Checklist) -> str:
    """The one text form of a checklist: what is hashed and kept."""
    return canonical_json(checklist.model_dump(mode="json"))


def digest_of(checklist: Checklist) -> str:
    """SHA-256 of the content: comments and layout of the file do not enter it."""
    return hashlib.sha256(content_of(checklist).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The newest version of every checklist by code, and the plugins whose files cannot be used, with the reason."""

    checklists: Mapping[str, Checklist]
    faults: Mapping[str, str]

    @property
    def fragment(self) -> Checklist:
        return self.checklists[FRAGMENT]

    def of_plugin(self, plugin: str) -> list[Checklist]:
        """The checklists of a plugin, by code. Raises `Refused`, naming the plugin, where its files are faulty."""
        if plugin in self.faults:
            raise Refused(f"插件“{plugin}”的检查表不能使用：{self.faults[plugin]}")
        return [one for code, one in sorted(self.checklists.items()) if one.plugin == plugin]


def catalogue_of(registry: Registry) -> Catalogue:
    """Everything that rooms and plugins ship. A faulty file costs its plugin only, and the fault is told."""
    found = {one.code: one for one in map(read_checklist, sorted(FOLDER.glob("*.yaml")))}
    taken = {item.code for one in found.values() for item in one.items}
    faults: dict[str, str] = {}
    for name, plugin in registry.plugins.items():
        folder = plugin_folder(plugin, "checklists")
        if folder is None:
            continue
        try:
            own = [_checked(read_checklist(path), name, found, taken) for path in sorted(folder.glob("*.yaml"))]
        except AnjianError as error:
            faults[name] = str(error)
            continue
        found |= {one.code: one for one in own}
        taken |= {item.code for one in own for item in one.items}
    return Catalogue(found, faults)


def _checked(checklist: Checklist, plugin: str, found: Mapping[str, Checklist], taken: set[str]) -> Checklist:
    if checklist.plugin != plugin:
        raise FileRefused(f"检查表“{checklist.title}”的 plugin 应写“{plugin}”。")
    if checklist.code in found:
        raise FileRefused(f"检查表编号“{checklist.code}”已被“{found[checklist.code].title}”使用。")
    twice = sorted(item.code for item in checklist.items if item.code in taken)
    if twice:
        raise FileRefused(f"检查项编号 {'、'.join(twice)} 已被其他检查表使用。")
    return checklist


def limbs_of(checklists: Iterable[Checklist]) -> list[LimbRecord]:
    """The limbs that items with `criterion: true` are: extra limbs for `campaigns.service.sync`. Stubs bring none."""
    return [
        LimbRecord(
            code=item.code,
            set_code=checklist.criteria_set or checklist.code,
            criterion_code=item.code,
            text=item.text,
            document=item.basis.document,
            clause=item.basis.clause,
            valid_from=item.basis.valid_from,
            valid_to=item.basis.valid_to,
            plugin=checklist.plugin,
        )
        for checklist in checklists
        for item in checklist.items
        if item.criterion and not item.stub
    ]
