"""How do a million people with slips, payments, messages and chats get into PostgreSQL in minutes?

The first people are made by the product's own seeder. The rest are their copies under other numbers, written by the
server itself, so that how values are spread is that of the seeder; what has been sealed or indexed is random bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text

from backend.kit.db import Database

MADE = 2_000
"""People that the seeder makes."""

_PEOPLE = (
    """INSERT INTO register_persons SELECT p.id + k * :made, national_id_sealed, sha256((p.id || ' ' || k)::bytea),
       first_name, last_name, father_name, birth_date, sso_number, mobile_sealed,
       CASE WHEN mobile_index IS NULL THEN NULL ELSE sha256((p.id || ' m ' || k)::bytea) END, mobile_owned,
       iban_sealed, branch, alive, situation
       FROM register_persons p CROSS JOIN generate_series(1, :times) k WHERE p.id <= :made""",
    """INSERT INTO register_contracts SELECT c.id + k * :most, person + k * :made, kind, rate, 'x' || (c.id + k * :most),
       concluded_on, first_month, ratio_ppm, treatment_support, covered_persons, state
       FROM register_contracts c CROSS JOIN generate_series(1, :times) k WHERE c.id <= :most""",
    """INSERT INTO register_account_years SELECT contract + k * :most, year, computed, debt
       FROM register_account_years CROSS JOIN generate_series(1, :times) k WHERE contract <= :most""",
    """INSERT INTO register_history_years SELECT person + k * :made, year, days, wage_daily
       FROM register_history_years CROSS JOIN generate_series(1, :times) k WHERE person <= :made""",
    """INSERT INTO register_contributions (contract, month, days, wage, premium, reference, paid_at)
       SELECT contract + k * :most, month, days, wage, premium, reference, paid_at
       FROM register_contributions CROSS JOIN generate_series(1, :times) k WHERE contract <= :most""",
)

_PAST = "now() - interval '180.2 days' * random()"

_LIVES = (
    f"""INSERT INTO slips (id, number, person, contract, terms, branch, first_month, last_month, lines, premium,
       per_capita, debt, total, wage_base, deadline, provisional, decision, state, bill_id, payment_id, issued_at,
       ended_at, payment_reference)
       SELECT 's' || c.id, 'n' || c.id, person, c.id, '{{}}', '0101', 140401, 140401, '[]', 10, 0, 0, 10, 1,
       current_date + (random() * 60)::int, false, 'd' || c.id, state, 'b' || c.id, 'p' || c.id, {_PAST},
       CASE WHEN state = 'issued' THEN NULL ELSE now() END, CASE WHEN state = 'paid' THEN 'r' END
       FROM (SELECT *, CASE WHEN id % 20 = 0 THEN 'issued' WHEN id % 20 = 1 THEN 'expired' ELSE 'paid' END AS state
             FROM (SELECT id, person FROM register_contracts WHERE id > :most) one) c""",
    """INSERT INTO slip_months SELECT serial, 140401, contract, state IN ('issued', 'paid') FROM slips""",
    f"""INSERT INTO payments (id, return_token, slip, person, amount, gateway, authority, url, state, channel, locale,
       created_at, offered_until, superseded, claims_slip, checks, next_check_at, told_checking, gives_back, reference)
       SELECT 'p' || serial, 't' || serial, serial, person, total, 'zarinpal', 'A' || serial, 'u',
       CASE state WHEN 'paid' THEN 'paid' WHEN 'issued' THEN 'checking' ELSE 'failed' END, 'telegram', 'fa', {_PAST},
       now(), false, state = 'paid', 0, CASE WHEN state = 'issued' THEN now() + interval '1 hour' * random() END, false,
       false, CASE WHEN state = 'paid' THEN 'r' || serial END FROM slips WHERE state <> 'issued' OR serial % 5 = 0""",
    f"""INSERT INTO people_links SELECT 'l' || id, id, 'telegram', '1', id::text, 'fa', {_PAST}, now(),
       CASE WHEN id % 10 = 0 THEN now() - interval '1 day' END FROM register_persons WHERE id > :made""",
    """INSERT INTO people_challenges SELECT 'c' || id, id, sha256((id || 'c')::bytea), sha256((id || 'n')::bytea),
       sha256((id || 'm')::bytea), sha256('1'), 5, 1, now() - interval '7.02 days' * random(), now(), now(), true
       FROM register_persons WHERE id % 5 = 0""",
    """INSERT INTO people_tries SELECT scope, sha256((id || scope)::bytea), 1, 0, NULL, now() - interval '20 days' * random()
       FROM register_persons CROSS JOIN unnest(ARRAY['national_id', 'chat', 'mobile']) scope WHERE id % 20 = 0""",
    """INSERT INTO answers SELECT sha256((id || 'a')::bytea), 'issue_slip', '\\x00', now() - interval '25 days' * random()
       FROM register_persons""",
    f"""INSERT INTO rule_decisions SELECT 'r' || id || '-' || k, 'slip-quote/1', 'x', id, '\\x00', {_PAST}
       FROM register_persons CROSS JOIN generate_series(1, 2) k""",
    """INSERT INTO conversation_sessions SELECT 'telegram:1:' || id, 1, '\\x00', extract(epoch FROM now())::bigint - id % 9999999,
       CASE WHEN id % 50 = 0 THEN extract(epoch FROM now())::bigint + 3600 END FROM register_persons WHERE id > :made""",
    f"""INSERT INTO cases (ref, kind, person, subject, status, queue, office, placed_at, since, opened_at, closed_at)
       SELECT 'q' || id, 'voluntary-contract', id, 'q' || id, CASE WHEN open THEN 'exam-unfit' ELSE 'confirmed' END,
       CASE WHEN open THEN 'branch' END, branch, at, at, at, CASE WHEN open THEN NULL ELSE now() END
       FROM (SELECT id, branch, id % 10 = 0 AS open, {_PAST} AS at FROM register_persons WHERE id > :made) one""",
    """INSERT INTO case_moves ("case", at, move, after, office, "by", staff, decides)
       SELECT id, at, move, status, office, 'branch', CASE WHEN move = 'accept' THEN id % 900 END, move = 'accept'
       FROM (SELECT id, placed_at AS at, status, office, unnest(ARRAY['open', 'accept']) AS move FROM cases) one""",
    f"""INSERT INTO outbox_messages (id, kind, lane, channel, person, locale, dedup, state, tries, in_doubt, next_at,
       nudged_at, provider_id, created_at, sent_at, ask_at, ended_at)
       SELECT id * 4 + k, 'slip-issued', 'replies', CASE WHEN k < 2 THEN 'sms' ELSE 'chat' END, id, 'fa',
       sha256((id || ' ' || k)::bytea), state, 1, false, at, at, id * 4 + k, at, at,
       CASE WHEN state = 'sent' THEN now() + interval '1 hour' END, CASE WHEN state = 'delivered' THEN at END
       FROM (SELECT id, k, {_PAST} AS at, CASE WHEN (id + k) % 1000 = 0 THEN 'queued' WHEN id % 100 = 0 THEN 'sent'
             ELSE 'delivered' END AS state FROM register_persons CROSS JOIN generate_series(0, 2) k) one""",
    """INSERT INTO outbox_attempts (message, at, outcome) SELECT id, created_at, 'sent' FROM outbox_messages""",
)


async def fill(database: Database, *, people: int, report: Callable[[str], object]) -> None:
    """People, slips, payments, links, messages and sessions around the `MADE` people that are there already."""
    async with database.begin() as connection:
        most = await connection.scalar(text("SELECT max(id) FROM register_contracts"))
        words = {"made": MADE, "most": most, "times": max(0, -(-people // MADE) - 1)}
    for statement in (*_PEOPLE, *_LIVES):
        async with database.begin() as connection:
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
            wanted = {name: value for name, value in words.items() if f":{name}" in statement}
            done = await connection.execute(text(_escaped(statement)), wanted)
        report(f"{statement.split()[2]}: {done.rowcount:,} rows")
    async with database.engine.connect() as connection:
        free = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await free.execute(text("VACUUM ANALYZE"))


def _escaped(statement: str) -> str:
    """Casts are no parameters."""
    return statement.replace("::", "\\:\\:")
