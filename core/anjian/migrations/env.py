"""The one Alembic environment: `migrations.runner` hands it a connection and the lineage to move."""

from typing import Any, Literal

from alembic import context

from anjian.kernel.db import Base
from anjian.kernel.types import UtcDateTime
from anjian.migrations.lineage import Lineage, belongs_to


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our own column types as the plain types that they are in the database: migrations import nothing of ours."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


config = context.config
lineage: Lineage = config.attributes["lineage"]
context.configure(
    connection=config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=lineage.version_table,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
    include_object=lambda obj, name, kind, _reflected, _other: belongs_to(lineage, kind, name, obj),
)
context.run_migrations()
