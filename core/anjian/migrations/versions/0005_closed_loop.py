"""The closed loop: signature, opinion, parties, review, extension, suspension, transfer, recurrence; pairs that may be one fault."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hazard_extension",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hazard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_asked", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("event_no", sa.BigInteger(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hazard_id"], ["hazard.id"], name=op.f("fk_hazard_extension_hazard_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_extension")),
    )
    with op.batch_alter_table("hazard_extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_extension_dep_2a700f"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_extension_ent_23b655"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_extension_hazard_id"), ["hazard_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_extension_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_extension_reg_142db2"), ["region_code"], unique=False)

    op.create_table(
        "like_pair",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("second_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_id"], ["hazard.id"], name=op.f("fk_like_pair_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["hazard.id"], name=op.f("fk_like_pair_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_like_pair")),
        sa.UniqueConstraint("first_id", "second_id", name="uq_like_pair"),
    )
    with op.batch_alter_table("like_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_like_pair_department_code"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_like_pair_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_like_pair_open", ["decision", "score", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_like_pair_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_like_pair_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_like_pair_second_id"), ["second_id"], unique=False)

    with op.batch_alter_table("hazard", schema=None) as batch_op:
        batch_op.add_column(sa.Column("prepared_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("signed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("parent_opinion", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("enterprise_person", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("officer", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("leader", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("review", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("planned_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reviewed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("extension_to", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("extension_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("suspended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("suspended_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("transfer_to", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("recurs_of_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("hazard", schema=None) as batch_op:
        batch_op.drop_column("recurs_of_id")
        batch_op.drop_column("transfer_to")
        batch_op.drop_column("suspended_by")
        batch_op.drop_column("suspended_on")
        batch_op.drop_column("extension_by")
        batch_op.drop_column("extension_to")
        batch_op.drop_column("reviewed_on")
        batch_op.drop_column("planned_by")
        batch_op.drop_column("review")
        batch_op.drop_column("leader")
        batch_op.drop_column("officer")
        batch_op.drop_column("enterprise_person")
        batch_op.drop_column("parent_opinion")
        batch_op.drop_column("signed_by")
        batch_op.drop_column("signed_on")
        batch_op.drop_column("prepared_by")

    with op.batch_alter_table("like_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_like_pair_second_id"))
        batch_op.drop_index(batch_op.f("ix_like_pair_region_code"))
        batch_op.drop_index(batch_op.f("ix_like_pair_parent_id"))
        batch_op.drop_index("ix_like_pair_open")
        batch_op.drop_index(batch_op.f("ix_like_pair_enterprise_id"))
        batch_op.drop_index(batch_op.f("ix_like_pair_department_code"))

    op.drop_table("like_pair")
    with op.batch_alter_table("hazard_extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hazard_extension_reg_142db2"))
        batch_op.drop_index(batch_op.f("ix_hazard_extension_parent_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_extension_hazard_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_extension_ent_23b655"))
        batch_op.drop_index(batch_op.f("ix_hazard_extension_dep_2a700f"))

    op.drop_table("hazard_extension")
