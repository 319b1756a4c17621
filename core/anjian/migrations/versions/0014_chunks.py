"""Sets of snapshots in chunks; indexes by which figures find the versions that may count otherwise than they did."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_accountability_versi_cd6233", "accountability_version", ("counted_key_id",)),
    ("ix_accountability_versi_d2db7d", "accountability_version", ("happened_on",)),
    ("ix_assistance_version_h_ce5258", "assistance_version", ("happened_on",)),
    ("ix_decision_term_versio_1bd5f2", "decision_term_version", ("decision_id",)),
    ("ix_decision_term_versio_58d220", "decision_term_version", ("happened_on",)),
    ("ix_decision_version_case_id", "decision_version", ("case_id",)),
    ("ix_decision_version_ent_08a3db", "decision_version", ("enterprise_id",)),
    ("ix_decision_version_hap_530e7e", "decision_version", ("happened_on",)),
    ("ix_enforcement_case_ver_b351ec", "enforcement_case_version", ("happened_on",)),
    ("ix_enterprise_measure_v_01ef70", "enterprise_measure_version", ("enterprise_id",)),
    ("ix_enterprise_measure_v_a06e96", "enterprise_measure_version", ("happened_on",)),
    ("ix_finding_version_found_on", "finding_version", ("found_on",)),
    ("ix_finding_version_visit_id", "finding_version", ("visit_id",)),
    ("ix_hazard_campaign_known", "hazard_campaign", ("campaign_code", "known_to", "known_from")),
    ("ix_referral_version_cou_a12f48", "referral_version", ("counted_key_id",)),
    ("ix_referral_version_hap_0756ea", "referral_version", ("happened_on",)),
    ("ix_typical_case_version_c5351a", "typical_case_version", ("counted_key_id",)),
    ("ix_typical_case_version_e8bc18", "typical_case_version", ("happened_on",)),
    ("ix_unit_notice_version__49eada", "unit_notice_version", ("happened_on",)),
    ("ix_visit_version_enterprise_id", "visit_version", ("enterprise_id",)),
    ("ix_visit_version_visited_on", "visit_version", ("visited_on",)),
)


def upgrade() -> None:
    op.create_table(
        "report_chunk",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_report_chunk")),
    )
    op.create_table(
        "report_record_set",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=False),
        sa.Column("record", sa.String(length=40), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("chunks", sa.Text(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_record_set_sn_cf16bc")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_record_set")),
        sa.UniqueConstraint("snapshot_id", "record", name="uq_report_record_set"),
    )
    for name, table, columns in INDEXES:
        op.create_index(name, table, list(columns))


def downgrade() -> None:
    for name, table, _columns in INDEXES:
        op.drop_index(name, table_name=table)
    op.drop_table("report_record_set")
    op.drop_table("report_chunk")
