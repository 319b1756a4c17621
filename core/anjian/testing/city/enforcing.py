"""Entering what enforcement does in the city, by the officers in charge, through the service that pages use."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from PIL import Image
from werkzeug.datastructures import FileStorage

from anjian.enforcement import queries, service
from anjian.enforcement.kinds import BY_NAME, CHANGES, DECISIONS
from anjian.hazards.models import Hazard
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.testing.city.cast import Cast
from anjian.testing.city.deeds import Deed
from anjian.testing.city.stream import Stream


@cache
def picture() -> bytes:
    """A picture that stands for the evidence of an invented deed."""
    made = io.BytesIO()
    Image.new("RGB", (120, 80), "#d9d9d9").save(made, "PNG")
    return made.getvalue()


def paper(name: str) -> FileStorage:
    """A file as a page sends it."""
    return FileStorage(io.BytesIO(picture()), filename=name)


class Enforcing:
    """Puts the deeds of enforcement on a stream."""

    def __init__(self, instance: Instance, cast: Cast, stream: Stream, hazards: Mapping[int, int]) -> None:
        self._instance, self._cast, self._stream = instance, cast, stream
        self._hazards = hazards
        """Number of a live fault -> id of its hazard, filled while the stream runs."""

    def expect(self, deed: Deed) -> None:
        self._stream.on(deed.on, partial(self._enter, deed))

    def _enter(self, deed: Deed) -> None:
        actor, kind = self._cast.actor(deed.login), BY_NAME[deed.kind]
        stated: dict[str, Any] = {**deed.stated, "happened_on": deed.on}
        if kind in (DECISIONS, CHANGES):
            stated["authority"] = actor.unit_name
        if deed.enterprise is not None:
            stated["enterprise"] = deed.enterprise.credit_code
        if deed.live is not None:
            stated["hazard"] = self._hazard_code(deed.live)
        with self._instance.database.write_unit(actor) as session:
            code = service.record(session, actor, kind, stated)
            row = queries.row_by_code(session, kind, code)
            if deed.proven and kind.evidenced:
                service.add_evidence(session, self._instance.store, actor, kind, row, [paper("佐证材料.png")])
        if deed.void_on is not None:
            self._stream.on(deed.void_on, partial(self._void, deed, row.id))

    def _void(self, deed: Deed, row_id: int) -> None:
        actor = self._cast.actor(deed.login)
        with self._instance.database.write_unit(actor) as session:
            service.void(session, actor, BY_NAME[deed.kind], row_id, "对象录入有误")

    def _hazard_code(self, live: int) -> str:
        with system_read(self._instance.database, "a hazard of the demo city") as session:
            return session.get_one(Hazard, self._hazards[live]).public_code
