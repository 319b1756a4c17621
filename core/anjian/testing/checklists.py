"""A plugin's checklist for its tests, and what of it a form asks on a day."""

from __future__ import annotations

from datetime import date

from anjian.inspections.checklists import read_checklist
from anjian.inspections.rules import questions_on
from anjian.inspections.schema import Checklist
from anjian.plugin_host.discovery import installed
from anjian.plugin_host.registry import plugin_folder


def checklist_of(plugin: str, code: str | None = None) -> Checklist:
    """A checklist of an installed plugin, as its file says it; `code` where it has several. Raises `LookupError`."""
    loaded = next((one.plugin for one in installed() if one.name == plugin), None)
    folder = plugin_folder(loaded, "checklists") if loaded is not None else None
    for path in sorted(folder.glob("*.yaml")) if folder is not None else []:
        found = read_checklist(path)
        if code in (None, found.code):
            return found
    raise LookupError(f"no checklist {code or ''} of plugin {plugin}")


def asked_on(checklist: Checklist, day: date) -> list[str]:
    """Codes of the items that a form of the day asks, in order."""
    return [question.item.code for question in questions_on([checklist], day)]
