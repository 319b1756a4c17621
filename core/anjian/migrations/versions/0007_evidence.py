"""Evidence: who kept a file at which step, what its camera wrote, voiding; the public pages of hazards."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("taken_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("latitude", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("added_name", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("unit_name", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("event_no", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("voided", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("voided_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("voided_by", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("void_reason", sa.Text(), nullable=True))
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.alter_column("voided", server_default=None)
    op.create_table(
        "hazard_board",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by", sa.String(length=200), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_by", sa.String(length=200), nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_hazard_board_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_board")),
        sa.UniqueConstraint("token", name=op.f("uq_hazard_board_token")),
    )
    with op.batch_alter_table("hazard_board", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_board_departm_cdb3e9"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_board_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_board_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_board_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_board_region_code"), ["region_code"], unique=False)


def downgrade() -> None:
    op.drop_table("hazard_board")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        for column in (
            "void_reason", "voided_by", "voided_at", "voided", "event_no", "unit_name", "unit_id", "added_name", "latitude",
            "longitude", "taken_at", "stage",
        ):  # fmt: skip
            batch_op.drop_column(column)
