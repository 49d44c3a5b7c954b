"""Indexes for what is asked and forgotten all day."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_messages_ended_at', ['ended_at'], unique=False)

    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.create_index('ix_payments_slip', ['slip'], unique=False)
        batch_op.create_index('ix_payments_undecided', ['state', 'created_at'], unique=False, sqlite_where=sa.text("state IN ('open', 'checking')"), postgresql_where=sa.text("state IN ('open', 'checking')"))

    with op.batch_alter_table('people_links', schema=None) as batch_op:
        batch_op.create_index('ix_people_links_revoked_at', ['revoked_at'], unique=False, sqlite_where=sa.text('revoked_at IS NOT NULL'), postgresql_where=sa.text('revoked_at IS NOT NULL'))

    with op.batch_alter_table('slips', schema=None) as batch_op:
        batch_op.create_index('ix_slips_contract', ['contract'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('slips', schema=None) as batch_op:
        batch_op.drop_index('ix_slips_contract')

    with op.batch_alter_table('people_links', schema=None) as batch_op:
        batch_op.drop_index('ix_people_links_revoked_at', sqlite_where=sa.text('revoked_at IS NOT NULL'), postgresql_where=sa.text('revoked_at IS NOT NULL'))

    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.drop_index('ix_payments_undecided', sqlite_where=sa.text("state IN ('open', 'checking')"), postgresql_where=sa.text("state IN ('open', 'checking')"))
        batch_op.drop_index('ix_payments_slip')

    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_messages_ended_at')

