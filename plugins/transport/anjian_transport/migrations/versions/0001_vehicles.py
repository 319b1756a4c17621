"""vehicles, licences, notices"""

import sqlalchemy as sa
from alembic import op

revision = 'transport_0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('transport_carrier',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('licence', sa.String(length=60), nullable=False),
    sa.Column('business', sa.String(length=400), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('region_code', sa.String(length=12), nullable=True),
    sa.Column('department_code', sa.String(length=40), nullable=True),
    sa.Column('enterprise_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transport_carrier')),
    sa.UniqueConstraint('enterprise_id', name='uq_transport_carrier')
    )
    with op.batch_alter_table('transport_carrier', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_transport_carrier_department_code'), ['department_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_carrier_enterprise_id'), ['enterprise_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_carrier_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_carrier_region_code'), ['region_code'], unique=False)

    op.create_table('transport_expiry_notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('noticed_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('region_code', sa.String(length=12), nullable=True),
    sa.Column('department_code', sa.String(length=40), nullable=True),
    sa.Column('enterprise_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transport_expiry_notice')),
    sa.UniqueConstraint('kind', 'subject_id', 'valid_to', 'stage', name='uq_transport_notice')
    )
    with op.batch_alter_table('transport_expiry_notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_transport_expiry_notice_department_code'), ['department_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_expiry_notice_enterprise_id'), ['enterprise_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_expiry_notice_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_expiry_notice_region_code'), ['region_code'], unique=False)
        batch_op.create_index('ix_transport_notice_open', ['closed_on', 'valid_to'], unique=False)

    op.create_table('transport_vehicle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plate', sa.String(length=12), nullable=False),
    sa.Column('vehicle_type', sa.String(length=40), nullable=False),
    sa.Column('use', sa.String(length=40), nullable=False),
    sa.Column('certificate', sa.String(length=60), nullable=False),
    sa.Column('inspection_to', sa.Date(), nullable=False),
    sa.Column('tank_to', sa.Date(), nullable=True),
    sa.Column('video', sa.Boolean(), nullable=False),
    sa.Column('video_on', sa.Date(), nullable=True),
    sa.Column('reminder', sa.Boolean(), nullable=False),
    sa.Column('reminder_on', sa.Date(), nullable=True),
    sa.Column('tracking', sa.Boolean(), nullable=False),
    sa.Column('tracking_on', sa.Date(), nullable=True),
    sa.Column('remark', sa.String(length=400), nullable=True),
    sa.Column('registered_on', sa.Date(), nullable=False),
    sa.Column('region_code', sa.String(length=12), nullable=True),
    sa.Column('department_code', sa.String(length=40), nullable=True),
    sa.Column('enterprise_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transport_vehicle')),
    sa.UniqueConstraint('plate', name='uq_transport_vehicle_plate')
    )
    with op.batch_alter_table('transport_vehicle', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_transport_vehicle_department_code'), ['department_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_vehicle_enterprise_id'), ['enterprise_id'], unique=False)
        batch_op.create_index('ix_transport_vehicle_expiry', ['inspection_to', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_vehicle_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_transport_vehicle_region_code'), ['region_code'], unique=False)

    op.create_table('transport_carrier_version',
    sa.Column('transport_carrier_id', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(length=12), nullable=True),
    sa.Column('department_code', sa.String(length=40), nullable=True),
    sa.Column('enterprise_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('licence', sa.String(length=60), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('known_from', sa.BigInteger(), nullable=False),
    sa.Column('known_to', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['transport_carrier_id'], ['transport_carrier.id'], name=op.f('fk_transport_carrier_version_transport_carrier_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transport_carrier_version'))
    )
    with op.batch_alter_table('transport_carrier_version', schema=None) as batch_op:
        batch_op.create_index('ix_transport_carrier_version_known', ['known_to', 'known_from'], unique=False)
        batch_op.create_index('ix_transport_carrier_version_noun', ['transport_carrier_id', 'known_from'], unique=False)

    op.create_table('transport_vehicle_version',
    sa.Column('transport_vehicle_id', sa.Integer(), nullable=False),
    sa.Column('region_code', sa.String(length=12), nullable=True),
    sa.Column('department_code', sa.String(length=40), nullable=True),
    sa.Column('enterprise_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('plate', sa.String(length=12), nullable=False),
    sa.Column('vehicle_type', sa.String(length=40), nullable=False),
    sa.Column('use', sa.String(length=40), nullable=False),
    sa.Column('inspection_to', sa.Date(), nullable=False),
    sa.Column('tank_to', sa.Date(), nullable=True),
    sa.Column('video', sa.Boolean(), nullable=False),
    sa.Column('video_on', sa.Date(), nullable=True),
    sa.Column('reminder', sa.Boolean(), nullable=False),
    sa.Column('reminder_on', sa.Date(), nullable=True),
    sa.Column('tracking', sa.Boolean(), nullable=False),
    sa.Column('tracking_on', sa.Date(), nullable=True),
    sa.Column('registered_on', sa.Date(), nullable=False),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('known_from', sa.BigInteger(), nullable=False),
    sa.Column('known_to', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['transport_vehicle_id'], ['transport_vehicle.id'], name=op.f('fk_transport_vehicle_version_transport_vehicle_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transport_vehicle_version'))
    )
    with op.batch_alter_table('transport_vehicle_version', schema=None) as batch_op:
        batch_op.create_index('ix_transport_vehicle_version_known', ['known_to', 'known_from'], unique=False)
        batch_op.create_index('ix_transport_vehicle_version_noun', ['transport_vehicle_id', 'known_from'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('transport_vehicle_version', schema=None) as batch_op:
        batch_op.drop_index('ix_transport_vehicle_version_noun')
        batch_op.drop_index('ix_transport_vehicle_version_known')

    op.drop_table('transport_vehicle_version')
    with op.batch_alter_table('transport_carrier_version', schema=None) as batch_op:
        batch_op.drop_index('ix_transport_carrier_version_noun')
        batch_op.drop_index('ix_transport_carrier_version_known')

    op.drop_table('transport_carrier_version')
    with op.batch_alter_table('transport_vehicle', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_transport_vehicle_region_code'))
        batch_op.drop_index(batch_op.f('ix_transport_vehicle_parent_id'))
        batch_op.drop_index('ix_transport_vehicle_expiry')
        batch_op.drop_index(batch_op.f('ix_transport_vehicle_enterprise_id'))
        batch_op.drop_index(batch_op.f('ix_transport_vehicle_department_code'))

    op.drop_table('transport_vehicle')
    with op.batch_alter_table('transport_expiry_notice', schema=None) as batch_op:
        batch_op.drop_index('ix_transport_notice_open')
        batch_op.drop_index(batch_op.f('ix_transport_expiry_notice_region_code'))
        batch_op.drop_index(batch_op.f('ix_transport_expiry_notice_parent_id'))
        batch_op.drop_index(batch_op.f('ix_transport_expiry_notice_enterprise_id'))
        batch_op.drop_index(batch_op.f('ix_transport_expiry_notice_department_code'))

    op.drop_table('transport_expiry_notice')
    with op.batch_alter_table('transport_carrier', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_transport_carrier_region_code'))
        batch_op.drop_index(batch_op.f('ix_transport_carrier_parent_id'))
        batch_op.drop_index(batch_op.f('ix_transport_carrier_enterprise_id'))
        batch_op.drop_index(batch_op.f('ix_transport_carrier_department_code'))

    op.drop_table('transport_carrier')
