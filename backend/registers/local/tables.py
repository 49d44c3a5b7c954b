"""Which tables hold the local registers? Sealed columns end in `_sealed`, blind indexes in `_index`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from backend.kit.db import Json, Key, Moment, metadata

branches = Table(
    "register_branches",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("address", String(200), nullable=False),
    Column("phone", String(20), nullable=False),
    Column("county", String(60), nullable=False),
)

persons = Table(
    "register_persons",
    metadata,
    Column("id", Key, primary_key=True),
    Column("national_id_sealed", LargeBinary, nullable=False),
    Column("national_id_index", LargeBinary(32), nullable=False, unique=True),
    Column("first_name", String(60), nullable=False),
    Column("last_name", String(80), nullable=False),
    Column("father_name", String(60), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("sso_number", String(10)),
    Column("mobile_sealed", LargeBinary),
    Column("mobile_index", LargeBinary(32), index=True),
    Column("mobile_owned", Boolean, nullable=False, default=True),
    Column("iban_sealed", LargeBinary),
    Column("address_sealed", LargeBinary),
    Column("postal_code_sealed", LargeBinary),
    Column("branch", String(8), ForeignKey(branches.c.code), nullable=False),
    Column("alive", Boolean, nullable=False, default=True),
    Column("situation", String(40), nullable=False, index=True),
)
"""`situation` names the synthetic case, such as "self-employed-behind"; empty text for people of a real register.

`mobile_owned` is what the local stand-in of the matching service knows: false where the number on file belongs to
somebody else.
"""

IN_FORCE = "state IN ('active', 'exam_pending')"
"""Contracts that bind; the others have ended."""
EXAM_PENDING = "state = 'exam_pending'"
"""Those among them that wait for the result of an entry examination."""

contracts = Table(
    "register_contracts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person", Key, ForeignKey(persons.c.id, ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("rate", Integer, nullable=False),
    Column("number", String(24), nullable=False, unique=True),
    Column("concluded_on", Date, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("ratio_ppm", Integer, nullable=False),
    Column("treatment_support", Boolean, nullable=False),
    Column("covered_persons", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("wage_base", Key),
    CheckConstraint("kind IN ('voluntary', 'self_employed')", name="kind"),
    CheckConstraint("state IN ('active', 'lapsed', 'annulled', 'exam_pending')", name="state"),
    Index("ix_register_contracts_person", "person", "concluded_on"),
    Index(
        "uq_register_contracts_in_force",
        "person",
        unique=True,
        sqlite_where=text(IN_FORCE),
        postgresql_where=text(IN_FORCE),
    ),
    Index(
        "ix_register_contracts_in_force_concluded_on",
        "concluded_on",
        sqlite_where=text(IN_FORCE),
        postgresql_where=text(IN_FORCE),
    ),
    Index(
        "ix_register_contracts_exam_pending",
        "id",
        sqlite_where=text(EXAM_PENDING),
        postgresql_where=text(EXAM_PENDING),
    ),
)
"""Months are whole numbers such as 140508. A person has one contract in force at most, of whichever kind.

`wage_base` is the one that the contract names, rial for 30 days of its first month; NULL where only the ratio is known.
"""

account_years = Table(
    "register_account_years",
    metadata,
    Column("contract", Key, ForeignKey(contracts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("computed", Boolean, nullable=False),
    Column("debt", Key, nullable=False),
)

contributions = Table(
    "register_contributions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("contract", Key, ForeignKey(contracts.c.id, ondelete="CASCADE"), nullable=False),
    Column("month", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Column("wage", Key, nullable=False),
    Column("premium", Key, nullable=False),
    Column("reference", String(40), nullable=False),
    Column("paid_at", Moment, nullable=False),
    UniqueConstraint("contract", "month"),
)
"""One row per contract and month paid: the contribution record that a confirmed payment creates."""

history_years = Table(
    "register_history_years",
    metadata,
    Column("person", Key, ForeignKey(persons.c.id, ondelete="CASCADE"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("days", Json, nullable=False),
    Column("wage_daily", Key, nullable=False),
)
"""Compulsory history before any contract: `days` is a list of twelve whole numbers, Farvardin first."""

relations = Table(
    "register_relations",
    metadata,
    Column("person", Key, ForeignKey(persons.c.id, ondelete="CASCADE"), primary_key=True),
    Column("employed", Boolean, nullable=False),
    Column("pensioner", Boolean, nullable=False),
    Column("dependant", Boolean, nullable=False),
    Column("other_fund", Boolean, nullable=False),
    Column("under_guardianship", Boolean, nullable=False),
    Column("served", Boolean, nullable=False),
)
"""What binds a person beside a special contract; nobody without a row is bound by anything."""

entitlements = Table(
    "register_entitlements",
    metadata,
    Column("contract", Key, ForeignKey(contracts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("person", Key, nullable=False),
    Column("care", Json, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
)
"""Treatment that a contract opened with its first confirmed payment: `care` is a list of names such as "outpatient"."""
