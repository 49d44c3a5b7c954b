"""Sign-in by the organisation's own provider."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('staff_ways',
    sa.Column('state_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('browser_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('session_index', sa.LargeBinary(length=32), nullable=True),
    sa.Column('back', sa.LargeBinary(), nullable=False),
    sa.Column('started_at', Moment(), nullable=False),
    sa.Column('ends_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('state_index', name=op.f('pk_staff_ways'))
    )
    with op.batch_alter_table('staff_ways', schema=None) as batch_op:
        batch_op.create_index('ix_staff_ways_ends_at', ['ends_at'], unique=False)

    with op.batch_alter_table('staff_sessions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('by_provider', sa.Integer(), server_default='0', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('staff_sessions', schema=None) as batch_op:
        batch_op.drop_column('by_provider')

    with op.batch_alter_table('staff_ways', schema=None) as batch_op:
        batch_op.drop_index('ix_staff_ways_ends_at')

    op.drop_table('staff_ways')
