"""The plugin's tables."""

import sqlalchemy as sa
from alembic import op

revision = "coalbed_methane_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coalbed_methane_site",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("work", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("assess_by", sa.Date(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessor", sa.String(length=200), nullable=True),
        sa.Column("risk", sa.String(length=40), nullable=True),
        sa.Column("report_no", sa.String(length=60), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalbed_methane_site")),
        sa.UniqueConstraint("enterprise_id", "code", name="uq_coalbed_site_code"),
    )
    with op.batch_alter_table("coalbed_methane_site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coalbed_methane_site_559e7e"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalbed_methane_site_95e20d"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalbed_methane_site_a23f5b"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalbed_methane_site_a676d6"), ["region_code"], unique=False)
        batch_op.create_index("ix_coalbed_site_assessed", ["assessed_on", "id"], unique=False)
        batch_op.create_index("ix_coalbed_site_code", ["code", "id"], unique=False)

    op.create_table(
        "coalbed_methane_site_version",
        sa.Column("coalbed_methane_site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("assess_by", sa.Date(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("risk", sa.String(length=40), nullable=True),
        sa.Column("report_no", sa.String(length=60), nullable=True),
        sa.Column("plan_on", sa.Date(), nullable=True),
        sa.Column("plan_no", sa.String(length=60), nullable=True),
        sa.Column("plan_due", sa.Date(), nullable=True),
        sa.Column("plan_done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalbed_methane_site_id"], ["coalbed_methane_site.id"], name=op.f("fk_coalbed_methane_site_6c4b48")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalbed_methane_site_92142a")),
    )
    with op.batch_alter_table("coalbed_methane_site_version", schema=None) as batch_op:
        batch_op.create_index("ix_coalbed_methane_site_47310e", ["coalbed_methane_site_id", "known_from"], unique=False)
        batch_op.create_index("ix_coalbed_methane_site_a4947c", ["known_to", "known_from"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("coalbed_methane_site_version", schema=None) as batch_op:
        batch_op.drop_index("ix_coalbed_methane_site_a4947c")
        batch_op.drop_index("ix_coalbed_methane_site_47310e")

    op.drop_table("coalbed_methane_site_version")
    with op.batch_alter_table("coalbed_methane_site", schema=None) as batch_op:
        batch_op.drop_index("ix_coalbed_site_code")
        batch_op.drop_index("ix_coalbed_site_assessed")
        batch_op.drop_index(batch_op.f("ix_coalbed_methane_site_a676d6"))
        batch_op.drop_index(batch_op.f("ix_coalbed_methane_site_a23f5b"))
        batch_op.drop_index(batch_op.f("ix_coalbed_methane_site_95e20d"))
        batch_op.drop_index(batch_op.f("ix_coalbed_methane_site_559e7e"))

    op.drop_table("coalbed_methane_site")
