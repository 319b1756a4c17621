"""A process that starts the run `month` of a job, as the tests of `job_run` need it: `python job_starter.py URL FOLDER PAUSE`.

The work draws a code (its effect), writes a file, says that it is at work, and pauses before its final unit.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from anjian.kernel.db import Database
from anjian.kernel.job_run import Claim, run_once
from anjian.kernel.numbering import next_codes


def main(url: str, folder: Path, pause: float) -> None:
    database = Database(url)

    def work(claim: Claim) -> str:
        claim.file_for(folder / "表.txt").write_text(f"attempt {claim.attempt}")
        (folder / "at-work").touch()
        time.sleep(pause)
        with claim.finish("已编制。") as session:
            next_codes(session, "EFFECT", 1)
        return ""

    outcome = run_once(database, "month", "月报", work, wait=60)
    sys.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
