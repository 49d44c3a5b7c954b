"""First shape."""
# ruff: noqa: I001, PLR0915

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from backend.kit.db import Moment
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('answers',
    sa.Column('key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('answer_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_answers'))
    )
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.create_index('ix_answers_at', ['at'], unique=False)

    op.create_table('conversation_sessions',
    sa.Column('chat', sa.String(length=200), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('blob', sa.LargeBinary(), nullable=False),
    sa.Column('touched', sa.BigInteger(), nullable=False),
    sa.Column('lapses_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('chat', name=op.f('pk_conversation_sessions'))
    )
    with op.batch_alter_table('conversation_sessions', schema=None) as batch_op:
        batch_op.create_index('ix_conversation_sessions_lapses_at', ['lapses_at'], unique=False)
        batch_op.create_index('ix_conversation_sessions_touched', ['touched'], unique=False)

    op.create_table('outbox_messages',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('lane', sa.String(length=16), nullable=False),
    sa.Column('channel', sa.String(length=8), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('to_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('values_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('locale', sa.String(length=8), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=True),
    sa.Column('ref', sa.String(length=64), nullable=True),
    sa.Column('dedup', sa.LargeBinary(length=32), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('in_doubt', sa.Boolean(), nullable=False),
    sa.Column('next_at', Moment(), nullable=False),
    sa.Column('nudged_at', Moment(), nullable=False),
    sa.Column('claimed_by', sa.String(length=40), nullable=True),
    sa.Column('claimed_until', Moment(), nullable=True),
    sa.Column('expires_at', Moment(), nullable=True),
    sa.Column('provider_id', sa.String(length=32), nullable=True),
    sa.Column('provider_status', sa.Integer(), nullable=True),
    sa.Column('parts', sa.Integer(), nullable=True),
    sa.Column('cost', sa.Integer(), nullable=True),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('first_try_at', Moment(), nullable=True),
    sa.Column('sent_at', Moment(), nullable=True),
    sa.Column('ask_at', Moment(), nullable=True),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.CheckConstraint("channel IN ('sms', 'chat')", name=op.f('ck_outbox_messages_channel')),
    sa.CheckConstraint("lane IN ('codes', 'replies', 'broadcast')", name=op.f('ck_outbox_messages_lane')),
    sa.CheckConstraint("state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'skipped')", name=op.f('ck_outbox_messages_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_messages')),
    sa.UniqueConstraint('dedup', name=op.f('uq_outbox_messages_dedup'))
    )
    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_messages_ask_at', ['ask_at'], unique=False, sqlite_where=sa.text("state = 'sent' AND channel = 'sms'"), postgresql_where=sa.text("state = 'sent' AND channel = 'sms'"))
        batch_op.create_index('ix_outbox_messages_created_at', ['created_at'], unique=False)
        batch_op.create_index('ix_outbox_messages_person', ['person', 'created_at'], unique=False)
        batch_op.create_index('ix_outbox_messages_provider_id', ['provider_id'], unique=False)
        batch_op.create_index('ix_outbox_messages_waiting', ['next_at'], unique=False, sqlite_where=sa.text("state IN ('queued', 'sending')"), postgresql_where=sa.text("state IN ('queued', 'sending')"))

    op.create_table('outbox_pauses',
    sa.Column('channel', sa.String(length=8), nullable=False),
    sa.Column('until', Moment(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('code', sa.Integer(), nullable=True),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('strikes', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('channel', name=op.f('pk_outbox_pauses'))
    )
    op.create_table('parked_updates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=16), nullable=False),
    sa.Column('update_id', sa.String(length=64), nullable=False),
    sa.Column('error', sa.String(length=80), nullable=False),
    sa.Column('body_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('at', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parked_updates'))
    )
    with op.batch_alter_table('parked_updates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_parked_updates_at'), ['at'], unique=False)

    op.create_table('people_challenges',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('chat_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('national_id_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('mobile_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('code_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('digits', sa.Integer(), nullable=False),
    sa.Column('sends', sa.Integer(), nullable=False),
    sa.Column('started_at', Moment(), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.Column('resend_at', Moment(), nullable=False),
    sa.Column('closed', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_challenges'))
    )
    with op.batch_alter_table('people_challenges', schema=None) as batch_op:
        batch_op.create_index('ix_people_challenges_chat_index', ['chat_index', 'started_at'], unique=False)
        batch_op.create_index('ix_people_challenges_national_id_index', ['national_id_index', 'started_at'], unique=False)
        batch_op.create_index('ix_people_challenges_started_at', ['started_at'], unique=False)

    op.create_table('people_links',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('channel', sa.String(length=16), nullable=False),
    sa.Column('bot', sa.String(length=64), nullable=False),
    sa.Column('chat', sa.String(length=64), nullable=False),
    sa.Column('locale', sa.String(length=8), nullable=False),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('proved_at', Moment(), nullable=False),
    sa.Column('revoked_at', Moment(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people_links'))
    )
    with op.batch_alter_table('people_links', schema=None) as batch_op:
        batch_op.create_index('ix_people_links_person', ['person', 'since'], unique=False)
        batch_op.create_index('uq_people_links_active_chat', ['channel', 'bot', 'chat'], unique=True, sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))

    op.create_table('people_tries',
    sa.Column('scope', sa.String(length=12), nullable=False),
    sa.Column('subject_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locks', sa.Integer(), nullable=False),
    sa.Column('locked_until', Moment(), nullable=True),
    sa.Column('last_at', Moment(), nullable=False),
    sa.CheckConstraint("scope IN ('national_id', 'chat', 'mobile')", name=op.f('ck_people_tries_scope')),
    sa.PrimaryKeyConstraint('scope', 'subject_index', name=op.f('pk_people_tries'))
    )
    with op.batch_alter_table('people_tries', schema=None) as batch_op:
        batch_op.create_index('ix_people_tries_last_at', ['last_at'], unique=False)

    op.create_table('register_branches',
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('county', sa.String(length=60), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_register_branches'))
    )
    op.create_table('rule_decisions',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('rule', sa.String(length=40), nullable=False),
    sa.Column('ruleset', sa.String(length=40), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('decision_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rule_decisions'))
    )
    with op.batch_alter_table('rule_decisions', schema=None) as batch_op:
        batch_op.create_index('ix_rule_decisions_person', ['person', 'at'], unique=False)

    op.create_table('slips',
    sa.Column('serial', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('number', sa.String(length=16), nullable=True),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('terms', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('branch', sa.String(length=8), nullable=False),
    sa.Column('first_month', sa.Integer(), nullable=False),
    sa.Column('last_month', sa.Integer(), nullable=False),
    sa.Column('lines', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('premium', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('per_capita', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('debt', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('total', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('wage_base', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=False),
    sa.Column('provisional', sa.Boolean(), nullable=False),
    sa.Column('decision', sa.String(length=24), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('bill_id', sa.String(length=13), nullable=True),
    sa.Column('payment_id', sa.String(length=13), nullable=True),
    sa.Column('issued_at', Moment(), nullable=False),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.Column('payment_reference', sa.String(length=60), nullable=True),
    sa.CheckConstraint("state IN ('issued', 'paid', 'expired', 'cancelled')", name=op.f('ck_slips_state')),
    sa.CheckConstraint('total = premium + per_capita + debt AND total > 0', name=op.f('ck_slips_total')),
    sa.PrimaryKeyConstraint('serial', name=op.f('pk_slips')),
    sa.UniqueConstraint('id', name=op.f('uq_slips_id')),
    sa.UniqueConstraint('number', name=op.f('uq_slips_number'))
    )
    with op.batch_alter_table('slips', schema=None) as batch_op:
        batch_op.create_index('ix_slips_person', ['person', 'serial'], unique=False)
        batch_op.create_index('ix_slips_state_deadline', ['state', 'deadline'], unique=False)
        batch_op.create_index('uq_slips_contract_open', ['contract'], unique=True, sqlite_where=sa.text("state = 'issued'"), postgresql_where=sa.text("state = 'issued'"))

    op.create_table('work_executors',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('seen_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_executors'))
    )
    op.create_table('work_items',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('lane', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('args', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('dedup', sa.String(length=120), nullable=True),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('due_at', Moment(), nullable=False),
    sa.Column('leased_by', sa.String(length=40), nullable=True),
    sa.Column('leased_until', Moment(), nullable=True),
    sa.Column('ended_at', Moment(), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'done', 'parked')", name=op.f('ck_work_items_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_items')),
    sa.UniqueConstraint('dedup', name=op.f('uq_work_items_dedup'))
    )
    with op.batch_alter_table('work_items', schema=None) as batch_op:
        batch_op.create_index('ix_work_items_due', ['lane', 'due_at'], unique=False, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))

    op.create_table('work_ticks',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('due_at', Moment(), nullable=False),
    sa.Column('leased_by', sa.String(length=40), nullable=True),
    sa.Column('leased_until', Moment(), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_work_ticks'))
    )
    op.create_table('outbox_attempts',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('message', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('code', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['message'], ['outbox_messages.id'], name=op.f('fk_outbox_attempts_message_outbox_messages'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_attempts'))
    )
    with op.batch_alter_table('outbox_attempts', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_attempts_message', ['message', 'at'], unique=False)

    op.create_table('payments',
    sa.Column('id', sa.String(length=24), nullable=False),
    sa.Column('return_token', sa.String(length=43), nullable=False),
    sa.Column('slip', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('amount', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('gateway', sa.String(length=20), nullable=False),
    sa.Column('authority', sa.String(length=80), nullable=True),
    sa.Column('url', sa.String(length=400), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('locale', sa.String(length=5), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('offered_until', Moment(), nullable=False),
    sa.Column('superseded', sa.Boolean(), nullable=False),
    sa.Column('claims_slip', sa.Boolean(), nullable=False),
    sa.Column('busy_until', Moment(), nullable=True),
    sa.Column('checks', sa.Integer(), nullable=False),
    sa.Column('next_check_at', Moment(), nullable=True),
    sa.Column('checking_since', Moment(), nullable=True),
    sa.Column('told_checking', sa.Boolean(), nullable=False),
    sa.Column('gives_back', sa.Boolean(), nullable=False),
    sa.Column('reference', sa.String(length=60), nullable=True),
    sa.Column('paid_at', Moment(), nullable=True),
    sa.CheckConstraint("state <> 'paid' OR (claims_slip AND reference IS NOT NULL)", name=op.f('ck_payments_paid')),
    sa.CheckConstraint("state IN ('open', 'checking', 'paid', 'failed', 'refund')", name=op.f('ck_payments_state')),
    sa.ForeignKeyConstraint(['slip'], ['slips.serial'], name=op.f('fk_payments_slip_slips')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payments')),
    sa.UniqueConstraint('gateway', 'authority', name=op.f('uq_payments_gateway_authority')),
    sa.UniqueConstraint('return_token', name=op.f('uq_payments_return_token'))
    )
    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.create_index('ix_payments_next_check_at', ['next_check_at'], unique=False)
        batch_op.create_index('uq_payments_slip_claimed', ['slip'], unique=True, sqlite_where=sa.text('claims_slip'), postgresql_where=sa.text('claims_slip'))
        batch_op.create_index('uq_payments_slip_offered', ['slip'], unique=True, sqlite_where=sa.text("NOT superseded AND state IN ('open', 'checking')"), postgresql_where=sa.text("NOT superseded AND state IN ('open', 'checking')"))

    op.create_table('register_persons',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('national_id_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('national_id_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('first_name', sa.String(length=60), nullable=False),
    sa.Column('last_name', sa.String(length=80), nullable=False),
    sa.Column('father_name', sa.String(length=60), nullable=False),
    sa.Column('birth_date', sa.Date(), nullable=False),
    sa.Column('sso_number', sa.String(length=10), nullable=True),
    sa.Column('mobile_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('mobile_index', sa.LargeBinary(length=32), nullable=True),
    sa.Column('mobile_owned', sa.Boolean(), nullable=False),
    sa.Column('iban_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('branch', sa.String(length=8), nullable=False),
    sa.Column('alive', sa.Boolean(), nullable=False),
    sa.Column('situation', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['branch'], ['register_branches.code'], name=op.f('fk_register_persons_branch_register_branches')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_persons')),
    sa.UniqueConstraint('national_id_index', name=op.f('uq_register_persons_national_id_index'))
    )
    with op.batch_alter_table('register_persons', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_persons_mobile_index'), ['mobile_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_register_persons_situation'), ['situation'], unique=False)

    op.create_table('slip_months',
    sa.Column('slip', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['slip'], ['slips.serial'], name=op.f('fk_slip_months_slip_slips'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('slip', 'month', name=op.f('pk_slip_months'))
    )
    with op.batch_alter_table('slip_months', schema=None) as batch_op:
        batch_op.create_index('uq_slip_months_active', ['contract', 'month'], unique=True, sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))

    op.create_table('register_contracts',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('rate', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=24), nullable=False),
    sa.Column('concluded_on', sa.Date(), nullable=False),
    sa.Column('first_month', sa.Integer(), nullable=False),
    sa.Column('ratio_ppm', sa.Integer(), nullable=False),
    sa.Column('treatment_support', sa.Boolean(), nullable=False),
    sa.Column('covered_persons', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.CheckConstraint("kind IN ('voluntary', 'self_employed')", name=op.f('ck_register_contracts_kind')),
    sa.CheckConstraint("state IN ('active', 'lapsed', 'annulled', 'exam_pending')", name=op.f('ck_register_contracts_state')),
    sa.ForeignKeyConstraint(['person'], ['register_persons.id'], name=op.f('fk_register_contracts_person_register_persons'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_contracts')),
    sa.UniqueConstraint('number', name=op.f('uq_register_contracts_number'))
    )
    with op.batch_alter_table('register_contracts', schema=None) as batch_op:
        batch_op.create_index('ix_register_contracts_person', ['person', 'concluded_on'], unique=False)

    op.create_table('register_history_years',
    sa.Column('person', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('days', sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql'), nullable=False),
    sa.Column('wage_daily', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person'], ['register_persons.id'], name=op.f('fk_register_history_years_person_register_persons'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person', 'year', name=op.f('pk_register_history_years'))
    )
    op.create_table('register_account_years',
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('computed', sa.Boolean(), nullable=False),
    sa.Column('debt', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['contract'], ['register_contracts.id'], name=op.f('fk_register_account_years_contract_register_contracts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contract', 'year', name=op.f('pk_register_account_years'))
    )
    op.create_table('register_contributions',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('contract', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('wage', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('premium', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reference', sa.String(length=40), nullable=False),
    sa.Column('paid_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['contract'], ['register_contracts.id'], name=op.f('fk_register_contributions_contract_register_contracts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_contributions')),
    sa.UniqueConstraint('contract', 'month', name=op.f('uq_register_contributions_contract_month'))
    )


def downgrade() -> None:
    op.drop_table('register_contributions')
    op.drop_table('register_account_years')
    op.drop_table('register_history_years')
    with op.batch_alter_table('register_contracts', schema=None) as batch_op:
        batch_op.drop_index('ix_register_contracts_person')

    op.drop_table('register_contracts')
    with op.batch_alter_table('slip_months', schema=None) as batch_op:
        batch_op.drop_index('uq_slip_months_active', sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))

    op.drop_table('slip_months')
    with op.batch_alter_table('register_persons', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_register_persons_situation'))
        batch_op.drop_index(batch_op.f('ix_register_persons_mobile_index'))

    op.drop_table('register_persons')
    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.drop_index('uq_payments_slip_offered', sqlite_where=sa.text("NOT superseded AND state IN ('open', 'checking')"), postgresql_where=sa.text("NOT superseded AND state IN ('open', 'checking')"))
        batch_op.drop_index('uq_payments_slip_claimed', sqlite_where=sa.text('claims_slip'), postgresql_where=sa.text('claims_slip'))
        batch_op.drop_index('ix_payments_next_check_at')

    op.drop_table('payments')
    with op.batch_alter_table('outbox_attempts', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_attempts_message')

    op.drop_table('outbox_attempts')
    op.drop_table('work_ticks')
    with op.batch_alter_table('work_items', schema=None) as batch_op:
        batch_op.drop_index('ix_work_items_due', sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))

    op.drop_table('work_items')
    op.drop_table('work_executors')
    with op.batch_alter_table('slips', schema=None) as batch_op:
        batch_op.drop_index('uq_slips_contract_open', sqlite_where=sa.text("state = 'issued'"), postgresql_where=sa.text("state = 'issued'"))
        batch_op.drop_index('ix_slips_state_deadline')
        batch_op.drop_index('ix_slips_person')

    op.drop_table('slips')
    with op.batch_alter_table('rule_decisions', schema=None) as batch_op:
        batch_op.drop_index('ix_rule_decisions_person')

    op.drop_table('rule_decisions')
    op.drop_table('register_branches')
    with op.batch_alter_table('people_tries', schema=None) as batch_op:
        batch_op.drop_index('ix_people_tries_last_at')

    op.drop_table('people_tries')
    with op.batch_alter_table('people_links', schema=None) as batch_op:
        batch_op.drop_index('uq_people_links_active_chat', sqlite_where=sa.text('revoked_at IS NULL'), postgresql_where=sa.text('revoked_at IS NULL'))
        batch_op.drop_index('ix_people_links_person')

    op.drop_table('people_links')
    with op.batch_alter_table('people_challenges', schema=None) as batch_op:
        batch_op.drop_index('ix_people_challenges_started_at')
        batch_op.drop_index('ix_people_challenges_national_id_index')
        batch_op.drop_index('ix_people_challenges_chat_index')

    op.drop_table('people_challenges')
    with op.batch_alter_table('parked_updates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_parked_updates_at'))

    op.drop_table('parked_updates')
    op.drop_table('outbox_pauses')
    with op.batch_alter_table('outbox_messages', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_messages_waiting', sqlite_where=sa.text("state IN ('queued', 'sending')"), postgresql_where=sa.text("state IN ('queued', 'sending')"))
        batch_op.drop_index('ix_outbox_messages_provider_id')
        batch_op.drop_index('ix_outbox_messages_person')
        batch_op.drop_index('ix_outbox_messages_created_at')
        batch_op.drop_index('ix_outbox_messages_ask_at', sqlite_where=sa.text("state = 'sent' AND channel = 'sms'"), postgresql_where=sa.text("state = 'sent' AND channel = 'sms'"))

    op.drop_table('outbox_messages')
    with op.batch_alter_table('conversation_sessions', schema=None) as batch_op:
        batch_op.drop_index('ix_conversation_sessions_touched')
        batch_op.drop_index('ix_conversation_sessions_lapses_at')

    op.drop_table('conversation_sessions')
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_index('ix_answers_at')

    op.drop_table('answers')
