"""One question has one answer, byte for byte: in another process, language, time zone, order of hashing, on another day, and
after later entries."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import select
from tests.reports import compile_starter
from tests.reports.filled import Ledger

from anjian.hazards.models import Hazard
from anjian.hazards.words import Source, State
from anjian.kernel.db import Database
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_write

PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LANG": "C", "LC_ALL": "POSIX"},
)
DAYS = ("2023-08-02T09:00:00+08:00", "2023-12-31T23:59:59+08:00")


def compiled(database: Database, folder: Path, known: int, place: dict[str, str], moment: str) -> dict[str, str]:
    """File -> hash, written by a process of its own."""
    environment = os.environ | place | {"PYTHONPATH": os.pathsep.join([".", "core"]), "PYTHONUTF8": "1"}
    command = [sys.executable, str(Path(compile_starter.__file__)), database.url, str(folder), str(known), moment]
    subprocess.run(command, env=environment, check=True, timeout=240)
    files = sorted((folder / "out").rglob("*.*"))
    return {path.name + path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def fill(database: Database) -> None:
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        for place in ("140525", "140502", "140524"):
            enterprise = ledger.enterprise(region=place)
            for source in Source:
                ledger.hazard(enterprise, date(2023, 6, 1), confirmed_on=date(2023, 6, 5), source=str(source))
            ledger.finding(ledger.visit(enterprise, date(2023, 6, 1)), "A1-2.03")


def test_one_question_one_answer(database: Database, tmp_path: Path) -> None:
    fill(database)
    known = take_watermark(database)
    first = compiled(database, tmp_path / "first", known, PLACES[0], DAYS[0])
    with system_write(database, "test") as session:
        ledger = Ledger(session)
        for hazard in session.scalars(select(Hazard)).all():
            ledger.change(hazard, date(2023, 7, 1), content="后来更正的内容", state=str(State.WITHDRAWN))
        ledger.hazard(ledger.enterprise(), date(2023, 6, 1), confirmed_on=date(2023, 6, 5))
    assert compiled(database, tmp_path / "second", known, PLACES[1], DAYS[1]) == first
    assert len(first) == 6
    assert compiled(database, tmp_path / "third", take_watermark(database), PLACES[1], DAYS[1]) != first
