"""Daily anchors of the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_anchor",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until_no", sa.BigInteger(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_anchor")),
        sa.UniqueConstraint("day", name=op.f("uq_ledger_anchor_day")),
        sa.UniqueConstraint("event_no", name=op.f("uq_ledger_anchor_event_no")),
        sa.UniqueConstraint("previous", name=op.f("uq_ledger_anchor_previous")),
        sa.UniqueConstraint("root", name=op.f("uq_ledger_anchor_root")),
    )


def downgrade() -> None:
    op.drop_table("ledger_anchor")
