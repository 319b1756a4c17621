"""The plugin's tables."""

import sqlalchemy as sa
from alembic import op

revision = "hazwaste_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hazwaste_comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tolerance", sa.Integer(), nullable=False),
        sa.Column("receipt_days", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=400), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_comparison")),
    )
    op.create_table(
        "hazwaste_manifest",
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("waste_code", sa.String(length=10), nullable=False),
        sa.Column("carrier", sa.String(length=200), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("receiver_licence", sa.String(length=60), nullable=True),
        sa.Column("quantity_out", sa.BigInteger(), nullable=False),
        sa.Column("out_on", sa.Date(), nullable=False),
        sa.Column("quantity_in", sa.BigInteger(), nullable=True),
        sa.Column("in_on", sa.Date(), nullable=True),
        sa.Column("receive_by", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_manifest")),
        sa.UniqueConstraint("number", name="uq_hazwaste_manifest"),
    )
    with op.batch_alter_table("hazwaste_manifest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazwaste_manifest_de_edfc5a"), ["department_code"], unique=False)
        batch_op.create_index("ix_hazwaste_manifest_due", ["in_on", "receive_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_manifest_en_189019"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_hazwaste_manifest_out", ["out_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_manifest_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_manifest_re_fb73e8"), ["region_code"], unique=False)

    op.create_table(
        "hazwaste_plan",
        sa.Column("plan_number", sa.String(length=60), nullable=True),
        sa.Column("management", sa.String(length=40), nullable=True),
        sa.Column("in_plan", sa.Boolean(), nullable=False),
        sa.Column("in_plan_on", sa.Date(), nullable=False),
        sa.Column("in_plan_evidence", sa.String(length=400), nullable=True),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("in_scope_on", sa.Date(), nullable=False),
        sa.Column("in_scope_evidence", sa.String(length=400), nullable=True),
        sa.Column("plan_to", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_plan")),
        sa.UniqueConstraint("enterprise_id", name="uq_hazwaste_plan"),
    )
    with op.batch_alter_table("hazwaste_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazwaste_plan_depart_c3af68"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_plan_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_plan_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_plan_region_code"), ["region_code"], unique=False)
        batch_op.create_index("ix_hazwaste_plan_to", ["plan_to", "id"], unique=False)

    op.create_table(
        "hazwaste_storage",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("waste_codes", sa.String(length=400), nullable=False),
        sa.Column("capacity", sa.BigInteger(), nullable=False),
        sa.Column("stock", sa.BigInteger(), nullable=True),
        sa.Column("stock_on", sa.Date(), nullable=True),
        sa.Column("signs", sa.Boolean(), nullable=False),
        sa.Column("seepage", sa.Boolean(), nullable=False),
        sa.Column("zones", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_storage")),
        sa.UniqueConstraint("enterprise_id", "code", name="uq_hazwaste_storage"),
    )
    with op.batch_alter_table("hazwaste_storage", schema=None) as batch_op:
        batch_op.create_index("ix_hazwaste_storage_code", ["code", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_storage_dep_6a7ca9"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_storage_ent_d49bf5"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_storage_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazwaste_storage_reg_3349d8"), ["region_code"], unique=False)

    op.create_table(
        "hazwaste_comparison_version",
        sa.Column("hazwaste_comparison_id", sa.Integer(), nullable=False),
        sa.Column("tolerance", sa.Integer(), nullable=False),
        sa.Column("receipt_days", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hazwaste_comparison_id"], ["hazwaste_comparison.id"], name=op.f("fk_hazwaste_comparison__4b0e0f")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_comparison_version")),
    )
    with op.batch_alter_table("hazwaste_comparison_version", schema=None) as batch_op:
        batch_op.create_index("ix_hazwaste_comparison__8a604c", ["hazwaste_comparison_id", "known_from"], unique=False)
        batch_op.create_index("ix_hazwaste_comparison__dd3434", ["known_to", "known_from"], unique=False)

    op.create_table(
        "hazwaste_manifest_version",
        sa.Column("hazwaste_manifest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("waste_code", sa.String(length=10), nullable=False),
        sa.Column("carrier", sa.String(length=200), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("quantity_out", sa.BigInteger(), nullable=False),
        sa.Column("out_on", sa.Date(), nullable=False),
        sa.Column("quantity_in", sa.BigInteger(), nullable=True),
        sa.Column("in_on", sa.Date(), nullable=True),
        sa.Column("receive_by", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hazwaste_manifest_id"], ["hazwaste_manifest.id"], name=op.f("fk_hazwaste_manifest_ve_58ea16")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_manifest_version")),
    )
    with op.batch_alter_table("hazwaste_manifest_version", schema=None) as batch_op:
        batch_op.create_index("ix_hazwaste_manifest_ve_42a02c", ["hazwaste_manifest_id", "known_from"], unique=False)
        batch_op.create_index("ix_hazwaste_manifest_ve_bf7d5f", ["known_to", "known_from"], unique=False)

    op.create_table(
        "hazwaste_plan_version",
        sa.Column("hazwaste_plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("management", sa.String(length=40), nullable=True),
        sa.Column("in_plan", sa.Boolean(), nullable=False),
        sa.Column("in_plan_on", sa.Date(), nullable=False),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("in_scope_on", sa.Date(), nullable=False),
        sa.Column("plan_to", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hazwaste_plan_id"], ["hazwaste_plan.id"], name=op.f("fk_hazwaste_plan_versio_f7e450")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_plan_version")),
    )
    with op.batch_alter_table("hazwaste_plan_version", schema=None) as batch_op:
        batch_op.create_index("ix_hazwaste_plan_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_hazwaste_plan_version_noun", ["hazwaste_plan_id", "known_from"], unique=False)

    op.create_table(
        "hazwaste_storage_version",
        sa.Column("hazwaste_storage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.BigInteger(), nullable=False),
        sa.Column("stock", sa.BigInteger(), nullable=True),
        sa.Column("stock_on", sa.Date(), nullable=True),
        sa.Column("signs", sa.Boolean(), nullable=False),
        sa.Column("seepage", sa.Boolean(), nullable=False),
        sa.Column("zones", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hazwaste_storage_id"], ["hazwaste_storage.id"], name=op.f("fk_hazwaste_storage_ver_a0c778")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazwaste_storage_version")),
    )
    with op.batch_alter_table("hazwaste_storage_version", schema=None) as batch_op:
        batch_op.create_index("ix_hazwaste_storage_ver_0ea5ad", ["hazwaste_storage_id", "known_from"], unique=False)
        batch_op.create_index("ix_hazwaste_storage_ver_6141ab", ["known_to", "known_from"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("hazwaste_storage_version", schema=None) as batch_op:
        batch_op.drop_index("ix_hazwaste_storage_ver_6141ab")
        batch_op.drop_index("ix_hazwaste_storage_ver_0ea5ad")

    op.drop_table("hazwaste_storage_version")
    with op.batch_alter_table("hazwaste_plan_version", schema=None) as batch_op:
        batch_op.drop_index("ix_hazwaste_plan_version_noun")
        batch_op.drop_index("ix_hazwaste_plan_version_known")

    op.drop_table("hazwaste_plan_version")
    with op.batch_alter_table("hazwaste_manifest_version", schema=None) as batch_op:
        batch_op.drop_index("ix_hazwaste_manifest_ve_bf7d5f")
        batch_op.drop_index("ix_hazwaste_manifest_ve_42a02c")

    op.drop_table("hazwaste_manifest_version")
    with op.batch_alter_table("hazwaste_comparison_version", schema=None) as batch_op:
        batch_op.drop_index("ix_hazwaste_comparison__dd3434")
        batch_op.drop_index("ix_hazwaste_comparison__8a604c")

    op.drop_table("hazwaste_comparison_version")
    with op.batch_alter_table("hazwaste_storage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hazwaste_storage_reg_3349d8"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_storage_parent_id"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_storage_ent_d49bf5"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_storage_dep_6a7ca9"))
        batch_op.drop_index("ix_hazwaste_storage_code")

    op.drop_table("hazwaste_storage")
    with op.batch_alter_table("hazwaste_plan", schema=None) as batch_op:
        batch_op.drop_index("ix_hazwaste_plan_to")
        batch_op.drop_index(batch_op.f("ix_hazwaste_plan_region_code"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_plan_parent_id"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_plan_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_plan_depart_c3af68"))

    op.drop_table("hazwaste_plan")
    with op.batch_alter_table("hazwaste_manifest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hazwaste_manifest_re_fb73e8"))
        batch_op.drop_index(batch_op.f("ix_hazwaste_manifest_parent_id"))
        batch_op.drop_index("ix_hazwaste_manifest_out")
        batch_op.drop_index(batch_op.f("ix_hazwaste_manifest_en_189019"))
        batch_op.drop_index("ix_hazwaste_manifest_due")
        batch_op.drop_index(batch_op.f("ix_hazwaste_manifest_de_edfc5a"))

    op.drop_table("hazwaste_manifest")
    op.drop_table("hazwaste_comparison")
