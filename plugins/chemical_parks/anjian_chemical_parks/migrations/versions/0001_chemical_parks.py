"""The plugin's tables."""

import sqlalchemy as sa
from alembic import op

revision = "chemical_parks_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chemical_parks_item",
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(length=400), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_item")),
        sa.UniqueConstraint("park", "item", name="uq_chemical_parks_item"),
    )
    with op.batch_alter_table("chemical_parks_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_item__025ee6"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_item__45a0a8"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_item__6cf1fb"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_item__97091d"), ["department_code"], unique=False)

    op.create_table(
        "chemical_parks_member",
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_member")),
        sa.UniqueConstraint("enterprise_id", name="uq_chemical_parks_member"),
    )
    with op.batch_alter_table("chemical_parks_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_membe_1c5fd4"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_membe_55620c"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_membe_85c0fd"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_membe_ecc4fa"), ["department_code"], unique=False)

    op.create_table(
        "chemical_parks_paper",
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issuer", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_paper")),
        sa.UniqueConstraint("park", "title", name="uq_chemical_parks_paper"),
    )
    with op.batch_alter_table("chemical_parks_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_paper_68e25d"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_paper_a48d56"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_paper_bbb97c"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_paper_f72a46"), ["region_code"], unique=False)

    op.create_table(
        "chemical_parks_park",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("recognition", sa.String(length=40), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=True),
        sa.Column("recognised_by", sa.String(length=120), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("reassess_on", sa.Date(), nullable=True),
        sa.Column("boundary", sa.Text(), nullable=True),
        sa.Column("control_line", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_park")),
        sa.UniqueConstraint("name", name="uq_chemical_parks_park"),
    )
    with op.batch_alter_table("chemical_parks_park", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_park__460b0a"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_park__816299"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_park__c04975"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_park__f20ce9"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_chemical_parks_reassess", ["reassess_on", "id"], unique=False)

    op.create_table(
        "chemical_parks_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("located_in", sa.String(length=60), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_place")),
        sa.UniqueConstraint("enterprise_id", name="uq_chemical_parks_place"),
    )
    with op.batch_alter_table("chemical_parks_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_place_1952cc"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_place_56ac42"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_place_621094"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_place_f4b725"), ["enterprise_id"], unique=False)
        batch_op.create_index("ix_chemical_parks_relation", ["relation", "id"], unique=False)

    op.create_table(
        "chemical_parks_reply",
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=False),
        sa.Column("reply", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_reply")),
        sa.UniqueConstraint("park", "matter", "partner", name="uq_chemical_parks_reply"),
    )
    with op.batch_alter_table("chemical_parks_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_reply_1c20ca"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_reply_9eec9c"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_reply_c56f5f"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_reply_dfdc55"), ["parent_id"], unique=False)

    op.create_table(
        "chemical_parks_step",
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("milestone", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=400), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_step")),
        sa.UniqueConstraint("park", "milestone", name="uq_chemical_parks_step"),
    )
    with op.batch_alter_table("chemical_parks_step", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_ms_due", ["due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_step__1bce51"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_step__1e4017"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_step__59c583"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_step__ab87a4"), ["department_code"], unique=False)

    op.create_table(
        "chemical_parks_task",
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("partners", sa.String(length=400), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("progress", sa.String(length=1000), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=400), nullable=True),
        sa.Column("override", sa.String(length=400), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_task")),
        sa.UniqueConstraint("park", "matter", name="uq_chemical_parks_task"),
    )
    with op.batch_alter_table("chemical_parks_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chemical_parks_task__0810a6"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_task__83684f"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_task__ee5569"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_chemical_parks_task__f39d43"), ["region_code"], unique=False)
        batch_op.create_index("ix_chemical_parks_task_due", ["due_on", "id"], unique=False)

    op.create_table(
        "chemical_parks_item_version",
        sa.Column("chemical_parks_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(length=400), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_item_id"], ["chemical_parks_item.id"], name=op.f("fk_chemical_parks_item__f9e8dd")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_item_version")),
    )
    with op.batch_alter_table("chemical_parks_item_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_item__d63651", ["chemical_parks_item_id", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_item__d7a515", ["known_to", "known_from"], unique=False)

    op.create_table(
        "chemical_parks_member_version",
        sa.Column("chemical_parks_member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_member_id"], ["chemical_parks_member.id"], name=op.f("fk_chemical_parks_membe_65175f")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_membe_f9e8be")),
    )
    with op.batch_alter_table("chemical_parks_member_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_membe_67b466", ["known_to", "known_from"], unique=False)
        batch_op.create_index(
            "ix_chemical_parks_membe_9b02d2", ["chemical_parks_member_id", "known_from"], unique=False
        )

    op.create_table(
        "chemical_parks_paper_version",
        sa.Column("chemical_parks_paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_paper_id"], ["chemical_parks_paper.id"], name=op.f("fk_chemical_parks_paper_35ecb7")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_paper_25ed3c")),
    )
    with op.batch_alter_table("chemical_parks_paper_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_paper_43e690", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_paper_e0e12a", ["chemical_parks_paper_id", "known_from"], unique=False)

    op.create_table(
        "chemical_parks_park_version",
        sa.Column("chemical_parks_park_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("recognition", sa.String(length=40), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("reassess_on", sa.Date(), nullable=True),
        sa.Column("boundary", sa.Text(), nullable=True),
        sa.Column("control_line", sa.Text(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_park_id"], ["chemical_parks_park.id"], name=op.f("fk_chemical_parks_park__f3c18a")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_park_version")),
    )
    with op.batch_alter_table("chemical_parks_park_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_park__885618", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_park__b27ae4", ["chemical_parks_park_id", "known_from"], unique=False)

    op.create_table(
        "chemical_parks_place_version",
        sa.Column("chemical_parks_place_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("located_in", sa.String(length=60), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_place_id"], ["chemical_parks_place.id"], name=op.f("fk_chemical_parks_place_8d0fa3")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_place_7c3049")),
    )
    with op.batch_alter_table("chemical_parks_place_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_place_3b1351", ["chemical_parks_place_id", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_place_59aa09", ["known_to", "known_from"], unique=False)

    op.create_table(
        "chemical_parks_reply_version",
        sa.Column("chemical_parks_reply_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_reply_id"], ["chemical_parks_reply.id"], name=op.f("fk_chemical_parks_reply_0abd52")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_reply_128a84")),
    )
    with op.batch_alter_table("chemical_parks_reply_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_reply_11534e", ["chemical_parks_reply_id", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_reply_8e699f", ["known_to", "known_from"], unique=False)

    op.create_table(
        "chemical_parks_step_version",
        sa.Column("chemical_parks_step_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("milestone", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=400), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_step_id"], ["chemical_parks_step.id"], name=op.f("fk_chemical_parks_step__d6f228")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_step_version")),
    )
    with op.batch_alter_table("chemical_parks_step_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_step__080720", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_step__1bbb60", ["chemical_parks_step_id", "known_from"], unique=False)

    op.create_table(
        "chemical_parks_task_version",
        sa.Column("chemical_parks_task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("park", sa.String(length=60), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("partners", sa.String(length=400), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("override", sa.String(length=400), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chemical_parks_task_id"], ["chemical_parks_task.id"], name=op.f("fk_chemical_parks_task__5cfbe7")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chemical_parks_task_version")),
    )
    with op.batch_alter_table("chemical_parks_task_version", schema=None) as batch_op:
        batch_op.create_index("ix_chemical_parks_task__b49cc4", ["known_to", "known_from"], unique=False)
        batch_op.create_index("ix_chemical_parks_task__b98821", ["chemical_parks_task_id", "known_from"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("chemical_parks_task_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_task__b98821")
        batch_op.drop_index("ix_chemical_parks_task__b49cc4")

    op.drop_table("chemical_parks_task_version")
    with op.batch_alter_table("chemical_parks_step_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_step__1bbb60")
        batch_op.drop_index("ix_chemical_parks_step__080720")

    op.drop_table("chemical_parks_step_version")
    with op.batch_alter_table("chemical_parks_reply_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_reply_8e699f")
        batch_op.drop_index("ix_chemical_parks_reply_11534e")

    op.drop_table("chemical_parks_reply_version")
    with op.batch_alter_table("chemical_parks_place_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_place_59aa09")
        batch_op.drop_index("ix_chemical_parks_place_3b1351")

    op.drop_table("chemical_parks_place_version")
    with op.batch_alter_table("chemical_parks_park_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_park__b27ae4")
        batch_op.drop_index("ix_chemical_parks_park__885618")

    op.drop_table("chemical_parks_park_version")
    with op.batch_alter_table("chemical_parks_paper_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_paper_e0e12a")
        batch_op.drop_index("ix_chemical_parks_paper_43e690")

    op.drop_table("chemical_parks_paper_version")
    with op.batch_alter_table("chemical_parks_member_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_membe_9b02d2")
        batch_op.drop_index("ix_chemical_parks_membe_67b466")

    op.drop_table("chemical_parks_member_version")
    with op.batch_alter_table("chemical_parks_item_version", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_item__d7a515")
        batch_op.drop_index("ix_chemical_parks_item__d63651")

    op.drop_table("chemical_parks_item_version")
    with op.batch_alter_table("chemical_parks_task", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_task_due")
        batch_op.drop_index(batch_op.f("ix_chemical_parks_task__f39d43"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_task__ee5569"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_task__83684f"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_task__0810a6"))

    op.drop_table("chemical_parks_task")
    with op.batch_alter_table("chemical_parks_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chemical_parks_step__ab87a4"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_step__59c583"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_step__1e4017"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_step__1bce51"))
        batch_op.drop_index("ix_chemical_parks_ms_due")

    op.drop_table("chemical_parks_step")
    with op.batch_alter_table("chemical_parks_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chemical_parks_reply_dfdc55"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_reply_c56f5f"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_reply_9eec9c"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_reply_1c20ca"))

    op.drop_table("chemical_parks_reply")
    with op.batch_alter_table("chemical_parks_place", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_relation")
        batch_op.drop_index(batch_op.f("ix_chemical_parks_place_f4b725"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_place_621094"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_place_56ac42"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_place_1952cc"))

    op.drop_table("chemical_parks_place")
    with op.batch_alter_table("chemical_parks_park", schema=None) as batch_op:
        batch_op.drop_index("ix_chemical_parks_reassess")
        batch_op.drop_index(batch_op.f("ix_chemical_parks_park__f20ce9"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_park__c04975"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_park__816299"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_park__460b0a"))

    op.drop_table("chemical_parks_park")
    with op.batch_alter_table("chemical_parks_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chemical_parks_paper_f72a46"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_paper_bbb97c"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_paper_a48d56"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_paper_68e25d"))

    op.drop_table("chemical_parks_paper")
    with op.batch_alter_table("chemical_parks_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chemical_parks_membe_ecc4fa"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_membe_85c0fd"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_membe_55620c"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_membe_1c5fd4"))

    op.drop_table("chemical_parks_member")
    with op.batch_alter_table("chemical_parks_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chemical_parks_item__97091d"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_item__6cf1fb"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_item__45a0a8"))
        batch_op.drop_index(batch_op.f("ix_chemical_parks_item__025ee6"))

    op.drop_table("chemical_parks_item")
