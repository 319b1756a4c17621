"""Notices of what falls due in registers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "due_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_notice")),
        sa.UniqueConstraint("subject", "subject_id", "kind", "due_on", "stage", name="uq_due_notice"),
    )
    with op.batch_alter_table("due_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_notice_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_due_notice_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_due_notice_open", ["plugin", "closed_on", "due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_due_notice_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_due_notice_region_code"), ["region_code"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("due_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_notice_region_code"))
        batch_op.drop_index(batch_op.f("ix_due_notice_parent_id"))
        batch_op.drop_index("ix_due_notice_open")
        batch_op.drop_index(batch_op.f("ix_due_notice_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_due_notice_department_code"))

    op.drop_table("due_notice")
