"""Files that tests upload."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image
from werkzeug.datastructures import FileStorage

from anjian.hazards.evidence import add_evidence
from anjian.hazards.models import Hazard
from anjian.hazards.words import Evidence
from anjian.kernel.actor import Actor
from anjian.kernel.attachments import Attachment
from anjian.plugin_host.instance import Instance


def photo(shade: int) -> bytes:
    """A picture unlike any of another shade (0 to 12)."""
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), (shade * 20, 255 - shade * 20, 0)).save(buffer, "PNG")
    return buffer.getvalue()


def sent(content: bytes, name: str) -> FileStorage:
    return FileStorage(io.BytesIO(content), name)


def keep(
    instance: Instance, actor: Actor, hazard: Hazard, purpose: Evidence, shades: Iterable[int]
) -> list[Attachment]:
    """Upload pictures as evidence of one kind."""
    uploads = [sent(photo(shade), f"{shade}.png") for shade in shades]
    with instance.database.write_unit(actor) as session:
        return add_evidence(session, instance.store, actor, hazard.id, purpose, uploads)
