"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPage, RegisterPages, add_notices
from anjian_chemical_parks import detail, views
from anjian_chemical_parks.registers import (
    CONDITIONS,
    DOCUMENTS,
    DUES,
    MEMBERS,
    MILESTONES,
    PARKS,
    REPLIES,
    TASKS,
)

blueprint = Blueprint("chemical_parks", __name__, template_folder="templates")

RegisterPages(PARKS, views.ParkList, page=detail.ParkPage).add_to(blueprint)
for register, listing, page in (
    (CONDITIONS, views.ConditionList, detail.ConditionPage),
    (MILESTONES, views.MilestoneList, detail.MilestonePage),
    (DOCUMENTS, views.DocumentList, RegisterPage),
    (TASKS, views.TaskList, detail.TaskPage),
    (REPLIES, views.ReplyList, RegisterPage),
    (MEMBERS, views.MemberList, RegisterPage),
):
    RegisterPages(register, listing, page=page, new=detail.RowNew).add_to(blueprint)
views.PositionList.add_to(blueprint, "/positions", "positions")
views.ParkChoices.add_to(blueprint, "/choices", "choices")
add_notices(blueprint, DUES)
