"""What the room of campaigns contributes to the installation."""

from __future__ import annotations

from anjian.plugin_api.types import Room

ROOM = Room(name="campaigns", title="专项行动", models=("anjian.campaigns.models",))
