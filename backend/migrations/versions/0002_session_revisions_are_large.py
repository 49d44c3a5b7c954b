"""Session revisions are large."""
# ruff: noqa: I001

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('conversation_sessions', schema=None) as batch_op:
        batch_op.alter_column('revision',
               existing_type=sa.INTEGER(),
               type_=sa.BigInteger(),
               existing_nullable=False)


def downgrade() -> None:
    # the numbers grow with the milliseconds; a chat of this version begins anew where they do not fit
    op.execute("DELETE FROM conversation_sessions WHERE revision > 2147483647")
    with op.batch_alter_table('conversation_sessions', schema=None) as batch_op:
        batch_op.alter_column('revision',
               existing_type=sa.BigInteger(),
               type_=sa.INTEGER(),
               existing_nullable=False)
