"""Pages of stored reports: which there are and how they were sealed; of one its seal, files, sections, versions; its proof."""

from __future__ import annotations

import json
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import undefer

from anjian.campaigns.packs import Pack
from anjian.kernel.errors import Forbidden, NotFound
from anjian.reports.drilldown.figure_rows import chosen_pack, pack_named
from anjian.reports.figures.clocks import chinese_day
from anjian.reports.figures.units import ReportUnit
from anjian.reports.queries import definition_of, visible_units
from anjian.reports.snapshots.models import ReportFile, ReportSeal, ReportSnapshot
from anjian.reports.snapshots.sealing import failures, sealed
from anjian.reports.snapshots.verify import verify_snapshot
from anjian.reports.versions import SORTS
from anjian.ui.context import current_instance
from anjian.ui.pages import Fact
from anjian.ui.view import View
from anjian.ui.words import Light, moment


def seal_light(seal: ReportSeal | None) -> Light:
    """How a stored report is closed, in a word."""
    if seal is None:
        return Light("grey", "未封存")
    return Light("yellow", "已封存（不齐全）") if seal.missing_units else Light("green", "已封存")


class Snapshots(View):
    """Every stored report of a campaign, the newest first, with its seal."""

    permission = "reports.view"

    def get(self) -> ResponseReturnValue:
        pack = chosen_pack()
        rows = self.session.execute(
            select(ReportSnapshot, ReportSeal)
            .outerjoin(ReportSeal, ReportSeal.snapshot_id == ReportSnapshot.id)
            .where(ReportSnapshot.campaign_code == pack.code)
            .order_by(ReportSnapshot.compiled_at.desc(), ReportSnapshot.id)
        ).all()
        return self.render(
            "reports/snapshots.html", title="存档和封存", pack=pack, rows=rows, seal_light=seal_light,
            label=lambda snapshot: f"{pack.period(snapshot.period).label}{snapshot.kind}", day=chinese_day,
        )  # fmt: skip


class SnapshotPage(View):
    """One stored report: what it rests on, who sealed it, what was handed out, what is missing, by what it was made."""

    permission = "reports.view"
    snapshot: ReportSnapshot
    seal: ReportSeal | None
    pack: Pack
    units: tuple[ReportUnit, ...]

    def load(self, **place: Any) -> None:
        found = self.session.get(
            ReportSnapshot, place["snapshot_id"], options=[undefer(ReportSnapshot.sections), undefer(ReportSnapshot.versions)]
        )  # fmt: skip
        if found is None:
            raise NotFound(f"没有编号为“{place['snapshot_id']}”的快照。")
        self.snapshot, self.pack = found, pack_named(found.campaign_code)
        self.seal = sealed(self.session, found.id)
        self.units = visible_units(self.session, self.pack, self.actor)

    @property
    def title(self) -> str:
        return f"{self.pack.period(self.snapshot.period).label}{self.snapshot.kind}"

    def get(self) -> ResponseReturnValue:
        return self.render(
            "reports/snapshot.html", title=self.title, pack=self.pack, snapshot=self.snapshot, seal=self.seal,
            facts=self.facts(), files=self.files(), failed=failures(json.loads(self.snapshot.sections)),
            explanations=self.explanations(), versions=self.versions(), may_verify=self.actor.sees_all,
        )  # fmt: skip

    def facts(self) -> list[Fact]:
        snapshot = self.snapshot
        return [
            Fact("封存", seal_light(self.seal), note=moment(self.seal.sealed_at) if self.seal is not None else ""),
            Fact("数据截至", chinese_day(snapshot.effective), note=f"台账第{snapshot.known}号记录"),
            Fact("编制时间", moment(snapshot.compiled_at), note=f"快照编号 {snapshot.id}"),
        ]

    def files(self) -> list[tuple[str, list[tuple[str, str, int, str]]]]:
        """By unit whose tables the reader may open: name, address, bytes and hash of each file."""
        kept: dict[str, list[ReportFile]] = {}
        for file in self.session.scalars(
            select(ReportFile).where(ReportFile.snapshot_id == self.snapshot.id).order_by(ReportFile.id)
        ):
            kept.setdefault(file.unit_code, []).append(file)
        return [
            (unit.name, [(file.name, self.address(unit, file), file.size, file.sha256) for file in kept[unit.code]])
            for unit in self.units
            if unit.code in kept
        ]

    def address(self, unit: ReportUnit, file: ReportFile) -> str:
        """The file as it was handed out."""
        snapshot = self.snapshot
        return url_for(
            "reports.file", campaign=self.pack.code, period=snapshot.period, unit=unit.code, name=file.name,
            effective=snapshot.effective.isoformat(), known=snapshot.known,
        )  # fmt: skip

    def explanations(self) -> list[tuple[str, str, str]]:
        """What units said about their figures when it was sealed: unit, figure, text."""
        if self.seal is None:
            return []
        told = json.loads(self.seal.content)["explanations"]
        return [
            (unit.name, definition_of(self.pack, key)[0], text)
            for unit in self.units
            for key, text in sorted(told.get(unit.code, {}).items())
        ]

    def versions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        told = json.loads(self.snapshot.versions)
        return [(title, sorted(told[sort].items())) for sort, title in SORTS.items() if told.get(sort)]


class VerifyPage(SnapshotPage):
    """The proof of a stored report, on demand: everything is counted again, with `files=1` every file written again."""

    def get(self) -> ResponseReturnValue:
        if not self.actor.sees_all:
            raise Forbidden("核验要重新统计全市数据，由领导组办公室、领导组或监督人员进行；您可以请领导组办公室核验。")
        write = "files" in request.args
        found = verify_snapshot(current_instance(), self.snapshot.id, write=write)
        return self.render(
            "reports/verify.html", title=f"{self.title}核验", report=self.title, snapshot=self.snapshot, found=found,
            written=write, seal=self.seal,
        )  # fmt: skip
