"""Proving a stored report (design 6): its bytes are those that were stored, its figures are what the ledger says at its pair of
clocks, and writing it again gives the same files.

Writing again asks no plugin: what the sections said then is stored with the snapshot. A file that comes out otherwise is a
difference only where nothing that writes it has changed since; else the changed versions are named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from anjian.campaigns.current import packs_of
from anjian.campaigns.packs import Pack
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_read
from anjian.plugin_host.instance import Instance
from anjian.reports.compile import Compilation, compile_period, unit_files
from anjian.reports.documents.catalogue import documents_of
from anjian.reports.figures.clocks import AsOf, Kind
from anjian.reports.figures.units import report_units
from anjian.reports.sections.data import result_of
from anjian.reports.snapshots.differences import FigureDifference, figure_differences
from anjian.reports.snapshots.integrity import stored_faults
from anjian.reports.snapshots.models import ReportFile, ReportSnapshot
from anjian.reports.snapshots.seal_check import seal_faults
from anjian.reports.snapshots.sealing import sealed
from anjian.reports.snapshots.snapshot import Snapshot
from anjian.reports.snapshots.stored import stored_sets_of
from anjian.reports.versions import COUNTING, WRITING, Change, changes, versions_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of one snapshot. Sentences are Chinese and name the place."""

    snapshot: str
    campaign: str
    period: str
    kind: str
    sealed: bool
    stored: tuple[str, ...] = ()
    """What is not as it was stored or sealed."""
    figures: tuple[FigureDifference, ...] = ()
    """Figures that the ledger counts otherwise now, at the same pair of clocks."""
    changed_rules: tuple[str, ...] = ()
    """Versions of counting rules and the pack that are others now."""
    files: tuple[str, ...] = ()
    """Files that come out otherwise although nothing that writes them has changed."""
    rewritten: int = 0
    """Files that came out equal."""
    skipped: tuple[str, ...] = ()
    """Files that come out otherwise, written by other versions than then."""
    changed_writers: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not (self.stored or self.figures or self.files)


def snapshots_named(session: Session, what: str | None) -> list[ReportSnapshot]:
    """The stored snapshots that a snapshot id or a month names (None: all), the oldest first. Raises `NotFound`."""
    query = select(ReportSnapshot).order_by(ReportSnapshot.compiled_at, ReportSnapshot.id)
    if what is not None:
        query = query.where((ReportSnapshot.id == what) | (ReportSnapshot.period == what))
    found = list(session.scalars(query))
    if not found:
        raise NotFound(f"没有编号或期间为“{what}”的快照。" if what is not None else "还没有存档的报表。")
    return found


def verify_snapshot(instance: Instance, snapshot_id: str, *, write: bool = True) -> Verification:
    """Prove one stored snapshot; without `write` files are only held against their hashes, not written again.

    Raises `NotFound` for an unknown snapshot, or one of a campaign whose pack is gone.
    """
    with system_read(instance.database, f"verify {snapshot_id}") as session:
        stored = session.get(ReportSnapshot, snapshot_id)
        if stored is None:
            raise NotFound(f"没有编号为“{snapshot_id}”的快照。")
        pack = packs_of(instance.settings).get(stored.campaign_code)
        if pack is None:
            raise NotFound(f"没有专项行动“{stored.campaign_code}”，它的报表不能核验。")
        names = {unit.code: unit.name for unit in report_units(pack)}
        seal = sealed(session, snapshot_id)
        faults = list(stored_faults(session, stored, names))
        faults += seal_faults(session, seal, names) if seal is not None else ()
        found = Verification(
            stored.id, stored.campaign_code, stored.period, stored.kind, seal is not None, tuple(faults)
        )
        again = compiled_again(instance, session, pack, stored)
        try:
            sets = stored_sets_of(session, pack, stored.id)
            figures = tuple(figure_differences(session, pack, sets, again.sets))
        except (ValueError, LookupError, NoResultFound):
            if not faults:
                raise  # sets that match their hashes can be read
            figures = ()
        then, now = json.loads(stored.versions), versions_of(instance.registry, pack, again.templates)
        found = replace(
            found, figures=figures,
            changed_rules=_words(changes(then, now, COUNTING)), changed_writers=_words(changes(then, now, WRITING)),
        )  # fmt: skip
        return _written(session, found, again, names) if write else found


def compiled_again(instance: Instance, session: Session, pack: Pack, stored: ReportSnapshot) -> Compilation:
    """Everything counted again at the stored pair of clocks, under the stored name and with the sections as they were stored,
    for the documents that were handed out."""
    names = set(session.scalars(select(ReportFile.name).where(ReportFile.snapshot_id == stored.id).distinct()))
    told = {unit: tuple(map(result_of, sections)) for unit, sections in json.loads(stored.sections).items()}
    again = compile_period(
        instance, pack, stored.period, units=list(told), effective=stored.effective, known=stored.known,
        kind=Kind(stored.kind), sections=False, full=True,
        documents=[document for document in documents_of(pack) if document.name in names],
    )  # fmt: skip
    snapshot = Snapshot(
        stored.id, stored.content_hash, stored.content, stored.campaign_code, stored.period, Kind(stored.kind),
        AsOf(pack.code, pack.campaign.starts_on, stored.effective, stored.known),
    )  # fmt: skip
    reports = tuple(replace(report, snapshot=snapshot, sections=told[report.unit.code]) for report in again.reports)
    return replace(again, snapshot=snapshot, reports=reports)


def _written(session: Session, found: Verification, again: Compilation, names: Mapping[str, str]) -> Verification:
    kept = {
        (unit, name): sha256
        for unit, name, sha256 in session.execute(
            select(ReportFile.unit_code, ReportFile.name, ReportFile.sha256).where(
                ReportFile.snapshot_id == found.snapshot
            )
        )
    }
    equal = {place for place, sha256 in _hashes(again) if kept.get(place) == sha256}
    others = tuple(f"{names.get(unit, unit)}的“{name}”" for unit, name in sorted(kept.keys() - equal))
    if found.changed_writers:
        return replace(found, rewritten=len(equal), skipped=others)
    return replace(found, rewritten=len(equal), files=others)


def _hashes(again: Compilation) -> Iterator[tuple[tuple[str, str], str]]:
    for report in again.reports:
        for name, content in unit_files(again, report):
            yield (report.unit.code, name), hashlib.sha256(content).hexdigest()


def _words(found: tuple[Change, ...]) -> tuple[str, ...]:
    return tuple(map(str, found))
