"""An installation over a test database with given plugins: what reports need, without pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from anjian.campaigns.loading import shipped
from anjian.config import Settings
from anjian.kernel import clock
from anjian.kernel.attachments import AttachmentStore
from anjian.kernel.db import Database
from anjian.plugin_api import Plugin, Ref, ReportSection, Room, hookimpl
from anjian.plugin_host.discovery import given
from anjian.plugin_host.instance import Instance
from anjian.plugin_host.registry import build_registry
from anjian.reports.documents.catalogue import usual_documents

PACK = shipped()["jincheng_2023"]
FILES = tuple(document.name for document in usual_documents(PACK))
"""What each unit hands in: 附件1.xlsx, 附件2.xlsx, 月报.docx."""
AUGUST = datetime(2023, 8, 2, 9, 0, tzinfo=clock.SHANGHAI)
ROOMS = (
    Room(
        "core",
        "核心",
        models=(
            "anjian.kernel.ledger", "anjian.kernel.demo", "anjian.kernel.job_run", "anjian.people.models",
            "anjian.campaigns.models", "anjian.enterprises.models", "anjian.hazards.models", "anjian.inspections.models",
            "anjian.reports.snapshots.models", "anjian.reports.templating.models", "anjian.reports.rounds.models",
        ),
    ),
)  # fmt: skip


def installation(database: Database, folder: Path, *plugins: Plugin, section_seconds: float = 20.0) -> Instance:
    settings = Settings(instance=folder, database_url=database.url, section_seconds=section_seconds)
    return Instance(settings, database, AttachmentStore(folder / "attachments"), build_registry(ROOMS, given(plugins)))


class TransportPlugin(Plugin):
    """The transport bureau's plugin with the sections of a test."""

    name = "transport"
    title = "危险货物运输"
    department = "transport"
    api = ">=0.1,<0.2"

    def __init__(self, *builders: str) -> None:
        self._builders = builders

    @hookimpl
    def report_sections(self) -> list[ReportSection]:
        return [
            ReportSection(
                builder, "加强危化品运输安全监管", number, "四.(6)", Ref(f"tests.reports.section_builders:{builder}")
            )
            for number, builder in enumerate(self._builders)
        ]
