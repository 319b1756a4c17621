"""Reminders to enterprises about their hazards; filters that accounts keep for their lists."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hazard_reminder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        sa.Column("reminded_by", sa.String(length=200), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_hazard_reminder_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_reminder")),
    )
    op.create_index(op.f("ix_hazard_reminder_depa_b860d8"), "hazard_reminder", ["department_code"], unique=False)
    op.create_index(op.f("ix_hazard_reminder_ente_33bf10"), "hazard_reminder", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_hazard_reminder_hazard_id"), "hazard_reminder", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_hazard_reminder_parent_id"), "hazard_reminder", ["parent_id"], unique=False)
    op.create_index(op.f("ix_hazard_reminder_region_code"), "hazard_reminder", ["region_code"], unique=False)
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("account_id", "page", "name", name="uq_saved_filter"),
    )


def downgrade() -> None:
    op.drop_table("saved_filter")
    op.drop_table("hazard_reminder")
