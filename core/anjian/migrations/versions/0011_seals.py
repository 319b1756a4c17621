"""Seals of stored reports; by what each report was counted and written."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_snapshot", sa.Column("versions", sa.Text(), server_default="{}", nullable=False))
    op.create_table(
        "report_seal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=False),
        sa.Column("campaign_code", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.Column("sealed_by", sa.String(length=200), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_seal_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_seal")),
        sa.UniqueConstraint("campaign_code", "previous", name="uq_report_seal_chain"),
        sa.UniqueConstraint("hash", name=op.f("uq_report_seal_hash")),
        sa.UniqueConstraint("snapshot_id", name=op.f("uq_report_seal_snapshot_id")),
    )


def downgrade() -> None:
    op.drop_table("report_seal")
    op.drop_column("report_snapshot", "versions")
