"""Periodic reports on major hazards, reports to the workers, refusals, closure, accidents."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "diligence_accident",
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("accident_type", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("injured", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("known_no", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("voided_no", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_accident")),
        sa.UniqueConstraint("public_code", name=op.f("uq_diligence_accident_p_2bf79f")),
    )
    op.create_index(op.f("ix_diligence_accident_d_20cfb2"), "diligence_accident", ["department_code"], unique=False)
    op.create_index(op.f("ix_diligence_accident_e_750bf5"), "diligence_accident", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_diligence_accident_p_3a70e0"), "diligence_accident", ["parent_id"], unique=False)
    op.create_index(op.f("ix_diligence_accident_r_25aa87"), "diligence_accident", ["region_code"], unique=False)
    op.create_table(
        "diligence_closure",
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("voided_no", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_closure")),
        sa.UniqueConstraint("public_code", name=op.f("uq_diligence_closure_pu_d65007")),
    )
    op.create_index(op.f("ix_diligence_closure_de_3f923a"), "diligence_closure", ["department_code"], unique=False)
    op.create_index(op.f("ix_diligence_closure_en_2cd0ca"), "diligence_closure", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_diligence_closure_parent_id"), "diligence_closure", ["parent_id"], unique=False)
    op.create_index(op.f("ix_diligence_closure_re_8a24bc"), "diligence_closure", ["region_code"], unique=False)
    op.create_table(
        "diligence_accident_hazard",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("accident_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["accident_id"], ["diligence_accident.id"], name=op.f("fk_diligence_accident_h_b7a81b")
        ),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_diligence_accident_h_6fe035")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_accident_hazard")),
        sa.UniqueConstraint("accident_id", "hazard_id", name="uq_accident_hazard"),
    )
    op.create_index(op.f("ix_diligence_accident_h_c1d288"), "diligence_accident_hazard", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_diligence_accident_h_f7d5e3"), "diligence_accident_hazard", ["accident_id"], unique=False)
    op.create_table(
        "diligence_congress",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("voided_no", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_diligence_congress_h_7feb14")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_congress")),
        sa.UniqueConstraint("public_code", name=op.f("uq_diligence_congress_p_1df980")),
    )
    op.create_index(op.f("ix_diligence_congress_d_782815"), "diligence_congress", ["department_code"], unique=False)
    op.create_index(op.f("ix_diligence_congress_e_8e9d2a"), "diligence_congress", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_diligence_congress_h_55e0ad"), "diligence_congress", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_diligence_congress_p_c0f6d3"), "diligence_congress", ["parent_id"], unique=False)
    op.create_index(op.f("ix_diligence_congress_r_3855ad"), "diligence_congress", ["region_code"], unique=False)
    op.create_table(
        "diligence_progress",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("voided_no", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_diligence_progress_h_d2b786")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_progress")),
        sa.UniqueConstraint("public_code", name=op.f("uq_diligence_progress_p_f2d27b")),
    )
    op.create_index(op.f("ix_diligence_progress_d_431b67"), "diligence_progress", ["department_code"], unique=False)
    op.create_index(op.f("ix_diligence_progress_e_ac1301"), "diligence_progress", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_diligence_progress_h_f551d0"), "diligence_progress", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_diligence_progress_p_87473d"), "diligence_progress", ["parent_id"], unique=False)
    op.create_index(op.f("ix_diligence_progress_r_b8df04"), "diligence_progress", ["region_code"], unique=False)
    op.create_table(
        "diligence_refusal",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_number", sa.String(length=80), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("voided_no", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_diligence_refusal_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_refusal")),
        sa.UniqueConstraint("public_code", name=op.f("uq_diligence_refusal_pu_25732d")),
    )
    op.create_index(op.f("ix_diligence_refusal_de_cd520f"), "diligence_refusal", ["department_code"], unique=False)
    op.create_index(op.f("ix_diligence_refusal_en_15e1f2"), "diligence_refusal", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_diligence_refusal_hazard_id"), "diligence_refusal", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_diligence_refusal_parent_id"), "diligence_refusal", ["parent_id"], unique=False)
    op.create_index(op.f("ix_diligence_refusal_re_cc21ce"), "diligence_refusal", ["region_code"], unique=False)
    op.create_table(
        "diligence_waiver",
        sa.Column("refusal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("voided_no", sa.BigInteger(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["refusal_id"], ["diligence_refusal.id"], name=op.f("fk_diligence_waiver_refusal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diligence_waiver")),
        sa.UniqueConstraint("public_code", name=op.f("uq_diligence_waiver_pub_23da77")),
    )
    op.create_index(op.f("ix_diligence_waiver_dep_b25ecc"), "diligence_waiver", ["department_code"], unique=False)
    op.create_index(op.f("ix_diligence_waiver_ent_53850c"), "diligence_waiver", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_diligence_waiver_parent_id"), "diligence_waiver", ["parent_id"], unique=False)
    op.create_index(op.f("ix_diligence_waiver_refusal_id"), "diligence_waiver", ["refusal_id"], unique=False)
    op.create_index(op.f("ix_diligence_waiver_reg_b9edbe"), "diligence_waiver", ["region_code"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_diligence_waiver_reg_b9edbe"), table_name="diligence_waiver")
    op.drop_index(op.f("ix_diligence_waiver_refusal_id"), table_name="diligence_waiver")
    op.drop_index(op.f("ix_diligence_waiver_parent_id"), table_name="diligence_waiver")
    op.drop_index(op.f("ix_diligence_waiver_ent_53850c"), table_name="diligence_waiver")
    op.drop_index(op.f("ix_diligence_waiver_dep_b25ecc"), table_name="diligence_waiver")
    op.drop_table("diligence_waiver")
    op.drop_index(op.f("ix_diligence_refusal_re_cc21ce"), table_name="diligence_refusal")
    op.drop_index(op.f("ix_diligence_refusal_parent_id"), table_name="diligence_refusal")
    op.drop_index(op.f("ix_diligence_refusal_hazard_id"), table_name="diligence_refusal")
    op.drop_index(op.f("ix_diligence_refusal_en_15e1f2"), table_name="diligence_refusal")
    op.drop_index(op.f("ix_diligence_refusal_de_cd520f"), table_name="diligence_refusal")
    op.drop_table("diligence_refusal")
    op.drop_index(op.f("ix_diligence_progress_r_b8df04"), table_name="diligence_progress")
    op.drop_index(op.f("ix_diligence_progress_p_87473d"), table_name="diligence_progress")
    op.drop_index(op.f("ix_diligence_progress_h_f551d0"), table_name="diligence_progress")
    op.drop_index(op.f("ix_diligence_progress_e_ac1301"), table_name="diligence_progress")
    op.drop_index(op.f("ix_diligence_progress_d_431b67"), table_name="diligence_progress")
    op.drop_table("diligence_progress")
    op.drop_index(op.f("ix_diligence_congress_r_3855ad"), table_name="diligence_congress")
    op.drop_index(op.f("ix_diligence_congress_p_c0f6d3"), table_name="diligence_congress")
    op.drop_index(op.f("ix_diligence_congress_h_55e0ad"), table_name="diligence_congress")
    op.drop_index(op.f("ix_diligence_congress_e_8e9d2a"), table_name="diligence_congress")
    op.drop_index(op.f("ix_diligence_congress_d_782815"), table_name="diligence_congress")
    op.drop_table("diligence_congress")
    op.drop_index(op.f("ix_diligence_accident_h_f7d5e3"), table_name="diligence_accident_hazard")
    op.drop_index(op.f("ix_diligence_accident_h_c1d288"), table_name="diligence_accident_hazard")
    op.drop_table("diligence_accident_hazard")
    op.drop_index(op.f("ix_diligence_closure_re_8a24bc"), table_name="diligence_closure")
    op.drop_index(op.f("ix_diligence_closure_parent_id"), table_name="diligence_closure")
    op.drop_index(op.f("ix_diligence_closure_en_2cd0ca"), table_name="diligence_closure")
    op.drop_index(op.f("ix_diligence_closure_de_3f923a"), table_name="diligence_closure")
    op.drop_table("diligence_closure")
    op.drop_index(op.f("ix_diligence_accident_r_25aa87"), table_name="diligence_accident")
    op.drop_index(op.f("ix_diligence_accident_p_3a70e0"), table_name="diligence_accident")
    op.drop_index(op.f("ix_diligence_accident_e_750bf5"), table_name="diligence_accident")
    op.drop_index(op.f("ix_diligence_accident_d_20cfb2"), table_name="diligence_accident")
    op.drop_table("diligence_accident")
