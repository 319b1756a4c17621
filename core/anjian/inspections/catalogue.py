"""The checklists of the core and of every plugin, and their published versions: kept once, never altered, pinned by visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from anjian.inspections.checklists import FOLDER, FRAGMENT, content_of, digest_of, limbs_of, read_checklist
from anjian.inspections.models import ChecklistVersion
from anjian.inspections.schema import Checklist
from anjian.kernel import clock
from anjian.kernel.errors import AnjianError, FileRefused, NotFound, Problem, Refused
from anjian.plugin_host.registry import Registry, plugin_folder

__all__ = ["Catalogue", "catalogue_of", "installed_checklists", "limbs_of", "publish", "published"]


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


def installed_checklists(registry: Registry) -> list[Checklist]:
    """Every usable checklist, by code; `Catalogue.faults` names the plugins whose files are not."""
    return [one for _code, one in sorted(catalogue_of(registry).checklists.items())]


def publish(session: Session, checklists: Iterable[Checklist]) -> list[ChecklistVersion]:
    """Keep every version that is not kept yet; returns the kept rows. Raises `Refused`, naming each published version whose
    content differs from the one kept, and then keeps none."""
    wanted = list(checklists)
    kept = {
        (row.code, row.version): row
        for row in session.scalars(
            select(ChecklistVersion).where(ChecklistVersion.code.in_([one.code for one in wanted]))
        )
    }
    altered = [
        Problem(f"检查表“{one.title}”{one.version}版已经发布，内容不能改动；请另立新版本号。", field=one.code)
        for one in wanted
        if (row := kept.get((one.code, one.version))) is not None and row.sha256 != digest_of(one)
    ]
    if altered:
        raise Refused(altered)
    for one in wanted:
        if (one.code, one.version) not in kept:
            row = ChecklistVersion(
                code=one.code, version=one.version, title=one.title, plugin=one.plugin, sha256=digest_of(one),
                content=content_of(one), published_at=clock.now(),
            )  # fmt: skip
            session.add(row)
            kept[one.code, one.version] = row
    session.flush()
    return [kept[one.code, one.version] for one in wanted]


def published(session: Session, code: str, version: str) -> Checklist:
    """A kept version, whatever the installed files say now. Raises `NotFound`."""
    content = session.scalar(
        select(ChecklistVersion.content).where(ChecklistVersion.code == code, ChecklistVersion.version == version)
    )
    if content is None:
        raise NotFound(f"没有检查表“{code}”{version}版。")
    return Checklist.model_validate_json(content)
