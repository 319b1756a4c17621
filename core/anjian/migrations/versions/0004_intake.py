"""Tips and hand-downs, the sealed identities of reporters, uses of the public pages."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake_report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("client_uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("insider", sa.Boolean(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("enterprise_name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("superior", sa.String(length=200), nullable=True),
        sa.Column("document_number", sa.String(length=60), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("conclusion", sa.String(length=40), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.String(length=200), nullable=True),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("verifying_unit", sa.String(length=200), nullable=True),
        sa.Column("verify_note", sa.Text(), nullable=True),
        sa.Column("no_hazard", sa.Text(), nullable=True),
        sa.Column("hazard_id", sa.BigInteger(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("objection", sa.Text(), nullable=True),
        sa.Column("objected_on", sa.Date(), nullable=True),
        sa.Column("reexam_conclusion", sa.String(length=40), nullable=True),
        sa.Column("reexam_note", sa.Text(), nullable=True),
        sa.Column("reexam_reply", sa.Text(), nullable=True),
        sa.Column("reexamined_on", sa.Date(), nullable=True),
        sa.Column("reexamined_by", sa.String(length=200), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_report")),
        sa.UniqueConstraint("client_uid", name=op.f("uq_intake_report_client_uid")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_intake_report_code_hash")),
        sa.UniqueConstraint("public_code", name=op.f("uq_intake_report_public_code")),
    )
    with op.batch_alter_table("intake_report", schema=None) as batch_op:
        batch_op.create_index("ix_intake_report_day", ["received_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_report_depart_b94dbf"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_report_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_report_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_report_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_report_region_code"), ["region_code"], unique=False)
        batch_op.create_index("ix_intake_report_state_due", ["state", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_report_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "intake_try",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_try")),
    )
    with op.batch_alter_table("intake_try", schema=None) as batch_op:
        batch_op.create_index("ix_intake_try_mark", ["mark", "purpose", "at"], unique=False)

    op.create_table(
        "intake_identity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["intake_report.id"], name=op.f("fk_intake_identity_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_identity")),
        sa.UniqueConstraint("report_id", name=op.f("uq_intake_identity_report_id")),
    )
    op.create_table(
        "intake_report_version",
        sa.Column("intake_report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("conclusion", sa.String(length=40), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("hazard_id", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intake_report_id"], ["intake_report.id"], name=op.f("fk_intake_report_versio_d8b797")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_report_version")),
    )
    with op.batch_alter_table("intake_report_version", schema=None) as batch_op:
        batch_op.create_index("ix_intake_report_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_intake_report_version_noun", ["intake_report_id", "known_from"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("intake_report_version", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_report_version_noun")
        batch_op.drop_index("ix_intake_report_version_known")

    op.drop_table("intake_report_version")
    op.drop_table("intake_identity")
    with op.batch_alter_table("intake_try", schema=None) as batch_op:
        batch_op.drop_index("ix_intake_try_mark")

    op.drop_table("intake_try")
    with op.batch_alter_table("intake_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_report_unit_id"))
        batch_op.drop_index("ix_intake_report_state_due")
        batch_op.drop_index(batch_op.f("ix_intake_report_region_code"))
        batch_op.drop_index(batch_op.f("ix_intake_report_parent_id"))
        batch_op.drop_index(batch_op.f("ix_intake_report_hazard_id"))
        batch_op.drop_index(batch_op.f("ix_intake_report_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_intake_report_depart_b94dbf"))
        batch_op.drop_index("ix_intake_report_day")

    op.drop_table("intake_report")
