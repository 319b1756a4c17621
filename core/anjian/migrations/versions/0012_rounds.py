"""Rounds of the monthly 调度: rounds, submissions, explanations, steps. They take the place of `duty_record`, which knew neither
campaign nor signer; who handed in what and when before stays in the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_code", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("sealed_id", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["sealed_id"], ["report_snapshot.id"], name=op.f("fk_report_round_sealed_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_round_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_round")),
        sa.UniqueConstraint("campaign_code", "period", name="uq_report_round"),
    )
    op.create_table(
        "report_submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=60), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=True),
        sa.Column("preparer_id", sa.Integer(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["report_round.id"], name=op.f("fk_report_submission_round_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_submission_sn_411b8c")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_submission")),
        sa.UniqueConstraint("round_id", "unit_code", name="uq_report_submission"),
    )
    op.create_index(op.f("ix_report_submission_de_a9ee54"), "report_submission", ["department_code"], unique=False)
    op.create_index(op.f("ix_report_submission_en_847b44"), "report_submission", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_report_submission_parent_id"), "report_submission", ["parent_id"], unique=False)
    op.create_index(op.f("ix_report_submission_re_d81296"), "report_submission", ["region_code"], unique=False)
    op.create_table(
        "report_explanation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=200), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["report_submission.id"], name=op.f("fk_report_explanation_s_68b118")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_explanation")),
        sa.UniqueConstraint("submission_id", "figure", name="uq_report_explanation"),
    )
    op.create_index(op.f("ix_report_explanation_d_359155"), "report_explanation", ["department_code"], unique=False)
    op.create_index(op.f("ix_report_explanation_e_b6d939"), "report_explanation", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_report_explanation_p_36280d"), "report_explanation", ["parent_id"], unique=False)
    op.create_index(op.f("ix_report_explanation_r_252704"), "report_explanation", ["region_code"], unique=False)
    op.create_table(
        "report_round_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_round_step_sn_d06d2f")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["report_submission.id"], name=op.f("fk_report_round_step_su_11c9ac")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_round_step")),
    )
    op.create_index(op.f("ix_report_round_step_de_064417"), "report_round_step", ["department_code"], unique=False)
    op.create_index(op.f("ix_report_round_step_en_180109"), "report_round_step", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_report_round_step_parent_id"), "report_round_step", ["parent_id"], unique=False)
    op.create_index(op.f("ix_report_round_step_re_6bbfa1"), "report_round_step", ["region_code"], unique=False)
    op.create_index(op.f("ix_report_round_step_su_ab87eb"), "report_round_step", ["submission_id"], unique=False)
    op.drop_table("duty_record")


def downgrade() -> None:
    op.create_table(
        "duty_record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("duty_code", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_record_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_record")),
        sa.UniqueConstraint("duty_code", "period", "unit_id", name="uq_duty_record_of"),
    )
    op.create_index(op.f("ix_duty_record_unit_id"), "duty_record", ["unit_id"], unique=False)
    op.create_index(op.f("ix_duty_record_region_code"), "duty_record", ["region_code"], unique=False)
    op.create_index(op.f("ix_duty_record_parent_id"), "duty_record", ["parent_id"], unique=False)
    op.create_index(op.f("ix_duty_record_enterprise_id"), "duty_record", ["enterprise_id"], unique=False)
    op.create_index(op.f("ix_duty_record_department_code"), "duty_record", ["department_code"], unique=False)
    op.drop_table("report_round_step")
    op.drop_table("report_explanation")
    op.drop_table("report_submission")
    op.drop_table("report_round")
