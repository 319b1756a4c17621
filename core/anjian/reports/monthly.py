"""The job `monthly-report`: each month's tables of all units and the city, once provisional and once final (R-110, R-117)."""

from __future__ import annotations

from pathlib import Path

from anjian.campaigns.current import pack_of
from anjian.plugin_api.types import JobContext
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import Compilation, compile_period, unit_files, unit_folder
from anjian.reports.documents.catalogue import monthly_documents
from anjian.reports.figures.clocks import Kind
from anjian.reports.rounds.opening import compiled
from anjian.reports.snapshots.snapshot import keep_snapshot
from anjian.reports.snapshots.stored import keep_files


def report_folder(instance: Instance, campaign: str) -> Path:
    """Where the job puts its files: `reports/2023-07/泽州县/附件1.xlsx` in the instance's folder; those of a campaign beside
    the city's own in a folder of its code."""
    folder = instance.settings.instance / "reports"
    return folder if campaign == instance.settings.campaign else folder / campaign


def run(ctx: JobContext) -> str:
    """Count and write everything first; then, in the one write unit, keep snapshot and files, which appear after commit."""
    instance: Instance = ctx.instance
    pack = pack_of(instance.settings, ctx.campaign)
    compilation = compile_period(
        instance,
        pack,
        ctx.period,
        kind=Kind.FINAL if ctx.final else Kind.PROVISIONAL,
        documents=monthly_documents(pack),
    )
    written = write_all(ctx, compilation)
    snapshot = compilation.snapshot
    titles = "、".join(document.title for document in compilation.documents)
    sentence = f"已编制{compilation.period.label}{len(compilation.reports)}个单位的{titles}（{snapshot.kind}）。"
    failed = sorted(
        {result.department for report in compilation.reports for result in report.sections if result.failure}
    )
    if failed:
        sentence += f"以下单位的章节缺失：{'、'.join(failed)}。"
    with ctx.run.finish(sentence) as session:
        stored = keep_snapshot(
            session, pack, snapshot, compilation.sets, compilation.sections_json, compilation.versions_json
        )
        for unit_code, files in written.items():
            keep_files(session, snapshot.id, unit_code, files)
        compiled(session, pack, stored)
    return sentence


def write_all(ctx: JobContext, compilation: Compilation) -> dict[str, list[tuple[str, bytes]]]:
    """Write every unit's files where they shall appear once the run is committed; returns them by the unit's code."""
    written: dict[str, list[tuple[str, bytes]]] = {}
    for report in compilation.reports:
        folder = unit_folder(report_folder(ctx.instance, compilation.pack.code), compilation.period, report.unit)
        written[report.unit.code] = files = list(unit_files(compilation, report))
        for name, content in files:
            ctx.run.file_for(folder / name).write_bytes(content)
    return written
