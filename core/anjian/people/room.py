"""What the people room contributes."""

from __future__ import annotations

from anjian.plugin_api.types import Menu, Permission, PluginBlueprint, Ref, Room

ROOM = Room(
    "people",
    "单位与人员",
    permissions=(Permission("people.admin", "管理账号、身份和岗位"),),
    blueprints=(
        PluginBlueprint(
            Ref("anjian.people.pages:blueprint"),
            (
                Menu("账号", "people.accounts", "people.admin", 910),
                Menu("岗位任职", "people.posts", "people.admin", 911),
            ),
        ),
    ),
    models=("anjian.people.models",),
    setups=(Ref("anjian.people.signing:setup"),),
)
