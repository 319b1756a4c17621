"""The child process in which plugins' report sections are built: it opens the database itself and answers over a pipe."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from multiprocessing.connection import Connection

from sqlalchemy.orm import configure_mappers

from anjian.kernel.db import Database
from anjian.kernel.demo import follow_clock
from anjian.kernel.system import system_read
from anjian.plugin_api.section_types import ReportSection, SectionContext
from anjian.reports.sections.data import SectionFault, pack_data

READY = b"ready"
DATA, FAILED = b"+", b"-"
"""The first byte of an answer: JSON of the data follows, or JSON of `[sentence for print, reason]`."""
REASON = 2_000
"""Characters that are kept of a reason."""


@dataclass(frozen=True, slots=True)
class SectionRequest:
    """One section for one unit; everything but the session that `SectionContext` holds."""

    section: ReportSection
    modules: tuple[str, ...]
    """Modules that define the plugin's tables."""
    campaign: str
    period: str
    starts_on: date
    effective: date
    known: int
    unit_name: str
    region_code: str | None
    department_code: str | None
    plugin: str
    plugin_department: str
    industries: tuple[str, ...]
    counties: tuple[tuple[str, str], ...]


def serve(pipe: Connection, database_url: str, core_modules: tuple[str, ...], demo: bool) -> None:
    """Answer requests until the pipe closes. What a plugin prints goes nowhere: standard output is the command's own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    _import_all(core_modules)
    database = Database(database_url)
    if demo:
        with system_read(database, "the clock of the instance") as session:
            follow_clock(session)
    pipe.send_bytes(READY)
    while True:
        try:
            request: SectionRequest = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(_answer(database, request))


def _answer(database: Database, request: SectionRequest) -> bytes:
    try:
        _import_all(request.modules)
        configure_mappers()
        with system_read(database, f"report section {request.section.key}") as session:
            data = request.section.build.load()(_context(session, request))
            return DATA + pack_data(data, request.section)
    except SectionFault as fault:
        return _failed(str(fault), str(fault))
    except (Exception, SystemExit) as error:  # whatever a plugin raises must not take the report with it
        return _failed("章节生成时出错。", f"{type(error).__name__}: {error}"[:REASON])


def _failed(sentence: str, reason: str) -> bytes:
    return FAILED + json.dumps([sentence, reason]).encode()


def _context(session: object, request: SectionRequest) -> SectionContext:
    return SectionContext(
        session=session,  # type: ignore[arg-type]
        campaign=request.campaign,
        period=request.period,
        starts_on=request.starts_on,
        effective=request.effective,
        known=request.known,
        unit_name=request.unit_name,
        region_code=request.region_code,
        department_code=request.department_code,
        plugin=request.plugin,
        plugin_department=request.plugin_department,
        industries=request.industries,
        counties=request.counties,
    )


def _import_all(modules: Iterable[str]) -> None:
    for module in modules:
        import_module(module)


def _end_with_parent(parent: int) -> None:
    """A section that hangs must not outlive a parent that was killed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
