"""Staff accounts, sessions and audit trail."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('staff_accounts',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('user', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('password_once', sa.Integer(), nullable=False),
    sa.Column('totp_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('totp_last', sa.BigInteger(), nullable=False),
    sa.Column('enrolled_at', Moment(), nullable=True),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('locked_until', Moment(), nullable=True),
    sa.Column('created_at', Moment(), nullable=False),
    sa.CheckConstraint("state IN ('active', 'locked')", name=op.f('ck_staff_accounts_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_accounts')),
    sa.UniqueConstraint('user', name=op.f('uq_staff_accounts_user'))
    )
    op.create_table('staff_audit',
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('account', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('act', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('ref', sa.String(length=64), nullable=False),
    sa.Column('office', sa.String(length=20), nullable=False),
    sa.Column('detail', sa.String(length=300), nullable=False),
    sa.Column('previous', sa.LargeBinary(length=32), nullable=False),
    sa.Column('hash', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_staff_audit'))
    )
    with op.batch_alter_table('staff_audit', schema=None) as batch_op:
        batch_op.create_index('ix_staff_audit_account', ['account', 'seq'], unique=False)
        batch_op.create_index('ix_staff_audit_act', ['act', 'seq'], unique=False)
        batch_op.create_index('ix_staff_audit_ref', ['kind', 'ref', 'seq'], unique=False)

    op.create_table('staff_audit_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('seal', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_audit_head'))
    )
    op.create_table('staff_grants',
    sa.Column('account', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('office', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['account'], ['staff_accounts.id'], name=op.f('fk_staff_grants_account_staff_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account', 'role', 'office', name=op.f('pk_staff_grants'))
    )
    op.create_table('staff_sessions',
    sa.Column('token_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('account', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('stage', sa.String(length=6), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('seen_at', Moment(), nullable=False),
    sa.Column('ends_at', Moment(), nullable=False),
    sa.Column('step_up_until', Moment(), nullable=True),
    sa.CheckConstraint("stage IN ('code', 'enrol', 'in')", name=op.f('ck_staff_sessions_stage')),
    sa.ForeignKeyConstraint(['account'], ['staff_accounts.id'], name=op.f('fk_staff_sessions_account_staff_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_index', name=op.f('pk_staff_sessions')),
    sa.UniqueConstraint('id', name=op.f('uq_staff_sessions_id'))
    )
    with op.batch_alter_table('staff_sessions', schema=None) as batch_op:
        batch_op.create_index('ix_staff_sessions_account', ['account', 'created_at'], unique=False)
        batch_op.create_index('ix_staff_sessions_ends_at', ['ends_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('staff_sessions', schema=None) as batch_op:
        batch_op.drop_index('ix_staff_sessions_ends_at')
        batch_op.drop_index('ix_staff_sessions_account')

    op.drop_table('staff_sessions')
    op.drop_table('staff_grants')
    op.drop_table('staff_audit_head')
    with op.batch_alter_table('staff_audit', schema=None) as batch_op:
        batch_op.drop_index('ix_staff_audit_ref')
        batch_op.drop_index('ix_staff_audit_act')
        batch_op.drop_index('ix_staff_audit_account')

    op.drop_table('staff_audit')
    op.drop_table('staff_accounts')
