"""Pages of the published checklists."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy import select

from anjian.inspections.catalogue import catalogue_of, published
from anjian.inspections.models import ChecklistVersion
from anjian.kernel import clock
from anjian.ui.context import current_instance
from anjian.ui.view import View


class ChecklistPages(View):
    """The published checklists, and those that cannot be used, with the reason."""

    permission = "inspections.view"

    def get(self) -> ResponseReturnValue:
        rows = self.session.scalars(
            select(ChecklistVersion).order_by(
                ChecklistVersion.plugin, ChecklistVersion.code, ChecklistVersion.id.desc()
            )
        ).all()
        registry = current_instance().registry
        names = {loaded.name: loaded.title for loaded in registry.found}
        faults = {names.get(name, name): text for name, text in catalogue_of(registry).faults.items()}
        return self.render("inspections/checklists.html", rows=rows, names=names, faults=faults)


class ChecklistPage(View):
    """One published version, item by item: what is asked when, and what is known of its source."""

    permission = "inspections.view"

    def load(self, **place: Any) -> None:
        self.checklist = published(self.session, place["code"], place["version"])

    def get(self) -> ResponseReturnValue:
        return self.render("inspections/checklist.html", checklist=self.checklist, day=clock.today())
