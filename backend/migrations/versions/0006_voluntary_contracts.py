"""Voluntary contracts."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('contract_agreements',
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('by_law', sa.String(length=20), nullable=False),
    sa.Column('by_law_digest', sa.String(length=64), nullable=False),
    sa.Column('agreed_at', Moment(), nullable=False),
    sa.Column('undertaking_at', Moment(), nullable=True),
    sa.Column('exam', sa.String(length=12), nullable=False),
    sa.Column('exam_by', sa.Date(), nullable=True),
    sa.Column('follows', sa.String(length=24), nullable=True),
    sa.Column('eligibility', sa.String(length=24), nullable=False),
    sa.Column('terms', sa.String(length=24), nullable=False),
    sa.Column('exemption', sa.String(length=24), nullable=False),
    sa.Column('locale', sa.String(length=5), nullable=False),
    sa.CheckConstraint("exam = 'not-needed' OR undertaking_at IS NOT NULL", name=op.f('ck_contract_agreements_undertaking')),
    sa.CheckConstraint("exam IN ('not-needed', 'pending', 'fit', 'unfit')", name=op.f('ck_contract_agreements_exam')),
    sa.PrimaryKeyConstraint('contract', name=op.f('pk_contract_agreements'))
    )
    with op.batch_alter_table('contract_agreements', schema=None) as batch_op:
        batch_op.create_index('ix_contract_agreements_exam_by', ['exam', 'exam_by'], unique=False)

    op.create_table('contract_events',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('values', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract_events'))
    )
    with op.batch_alter_table('contract_events', schema=None) as batch_op:
        batch_op.create_index('ix_contract_events_contract', ['contract', 'id'], unique=False)

    op.create_table('register_relations',
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('employed', sa.Boolean(), nullable=False),
    sa.Column('pensioner', sa.Boolean(), nullable=False),
    sa.Column('dependant', sa.Boolean(), nullable=False),
    sa.Column('other_fund', sa.Boolean(), nullable=False),
    sa.Column('under_guardianship', sa.Boolean(), nullable=False),
    sa.Column('served', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person'], ['register_persons.id'], name=op.f('fk_register_relations_person_register_persons'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_register_relations'))
    )
    op.create_table('register_entitlements',
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('care', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('until', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['contract'], ['register_contracts.id'], name=op.f('fk_register_entitlements_contract_register_contracts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contract', name=op.f('pk_register_entitlements'))
    )
    with op.batch_alter_table('register_contracts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wage_base', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.create_index('ix_register_contracts_in_force_concluded_on', ['concluded_on'], unique=False, sqlite_where=sa.text("state IN ('active', 'exam_pending')"), postgresql_where=sa.text("state IN ('active', 'exam_pending')"))
        batch_op.create_index('uq_register_contracts_in_force', ['person'], unique=True, sqlite_where=sa.text("state IN ('active', 'exam_pending')"), postgresql_where=sa.text("state IN ('active', 'exam_pending')"))

    with op.batch_alter_table('register_persons', schema=None) as batch_op:
        batch_op.add_column(sa.Column('address_sealed', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('postal_code_sealed', sa.LargeBinary(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('register_persons', schema=None) as batch_op:
        batch_op.drop_column('postal_code_sealed')
        batch_op.drop_column('address_sealed')

    with op.batch_alter_table('register_contracts', schema=None) as batch_op:
        batch_op.drop_index('uq_register_contracts_in_force', sqlite_where=sa.text("state IN ('active', 'exam_pending')"), postgresql_where=sa.text("state IN ('active', 'exam_pending')"))
        batch_op.drop_index('ix_register_contracts_in_force_concluded_on', sqlite_where=sa.text("state IN ('active', 'exam_pending')"), postgresql_where=sa.text("state IN ('active', 'exam_pending')"))
        batch_op.drop_column('wage_base')

    op.drop_table('register_entitlements')
    op.drop_table('register_relations')
    with op.batch_alter_table('contract_events', schema=None) as batch_op:
        batch_op.drop_index('ix_contract_events_contract')

    op.drop_table('contract_events')
    with op.batch_alter_table('contract_agreements', schema=None) as batch_op:
        batch_op.drop_index('ix_contract_agreements_exam_by')

    op.drop_table('contract_agreements')
