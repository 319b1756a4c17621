"""Counts and stores a month as the job does, without its documents: the round opens, or gets its newer table."""

from __future__ import annotations

from anjian.campaigns.current import current_pack
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.figures.clocks import AsOf, Kind
from anjian.reports.figures.counting import figure_sets
from anjian.reports.rounds.opening import compiled
from anjian.reports.snapshots.snapshot import keep_snapshot, snapshot_of
from anjian.reports.snapshots.stored import keep_files

PERIOD = "2023-07"
FILE = "附件1.xlsx"


def compile_month(
    instance: Instance, kind: Kind = Kind.PROVISIONAL, *, period: str = PERIOD, sections: str = "{}"
) -> str:
    """The id of the stored compilation."""
    pack = current_pack(instance.settings)
    month = pack.period(period)
    asof = AsOf(pack.code, pack.campaign.starts_on, month.end, take_watermark(instance.database))
    with system_read(instance.database, "test") as session:
        sets = figure_sets(session, pack.annex1, asof)
        snapshot = snapshot_of(pack, month, kind, sets)
    with system_write(instance.database, "test") as session:
        stored = keep_snapshot(session, pack, snapshot, sets, sections, "{}")
        keep_files(session, stored.id, "zezhou", [(FILE, f"file of {stored.id}".encode())])
        compiled(session, pack, stored)
        return stored.id
