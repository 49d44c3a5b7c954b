"""Decisions that wait, and filters with a name."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_views',
    sa.Column('account', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('query', sa.String(length=500), nullable=False),
    sa.PrimaryKeyConstraint('account', 'name', name=op.f('pk_case_views'))
    )
    op.create_table('case_held',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('batch', sa.String(length=16), nullable=False),
    sa.Column('case', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('staff', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('by', sa.String(length=12), nullable=False),
    sa.Column('move', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('note_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('made_at', Moment(), nullable=False),
    sa.Column('due_at', Moment(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('why', sa.String(length=20), nullable=True),
    sa.CheckConstraint("state IN ('held', 'applied', 'undone', 'refused')", name=op.f('ck_case_held_state')),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_case_held_case_cases'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_held'))
    )
    with op.batch_alter_table('case_held', schema=None) as batch_op:
        batch_op.create_index('ix_case_held_batch', ['batch', 'id'], unique=False)
        batch_op.create_index('ix_case_held_case', ['case'], unique=True, sqlite_where=sa.text("state = 'held'"), postgresql_where=sa.text("state = 'held'"))
        batch_op.create_index('ix_case_held_due', ['due_at'], unique=False, sqlite_where=sa.text("state = 'held'"), postgresql_where=sa.text("state = 'held'"))



def downgrade() -> None:
    with op.batch_alter_table('case_held', schema=None) as batch_op:
        batch_op.drop_index('ix_case_held_due', sqlite_where=sa.text("state = 'held'"), postgresql_where=sa.text("state = 'held'"))
        batch_op.drop_index('ix_case_held_case', sqlite_where=sa.text("state = 'held'"), postgresql_where=sa.text("state = 'held'"))
        batch_op.drop_index('ix_case_held_batch')

    op.drop_table('case_held')
    op.drop_table('case_views')
