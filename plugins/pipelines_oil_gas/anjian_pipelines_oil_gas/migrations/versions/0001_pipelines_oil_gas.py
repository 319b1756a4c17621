"""The plugin's tables."""

import sqlalchemy as sa
from alembic import op

revision = "pipelines_oil_gas_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pipelines_oil_gas_doc",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("kept_at", sa.String(length=200), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipelines_oil_gas_doc")),
        sa.UniqueConstraint("number", name="uq_pipelines_deliverable"),
    )
    with op.batch_alter_table("pipelines_oil_gas_doc", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_do_17d092"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_do_383023"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_do_a48206"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_do_ef3d47"), ["enterprise_id"], unique=False)

    op.create_table(
        "pipelines_oil_gas_seg",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.Column("from_m", sa.Integer(), nullable=False),
        sa.Column("to_m", sa.Integer(), nullable=False),
        sa.Column("diameter", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("commissioned_on", sa.Date(), nullable=False),
        sa.Column("old_on", sa.Date(), nullable=False),
        sa.Column("screened_on", sa.Date(), nullable=True),
        sa.Column("hca", sa.String(length=40), nullable=True),
        sa.Column("hca_item", sa.String(length=40), nullable=True),
        sa.Column("geohazard", sa.Boolean(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessor", sa.String(length=200), nullable=True),
        sa.Column("assessment_no", sa.String(length=60), nullable=True),
        sa.Column("risk", sa.String(length=40), nullable=True),
        sa.Column("result", sa.String(length=400), nullable=True),
        sa.Column("plan_on", sa.Date(), nullable=True),
        sa.Column("plan_no", sa.String(length=60), nullable=True),
        sa.Column("plan_responsible", sa.String(length=200), nullable=True),
        sa.Column("plan_due", sa.Date(), nullable=True),
        sa.Column("plan_done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipelines_oil_gas_seg")),
        sa.UniqueConstraint("enterprise_id", "code", name="uq_pipelines_segment_code"),
    )
    with op.batch_alter_table("pipelines_oil_gas_seg", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_se_142065"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_se_520291"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_se_843d56"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pipelines_oil_gas_se_aaebaa"), ["department_code"], unique=False)
        batch_op.create_index("ix_pipelines_segment_code", ["code", "id"], unique=False)
        batch_op.create_index("ix_pipelines_segment_since", ["commissioned_on", "id"], unique=False)

    op.create_table(
        "pipelines_oil_gas_doc_version",
        sa.Column("pipelines_oil_gas_doc_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pipelines_oil_gas_doc_id"], ["pipelines_oil_gas_doc.id"], name=op.f("fk_pipelines_oil_gas_do_4f11f6")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipelines_oil_gas_do_c4bad6")),
    )
    with op.batch_alter_table("pipelines_oil_gas_doc_version", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pipelines_oil_gas_do_065280", ["pipelines_oil_gas_doc_id", "known_from"], unique=False
        )
        batch_op.create_index("ix_pipelines_oil_gas_do_45a48a", ["known_to", "known_from"], unique=False)

    op.create_table(
        "pipelines_oil_gas_seg_version",
        sa.Column("pipelines_oil_gas_seg_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.Column("from_m", sa.Integer(), nullable=False),
        sa.Column("to_m", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("commissioned_on", sa.Date(), nullable=False),
        sa.Column("old_on", sa.Date(), nullable=False),
        sa.Column("screened_on", sa.Date(), nullable=True),
        sa.Column("hca", sa.String(length=40), nullable=True),
        sa.Column("geohazard", sa.Boolean(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("risk", sa.String(length=40), nullable=True),
        sa.Column("plan_on", sa.Date(), nullable=True),
        sa.Column("plan_no", sa.String(length=60), nullable=True),
        sa.Column("plan_due", sa.Date(), nullable=True),
        sa.Column("plan_done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pipelines_oil_gas_seg_id"], ["pipelines_oil_gas_seg.id"], name=op.f("fk_pipelines_oil_gas_se_10af51")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipelines_oil_gas_se_2700d4")),
    )
    with op.batch_alter_table("pipelines_oil_gas_seg_version", schema=None) as batch_op:
        batch_op.create_index("ix_pipelines_oil_gas_se_345f76", ["known_to", "known_from"], unique=False)
        batch_op.create_index(
            "ix_pipelines_oil_gas_se_be0bf9", ["pipelines_oil_gas_seg_id", "known_from"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("pipelines_oil_gas_seg_version", schema=None) as batch_op:
        batch_op.drop_index("ix_pipelines_oil_gas_se_be0bf9")
        batch_op.drop_index("ix_pipelines_oil_gas_se_345f76")

    op.drop_table("pipelines_oil_gas_seg_version")
    with op.batch_alter_table("pipelines_oil_gas_doc_version", schema=None) as batch_op:
        batch_op.drop_index("ix_pipelines_oil_gas_do_45a48a")
        batch_op.drop_index("ix_pipelines_oil_gas_do_065280")

    op.drop_table("pipelines_oil_gas_doc_version")
    with op.batch_alter_table("pipelines_oil_gas_seg", schema=None) as batch_op:
        batch_op.drop_index("ix_pipelines_segment_since")
        batch_op.drop_index("ix_pipelines_segment_code")
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_se_aaebaa"))
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_se_843d56"))
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_se_520291"))
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_se_142065"))

    op.drop_table("pipelines_oil_gas_seg")
    with op.batch_alter_table("pipelines_oil_gas_doc", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_do_ef3d47"))
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_do_a48206"))
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_do_383023"))
        batch_op.drop_index(batch_op.f("ix_pipelines_oil_gas_do_17d092"))

    op.drop_table("pipelines_oil_gas_doc")
