"""One running installation: settings, database, attachments and what rooms and plugins contribute."""

from __future__ import annotations

from dataclasses import dataclass

from anjian.config import Settings
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Database
from anjian.plugin_host.registry import Registry


@dataclass(frozen=True, slots=True)
class Instance:
    """Passed to services of jobs, importers and the command line; pages reach it through `anjian.ui.context`."""

    settings: Settings
    database: Database
    store: AttachmentStore
    registry: Registry
