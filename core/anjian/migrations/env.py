"""The one Alembic environment: `migrations.runner` hands it a connection and the lineage to move."""

from alembic import context

from anjian.kernel.db import Base
from anjian.migrations.lineage import Lineage, belongs_to

config = context.config
lineage: Lineage = config.attributes["lineage"]
context.configure(
    connection=config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=lineage.version_table,
    render_as_batch=True,
    compare_type=True,
    include_object=lambda obj, name, kind, _reflected, _other: belongs_to(lineage, kind, name, obj),
)
context.run_migrations()
