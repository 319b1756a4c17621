"""The jobs `stage-report` and `summary-report`: documents of the campaign that are due on one day (R-111, R-112).

The day is the pack's. A job looks each morning for what fell due lately and is not stored yet, so a worker that was off on the
day makes up for it; the document still says what was true on its day.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from anjian.campaigns.current import working_packs
from anjian.campaigns.packs import Pack
from anjian.plugin_api.types import JobContext
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import Compilation, compile_period
from anjian.reports.documents.catalogue import Document, documents_of
from anjian.reports.figures.clocks import Kind
from anjian.reports.monthly import write_all
from anjian.reports.snapshots.models import ReportSnapshot
from anjian.reports.snapshots.snapshot import keep_snapshot
from anjian.reports.snapshots.stored import keep_files

LOOK_BACK = timedelta(days=40)
KINDS = {"stage": Kind.STAGE, "summary": Kind.SUMMARY}
"""Document's code -> what its snapshot is called."""


def run_stage(ctx: JobContext) -> str:
    """阶段性推进落实情况 of every unit and the city, as of its day."""
    return _run(ctx, "stage")


def run_summary(ctx: JobContext) -> str:
    """工作总结 of every unit and the city, as of its day."""
    return _run(ctx, "summary")


def due_on(pack: Pack, document: Document) -> date | None:
    """The one day of a document; None for a monthly one."""
    return next((rule.on for rule in pack.dates if rule.code == document.date_rule), None)


def compile_dated(
    instance: Instance, pack: Pack, document: Document, day: date, units: list[str] | None = None
) -> Compilation:
    """Count as of the document's day, for the named units (None: all)."""
    period = pack.period_on(day)
    code = period.code if period is not None else f"{day:%Y-%m}"
    return compile_period(
        instance, pack, code, units=units, effective=day, kind=KINDS[document.code], documents=[document]
    )


def _run(ctx: JobContext, code: str) -> str:
    instance: Instance = ctx.instance
    for pack in working_packs(instance.settings):
        for document in documents_of(pack):
            day = due_on(pack, document)
            if document.code == code and day is not None and _is_due(ctx, pack, KINDS[code], day):
                return _compile(ctx, instance, pack, document, day)
    return "今天没有到期的报告需要编制。"


def _is_due(ctx: JobContext, pack: Pack, kind: Kind, day: date) -> bool:
    """On its day always (the run's key says once); within `LOOK_BACK` after it, if nothing is stored."""
    if ctx.day == day:
        return True
    if not day < ctx.day <= day + LOOK_BACK:
        return False
    with ctx.run.read() as session:
        stored = select(ReportSnapshot.id).where(
            ReportSnapshot.campaign_code == pack.code, ReportSnapshot.kind == str(kind), ReportSnapshot.effective == day
        )
        return session.scalars(stored.limit(1)).first() is None


def _compile(ctx: JobContext, instance: Instance, pack: Pack, document: Document, day: date) -> str:
    compilation = compile_dated(instance, pack, document, day)
    written = write_all(ctx, compilation)
    sentence = f"已编制{len(compilation.reports)}个单位的{document.title}（截至{day}）。"
    with ctx.run.finish(sentence) as session:
        keep_snapshot(
            session, pack, compilation.snapshot, compilation.sets, compilation.sections_json, compilation.versions_json
        )
        for unit_code, files in written.items():
            keep_files(session, compilation.snapshot.id, unit_code, files)
    return sentence
