"""Parked work, reports and marks."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outbox_reports',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('provider_id', sa.String(length=20), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_reports'))
    )
    with op.batch_alter_table('outbox_reports', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_reports_at', ['at'], unique=False)

    op.create_table('work_marks',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('period', sa.String(length=12), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('name', 'period', name=op.f('pk_work_marks'))
    )
    with op.batch_alter_table('parked_updates', schema=None) as batch_op:
        batch_op.add_column(sa.Column('replayed_at', sa.Integer(), nullable=True))

    with op.batch_alter_table('work_items', schema=None) as batch_op:
        batch_op.add_column(sa.Column('error', sa.String(length=80), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('work_items', schema=None) as batch_op:
        batch_op.drop_column('error')

    with op.batch_alter_table('parked_updates', schema=None) as batch_op:
        batch_op.drop_column('replayed_at')

    op.drop_table('work_marks')
    with op.batch_alter_table('outbox_reports', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_reports_at')

    op.drop_table('outbox_reports')
