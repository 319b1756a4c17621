"""The plugin's tables."""

import sqlalchemy as sa
from alembic import op

revision = "transport_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transport_carrier",
        sa.Column("licence", sa.String(length=60), nullable=False),
        sa.Column("business", sa.String(length=400), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transport_carrier")),
        sa.UniqueConstraint("enterprise_id", name="uq_transport_carrier"),
    )
    with op.batch_alter_table("transport_carrier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transport_carrier_de_4319a2"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_transport_carrier_en_577c9a"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transport_carrier_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transport_carrier_re_046db9"), ["region_code"], unique=False)

    op.create_table(
        "transport_vehicle",
        sa.Column("plate", sa.String(length=12), nullable=False),
        sa.Column("vehicle_type", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("certificate", sa.String(length=60), nullable=False),
        sa.Column("inspection_to", sa.Date(), nullable=False),
        sa.Column("tank_to", sa.Date(), nullable=True),
        sa.Column("video", sa.Boolean(), nullable=False),
        sa.Column("video_on", sa.Date(), nullable=True),
        sa.Column("reminder", sa.Boolean(), nullable=False),
        sa.Column("reminder_on", sa.Date(), nullable=True),
        sa.Column("tracking", sa.Boolean(), nullable=False),
        sa.Column("tracking_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transport_vehicle")),
        sa.UniqueConstraint("plate", name="uq_transport_vehicle_plate"),
    )
    with op.batch_alter_table("transport_vehicle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transport_vehicle_de_dfb0e7"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_transport_vehicle_en_2dd7a1"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_transport_vehicle_expiry", ["inspection_to", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transport_vehicle_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transport_vehicle_re_8618e4"), ["region_code"], unique=False)

    op.create_table(
        "transport_carrier_version",
        sa.Column("transport_carrier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("licence", sa.String(length=60), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transport_carrier_id"], ["transport_carrier.id"], name=op.f("fk_transport_carrier_ve_76f832")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transport_carrier_version")),
    )
    with op.batch_alter_table("transport_carrier_version", schema=None) as batch_op:
        batch_op.create_index("ix_transport_carrier_ve_354d4b", ["transport_carrier_id", "known_from"], unique=False)
        batch_op.create_index("ix_transport_carrier_ve_7d544b", ["known_to", "known_from"], unique=False)

    op.create_table(
        "transport_vehicle_version",
        sa.Column("transport_vehicle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("plate", sa.String(length=12), nullable=False),
        sa.Column("vehicle_type", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("inspection_to", sa.Date(), nullable=False),
        sa.Column("tank_to", sa.Date(), nullable=True),
        sa.Column("video", sa.Boolean(), nullable=False),
        sa.Column("video_on", sa.Date(), nullable=True),
        sa.Column("reminder", sa.Boolean(), nullable=False),
        sa.Column("reminder_on", sa.Date(), nullable=True),
        sa.Column("tracking", sa.Boolean(), nullable=False),
        sa.Column("tracking_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transport_vehicle_id"], ["transport_vehicle.id"], name=op.f("fk_transport_vehicle_ve_aec125")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transport_vehicle_version")),
    )
    with op.batch_alter_table("transport_vehicle_version", schema=None) as batch_op:
        batch_op.create_index("ix_transport_vehicle_ve_6e7dce", ["transport_vehicle_id", "known_from"], unique=False)
        batch_op.create_index("ix_transport_vehicle_ve_c8ef34", ["known_to", "known_from"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("transport_vehicle_version", schema=None) as batch_op:
        batch_op.drop_index("ix_transport_vehicle_ve_c8ef34")
        batch_op.drop_index("ix_transport_vehicle_ve_6e7dce")

    op.drop_table("transport_vehicle_version")
    with op.batch_alter_table("transport_carrier_version", schema=None) as batch_op:
        batch_op.drop_index("ix_transport_carrier_ve_7d544b")
        batch_op.drop_index("ix_transport_carrier_ve_354d4b")

    op.drop_table("transport_carrier_version")
    with op.batch_alter_table("transport_vehicle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transport_vehicle_re_8618e4"))
        batch_op.drop_index(batch_op.f("ix_transport_vehicle_parent_id"))
        batch_op.drop_index("ix_transport_vehicle_expiry")
        batch_op.drop_index(batch_op.f("ix_transport_vehicle_en_2dd7a1"))
        batch_op.drop_index(batch_op.f("ix_transport_vehicle_de_dfb0e7"))

    op.drop_table("transport_vehicle")
    with op.batch_alter_table("transport_carrier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transport_carrier_re_046db9"))
        batch_op.drop_index(batch_op.f("ix_transport_carrier_parent_id"))
        batch_op.drop_index(batch_op.f("ix_transport_carrier_en_577c9a"))
        batch_op.drop_index(batch_op.f("ix_transport_carrier_de_4319a2"))

    op.drop_table("transport_carrier")
