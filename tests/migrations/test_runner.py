"""From nothing to the heads, without drift, once; what does not fit is refused by name; what is left over is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from anjian.app import open_instance
from anjian.config import Settings
from anjian.kernel.errors import Refused
from anjian.migrations import runner
from anjian.migrations.lineage import CORE, belongs_to, lineages
from anjian.plugin_host.instance import Instance


@pytest.fixture
def fresh(tmp_path: Path) -> Instance:
    """An installation over an empty SQLite database."""
    return open_instance(Settings(instance=tmp_path, database_url=""))


def test_from_nothing_to_the_heads_and_no_further(fresh: Instance) -> None:
    names = [lineage.name for lineage in lineages(fresh.registry)]
    assert names[0] == CORE
    assert runner.pending(fresh.database, fresh.registry) == names
    assert runner.upgrade(fresh.database, fresh.registry) == names
    assert runner.pending(fresh.database, fresh.registry) == []
    assert runner.upgrade(fresh.database, fresh.registry) == []


def test_the_tables_are_what_the_models_say(instance: Instance) -> None:
    assert {
        lineage.name: runner.drift(instance.database, instance.registry, lineage.name)
        for lineage in lineages(instance.registry)
    } == {lineage.name: [] for lineage in lineages(instance.registry)}


def test_a_missing_column_is_drift(fresh: Instance) -> None:
    runner.upgrade(fresh.database, fresh.registry)
    with fresh.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE hazard DROP COLUMN remark"))
    (change,) = runner.drift(fresh.database, fresh.registry)
    assert (change[0], change[2], change[3].name) == ("add_column", "hazard", "remark")


def test_a_database_of_a_newer_release_is_refused_by_name(fresh: Instance) -> None:
    runner.upgrade(fresh.database, fresh.registry)
    with fresh.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused, match="核心的数据库版本与已安装的程序不符"):
        runner.upgrade(fresh.database, fresh.registry)


def test_tables_that_nobody_knows_are_told_and_kept(fresh: Instance) -> None:
    runner.upgrade(fresh.database, fresh.registry)
    with fresh.database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE fireworks_shop (id INTEGER PRIMARY KEY)"))
    assert runner.orphans(fresh.database) == ["fireworks_shop"]
    runner.upgrade(fresh.database, fresh.registry)
    assert runner.orphans(fresh.database) == ["fireworks_shop"]


def test_a_lineage_sees_only_tables_of_its_own_prefix(fresh: Instance) -> None:
    core = lineages(fresh.registry)[0]
    assert belongs_to(core, "table", "hazard", None)
    assert not belongs_to(core, "table", "alembic_version_transport", None)
    for name in core.plugins:
        assert not belongs_to(core, "table", f"{name}_anything", None)
