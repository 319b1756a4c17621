"""Names that every dialect can hold."""

from __future__ import annotations

from sqlalchemy import Constraint, Index

from anjian.kernel.db import Base
from anjian.kernel.names import LIMIT, short
from anjian.plugin_host.instance import Instance


def test_short_names_are_kept_and_long_ones_differ() -> None:
    assert short("ix_hazard_state") == "ix_hazard_state"
    pair = [short(f"fk_transport_vehicle_version_{column}") for column in ("enterprise_id", "transport_vehicle_id")]
    assert [len(name) for name in pair] == [LIMIT, LIMIT] and pair[0] != pair[1]


def test_every_table_column_constraint_and_index_has_a_short_name(instance: Instance) -> None:
    named: list[str | None] = []
    for table in Base.metadata.tables.values():
        parts: list[Constraint | Index] = [*table.constraints, *table.indexes]
        named += [table.name, *(column.name for column in table.columns)]
        named += [None if part.name is None else str(part.name) for part in parts]
    assert len(named) > 100
    assert [name for name in named if name is None or len(name) > LIMIT] == []
