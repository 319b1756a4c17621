"""The spec is the type: `Plugin` is hookspec class and base class at once, so mypy refuses a wrong return type, and a
misspelt hook is refused when the plugin is registered."""

from __future__ import annotations

from typing import ClassVar

import pluggy

from anjian.plugin_api.section_types import ReportSection
from anjian.plugin_api.types import (
    Facts,
    FormPart,
    Job,
    PanelSource,
    Permission,
    PluginBlueprint,
    TaskList,
    Verdict,
    Workbook,
)

PROJECT = "anjian"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Plugin:
    """One department's plugin. Subclass it, set the attributes, and mark each hook that you implement with `@hookimpl`.

    One name has six uses: the folder, the entry point in group `anjian.plugins`, the table prefix, the permission prefix,
    the blueprint, and the suffix of the import package `anjian_<name>`. Folders found by name beside the package's
    `__init__.py`: `migrations/ templates/ static/ checklists/ samples/ documents/`.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    """What the menu calls it, in Chinese."""
    department: ClassVar[str]
    """Code of the responsible department in the campaign pack, such as `transport`."""
    api: ClassVar[str]
    """Range of core versions it works with, such as `>=0.1,<0.2`."""
    industries: ClassVar[tuple[str, ...]] = ()
    """Enterprise categories that the plugin inspects; those the pack does not know are added."""
    models: ClassVar[tuple[str, ...]] = ()
    """Modules that define the plugin's tables."""
    permissions: ClassVar[tuple[Permission, ...]] = ()
    tasks: ClassVar[tuple[TaskList, ...]] = ()
    """What the plugin puts on the 待办 page."""

    @hookspec
    def forms(self) -> list[FormPart]:
        """Parts added to core forms. Called at start; combined by slot, sorted by order and plugin name.

        >>> FormPart("enterprise", "道路运输", Ref("anjian_transport.forms:CarrierForm"), ...)  # doctest: +SKIP
        """
        return []

    @hookspec
    def blueprints(self) -> list[PluginBlueprint]:
        """The plugin's pages. Called at start; the blueprint is named like the plugin."""
        return []

    @hookspec
    def workbooks(self) -> list[Workbook]:
        """Registers exchanged as Excel files. Called at start; each sheet is imported as `<plugin>.<sheet>`."""
        return []

    @hookspec
    def report_sections(self) -> list[ReportSection]:
        """Parts of the month's report. Called at start; sorted by order; a key given twice is an error."""
        return []

    @hookspec
    def panels(self) -> list[PanelSource]:
        """Parts of other rooms' pages, by slot: `enterprise` or `hazard`. Called at start; a part that fails on a page shows an
        error card in its place."""
        return []

    @hookspec
    def jobs(self) -> list[Job]:
        """Scheduled work. Called when the worker starts; ids are prefixed with the plugin's name."""
        return []

    @hookspec(firstresult=True)
    def judge(self, facts: Facts) -> Verdict | None:
        """What a failed item of this plugin's visit amounts to. Called for the owning plugin only, when a finding is
        recorded; if it raises, saving is refused and the plugin named. Must be pure."""
        return None
