"""The tables of the spine."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.supports_sequences:
        op.execute(sa.schema.CreateSequence(sa.Sequence("ledger_event_no")))
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_subject_id"), ["subject_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_subject_kind"), ["subject_kind"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("event_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_no", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_recorded_at"), ["recorded_at"], unique=False)
        batch_op.create_index("ix_audit_entry_subject", ["subject_kind", "subject_id"], unique=False)

    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "campaign",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_campaign")),
    )
    op.create_table(
        "checklist_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_version")),
        sa.UniqueConstraint("code", "version", name="uq_checklist_version"),
    )
    op.create_table(
        "demo_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shown", sa.DateTime(), nullable=False),
        sa.Column("real", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_mark")),
    )
    op.create_table(
        "department",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_department")),
    )
    op.create_table(
        "hazard",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("client_uid", sa.String(length=36), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("track", sa.String(length=40), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("plugin_title", sa.String(length=200), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("cited", sa.String(length=400), nullable=False),
        sa.Column("criterion_code", sa.String(length=40), nullable=True),
        sa.Column("limb_code", sa.String(length=40), nullable=True),
        sa.Column("limb_text", sa.Text(), nullable=True),
        sa.Column("verdict_reason", sa.Text(), nullable=True),
        sa.Column("discovered_on", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("parent_confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("funds_fen", sa.BigInteger(), nullable=True),
        sa.Column("responsible", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("contingency", sa.Text(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("rectified_by", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("accepted_by", sa.String(length=200), nullable=True),
        sa.Column("accepting_unit", sa.String(length=200), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("listing_level", sa.String(length=40), nullable=True),
        sa.Column("listing_unit", sa.String(length=200), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("identity_key", sa.String(length=64), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard")),
        sa.UniqueConstraint("client_uid", name=op.f("uq_hazard_client_uid")),
        sa.UniqueConstraint("public_code", name=op.f("uq_hazard_public_code")),
    )
    with op.batch_alter_table("hazard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_department_code"), ["department_code"], unique=False)
        batch_op.create_index("ix_hazard_discovered_id", ["discovered_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_discovered_on"), ["discovered_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_hazard_enterprise_limb", ["enterprise_id", "limb_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_identity_key"), ["identity_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_region_code"), ["region_code"], unique=False)
        batch_op.create_index("ix_hazard_state_due", ["state", "due_on"], unique=False)

    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_key", sa.String(length=160), nullable=False),
        sa.Column("job", sa.String(length=200), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("owner_place", sa.String(length=300), nullable=False),
        sa.Column("owner_pid", sa.Integer(), nullable=False),
        sa.Column("owner_start", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("run_key", name=op.f("uq_job_run_run_key")),
    )
    op.create_table(
        "ledger_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_no", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_counter")),
    )
    op.create_table(
        "limb",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("set_code", sa.String(length=40), nullable=False),
        sa.Column("criterion_code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limb")),
        sa.UniqueConstraint("set_code", "code", name=op.f("uq_limb_set_code")),
    )
    with op.batch_alter_table("limb", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_limb_code"), ["code"], unique=False)

    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_number_series")),
    )
    op.create_table(
        "parent_company",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_company")),
        sa.UniqueConstraint("name", name=op.f("uq_parent_company_name")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "region",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_code", sa.String(length=12), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_code"], ["region.code"], name=op.f("fk_region_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    op.create_table(
        "report_snapshot",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("campaign_code", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("sections", sa.Text(), nullable=True),
        sa.Column("compiled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_report_snapshot_cont_c0ca7b")),
    )
    with op.batch_alter_table("report_snapshot", schema=None) as batch_op:
        batch_op.create_index("ix_report_snapshot_period", ["campaign_code", "period", "compiled_at"], unique=False)

    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_address_at", ["address", "at"], unique=False)
        batch_op.create_index("ix_sign_in_login_at", ["login", "at"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=True),
        sa.Column("client_uid", sa.String(length=36), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("plugin_title", sa.String(length=200), nullable=True),
        sa.Column("checklist_code", sa.String(length=40), nullable=True),
        sa.Column("checklist_version", sa.String(length=40), nullable=True),
        sa.Column("fragment_version", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("team", sa.String(length=400), nullable=False),
        sa.Column("enterprise_name", sa.String(length=200), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("completed_at", sa.DateTime(), nullable=True),
        sa.Column("fragment_answered", sa.Boolean(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("cancel_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("client_uid", name=op.f("uq_visit_client_uid")),
        sa.UniqueConstraint("public_code", name=op.f("uq_visit_public_code")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_day", ["visited_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_region_code"), ["region_code"], unique=False)
        batch_op.create_index("ix_visit_status", ["status", "visited_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "watermark",
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("moment", name=op.f("pk_watermark")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_person_id"), ["person_id"], unique=False)

    op.create_table(
        "enterprise",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("initials", sa.String(length=200), nullable=False),
        sa.Column("code_override", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["parent_company.id"], name=op.f("fk_enterprise_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_enterprise_credit_code")),
        sa.UniqueConstraint("public_code", name=op.f("uq_enterprise_public_code")),
    )
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enterprise_department_code"), ["department_code"], unique=False)
        batch_op.create_index("ix_enterprise_initials", ["initials"], unique=False)
        batch_op.create_index(batch_op.f("ix_enterprise_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_enterprise_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enterprise_region_code"), ["region_code"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client_uid", sa.String(length=36), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("checklist_code", sa.String(length=40), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("item_text", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=400), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=True),
        sa.Column("limb_letter", sa.String(length=1), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("methods", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("limb_code", sa.String(length=40), nullable=True),
        sa.Column("limb_text", sa.Text(), nullable=True),
        sa.Column("verdict_reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("decision_reason", sa.String(length=400), nullable=True),
        sa.Column("sighting_id", sa.BigInteger(), nullable=True),
        sa.Column("hazard_id", sa.BigInteger(), nullable=True),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_finding_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("client_uid", name=op.f("uq_finding_client_uid")),
        sa.UniqueConstraint("visit_id", "item_code", "limb_letter", name="uq_finding_item"),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "hazard_campaign",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campaign_code", sa.String(length=40), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_hazard_campaign_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_campaign")),
    )
    with op.batch_alter_table("hazard_campaign", schema=None) as batch_op:
        batch_op.create_index("ix_hazard_campaign_code", ["campaign_code", "hazard_id"], unique=False)

    op.create_table(
        "hazard_event",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event_no", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("plugin_version", sa.String(length=40), nullable=True),
        sa.Column("corrects", sa.BigInteger(), nullable=True),
        sa.Column("hashed_text", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_hazard_event_hazard_id")),
        sa.PrimaryKeyConstraint("event_no", name=op.f("pk_hazard_event")),
        sa.UniqueConstraint("hazard_id", "seq", name="uq_hazard_event_seq"),
    )
    with op.batch_alter_table("hazard_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_event_recorded_at"), ["recorded_at"], unique=False)

    op.create_table(
        "hazard_version",
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("criterion_code", sa.String(length=40), nullable=True),
        sa.Column("limb_code", sa.String(length=40), nullable=True),
        sa.Column("discovered_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("claimed_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("funds_fen", sa.BigInteger(), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_hazard_version_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_version")),
    )
    with op.batch_alter_table("hazard_version", schema=None) as batch_op:
        batch_op.create_index("ix_hazard_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_hazard_version_noun", ["hazard_id", "known_from"], unique=False)

    op.create_table(
        "listing_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("supervising_unit", sa.String(length=200), nullable=False),
        sa.Column("supervisor", sa.String(length=200), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_listing_order_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_order")),
    )
    with op.batch_alter_table("listing_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_order_depart_bbedb0"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_order_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_order_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_order_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_order_region_code"), ["region_code"], unique=False)

    op.create_table(
        "report_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=False),
        sa.Column("unit_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_file_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_file")),
        sa.UniqueConstraint("snapshot_id", "unit_code", "name", name="uq_report_file_name"),
    )
    op.create_table(
        "report_snapshot_set",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("snapshot_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("record", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["report_snapshot.id"], name=op.f("fk_report_snapshot_set__6c2223")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot_set")),
        sa.UniqueConstraint("snapshot_id", "name", name="uq_report_set_name"),
    )
    op.create_table(
        "sighting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client_uid", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("found_by", sa.String(length=200), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("cited", sa.String(length=400), nullable=False),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_sighting_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("client_uid", name=op.f("uq_sighting_client_uid")),
    )
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sighting_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_region_code"), ["region_code"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("parent_unit_id", sa.Integer(), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("reporting", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["department_code"], ["department.code"], name=op.f("fk_unit_department_code")),
        sa.ForeignKeyConstraint(["parent_unit_id"], ["unit.id"], name=op.f("fk_unit_parent_unit_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_unit_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_parent_unit_id"), ["parent_unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_region_code"), ["region_code"], unique=False)

    op.create_table(
        "visit_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("checklist_code", sa.String(length=40), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("passed", sa.Integer(), nullable=True),
        sa.Column("methods", sa.String(length=100), nullable=False),
        sa.Column("method_reason", sa.String(length=400), nullable=True),
        sa.Column("limbs", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=400), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_answer_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_answer")),
        sa.UniqueConstraint("visit_id", "item_code", name="uq_visit_answer_item"),
    )
    with op.batch_alter_table("visit_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_answer_departm_9b3c02"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_answer_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_answer_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_answer_region_code"), ["region_code"], unique=False)

    op.create_table(
        "visit_member",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_member_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_member")),
    )
    with op.batch_alter_table("visit_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_member_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_member_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "visit_version",
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("fragment_answered", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_version_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_version")),
    )
    with op.batch_alter_table("visit_version", schema=None) as batch_op:
        batch_op.create_index("ix_visit_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_visit_version_noun", ["visit_id", "known_from"], unique=False)

    op.create_table(
        "account_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_role_account_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_account_role_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
    )
    with op.batch_alter_table("account_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_role_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_role_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "chain_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_chain_link_enterprise_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_link")),
    )
    with op.batch_alter_table("chain_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chain_link_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chain_link_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chain_link_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chain_link_region_code"), ["region_code"], unique=False)

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
    with op.batch_alter_table("duty_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_record_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_record_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_record_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_record_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_record_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "enterprise_card",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("chief", sa.String(length=200), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_enterprise_card_ente_374cd4")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise_card")),
        sa.UniqueConstraint("enterprise_id", name=op.f("uq_enterprise_card_ente_899ae5")),
    )
    with op.batch_alter_table("enterprise_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enterprise_card_depa_93871c"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_enterprise_card_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enterprise_card_region_code"), ["region_code"], unique=False)

    op.create_table(
        "enterprise_version",
        sa.Column("enterprise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_enterprise_version_e_e0c0d4")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise_version")),
    )
    with op.batch_alter_table("enterprise_version", schema=None) as batch_op:
        batch_op.create_index("ix_enterprise_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_enterprise_version_noun", ["enterprise_id", "known_from"], unique=False)

    op.create_table(
        "finding_version",
        sa.Column("finding_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plugin", sa.String(length=40), nullable=True),
        sa.Column("tag", sa.String(length=40), nullable=True),
        sa.Column("limb_letter", sa.String(length=1), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("scale", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("hazard_id", sa.BigInteger(), nullable=True),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_finding_version_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_version")),
    )
    with op.batch_alter_table("finding_version", schema=None) as batch_op:
        batch_op.create_index("ix_finding_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_finding_version_noun", ["finding_id", "known_from"], unique=False)

    op.create_table(
        "ownership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_ownership_enterprise_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["parent_company.id"], name=op.f("fk_ownership_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership")),
    )
    with op.batch_alter_table("ownership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ownership_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_ownership_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ownership_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ownership_region_code"), ["region_code"], unique=False)

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_post_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("unit_id", "title", name="uq_post_unit_title"),
    )
    op.create_table(
        "chain_link_version",
        sa.Column("chain_link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["chain_link_id"], ["chain_link.id"], name=op.f("fk_chain_link_version_c_79bf90")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_link_version")),
    )
    with op.batch_alter_table("chain_link_version", schema=None) as batch_op:
        batch_op.create_index("ix_chain_link_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_chain_link_version_noun", ["chain_link_id", "known_from"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_session_account_id")),
        sa.ForeignKeyConstraint(["role_id"], ["account_role.id"], name=op.f("fk_login_session_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "ownership_version",
        sa.Column("ownership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["ownership_id"], ["ownership.id"], name=op.f("fk_ownership_version_ow_8ac455")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_version")),
    )
    with op.batch_alter_table("ownership_version", schema=None) as batch_op:
        batch_op.create_index("ix_ownership_version_known", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_ownership_version_noun", ["ownership_id", "known_from"], unique=False)

    op.create_table(
        "post_holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_holding_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_holding_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_holding")),
    )
    with op.batch_alter_table("post_holding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_holding_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_holding_post_id"), ["post_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("post_holding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_holding_post_id"))
        batch_op.drop_index(batch_op.f("ix_post_holding_person_id"))

    op.drop_table("post_holding")
    with op.batch_alter_table("ownership_version", schema=None) as batch_op:
        batch_op.drop_index("ix_ownership_version_noun")
        batch_op.drop_index("ix_ownership_version_known")

    op.drop_table("ownership_version")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_account_id"))

    op.drop_table("login_session")
    with op.batch_alter_table("chain_link_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chain_link_version_noun")
        batch_op.drop_index("ix_chain_link_version_known")

    op.drop_table("chain_link_version")
    op.drop_table("post")
    with op.batch_alter_table("ownership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ownership_region_code"))
        batch_op.drop_index(batch_op.f("ix_ownership_parent_id"))
        batch_op.drop_index(batch_op.f("ix_ownership_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_ownership_department_code"))

    op.drop_table("ownership")
    with op.batch_alter_table("finding_version", schema=None) as batch_op:
        batch_op.drop_index("ix_finding_version_noun")
        batch_op.drop_index("ix_finding_version_known")

    op.drop_table("finding_version")
    with op.batch_alter_table("enterprise_version", schema=None) as batch_op:
        batch_op.drop_index("ix_enterprise_version_noun")
        batch_op.drop_index("ix_enterprise_version_known")

    op.drop_table("enterprise_version")
    with op.batch_alter_table("enterprise_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enterprise_card_region_code"))
        batch_op.drop_index(batch_op.f("ix_enterprise_card_parent_id"))
        batch_op.drop_index(batch_op.f("ix_enterprise_card_depa_93871c"))

    op.drop_table("enterprise_card")
    with op.batch_alter_table("duty_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_record_unit_id"))
        batch_op.drop_index(batch_op.f("ix_duty_record_region_code"))
        batch_op.drop_index(batch_op.f("ix_duty_record_parent_id"))
        batch_op.drop_index(batch_op.f("ix_duty_record_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_duty_record_department_code"))

    op.drop_table("duty_record")
    with op.batch_alter_table("chain_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chain_link_region_code"))
        batch_op.drop_index(batch_op.f("ix_chain_link_parent_id"))
        batch_op.drop_index(batch_op.f("ix_chain_link_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_chain_link_department_code"))

    op.drop_table("chain_link")
    with op.batch_alter_table("account_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_role_unit_id"))
        batch_op.drop_index(batch_op.f("ix_account_role_account_id"))

    op.drop_table("account_role")
    with op.batch_alter_table("visit_version", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_version_noun")
        batch_op.drop_index("ix_visit_version_known")

    op.drop_table("visit_version")
    with op.batch_alter_table("visit_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_member_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_member_person_id"))

    op.drop_table("visit_member")
    with op.batch_alter_table("visit_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_answer_region_code"))
        batch_op.drop_index(batch_op.f("ix_visit_answer_parent_id"))
        batch_op.drop_index(batch_op.f("ix_visit_answer_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_visit_answer_departm_9b3c02"))

    op.drop_table("visit_answer")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_region_code"))
        batch_op.drop_index(batch_op.f("ix_unit_parent_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_parent_id"))
        batch_op.drop_index(batch_op.f("ix_unit_name"))
        batch_op.drop_index(batch_op.f("ix_unit_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_unit_department_code"))

    op.drop_table("unit")
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sighting_region_code"))
        batch_op.drop_index(batch_op.f("ix_sighting_parent_id"))
        batch_op.drop_index(batch_op.f("ix_sighting_hazard_id"))
        batch_op.drop_index(batch_op.f("ix_sighting_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_sighting_department_code"))

    op.drop_table("sighting")
    op.drop_table("report_snapshot_set")
    op.drop_table("report_file")
    with op.batch_alter_table("listing_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_order_region_code"))
        batch_op.drop_index(batch_op.f("ix_listing_order_parent_id"))
        batch_op.drop_index(batch_op.f("ix_listing_order_hazard_id"))
        batch_op.drop_index(batch_op.f("ix_listing_order_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_listing_order_depart_bbedb0"))

    op.drop_table("listing_order")
    with op.batch_alter_table("hazard_version", schema=None) as batch_op:
        batch_op.drop_index("ix_hazard_version_noun")
        batch_op.drop_index("ix_hazard_version_known")

    op.drop_table("hazard_version")
    with op.batch_alter_table("hazard_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hazard_event_recorded_at"))

    op.drop_table("hazard_event")
    with op.batch_alter_table("hazard_campaign", schema=None) as batch_op:
        batch_op.drop_index("ix_hazard_campaign_code")

    op.drop_table("hazard_campaign")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_visit_id"))
        batch_op.drop_index(batch_op.f("ix_finding_status"))
        batch_op.drop_index(batch_op.f("ix_finding_region_code"))
        batch_op.drop_index(batch_op.f("ix_finding_parent_id"))
        batch_op.drop_index(batch_op.f("ix_finding_hazard_id"))
        batch_op.drop_index(batch_op.f("ix_finding_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_finding_department_code"))

    op.drop_table("finding")
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enterprise_region_code"))
        batch_op.drop_index(batch_op.f("ix_enterprise_parent_id"))
        batch_op.drop_index(batch_op.f("ix_enterprise_name"))
        batch_op.drop_index("ix_enterprise_initials")
        batch_op.drop_index(batch_op.f("ix_enterprise_department_code"))

    op.drop_table("enterprise")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_person_id"))

    op.drop_table("account")
    op.drop_table("watermark")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_unit_id"))
        batch_op.drop_index("ix_visit_status")
        batch_op.drop_index(batch_op.f("ix_visit_region_code"))
        batch_op.drop_index(batch_op.f("ix_visit_parent_id"))
        batch_op.drop_index(batch_op.f("ix_visit_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_visit_department_code"))
        batch_op.drop_index("ix_visit_day")

    op.drop_table("visit")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_login_at")
        batch_op.drop_index("ix_sign_in_address_at")

    op.drop_table("sign_in_attempt")
    with op.batch_alter_table("report_snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_report_snapshot_period")

    op.drop_table("report_snapshot")
    op.drop_table("region")
    op.drop_table("person")
    op.drop_table("parent_company")
    op.drop_table("number_series")
    with op.batch_alter_table("limb", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_limb_code"))

    op.drop_table("limb")
    op.drop_table("ledger_counter")
    op.drop_table("job_run")
    with op.batch_alter_table("hazard", schema=None) as batch_op:
        batch_op.drop_index("ix_hazard_state_due")
        batch_op.drop_index(batch_op.f("ix_hazard_region_code"))
        batch_op.drop_index(batch_op.f("ix_hazard_parent_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_identity_key"))
        batch_op.drop_index("ix_hazard_enterprise_limb")
        batch_op.drop_index(batch_op.f("ix_hazard_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_due_on"))
        batch_op.drop_index(batch_op.f("ix_hazard_discovered_on"))
        batch_op.drop_index("ix_hazard_discovered_id")
        batch_op.drop_index(batch_op.f("ix_hazard_department_code"))

    op.drop_table("hazard")
    op.drop_table("department")
    op.drop_table("demo_mark")
    op.drop_table("checklist_version")
    op.drop_table("campaign")
    op.drop_table("calendar_day")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_subject")
        batch_op.drop_index(batch_op.f("ix_audit_entry_recorded_at"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_subject_kind"))
        batch_op.drop_index(batch_op.f("ix_attachment_subject_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_sha256"))
        batch_op.drop_index(batch_op.f("ix_attachment_region_code"))
        batch_op.drop_index(batch_op.f("ix_attachment_parent_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_department_code"))

    op.drop_table("attachment")
    if op.get_bind().dialect.supports_sequences:
        op.execute(sa.schema.DropSequence(sa.Sequence("ledger_event_no")))
