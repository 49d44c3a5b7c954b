"""Contracts that wait for their exam."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('register_contracts', schema=None) as batch_op:
        batch_op.create_index('ix_register_contracts_exam_pending', ['id'], unique=False, sqlite_where=sa.text("state = 'exam_pending'"), postgresql_where=sa.text("state = 'exam_pending'"))



def downgrade() -> None:
    with op.batch_alter_table('register_contracts', schema=None) as batch_op:
        batch_op.drop_index('ix_register_contracts_exam_pending', sqlite_where=sa.text("state = 'exam_pending'"), postgresql_where=sa.text("state = 'exam_pending'"))

