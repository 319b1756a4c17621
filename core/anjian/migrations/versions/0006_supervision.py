"""Supervision (挂牌督办) published and unpublished again; determinations over the penalty."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "determination",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("joint_units", sa.String(length=400), nullable=True),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("identity", sa.String(length=64), nullable=True),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_determination_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_determination")),
        sa.UniqueConstraint("identity", name=op.f("uq_determination_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_determination_public_code")),
    )
    op.create_index("ix_determination_day_id", "determination", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_determination_depart_a4e0ad"), "determination", ["department_code"], unique=False)
    op.create_index(op.f("ix_determination_enterprise_id"), "determination", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_determination_hazard_id"), "determination", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_determination_parent_id"), "determination", ["parent_id"], unique=False)
    op.create_index(op.f("ix_determination_region_code"), "determination", ["region_code"], unique=False)
    op.create_index(op.f("ix_determination_unit_id"), "determination", ["unit_id"], unique=False)
    op.create_table(
        "determination_version",
        sa.Column("determination_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["determination_id"], ["determination.id"], name=op.f("fk_determination_versio_c62ead")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_determination_version")),
    )
    op.create_index("ix_determination_version_known", "determination_version", ["known_to", "known_from"], unique=False)
    op.create_index(
        "ix_determination_version_noun", "determination_version", ["determination_id", "known_from"], unique=False
    )
    for column in ("published_on", "lift_published_on"):
        op.add_column("hazard", sa.Column(column, sa.Date(), nullable=True))
        op.add_column("listing_order", sa.Column(column, sa.Date(), nullable=True))
    op.add_column("listing_order", sa.Column("medium", sa.String(length=200), nullable=True))
    op.add_column("listing_order", sa.Column("published_at", sa.String(length=400), nullable=True))
    op.add_column("listing_order", sa.Column("lift_published_at", sa.String(length=400), nullable=True))
    op.create_index("uq_listing_order_number", "listing_order", ["supervising_unit", "number"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_listing_order_number", table_name="listing_order")
    with op.batch_alter_table("listing_order", schema=None) as batch_op:
        for column in ("lift_published_at", "published_at", "medium", "lift_published_on", "published_on"):
            batch_op.drop_column(column)
    with op.batch_alter_table("hazard", schema=None) as batch_op:
        for column in ("lift_published_on", "published_on"):
            batch_op.drop_column(column)
    op.drop_table("determination_version")
    op.drop_table("determination")
