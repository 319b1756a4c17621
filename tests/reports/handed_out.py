"""Stores a month's compilation of a few units, as the job does for all."""

from __future__ import annotations

from collections.abc import Sequence

from anjian.campaigns.current import current_pack
from anjian.kernel.system import system_write
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period, unit_files
from anjian.reports.snapshots.sealing import seal
from anjian.reports.snapshots.snapshot import keep_snapshot
from anjian.reports.snapshots.stored import keep_files

UNITS = ("全市", "泽州县")


def hand_out(instance: Instance, units: Sequence[str] = UNITS, period: str = "2023-07", *, sealed: bool = True) -> str:
    """Compile, keep and seal; returns the snapshot's id."""
    pack = current_pack(instance.settings)
    compilation = compile_period(instance, pack, period, units=units)
    files = {report.unit.code: list(unit_files(compilation, report)) for report in compilation.reports}
    told = compilation.sections_json, compilation.versions_json
    with system_write(instance.database, "a month of a test") as session:
        stored = keep_snapshot(session, pack, compilation.snapshot, compilation.sets, *told)
        for unit, named in files.items():
            keep_files(session, stored.id, unit, named)
    if sealed:
        with system_write(instance.database, "a seal of a test") as session:
            seal(session, compilation.snapshot.id, note="按时封存")
    return compilation.snapshot.id
