"""What replicas of a bot share: leases, updates that wait, chats that are closed."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from backend.kit.db import Moment

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('deferred_updates',
    sa.Column('channel', sa.String(length=16), nullable=False),
    sa.Column('bot', sa.String(length=64), nullable=False),
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('body_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'bot', 'update_id', name=op.f('pk_deferred_updates'))
    )
    with op.batch_alter_table('deferred_updates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deferred_updates_at'), ['at'], unique=False)

    op.create_table('outbox_closed_chats',
    sa.Column('channel', sa.String(length=16), nullable=False),
    sa.Column('bot', sa.String(length=64), nullable=False),
    sa.Column('chat', sa.String(length=64), nullable=False),
    sa.Column('since', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'bot', 'chat', name=op.f('pk_outbox_closed_chats'))
    )
    with op.batch_alter_table('outbox_closed_chats', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_closed_chats_since', ['since'], unique=False)

    op.create_table('work_leases',
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('held_by', sa.String(length=40), nullable=False),
    sa.Column('held_until', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_work_leases'))
    )


def downgrade() -> None:
    op.drop_table('work_leases')
    with op.batch_alter_table('outbox_closed_chats', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_closed_chats_since')

    op.drop_table('outbox_closed_chats')
    with op.batch_alter_table('deferred_updates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deferred_updates_at'))

    op.drop_table('deferred_updates')
