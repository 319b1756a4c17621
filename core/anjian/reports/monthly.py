"""The job `monthly-report`: each month's tables of all units and the city, once provisional and once final (R-110, R-117)."""

from __future__ import annotations

from pathlib import Path

from anjian.campaigns.current import current_pack
from anjian.plugin_api.types import JobContext
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import compile_period, unit_files, unit_folder
from anjian.reports.rounds.opening import compiled
from anjian.reports.documents.catalogue import monthly_documents
from anjian.reports.figures.clocks import Kind
from anjian.reports.snapshots.snapshot import keep_snapshot
from anjian.reports.snapshots.stored import keep_files


def report_folder(instance: Instance) -> Path:
    """Where the job puts its files: `reports/2023-07/泽州县/附件1.xlsx` in the instance's folder."""
    return instance.settings.instance / "reports"


def run(ctx: JobContext) -> str:
    """Count and write everything first; then, in the one write unit, keep snapshot and files, which appear after commit."""
    instance: Instance = ctx.instance
    pack = current_pack(instance.settings)
    compilation = compile_period(
        instance,
        pack,
        ctx.period,
        kind=Kind.FINAL if ctx.final else Kind.PROVISIONAL,
        documents=monthly_documents(pack),
    )
    written: dict[str, list[tuple[str, bytes]]] = {}
    for report in compilation.reports:
        folder = unit_folder(report_folder(instance), compilation.period, report.unit)
        written[report.unit.code] = files = list(unit_files(compilation, report))
        for name, content in files:
            ctx.run.file_for(folder / name).write_bytes(content)
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
