"""The plugin's tables."""

import sqlalchemy as sa
from alembic import op

revision = "special_equipment_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "special_equipment_card",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("recruiter", sa.String(length=60), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_card")),
        sa.UniqueConstraint("enterprise_id", "number", "item", name="uq_special_equipment_card"),
    )
    with op.batch_alter_table("special_equipment_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_special_equipment_ca_00d83b"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_ca_04c216"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_ca_ddb703"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_ca_e4c79b"), ["parent_id"], unique=False)
        batch_op.create_index("ix_special_equipment_card_due", ["valid_to", "id"], unique=False)

    op.create_table(
        "special_equipment_crew",
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("staffed_manager", sa.String(length=40), nullable=False),
        sa.Column("staffed_tester", sa.String(length=40), nullable=False),
        sa.Column("staffed_operator", sa.String(length=40), nullable=False),
        sa.Column("unqualified_manager", sa.String(length=40), nullable=False),
        sa.Column("unqualified_tester", sa.String(length=40), nullable=False),
        sa.Column("unqualified_operator", sa.String(length=40), nullable=False),
        sa.Column("trained_manager", sa.String(length=40), nullable=False),
        sa.Column("trained_tester", sa.String(length=40), nullable=False),
        sa.Column("trained_operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_crew")),
        sa.UniqueConstraint("enterprise_id", name="uq_special_equipment_crew"),
    )
    with op.batch_alter_table("special_equipment_crew", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_special_equipment_cr_22b4b4"), ["department_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_cr_291243"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_cr_569c40"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_cr_b59a2b"), ["parent_id"], unique=False)
        batch_op.create_index("ix_special_equipment_crew_day", ["checked_on", "id"], unique=False)

    op.create_table(
        "special_equipment_harm",
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("equipment", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("injured", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=200), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_harm")),
        sa.UniqueConstraint("enterprise_id", "happened_on", "equipment", name="uq_special_equipment_harm"),
    )
    with op.batch_alter_table("special_equipment_harm", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_special_equipment_ha_2a4e7c"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_ha_ce9e82"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_ha_e96fc0"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_ha_f2fea7"), ["department_code"], unique=False)
        batch_op.create_index("ix_special_equipment_harm_day", ["happened_on", "id"], unique=False)

    op.create_table(
        "special_equipment_unit",
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("commissioned_on", sa.Date(), nullable=True),
        sa.Column("registration", sa.String(length=60), nullable=True),
        sa.Column("registration_on", sa.Date(), nullable=True),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.String(length=40), nullable=True),
        sa.Column("report_no", sa.String(length=60), nullable=True),
        sa.Column("next_inspection", sa.Date(), nullable=True),
        sa.Column("accessories_to", sa.Date(), nullable=True),
        sa.Column("archive_design", sa.Boolean(), nullable=True),
        sa.Column("archive_inspection", sa.Boolean(), nullable=True),
        sa.Column("archive_use", sa.Boolean(), nullable=True),
        sa.Column("archive_upkeep", sa.Boolean(), nullable=True),
        sa.Column("archive_faults", sa.Boolean(), nullable=True),
        sa.Column("maintained", sa.Boolean(), nullable=True),
        sa.Column("self_inspected", sa.Boolean(), nullable=True),
        sa.Column("emergency_plan", sa.Boolean(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_unit")),
        sa.UniqueConstraint("enterprise_id", "number", name="uq_special_equipment_unit"),
    )
    with op.batch_alter_table("special_equipment_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_special_equipment_un_29709f"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_un_510cd0"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_un_847dac"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_special_equipment_un_a82fa9"), ["department_code"], unique=False)
        batch_op.create_index("ix_special_equipment_unit_due", ["next_inspection", "id"], unique=False)
        batch_op.create_index("ix_special_equipment_unit_no", ["number", "id"], unique=False)
        batch_op.create_index("ix_special_equipment_unit_reg", ["enterprise_id", "registration"], unique=False)

    op.create_table(
        "special_equipment_card_version",
        sa.Column("special_equipment_card_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("on_duty", sa.Boolean(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["special_equipment_card_id"], ["special_equipment_card.id"], name=op.f("fk_special_equipment_ca_a825f7")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_ca_ba73cf")),
    )
    with op.batch_alter_table("special_equipment_card_version", schema=None) as batch_op:
        batch_op.create_index(
            "ix_special_equipment_ca_0773b0", ["special_equipment_card_id", "known_from"], unique=False
        )
        batch_op.create_index("ix_special_equipment_ca_bff3f5", ["known_to", "known_from"], unique=False)

    op.create_table(
        "special_equipment_crew_version",
        sa.Column("special_equipment_crew_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("staffed_manager", sa.String(length=40), nullable=False),
        sa.Column("staffed_tester", sa.String(length=40), nullable=False),
        sa.Column("staffed_operator", sa.String(length=40), nullable=False),
        sa.Column("unqualified_manager", sa.String(length=40), nullable=False),
        sa.Column("unqualified_tester", sa.String(length=40), nullable=False),
        sa.Column("unqualified_operator", sa.String(length=40), nullable=False),
        sa.Column("trained_manager", sa.String(length=40), nullable=False),
        sa.Column("trained_tester", sa.String(length=40), nullable=False),
        sa.Column("trained_operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["special_equipment_crew_id"], ["special_equipment_crew.id"], name=op.f("fk_special_equipment_cr_8b9947")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_cr_cad180")),
    )
    with op.batch_alter_table("special_equipment_crew_version", schema=None) as batch_op:
        batch_op.create_index("ix_special_equipment_cr_295b36", ["known_to", "known_from"], unique=False)
        batch_op.create_index(
            "ix_special_equipment_cr_c250fb", ["special_equipment_crew_id", "known_from"], unique=False
        )

    op.create_table(
        "special_equipment_harm_version",
        sa.Column("special_equipment_harm_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("equipment", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("injured", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["special_equipment_harm_id"], ["special_equipment_harm.id"], name=op.f("fk_special_equipment_ha_433732")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_ha_5f574c")),
    )
    with op.batch_alter_table("special_equipment_harm_version", schema=None) as batch_op:
        batch_op.create_index(
            "ix_special_equipment_ha_3b2709", ["special_equipment_harm_id", "known_from"], unique=False
        )
        batch_op.create_index("ix_special_equipment_ha_f00b55", ["known_to", "known_from"], unique=False)

    op.create_table(
        "special_equipment_unit_version",
        sa.Column("special_equipment_unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("department_code", sa.String(length=40), nullable=True),
        sa.Column("enterprise_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("commissioned_on", sa.Date(), nullable=True),
        sa.Column("registration", sa.String(length=60), nullable=True),
        sa.Column("registration_on", sa.Date(), nullable=True),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.String(length=40), nullable=True),
        sa.Column("next_inspection", sa.Date(), nullable=True),
        sa.Column("accessories_to", sa.Date(), nullable=True),
        sa.Column("archive_design", sa.Boolean(), nullable=True),
        sa.Column("archive_inspection", sa.Boolean(), nullable=True),
        sa.Column("archive_use", sa.Boolean(), nullable=True),
        sa.Column("archive_upkeep", sa.Boolean(), nullable=True),
        sa.Column("archive_faults", sa.Boolean(), nullable=True),
        sa.Column("maintained", sa.Boolean(), nullable=True),
        sa.Column("self_inspected", sa.Boolean(), nullable=True),
        sa.Column("emergency_plan", sa.Boolean(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("known_from", sa.BigInteger(), nullable=False),
        sa.Column("known_to", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["special_equipment_unit_id"], ["special_equipment_unit.id"], name=op.f("fk_special_equipment_un_0d21f8")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_equipment_un_b6d81f")),
    )
    with op.batch_alter_table("special_equipment_unit_version", schema=None) as batch_op:
        batch_op.create_index("ix_special_equipment_un_208bed", ["known_to", "known_from"], unique=False)
        batch_op.create_index(
            "ix_special_equipment_un_7971b8", ["special_equipment_unit_id", "known_from"], unique=False
        )
