"""Contract years, requests of pensioners and their files."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment
from sqlalchemy.dialects import postgresql

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('contract_years',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('document', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('entered_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('entered_at', Moment(), nullable=False),
    sa.Column('approved_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('approved_at', Moment(), nullable=True),
    sa.CheckConstraint('(approved_by IS NULL) = (approved_at IS NULL)', name=op.f('ck_contract_years_approval')),
    sa.CheckConstraint('approved_by IS NULL OR approved_by <> entered_by', name=op.f('ck_contract_years_two_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract_years'))
    )
    with op.batch_alter_table('contract_years', schema=None) as batch_op:
        batch_op.create_index('ix_contract_years_year', ['year', 'id'], unique=False)

    op.create_table('enrolment_requests',
    sa.Column('number', sa.String(length=16), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('pension', sa.String(length=12), nullable=False),
    sa.Column('contract_year', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('plan', sa.String(length=20), nullable=False),
    sa.Column('changes', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('terms', sa.String(length=20), nullable=False),
    sa.Column('terms_digest', sa.String(length=64), nullable=False),
    sa.Column('accepted_at', Moment(), nullable=False),
    sa.Column('decision', sa.String(length=24), nullable=False),
    sa.Column('persons', sa.Integer(), nullable=False),
    sa.Column('pensioner', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('correct', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('submitted_at', Moment(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contract_year'], ['contract_years.id'], name=op.f('fk_enrolment_requests_contract_year_contract_years')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_enrolment_requests'))
    )
    with op.batch_alter_table('enrolment_requests', schema=None) as batch_op:
        batch_op.create_index('ix_enrolment_requests_person', ['person', 'submitted_at'], unique=False)

    op.create_table('register_pensions',
    sa.Column('number', sa.String(length=12), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('branch', sa.String(length=8), nullable=False),
    sa.Column('county', sa.String(length=60), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('staff', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['branch'], ['register_branches.code'], name=op.f('fk_register_pensions_branch_register_branches')),
    sa.ForeignKeyConstraint(['person'], ['register_persons.id'], name=op.f('fk_register_pensions_person_register_persons'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_register_pensions')),
    sa.UniqueConstraint('person', name=op.f('uq_register_pensions_person'))
    )
    op.create_table('register_pension_members',
    sa.Column('pension', sa.String(length=12), nullable=False),
    sa.Column('key', sa.String(length=8), nullable=False),
    sa.Column('kinship', sa.String(length=10), nullable=False),
    sa.Column('name_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('basis', sa.String(length=20), nullable=False),
    sa.Column('covered', sa.Boolean(), nullable=False),
    sa.Column('plan', sa.String(length=20), nullable=True),
    sa.CheckConstraint("kinship IN ('self', 'spouse', 'child', 'parent')", name=op.f('ck_register_pension_members_kinship')),
    sa.CheckConstraint('covered = (plan IS NOT NULL)', name=op.f('ck_register_pension_members_plan')),
    sa.ForeignKeyConstraint(['pension'], ['register_pensions.number'], name=op.f('fk_register_pension_members_pension_register_pensions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('pension', 'key', name=op.f('pk_register_pension_members'))
    )
    op.create_table('register_loans',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('pension', sa.String(length=12), nullable=False),
    sa.Column('member', sa.String(length=8), nullable=False),
    sa.Column('plan', sa.String(length=20), nullable=False),
    sa.Column('reference', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['pension', 'member'], ['register_pension_members.pension', 'register_pension_members.key'], name=op.f('fk_register_loans_pension_member_register_pension_members'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_loans')),
    sa.UniqueConstraint('pension', 'member', 'reference', name=op.f('uq_register_loans_pension_member_reference'))
    )
    op.create_table('register_loan_lines',
    sa.Column('loan', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('pensioner', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('organisation', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['loan'], ['register_loans.id'], name=op.f('fk_register_loan_lines_loan_register_loans'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('loan', 'month', name=op.f('pk_register_loan_lines'))
    )


def downgrade() -> None:
    op.drop_table('register_loan_lines')
    op.drop_table('register_loans')
    op.drop_table('register_pension_members')
    op.drop_table('register_pensions')
    with op.batch_alter_table('enrolment_requests', schema=None) as batch_op:
        batch_op.drop_index('ix_enrolment_requests_person')

    op.drop_table('enrolment_requests')
    with op.batch_alter_table('contract_years', schema=None) as batch_op:
        batch_op.drop_index('ix_contract_years_year')

    op.drop_table('contract_years')
