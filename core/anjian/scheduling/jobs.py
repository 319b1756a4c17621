"""Jobs of the core itself."""

from __future__ import annotations

from anjian.kernel import clock
from anjian.kernel.ledger import Watermark, known_at, take_watermark
from anjian.plugin_api.types import JobContext


def keep_watermark(ctx: JobContext) -> str:
    """Fix what the ledger knew at the beginning of the day, so that a figure asked with that moment never changes."""
    moment = clock.start_of(ctx.day)
    take_watermark(ctx.instance.database)  # waits until every writer of yesterday has committed
    with ctx.run.finish(f"已固定{ctx.day:%Y-%m-%d}零时的台账截点。") as session:
        if session.get(Watermark, moment) is None:
            session.add(Watermark(moment=moment, event_no=known_at(session, moment)))
    return ""
