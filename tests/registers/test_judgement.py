"""Is each synthetic person really in the situation that is written on them, as the rules see it?"""

from __future__ import annotations

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest

from backend.areas.contracts.applying import eligibility
from backend.areas.contracts.cover import TreatmentCover
from backend.areas.contracts.terms import entry_exam, terms
from backend.areas.slips.account import premium_account
from backend.contract.outcome import Refused
from backend.contract.slips import PremiumAccount
from backend.contract.voluntary import AskTerms, Door
from backend.domain.calendar import JalaliMonth, gregorian
from backend.domain.rules.ruleset import Ruleset
from backend.kit.clock import TEHRAN, FixedClock
from backend.kit.db import Database, metadata
from backend.kit.vault import Vault
from backend.registers.local.concluding import LocalContractBook
from backend.registers.local.contracts import LocalContracts, LocalContributions
from backend.registers.local.entitlements import LocalEntitlements
from backend.registers.local.people import LocalPeople
from backend.registers.local.synthesis.finding import find
from backend.registers.local.synthesis.loading import seed

from .conftest import TODAY

REFUSED = {
    "voluntary-lapsed": "account-lapsed",
    "self-employed-lapsed": "account-lapsed",
    "first-payment-missed": "account-over",
    "deceased": "account-lapsed",
    "exam-pending": "account-exam-pending",
    "last-year-not-computed": "account-unsettled",
    "last-year-debt": "account-debt",
    "all-paid": "account-all-paid",
    "no-contract": "account-none",
    "no-relation": "account-none",
    "minor": "account-none",
    "pensioner": "account-none",
    "pensioner-family": "account-none",
    "pensioner-spouse-employed": "account-none",
    "pensioner-dependency-ended": "account-none",
    "pensioner-insured": "account-none",
    "pensioner-left": "account-none",
    "pensioner-elsewhere": "account-none",
    "pensioner-staff": "account-none",
    "left-work-exempt": "account-none",
    "left-work-exam": "account-none",
    "left-work-few-days": "account-none",
    "left-work-too-old": "account-none",
    "left-work-age-covered": "account-none",
    "left-work-long-history": "account-none",
    "end-of-service-card": "account-none",
    "employed": "account-none",
    "dependant": "account-none",
    "other-fund": "account-none",
    "guardianship": "account-none",
}
"""Every other situation has months to pay."""


class Unkept:
    """Decisions are made and not stored."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset

    async def keep(self, *_: object, **__: object) -> str:
        return "decision"


async def judge(database: Database, vault: Vault, ruleset: Ruleset, today: date) -> dict[str, PremiumAccount | Refused]:
    await seed(database, vault, ruleset=ruleset, people=60, seed=1, today=today)
    ports = SimpleNamespace(
        people=LocalPeople(vault=vault),
        contracts=LocalContracts(),
        contributions=LocalContributions(),
        clock=FixedClock(datetime.combine(today, time(12), TEHRAN)),
        decisions=Unkept(ruleset),
        cover=TreatmentCover(contracts=LocalContractBook(), entitlements=LocalEntitlements(), ruleset=ruleset),
    )
    async with database.begin() as connection:
        await connection.run_sync(metadata.create_all)
        people = await find(connection, vault)
        return {each.situation: await premium_account(ports, connection, each.person.id) for each in people}


@pytest.mark.parametrize(
    "today", [TODAY, gregorian(1405, 1, 10), gregorian(1405, 2, 31), gregorian(1405, 12, 20)], ids=str
)
async def test_the_rules_see_what_the_title_says(
    database: Database, vault: Vault, ruleset: Ruleset, today: date
) -> None:
    judged = await judge(database, vault, ruleset, today)
    refused = {name: found.code for name, found in judged.items() if isinstance(found, Refused)}
    assert refused == REFUSED
    open_ = {name: found for name, found in judged.items() if isinstance(found, PremiumAccount)}
    assert {name for name, account in open_.items() if account.debt} == {"earlier-debt"}
    treated = {name for name, account in open_.items() if account.months[0].per_capita}
    assert treated == {name for name in open_ if name.endswith("-treatment")} | {"self-employed-behind"}
    about_to_lapse = {
        name for name, account in open_.items() if account.lapses_on and account.lapses_on <= _next(today)
    }
    assert about_to_lapse == {"self-employed-behind-two", "voluntary-about-to-lapse"}
    assert {name: account.rate for name, account in open_.items() if name.startswith("self-employed-1")} == {
        "self-employed-12": 12,
        "self-employed-12-treatment": 12,
        "self-employed-14": 14,
        "self-employed-14-treatment": 14,
        "self-employed-18": 18,
        "self-employed-18-treatment": 18,
    }


DOORS = {
    "no-contract": (Door.HERE, []),
    "voluntary-lapsed": (Door.HERE, []),
    "first-payment-missed": (Door.HERE, []),
    "voluntary-floor": (Door.HAS_ONE, ["no-voluntary-contract"]),
    "self-employed-12": (Door.NOWHERE, ["no-self-employed-contract"]),
    "no-relation": (Door.NOWHERE, ["history-enough"]),
    "minor": (Door.BRANCH, ["of-age"]),
    "pensioner": (Door.NOWHERE, ["not-pensioner"]),
    "left-work-exempt": (Door.HERE, []),
    "left-work-exam": (Door.HERE, []),
    "left-work-few-days": (Door.NOWHERE, ["history-enough"]),
    "left-work-too-old": (Door.NOWHERE, ["age-allowed"]),
    "left-work-age-covered": (Door.HERE, []),
    "left-work-long-history": (Door.HERE, []),
    "end-of-service-card": (Door.HERE, []),
    "employed": (Door.NOWHERE, ["not-employed"]),
    "dependant": (Door.NOWHERE, ["main-insured", "history-enough"]),
    "other-fund": (Door.NOWHERE, ["no-other-fund"]),
    "guardianship": (Door.BRANCH, ["no-guardianship"]),
}


@pytest.mark.parametrize("today", [TODAY, gregorian(1405, 1, 10), gregorian(1405, 12, 20)], ids=str)
async def test_who_may_conclude_a_contract_is_what_the_title_says(
    database: Database, vault: Vault, ruleset: Ruleset, today: date
) -> None:
    await seed(database, vault, ruleset=ruleset, people=60, seed=1, today=today)
    ports: Any = SimpleNamespace(
        people=LocalPeople(vault=vault),
        contracts=LocalContractBook(),
        contributions=LocalContributions(),
        clock=FixedClock(datetime.combine(today, time(12), TEHRAN)),
        decisions=Unkept(ruleset),
        ruleset=ruleset,
    )
    judged, exempt, fixed = {}, set(), set()
    async with database.begin() as connection:
        await connection.run_sync(metadata.create_all)
        for each in await find(connection, vault):
            may = await eligibility(ports, connection, each.person.id)
            judged[each.situation] = (may.door, [one.code for one in may.conditions if not one.met])
            if may.door is Door.HERE:
                exam = await entry_exam(ports, connection, each.person.id)
                found = await terms(ports, connection, each.person.id, AskTerms())
                exempt |= {each.situation} if exam.exempt else set()
                fixed |= {each.situation} if found.fixed else set()
    assert {name: judged[name] for name in DOORS} == DOORS
    named = {"left-work-exempt", "left-work-exam", "left-work-age-covered", "end-of-service-card"}
    assert exempt & named == {"left-work-exempt", "left-work-age-covered"}
    assert "left-work-long-history" in fixed
    assert "left-work-exempt" not in fixed


def _next(today: date) -> date:
    return JalaliMonth.of(today).next().first_day
