"""Activation codes of branches."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('people_activations',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('office', sa.String(length=8), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('document', sa.String(length=24), nullable=False),
    sa.Column('mobile_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('code_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('form_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('staff', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('staff_name', sa.String(length=80), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('issued_at', Moment(), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.CheckConstraint("state IN ('issued', 'used', 'revoked', 'replaced')", name=op.f('ck_people_activations_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_activations')),
    sa.UniqueConstraint('form_index', name=op.f('uq_people_activations_form_index')),
    sa.UniqueConstraint('office', 'year', 'serial', name=op.f('uq_people_activations_office_year_serial'))
    )
    with op.batch_alter_table('people_activations', schema=None) as batch_op:
        batch_op.create_index('ix_people_activations_issued_at', ['issued_at'], unique=False)
        batch_op.create_index('ix_people_activations_person', ['person', 'id'], unique=False)
        batch_op.create_index('uq_people_activations_issued', ['person'], unique=True, sqlite_where=sa.text("state = 'issued'"), postgresql_where=sa.text("state = 'issued'"))



def downgrade() -> None:
    with op.batch_alter_table('people_activations', schema=None) as batch_op:
        batch_op.drop_index('uq_people_activations_issued', sqlite_where=sa.text("state = 'issued'"), postgresql_where=sa.text("state = 'issued'"))
        batch_op.drop_index('ix_people_activations_person')
        batch_op.drop_index('ix_people_activations_issued_at')

    op.drop_table('people_activations')
