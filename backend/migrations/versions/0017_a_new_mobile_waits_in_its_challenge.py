"""A new mobile waits in its challenge."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('people_challenges', schema=None) as batch_op:
        batch_op.add_column(sa.Column('mobile_sealed', sa.LargeBinary(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('people_challenges', schema=None) as batch_op:
        batch_op.drop_column('mobile_sealed')

