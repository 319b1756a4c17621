"""Cases, decisions and the events that 附件1 block 3 counts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assistance",
        sa.Column("aim", sa.String(length=40), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("team", sa.String(length=400), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("handed_over", sa.Text(), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance")),
        sa.UniqueConstraint("identity", name=op.f("uq_assistance_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_assistance_public_code")),
    )
    op.create_index("ix_assistance_day_id", "assistance", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_assistance_department_code"), "assistance", ["department_code"], unique=False)
    op.create_index(op.f("ix_assistance_enterprise_id"), "assistance", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_assistance_parent_id"), "assistance", ["parent_id"], unique=False)
    op.create_index(op.f("ix_assistance_region_code"), "assistance", ["region_code"], unique=False)
    op.create_index(op.f("ix_assistance_unit_id"), "assistance", ["unit_id"], unique=False)
    op.create_table(
        "counted_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_counted_key_digest")),
    )
    op.create_table(
        "enterprise_measure",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("medium", sa.String(length=400), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise_measure")),
        sa.UniqueConstraint("identity", name=op.f("uq_enterprise_measure_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_enterprise_measure_p_10fd46")),
    )
    op.create_index(op.f("ix_enterprise_measure_d_fd24cc"), "enterprise_measure", ["department_code"], unique=False)
    op.create_index("ix_enterprise_measure_day_id", "enterprise_measure", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_enterprise_measure_e_a2dd9c"), "enterprise_measure", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_enterprise_measure_p_d19e39"), "enterprise_measure", ["parent_id"], unique=False)
    op.create_index(op.f("ix_enterprise_measure_r_886c28"), "enterprise_measure", ["region_code"], unique=False)
    op.create_index(op.f("ix_enterprise_measure_unit_id"), "enterprise_measure", ["unit_id"], unique=False)
    op.create_table(
        "unit_notice",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_notice")),
        sa.UniqueConstraint("identity", name=op.f("uq_unit_notice_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_unit_notice_public_code")),
    )
    op.create_index("ix_unit_notice_day_id", "unit_notice", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_unit_notice_department_code"), "unit_notice", ["department_code"], unique=False)
    op.create_index(op.f("ix_unit_notice_enterprise_id"), "unit_notice", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_unit_notice_parent_id"), "unit_notice", ["parent_id"], unique=False)
    op.create_index(op.f("ix_unit_notice_region_code"), "unit_notice", ["region_code"], unique=False)
    op.create_index(op.f("ix_unit_notice_unit_id"), "unit_notice", ["unit_id"], unique=False)
    op.create_table(
        "accountability",
        sa.Column("counted_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("matter", sa.String(length=400), nullable=False),
        sa.Column("person_name", sa.String(length=100), nullable=False),
        sa.Column("person_note", sa.String(length=100), nullable=True),
        sa.Column("person_post", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["counted_key_id"], ["counted_key.id"], name=op.f("fk_accountability_count_4585ec")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability")),
        sa.UniqueConstraint("identity", name=op.f("uq_accountability_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_accountability_public_code")),
    )
    op.create_index(op.f("ix_accountability_count_00fa7e"), "accountability", ["counted_key_id"], unique=False)
    op.create_index("ix_accountability_day_id", "accountability", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_accountability_depar_8b9556"), "accountability", ["department_code"], unique=False)
    op.create_index(op.f("ix_accountability_enter_6d257d"), "accountability", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_accountability_parent_id"), "accountability", ["parent_id"], unique=False)
    op.create_index(op.f("ix_accountability_region_code"), "accountability", ["region_code"], unique=False)
    op.create_index(op.f("ix_accountability_unit_id"), "accountability", ["unit_id"], unique=False)
    op.create_table(
        "assistance_version",
        sa.Column("assistance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("aim", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["assistance_id"], ["assistance.id"], name=op.f("fk_assistance_version_a_eff891")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance_version")),
    )
    op.create_index("ix_assistance_version_known", "assistance_version", ["known_to", "known_from"], unique=False)
    op.create_index("ix_assistance_version_noun", "assistance_version", ["assistance_id", "known_from"], unique=False)
    op.create_table(
        "enforcement_case",
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("both_due", sa.Boolean(), nullable=False),
        sa.Column("one_side_reason", sa.String(length=400), nullable=True),
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
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_enforcement_case_hazard_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_enforcement_case_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_case")),
        sa.UniqueConstraint("identity", name=op.f("uq_enforcement_case_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_enforcement_case_pub_7af76f")),
    )
    op.create_index("ix_enforcement_case_day_id", "enforcement_case", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_enforcement_case_dep_1f4478"), "enforcement_case", ["department_code"], unique=False)
    op.create_index(op.f("ix_enforcement_case_ent_fe0753"), "enforcement_case", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_enforcement_case_hazard_id"), "enforcement_case", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_enforcement_case_number"), "enforcement_case", ["number"], unique=False)
    op.create_index(op.f("ix_enforcement_case_parent_id"), "enforcement_case", ["parent_id"], unique=False)
    op.create_index(op.f("ix_enforcement_case_reg_e7bc99"), "enforcement_case", ["region_code"], unique=False)
    op.create_index(op.f("ix_enforcement_case_unit_id"), "enforcement_case", ["unit_id"], unique=False)
    op.create_index(op.f("ix_enforcement_case_visit_id"), "enforcement_case", ["visit_id"], unique=False)
    op.create_table(
        "enterprise_measure_version",
        sa.Column("enterprise_measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_measure_id"], ["enterprise_measure.id"], name=op.f("fk_enterprise_measure_v_c1c867")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise_measure_version")),
    )
    op.create_index(
        "ix_enterprise_measure_v_05f3fe", "enterprise_measure_version", ["known_to", "known_from"], unique=False
    )
    op.create_index(
        "ix_enterprise_measure_v_946095",
        "enterprise_measure_version",
        ["enterprise_measure_id", "known_from"],
        unique=False,
    )
    op.create_table(
        "no_case",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
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
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_no_case_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_case")),
        sa.UniqueConstraint("identity", name=op.f("uq_no_case_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_no_case_public_code")),
    )
    op.create_index("ix_no_case_day_id", "no_case", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_no_case_department_code"), "no_case", ["department_code"], unique=False)
    op.create_index(op.f("ix_no_case_enterprise_id"), "no_case", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_no_case_hazard_id"), "no_case", ["hazard_id"], unique=False)
    op.create_index(op.f("ix_no_case_parent_id"), "no_case", ["parent_id"], unique=False)
    op.create_index(op.f("ix_no_case_region_code"), "no_case", ["region_code"], unique=False)
    op.create_index(op.f("ix_no_case_unit_id"), "no_case", ["unit_id"], unique=False)
    op.create_table(
        "unit_notice_version",
        sa.Column("unit_notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit_notice_id"], ["unit_notice.id"], name=op.f("fk_unit_notice_version__e40247")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_notice_version")),
    )
    op.create_index("ix_unit_notice_version_known", "unit_notice_version", ["known_to", "known_from"], unique=False)
    op.create_index(
        "ix_unit_notice_version_noun", "unit_notice_version", ["unit_notice_id", "known_from"], unique=False
    )
    op.create_table(
        "accountability_version",
        sa.Column("accountability_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("counted_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accountability_id"], ["accountability.id"], name=op.f("fk_accountability_versi_78a623")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability_version")),
    )
    op.create_index(
        "ix_accountability_versi_a32caf", "accountability_version", ["known_to", "known_from"], unique=False
    )
    op.create_index(
        "ix_accountability_version_noun", "accountability_version", ["accountability_id", "known_from"], unique=False
    )
    op.create_table(
        "decision",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("authority", sa.String(length=200), nullable=False),
        sa.Column("legal_basis", sa.String(length=400), nullable=False),
        sa.Column("measures", sa.String(length=100), nullable=False),
        sa.Column("punishments", sa.String(length=100), nullable=False),
        sa.Column("penalty", sa.Boolean(), nullable=False),
        sa.Column("stop", sa.Boolean(), nullable=False),
        sa.Column("close", sa.Boolean(), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("person_name", sa.String(length=100), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("standing", sa.String(length=40), nullable=False),
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
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"], name=op.f("fk_decision_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("identity", name=op.f("uq_decision_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_decision_public_code")),
    )
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
    op.create_index("ix_decision_day_id", "decision", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_decision_department_code"), "decision", ["department_code"], unique=False)
    op.create_index(op.f("ix_decision_enterprise_id"), "decision", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_decision_number"), "decision", ["number"], unique=False)
    op.create_index(op.f("ix_decision_parent_id"), "decision", ["parent_id"], unique=False)
    op.create_index(op.f("ix_decision_region_code"), "decision", ["region_code"], unique=False)
    op.create_index(op.f("ix_decision_unit_id"), "decision", ["unit_id"], unique=False)
    op.create_table(
        "enforcement_case_version",
        sa.Column("enforcement_case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            ["enforcement_case_id"], ["enforcement_case.id"], name=op.f("fk_enforcement_case_ver_749bc2")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_case_version")),
    )
    op.create_index(
        "ix_enforcement_case_ver_1a3565", "enforcement_case_version", ["known_to", "known_from"], unique=False
    )
    op.create_index(
        "ix_enforcement_case_ver_8d2a93",
        "enforcement_case_version",
        ["enforcement_case_id", "known_from"],
        unique=False,
    )
    op.create_table(
        "no_case_version",
        sa.Column("no_case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["no_case_id"], ["no_case.id"], name=op.f("fk_no_case_version_no_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_case_version")),
    )
    op.create_index("ix_no_case_version_known", "no_case_version", ["known_to", "known_from"], unique=False)
    op.create_index("ix_no_case_version_noun", "no_case_version", ["no_case_id", "known_from"], unique=False)
    op.create_table(
        "notice_addressee",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["unit_notice.id"], name=op.f("fk_notice_addressee_notice_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_notice_addressee_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_addressee")),
        sa.UniqueConstraint("notice_id", "unit_id", name="uq_notice_addressee"),
    )
    op.create_index(op.f("ix_notice_addressee_notice_id"), "notice_addressee", ["notice_id"], unique=False)
    op.create_index(op.f("ix_notice_addressee_unit_id"), "notice_addressee", ["unit_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("counted_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("matter", sa.String(length=400), nullable=False),
        sa.Column("person_name", sa.String(length=100), nullable=False),
        sa.Column("person_note", sa.String(length=100), nullable=True),
        sa.Column("letter", sa.String(length=80), nullable=False),
        sa.Column("organ", sa.String(length=200), nullable=False),
        sa.Column("receipt", sa.String(length=80), nullable=True),
        sa.Column("receipt_on", sa.Date(), nullable=True),
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
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"], name=op.f("fk_referral_case_id")),
        sa.ForeignKeyConstraint(["counted_key_id"], ["counted_key.id"], name=op.f("fk_referral_counted_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("identity", name=op.f("uq_referral_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_referral_public_code")),
    )
    op.create_index(op.f("ix_referral_case_id"), "referral", ["case_id"], unique=False)
    op.create_index(op.f("ix_referral_counted_key_id"), "referral", ["counted_key_id"], unique=False)
    op.create_index("ix_referral_day_id", "referral", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_referral_department_code"), "referral", ["department_code"], unique=False)
    op.create_index(op.f("ix_referral_enterprise_id"), "referral", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_referral_parent_id"), "referral", ["parent_id"], unique=False)
    op.create_index(op.f("ix_referral_region_code"), "referral", ["region_code"], unique=False)
    op.create_index(op.f("ix_referral_unit_id"), "referral", ["unit_id"], unique=False)
    op.create_table(
        "typical_case",
        sa.Column("counted_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("medium", sa.String(length=400), nullable=False),
        sa.Column("dangerous_operation", sa.Boolean(), nullable=False),
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
        sa.ForeignKeyConstraint(["case_id"], ["enforcement_case.id"], name=op.f("fk_typical_case_case_id")),
        sa.ForeignKeyConstraint(["counted_key_id"], ["counted_key.id"], name=op.f("fk_typical_case_counted_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case")),
        sa.UniqueConstraint("identity", name=op.f("uq_typical_case_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_typical_case_public_code")),
    )
    op.create_index(op.f("ix_typical_case_case_id"), "typical_case", ["case_id"], unique=False)
    op.create_index(op.f("ix_typical_case_counted_key_id"), "typical_case", ["counted_key_id"], unique=False)
    op.create_index("ix_typical_case_day_id", "typical_case", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_typical_case_departm_996e77"), "typical_case", ["department_code"], unique=False)
    op.create_index(op.f("ix_typical_case_enterprise_id"), "typical_case", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_typical_case_parent_id"), "typical_case", ["parent_id"], unique=False)
    op.create_index(op.f("ix_typical_case_region_code"), "typical_case", ["region_code"], unique=False)
    op.create_index(op.f("ix_typical_case_unit_id"), "typical_case", ["unit_id"], unique=False)
    op.create_table(
        "decision_term",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("first", sa.Boolean(), nullable=False),
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
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_term_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_term")),
        sa.UniqueConstraint("identity", name=op.f("uq_decision_term_identity")),
        sa.UniqueConstraint("public_code", name=op.f("uq_decision_term_public_code")),
    )
    op.create_index("ix_decision_term_day_id", "decision_term", ["happened_on", "id"], unique=False)
    op.create_index(op.f("ix_decision_term_decision_id"), "decision_term", ["decision_id"], unique=False)
    op.create_index(op.f("ix_decision_term_depart_17bf4a"), "decision_term", ["department_code"], unique=False)
    op.create_index(op.f("ix_decision_term_enterprise_id"), "decision_term", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_decision_term_parent_id"), "decision_term", ["parent_id"], unique=False)
    op.create_index(op.f("ix_decision_term_region_code"), "decision_term", ["region_code"], unique=False)
    op.create_index(op.f("ix_decision_term_unit_id"), "decision_term", ["unit_id"], unique=False)
    op.create_table(
        "decision_version",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("penalty", sa.Boolean(), nullable=False),
        sa.Column("stop", sa.Boolean(), nullable=False),
        sa.Column("close", sa.Boolean(), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_version_dec_bcceee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_version")),
    )
    op.create_index("ix_decision_version_known", "decision_version", ["known_to", "known_from"], unique=False)
    op.create_index("ix_decision_version_noun", "decision_version", ["decision_id", "known_from"], unique=False)
    op.create_table(
        "referral_version",
        sa.Column("referral_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("counted_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_version_ref_2b0966")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_version")),
    )
    op.create_index("ix_referral_version_known", "referral_version", ["known_to", "known_from"], unique=False)
    op.create_index("ix_referral_version_noun", "referral_version", ["referral_id", "known_from"], unique=False)
    op.create_table(
        "typical_case_version",
        sa.Column("typical_case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("counted_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("dangerous_operation", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["typical_case_id"], ["typical_case.id"], name=op.f("fk_typical_case_version_467bd8")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typical_case_version")),
    )
    op.create_index("ix_typical_case_version_known", "typical_case_version", ["known_to", "known_from"], unique=False)
    op.create_index(
        "ix_typical_case_version_noun", "typical_case_version", ["typical_case_id", "known_from"], unique=False
    )
    op.create_table(
        "decision_term_version",
        sa.Column("decision_term_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_term_id"], ["decision_term.id"], name=op.f("fk_decision_term_versio_4e0eb2")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_term_version")),
    )
    op.create_index("ix_decision_term_version_known", "decision_term_version", ["known_to", "known_from"], unique=False)
    op.create_index(
        "ix_decision_term_version_noun", "decision_term_version", ["decision_term_id", "known_from"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_decision_term_version_noun", table_name="decision_term_version")
    op.drop_index("ix_decision_term_version_known", table_name="decision_term_version")
    op.drop_table("decision_term_version")
    op.drop_index("ix_typical_case_version_noun", table_name="typical_case_version")
    op.drop_index("ix_typical_case_version_known", table_name="typical_case_version")
    op.drop_table("typical_case_version")
    op.drop_index("ix_referral_version_noun", table_name="referral_version")
    op.drop_index("ix_referral_version_known", table_name="referral_version")
    op.drop_table("referral_version")
    op.drop_index("ix_decision_version_noun", table_name="decision_version")
    op.drop_index("ix_decision_version_known", table_name="decision_version")
    op.drop_table("decision_version")
    op.drop_index(op.f("ix_decision_term_unit_id"), table_name="decision_term")
    op.drop_index(op.f("ix_decision_term_region_code"), table_name="decision_term")
    op.drop_index(op.f("ix_decision_term_parent_id"), table_name="decision_term")
    op.drop_index(op.f("ix_decision_term_enterprise_id"), table_name="decision_term")
    op.drop_index(op.f("ix_decision_term_depart_17bf4a"), table_name="decision_term")
    op.drop_index(op.f("ix_decision_term_decision_id"), table_name="decision_term")
    op.drop_index("ix_decision_term_day_id", table_name="decision_term")
    op.drop_table("decision_term")
    op.drop_index(op.f("ix_typical_case_unit_id"), table_name="typical_case")
    op.drop_index(op.f("ix_typical_case_region_code"), table_name="typical_case")
    op.drop_index(op.f("ix_typical_case_parent_id"), table_name="typical_case")
    op.drop_index(op.f("ix_typical_case_enterprise_id"), table_name="typical_case")
    op.drop_index(op.f("ix_typical_case_departm_996e77"), table_name="typical_case")
    op.drop_index("ix_typical_case_day_id", table_name="typical_case")
    op.drop_index(op.f("ix_typical_case_counted_key_id"), table_name="typical_case")
    op.drop_index(op.f("ix_typical_case_case_id"), table_name="typical_case")
    op.drop_table("typical_case")
    op.drop_index(op.f("ix_referral_unit_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_region_code"), table_name="referral")
    op.drop_index(op.f("ix_referral_parent_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_enterprise_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_department_code"), table_name="referral")
    op.drop_index("ix_referral_day_id", table_name="referral")
    op.drop_index(op.f("ix_referral_counted_key_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_case_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index(op.f("ix_notice_addressee_unit_id"), table_name="notice_addressee")
    op.drop_index(op.f("ix_notice_addressee_notice_id"), table_name="notice_addressee")
    op.drop_table("notice_addressee")
    op.drop_index("ix_no_case_version_noun", table_name="no_case_version")
    op.drop_index("ix_no_case_version_known", table_name="no_case_version")
    op.drop_table("no_case_version")
    op.drop_index("ix_enforcement_case_ver_8d2a93", table_name="enforcement_case_version")
    op.drop_index("ix_enforcement_case_ver_1a3565", table_name="enforcement_case_version")
    op.drop_table("enforcement_case_version")
    op.drop_index(op.f("ix_decision_unit_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_region_code"), table_name="decision")
    op.drop_index(op.f("ix_decision_parent_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_number"), table_name="decision")
    op.drop_index(op.f("ix_decision_enterprise_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_department_code"), table_name="decision")
    op.drop_index("ix_decision_day_id", table_name="decision")
    op.drop_index(op.f("ix_decision_case_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_accountability_version_noun", table_name="accountability_version")
    op.drop_index("ix_accountability_versi_a32caf", table_name="accountability_version")
    op.drop_table("accountability_version")
    op.drop_index("ix_unit_notice_version_noun", table_name="unit_notice_version")
    op.drop_index("ix_unit_notice_version_known", table_name="unit_notice_version")
    op.drop_table("unit_notice_version")
    op.drop_index(op.f("ix_no_case_unit_id"), table_name="no_case")
    op.drop_index(op.f("ix_no_case_region_code"), table_name="no_case")
    op.drop_index(op.f("ix_no_case_parent_id"), table_name="no_case")
    op.drop_index(op.f("ix_no_case_hazard_id"), table_name="no_case")
    op.drop_index(op.f("ix_no_case_enterprise_id"), table_name="no_case")
    op.drop_index(op.f("ix_no_case_department_code"), table_name="no_case")
    op.drop_index("ix_no_case_day_id", table_name="no_case")
    op.drop_table("no_case")
    op.drop_index("ix_enterprise_measure_v_946095", table_name="enterprise_measure_version")
    op.drop_index("ix_enterprise_measure_v_05f3fe", table_name="enterprise_measure_version")
    op.drop_table("enterprise_measure_version")
    op.drop_index(op.f("ix_enforcement_case_visit_id"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_unit_id"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_reg_e7bc99"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_parent_id"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_number"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_hazard_id"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_ent_fe0753"), table_name="enforcement_case")
    op.drop_index(op.f("ix_enforcement_case_dep_1f4478"), table_name="enforcement_case")
    op.drop_index("ix_enforcement_case_day_id", table_name="enforcement_case")
    op.drop_table("enforcement_case")
    op.drop_index("ix_assistance_version_noun", table_name="assistance_version")
    op.drop_index("ix_assistance_version_known", table_name="assistance_version")
    op.drop_table("assistance_version")
    op.drop_index(op.f("ix_accountability_unit_id"), table_name="accountability")
    op.drop_index(op.f("ix_accountability_region_code"), table_name="accountability")
    op.drop_index(op.f("ix_accountability_parent_id"), table_name="accountability")
    op.drop_index(op.f("ix_accountability_enter_6d257d"), table_name="accountability")
    op.drop_index(op.f("ix_accountability_depar_8b9556"), table_name="accountability")
    op.drop_index("ix_accountability_day_id", table_name="accountability")
    op.drop_index(op.f("ix_accountability_count_00fa7e"), table_name="accountability")
    op.drop_table("accountability")
    op.drop_index(op.f("ix_unit_notice_unit_id"), table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_region_code"), table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_parent_id"), table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_enterprise_id"), table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_department_code"), table_name="unit_notice")
    op.drop_index("ix_unit_notice_day_id", table_name="unit_notice")
    op.drop_table("unit_notice")
    op.drop_index(op.f("ix_enterprise_measure_unit_id"), table_name="enterprise_measure")
    op.drop_index(op.f("ix_enterprise_measure_r_886c28"), table_name="enterprise_measure")
    op.drop_index(op.f("ix_enterprise_measure_p_d19e39"), table_name="enterprise_measure")
    op.drop_index(op.f("ix_enterprise_measure_e_a2dd9c"), table_name="enterprise_measure")
    op.drop_index("ix_enterprise_measure_day_id", table_name="enterprise_measure")
    op.drop_index(op.f("ix_enterprise_measure_d_fd24cc"), table_name="enterprise_measure")
    op.drop_table("enterprise_measure")
    op.drop_table("counted_key")
    op.drop_index(op.f("ix_assistance_unit_id"), table_name="assistance")
    op.drop_index(op.f("ix_assistance_region_code"), table_name="assistance")
    op.drop_index(op.f("ix_assistance_parent_id"), table_name="assistance")
    op.drop_index(op.f("ix_assistance_enterprise_id"), table_name="assistance")
    op.drop_index(op.f("ix_assistance_department_code"), table_name="assistance")
    op.drop_index("ix_assistance_day_id", table_name="assistance")
    op.drop_table("assistance")
