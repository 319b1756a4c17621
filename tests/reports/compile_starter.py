"""Compiles July 2023 of two units over a database: `python compile_starter.py URL FOLDER KNOWN MOMENT`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from tests.reports.places import PACK, TransportPlugin, installation

from anjian.kernel import clock
from anjian.kernel.db import Database
from anjian.reports.compile import compile_period, write_files

if __name__ == "__main__":
    url, folder, known, moment = sys.argv[1:]
    with clock.at(datetime.fromisoformat(moment)):
        instance = installation(Database(url), Path(folder), TransportPlugin("good"))
        compilation = compile_period(instance, PACK, "2023-07", units=["全市", "泽州县"], known=int(known))
        write_files(compilation, Path(folder) / "out")
