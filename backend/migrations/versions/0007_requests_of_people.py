"""Requests of people and what happened to them."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


BACKFILL = """
INSERT INTO cases (ref, kind, person, subject, status, came_from, queue, office, placed_at, since, opened_at, closed_at)
SELECT 'contract-' || c.id, 'voluntary-contract', c.person, c.number,
  CASE WHEN c.state IN ('lapsed', 'annulled') AND a.exam IN ('pending', 'unfit') THEN 'lapsed'
       WHEN a.exam = 'pending' THEN 'awaiting-exam' WHEN a.exam = 'unfit' THEN 'exam-unfit' ELSE 'confirmed' END,
  NULL,
  CASE WHEN c.state NOT IN ('lapsed', 'annulled') AND a.exam IN ('pending', 'unfit') THEN 'branch' END,
  p.branch, a.agreed_at, a.agreed_at, a.agreed_at,
  CASE WHEN c.state IN ('lapsed', 'annulled') OR a.exam NOT IN ('pending', 'unfit') THEN a.agreed_at END
FROM contract_agreements a JOIN register_contracts c ON c.id = a.contract JOIN register_persons p ON p.id = c.person
"""
"""Contracts concluded before requests were kept are requests too."""
BACKFILL_MOVES = """
INSERT INTO case_moves ("case", at, move, after, queue, office, "by", decides)
SELECT id, opened_at, CASE WHEN status = 'confirmed' THEN 'open-confirmed' ELSE 'open' END, status, queue, office,
  'applicant', false
FROM cases
"""


def upgrade() -> None:
    op.create_table('cases',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('ref', sa.String(length=24), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('came_from', sa.String(length=20), nullable=True),
    sa.Column('queue', sa.String(length=12), nullable=True),
    sa.Column('office', sa.String(length=60), nullable=False),
    sa.Column('placed_at', Moment(), nullable=False),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('opened_at', Moment(), nullable=False),
    sa.Column('closed_at', Moment(), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('note_sealed', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint("(came_from IS NOT NULL) = (status = 'sent-back')", name=op.f('ck_cases_sent_back')),
    sa.CheckConstraint("queue IN ('association', 'branch', 'applicant')", name=op.f('ck_cases_queue')),
    sa.CheckConstraint('(queue IS NULL) = (closed_at IS NOT NULL)', name=op.f('ck_cases_one_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('ref', name=op.f('uq_cases_ref'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.create_index('ix_cases_open', ['person', 'kind'], unique=True, sqlite_where=sa.text('queue IS NOT NULL'), postgresql_where=sa.text('queue IS NOT NULL'))
        batch_op.create_index('ix_cases_person', ['person', 'id'], unique=False)
        batch_op.create_index('ix_cases_queue', ['queue', 'office', 'placed_at', 'id'], unique=False)
        batch_op.create_index('ix_cases_subject', ['kind', 'subject'], unique=True)

    op.create_table('case_moves',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('case', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('move', sa.String(length=20), nullable=False),
    sa.Column('before', sa.String(length=20), nullable=True),
    sa.Column('after', sa.String(length=20), nullable=False),
    sa.Column('queue', sa.String(length=12), nullable=True),
    sa.Column('office', sa.String(length=60), nullable=False),
    sa.Column('by', sa.String(length=12), nullable=False),
    sa.Column('staff', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('decides', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('note_sealed', sa.LargeBinary(), nullable=True),
    sa.CheckConstraint('NOT decides OR staff IS NOT NULL', name=op.f('ck_case_moves_decider')),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_case_moves_case_cases'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_moves'))
    )
    with op.batch_alter_table('case_moves', schema=None) as batch_op:
        batch_op.create_index('ix_case_moves_case', ['case', 'id'], unique=False)
        batch_op.create_index('ix_case_moves_decided', ['case', 'staff'], unique=True, sqlite_where=sa.text('decides'), postgresql_where=sa.text('decides'))

    op.execute(BACKFILL)
    op.execute(BACKFILL_MOVES)


def downgrade() -> None:
    with op.batch_alter_table('case_moves', schema=None) as batch_op:
        batch_op.drop_index('ix_case_moves_decided', sqlite_where=sa.text('decides'), postgresql_where=sa.text('decides'))
        batch_op.drop_index('ix_case_moves_case')

    op.drop_table('case_moves')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_index('ix_cases_subject')
        batch_op.drop_index('ix_cases_queue')
        batch_op.drop_index('ix_cases_person')
        batch_op.drop_index('ix_cases_open', sqlite_where=sa.text('queue IS NOT NULL'), postgresql_where=sa.text('queue IS NOT NULL'))

    op.drop_table('cases')
