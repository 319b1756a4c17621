"""Campaigns side by side: which ones an installation works with, and their scopes; visits that people gave to some campaigns only."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign", sa.Column("working", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("campaign", sa.Column("categories", sa.Text(), server_default="", nullable=False))
    op.add_column("campaign", sa.Column("criteria_sets", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "visit_campaign",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campaign_code", sa.String(length=40), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_campaign_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_campaign")),
    )
    op.create_index("ix_visit_campaign_visit", "visit_campaign", ["visit_id", "campaign_code"], unique=False)


def downgrade() -> None:
    op.drop_table("visit_campaign")
    for name in ("criteria_sets", "categories", "working"):
        op.drop_column("campaign", name)
