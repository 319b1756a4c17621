"""A stored report is proved; whatever was changed behind the platform's back is found and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyroaring import BitMap
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session, undefer
from tests.reports.filled import Ledger
from tests.reports.handed_out import UNITS, hand_out
from tests.reports.places import AUGUST, FILES, PACK, TransportPlugin, installation

from anjian.hazards.models import Hazard, HazardVersion
from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.errors import NotFound
from anjian.kernel.system import system_read, system_write
from anjian.plugin_host.instance import Instance
from anjian.reports import versions
from anjian.reports.figures.chunks import Content, pack, unpack
from anjian.reports.snapshots.models import ReportChunk, ReportFile, ReportRecordSet, ReportSeal, ReportSnapshot
from anjian.reports.snapshots.verify import Verification, snapshots_named, verify_snapshot

ALL = len(FILES) * len(UNITS)


@pytest.fixture
def instance(database: Database, tmp_path: Path) -> Instance:
    """A sealed month, with one section that was built by a plugin."""
    instance = installation(database, tmp_path, TransportPlugin("good"))
    with clock.at(AUGUST):
        with system_write(database, "test") as session:
            ledger = Ledger(session)
            enterprise = ledger.enterprise()
            for number in (1, 2):
                ledger.hazard(
                    enterprise, date(2023, 6, number), confirmed_on=date(2023, 6, 5), public_code=f"YH202399000{number}"
                )
            ledger.finding(ledger.visit(enterprise, date(2023, 6, 1)), "A1-2.03")
        hand_out(instance)
    return instance


def the_snapshot(session: Session) -> ReportSnapshot:
    return session.scalars(select(ReportSnapshot)).one()


def verified(instance: Instance) -> Verification:
    with system_read(instance.database, "test") as session:
        snapshot_id = the_snapshot(session).id
    with clock.at(AUGUST):
        return verify_snapshot(instance, snapshot_id)


def tampered(instance: Instance, change: Callable[[Session], None]) -> Verification:
    with system_write(instance.database, "test") as session:
        change(session)
    return verified(instance)


def test_what_nobody_touched_holds(instance: Instance) -> None:
    found = verified(instance)
    assert found == Verification(found.snapshot, PACK.code, "2023-07", "终报", sealed=True, rewritten=ALL)
    assert found.holds


def test_later_entries_and_a_plugin_that_is_gone_change_nothing(instance: Instance, tmp_path: Path) -> None:
    with system_write(instance.database, "test") as session:
        ledger = Ledger(session)
        for hazard in session.scalars(select(Hazard)).all():
            ledger.change(hazard, date(2023, 8, 1), content="后来改过的内容", accepted_on=date(2023, 7, 1))
        ledger.finding(ledger.visit(ledger.enterprise(), date(2023, 6, 1)), "A1-2.03")
    found = verified(installation(instance.database, tmp_path))
    assert (found.holds, found.rewritten) == (True, ALL)


def test_a_byte_of_a_file(instance: Instance) -> None:
    def change(session: Session) -> None:
        file = session.scalars(
            select(ReportFile).where(ReportFile.unit_code == "zezhou", ReportFile.name == FILES[0])
        ).one()
        file.content = file.content[:-1] + bytes([file.content[-1] ^ 1])

    assert tampered(instance, change).stored == ("泽州县的“附件1.xlsx”与其校验值不符，文件被改动过。",)


def test_a_file_with_its_hash(instance: Instance) -> None:
    """Whoever writes the hash too contradicts the seal, and what is written again."""

    def change(session: Session) -> None:
        other = session.scalars(
            select(ReportFile).where(ReportFile.unit_code == "city", ReportFile.name == FILES[0])
        ).one()
        file = session.scalars(
            select(ReportFile).where(ReportFile.unit_code == "zezhou", ReportFile.name == FILES[0])
        ).one()
        file.content, file.sha256 = other.content, other.sha256

    found = tampered(instance, change)
    assert found.stored == ("泽州县的“附件1.xlsx”与封存时不同，文件被改动过。",)
    assert found.files == ("泽州县的“附件1.xlsx”",)


def hazard_chunk(session: Session) -> tuple[int, ReportChunk]:
    """Number and row of the one chunk of hazards."""
    kept = session.scalars(
        select(ReportRecordSet).where(ReportRecordSet.record == "hazard").options(undefer(ReportRecordSet.chunks))
    ).one()
    ((number, sha256, _marks),) = json.loads(kept.chunks)
    return number, session.get_one(ReportChunk, sha256)


def test_a_set(instance: Instance) -> None:
    def change(session: Session) -> None:
        number, chunk = hazard_chunk(session)
        atoms = unpack(number, chunk.content).atoms
        chunk.content = pack(Content({atom: BitMap(list(ids)[:-1]) for atom, ids in atoms.items()}))

    found = tampered(instance, change)
    assert found.stored[0].startswith(f"快照 {found.snapshot} 存档的集合“hazard”（第0段")
    assert [(one.unit, one.key, one.stored, one.now, one.only_now) for one in found.figures] == [
        (unit, "A1-1.01", 1, 2, ("YH2023990002",)) for unit in ("全市", "泽州县", "市交通运输局")
    ]
    assert found.changed_rules == ()


def test_a_set_that_cannot_be_read_any_more(instance: Instance) -> None:
    def change(session: Session) -> None:
        hazard_chunk(session)[1].content = b"\0"

    found = tampered(instance, change)
    assert found.stored[0].startswith(f"快照 {found.snapshot} 存档的集合“hazard”（第0段")
    assert not found.holds


def test_a_section(instance: Instance) -> None:
    def change(session: Session) -> None:
        snapshot = the_snapshot(session)
        told = json.loads(snapshot.sections)
        section = next(one for one in told["zezhou"] if one["data"])
        section["data"]["paragraphs"] = ["一切正常。"]
        snapshot.sections = json.dumps(told, ensure_ascii=False)

    found = tampered(instance, change)
    assert found.stored == ("泽州县的章节“加强危化品运输安全监管”与封存时不同，章节内容被改动过。",)
    assert found.files == ("泽州县的“月报.docx”",)


def test_a_version_row(instance: Instance) -> None:
    def change(session: Session) -> None:
        hazard = session.scalars(select(Hazard.id).where(Hazard.public_code == "YH2023990002")).one()
        session.execute(
            update(HazardVersion).where(HazardVersion.hazard_id == hazard).values(accepted_on=date(2023, 7, 1))
        )

    found = tampered(instance, change)
    assert [(one.unit, one.key, one.only_stored, one.only_now) for one in found.figures] == [
        (unit, "A1-1.02", (), ("YH2023990002",)) for unit in ("全市", "泽州县", "市交通运输局")
    ]
    assert not found.holds


def test_a_text_that_no_figure_counts(instance: Instance) -> None:
    def change(session: Session) -> None:
        session.execute(text("UPDATE hazard SET content = '无' WHERE public_code = 'YH2023990002'"))

    found = tampered(instance, change)
    assert found.figures == ()
    assert found.files == tuple(f"{unit}的“附件2.xlsx”" for unit in UNITS)


def test_a_changed_rule_and_a_changed_template_are_named(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    real = versions.versions_of

    def others(*given: Any) -> Any:
        told = {sort: dict(named) for sort, named in real(*given).items()}
        told["rules"]["anjian.reports.figures.rules"] = "0" * 64
        told["templates"]["monthly.docx"] = "1" * 64
        return told

    monkeypatch.setattr("anjian.reports.snapshots.verify.versions_of", others)
    assert verified(instance).skipped == ()
    found = tampered(
        instance, lambda session: session.execute(update(HazardVersion).values(source="上级交办")) and None
    )
    assert found.changed_rules[0].startswith("统计规则“anjian.reports.figures.rules”由 ")
    assert [change.split("“")[0] for change in found.changed_writers] == ["统计规则", "文书模板"]
    assert (found.files, len(found.skipped) > 0) == ((), True)
    assert {one.key for one in found.figures} >= {"A1-1.01", "A1-1.07"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"note": "另有说明"}, "2023-07终报的封存记录的数据列与其封存文本不符，数据列被改动过。"),
        ({"content": "{}"}, "2023-07终报的封存记录与其校验值不符，封存文本被改动过。"),
    ],
)
def test_a_seal(instance: Instance, values: dict[str, str], sentence: str) -> None:
    assert tampered(instance, lambda session: session.execute(update(ReportSeal).values(**values)) and None).stored == (
        sentence,
    )


def test_which_snapshots_are_meant(instance: Instance) -> None:
    with system_read(instance.database, "test") as session:
        one = the_snapshot(session)
        assert (
            snapshots_named(session, "2023-07")
            == snapshots_named(session, one.id)
            == snapshots_named(session, None)
            == [one]
        )
        with pytest.raises(NotFound, match="没有编号或期间为“2023-06”的快照"):
            snapshots_named(session, "2023-06")
