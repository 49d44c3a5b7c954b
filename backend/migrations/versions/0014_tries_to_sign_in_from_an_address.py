"""Tries to sign in from an address."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('staff_knocks',
    sa.Column('address_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('address_index', name=op.f('pk_staff_knocks'))
    )


def downgrade() -> None:
    op.drop_table('staff_knocks')
