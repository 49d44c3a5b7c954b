"""Years that a branch recorded as paid."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('slip_cleared_years',
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('receipt', sa.String(length=24), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('debt', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('office', sa.String(length=8), nullable=False),
    sa.Column('staff', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('contract', 'year', 'receipt', name=op.f('pk_slip_cleared_years'))
    )
    with op.batch_alter_table('slip_cleared_years', schema=None) as batch_op:
        batch_op.create_index('ix_slip_cleared_years_receipt', ['receipt', 'paid_on'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('slip_cleared_years', schema=None) as batch_op:
        batch_op.drop_index('ix_slip_cleared_years_receipt')

    op.drop_table('slip_cleared_years')
