"""What the room of registers contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import PluginBlueprint, Ref, Room

ROOM = Room(
    name="registers",
    title="专业台账",
    blueprints=(PluginBlueprint(Ref("anjian.registers.pages:blueprint")),),
    models=("anjian.registers.models",),
)
