"""Files that were uploaded for an import and wait to be confirmed: `<instance>/imports/<account>/<token>/`."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from anjian.kernel import clock
from anjian.plugin_api.types import JobContext

FOLDER = "imports"
KEPT = timedelta(days=1)
"""How long an upload waits; the marked copy with what is to be corrected too."""


def place_of(instance_folder: Path, account_id: int | None, token: str) -> Path:
    """The folder of one upload."""
    return instance_folder / FOLDER / str(account_id) / token


def forget_stale(ctx: JobContext) -> str:
    """The daily job: delete what nobody confirmed within a day. Lists of enterprises and people must not lie about."""
    oldest = (clock.machine_now() - KEPT).timestamp()  # a file's age is the machine's, whatever a demo's clock shows
    stale = [
        place
        for place in sorted((ctx.instance.settings.instance / FOLDER).glob("*/*"))
        if place.stat().st_mtime < oldest
    ]
    for place in stale:
        shutil.rmtree(place, ignore_errors=True)
    return f"已删除{len(stale)}个超过一天未确认的上传文件。" if stale else "没有超过一天未确认的上传文件。"
