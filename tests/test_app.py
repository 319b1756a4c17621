"""Starting: a process that starts looks at tables, and waits for nobody who writes."""

from __future__ import annotations

import pytest

from anjian.app import create_app
from anjian.cli.common import ready_instance
from anjian.kernel.numbering import next_codes
from anjian.kernel.system import system_write
from anjian.migrations.runner import drift, orphans, pending
from anjian.plugin_host.instance import Instance
from anjian.testing.installing import open_city
from anjian.web.health import examine


def test_a_process_starts_while_a_long_import_writes(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANJIAN_INSTANCE", str(instance.settings.instance))
    monkeypatch.setenv("ANJIAN_DATABASE_URL", instance.database.url)
    with system_write(instance.database, "a long import") as session:
        next_codes(session, "YH2023", 1)
        started = open_city(instance.database.url, instance.settings.instance)
        create_app(started)
        assert pending(started.database, started.registry) == []
        assert drift(started.database, started.registry) == []
        assert orphans(started.database) == []
        assert [found.message for found in examine(started) if found.name == "数据库"] == ["版本一致"]
        ready_instance().database.dispose()
        started.database.dispose()
