"""Sealing is an act on a stored snapshot: once, chained, covering everything that was handed out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.reports import job_starter
from tests.reports.filled import CLERK, Ledger

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.kernel.errors import Forbidden, NotFound, Refused
from anjian.kernel.ledger import GENESIS, AuditEntry, Watermark
from anjian.kernel.system import system_read, system_write
from anjian.reports.snapshots.models import ReportFile, ReportSeal, ReportSnapshot
from anjian.reports.snapshots.seal_check import seal_faults
from anjian.reports.snapshots.sealing import failed_sections, seal, sealed, seals

OFFICE = replace(CLERK, person_name="封存人（演示）", unit_name="领导组办公室", permissions=frozenset({"reports.seal"}))


@pytest.fixture
def stored(database: Database, tmp_path: Path) -> Database:
    """One compiled month."""
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        ledger.hazard(ledger.enterprise(), date(2023, 6, 1), confirmed_on=date(2023, 6, 5))
    job_starter.run(database, tmp_path)
    return database


def the_snapshot(session: Session) -> ReportSnapshot:
    return session.scalars(select(ReportSnapshot)).one()


def test_a_seal_covers_everything_and_stands_in_the_audit(stored: Database) -> None:
    with system_write(stored, "test") as session, clock.at(job_starter.AUGUST):
        snapshot = the_snapshot(session)
        row = seal(
            session, snapshot.id, missing=("高平市",), by=OFFICE, note="按时封存",
            explanations={"zezhou": {"A1-1.01": "本月新增企业较多"}},
        )  # fmt: skip
        told = json.loads(row.content)
        assert (row.missing_units, row.note, row.previous) == (("高平市",), "按时封存", GENESIS)
        assert told["snapshot"] == snapshot.content_hash
        kept = session.scalars(select(ReportFile)).all()
        assert {(unit, *file) for unit, files in told["files"].items() for file in files.items()} == {
            (file.unit_code, file.name, file.sha256) for file in kept
        }
        assert told["versions"] == json.loads(snapshot.versions)
        assert sorted(told["versions"]) == ["libraries", "pack", "plugins", "rules", "templates", "writers"]
        assert told["explanations"] == {"zezhou": {"A1-1.01": "本月新增企业较多"}}
        assert (told["sealed_by"], told["unit_name"]) == ("封存人（演示）", "领导组办公室")
        entry = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "report_seal")).one()
        assert (entry.action, json.loads(entry.detail)["封存校验值"]) == ("封存报表", row.hash)
        assert session.get_one(Watermark, snapshot.compiled_at).event_no == snapshot.known
    with system_read(stored, "test") as session:
        kept = sealed(session, the_snapshot(session).id)
        assert kept is not None
        assert list(seal_faults(session, kept, {})) == []
        assert [row.id for row in seals(session, "jincheng_2023")] == [kept.id]


def test_the_seal_says_which_sections_failed(stored: Database) -> None:
    with system_write(stored, "test") as session:
        row = seal(session, the_snapshot(session).id)
        failed = failed_sections(row)
    assert "市生态环境局" in {one.department for one in failed}
    assert {one.failure for one in failed} == {"对应的专业模块未安装，本节没有数据。"}


def test_once_and_by_the_office_only(stored: Database) -> None:
    with system_write(stored, "test") as session, clock.at(job_starter.AUGUST):
        snapshot_id = the_snapshot(session).id
        with pytest.raises(Forbidden, match="领导组办公室"):
            seal(session, snapshot_id, by=CLERK)
        with pytest.raises(NotFound, match="没有编号"):
            seal(session, "0123456789abcdef", by=OFFICE)
        seal(session, snapshot_id, by=OFFICE)
    with system_write(stored, "test") as session:
        with pytest.raises(Refused, match="已由领导组办公室封存人（演示）于2023年8月2日封存，不能再次封存"):
            seal(session, snapshot_id, by=OFFICE)
        assert len(session.scalars(select(ReportSeal)).all()) == 1


def test_what_was_changed_before_is_not_sealed(stored: Database) -> None:
    with system_write(stored, "test") as session:
        file = session.scalars(select(ReportFile).where(ReportFile.unit_code == "zezhou")).first()
        assert file is not None
        file.content = file.content + b" "
    with system_write(stored, "test") as session, pytest.raises(Refused, match="与其校验值不符，文件被改动过"):
        seal(session, the_snapshot(session).id)


def test_seals_of_a_campaign_are_a_chain(stored: Database, tmp_path: Path) -> None:
    with system_write(stored, "test") as session:
        first = seal(session, the_snapshot(session).id)
        first_hash = first.hash
        other = ReportSnapshot(
            id="1" * 16, campaign_code="jincheng_2023", period="2023-08", kind="终报", effective=date(2023, 8, 31), known=1,
            content_hash="", content="", sections="{}", compiled_at=clock.now(),
        )  # fmt: skip
        other.content = json.dumps(
            {"campaign": "jincheng_2023", "period": "2023-08", "effective": "2023-08-31", "known": 1, "sets": {}, "amounts": ""}
        )  # fmt: skip
        session.add(other)
        session.flush()
        with pytest.raises(Refused):
            seal(session, other.id)
        assert session.scalars(select(ReportSeal.hash)).all() == [first_hash]
