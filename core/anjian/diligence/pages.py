"""The blueprint of diligence."""

from __future__ import annotations

from flask import Blueprint

from anjian.diligence import form_views, views
from anjian.diligence.kinds import ACCIDENTS, CLOSURES, CONGRESS, PROGRESS, REFUSALS, Kind
from anjian.ui.view import View

blueprint = Blueprint("diligence", __name__, template_folder="templates")

views.Overview.add_to(blueprint, "/", "overview")
views.ProgressList.add_to(blueprint, "/progress/", "progress")
views.CongressList.add_to(blueprint, "/congress/", "congress")
views.RefusalList.add_to(blueprint, "/refusals/", "refusals")
views.AccidentList.add_to(blueprint, "/accidents/", "accidents")
views.WatchList.add_to(blueprint, "/watch", "watch")
form_views.NewProgress.add_to(blueprint, "/progress/new/<int:hazard_id>", "progress_new")
form_views.NewCongress.add_to(blueprint, "/congress/new/<int:hazard_id>", "congress_new")
form_views.NewRefusal.add_to(blueprint, "/refusals/new/<int:hazard_id>", "refusals_new")
form_views.NewAccident.add_to(blueprint, "/accidents/new", "accidents_new")
form_views.DecideClosure.add_to(blueprint, "/watch/<int:enterprise_id>", "closures_new")


def _made(base: type[View], kind: Kind, permission: str, **more: str) -> type[View]:
    return type(f"{kind.name}_{base.__name__}", (base,), {"kind": kind, "permission": permission, **more})


_PAGES = {REFUSALS.name: views.RefusalPage, ACCIDENTS.name: form_views.AccidentPage}
for _kind in (PROGRESS, CONGRESS, REFUSALS, CLOSURES, ACCIDENTS):
    _page = _PAGES.get(_kind.name) or _made(views.RecordPage, _kind, _kind.view)
    _at = f"/{_kind.name}/<int:row_id>"
    _page.add_to(blueprint, _at, f"{_kind.name}_page")
    _made(views.RecordVoid, _kind, _kind.edit, title=f"作废{_kind.noun}").add_to(
        blueprint, f"{_at}/void", f"{_kind.name}_void"
    )
    _made(views.RecordFile, _kind, _kind.view).add_to(blueprint, f"{_at}/files/<int:file_id>", f"{_kind.name}_file")


class Waive(form_views.Waive):
    """Registered with its register, so that its address names a refusal."""

    kind = REFUSALS


Waive.add_to(blueprint, "/refusals/<int:row_id>/waive", "waive")
