"""May this person conclude a voluntary contract, where, and what is lacking [V6] [V9]? The facts of an application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.past import Past, read_past
from backend.areas.contracts.ports import VOLUNTARY, ContractsPorts
from backend.areas.contracts.standing import Standing, read_standing
from backend.contract.outcome import RefusalValue, Refused
from backend.contract.slips import Branch
from backend.contract.voluntary import Condition, Door, Eligibility
from backend.domain.calendar import JalaliMonth
from backend.domain.rules import Applicant, Decision, Eligible, Reason, ReasonCode, voluntary_eligibility
from backend.domain.rules.age import full_years
from backend.registers.ports import BranchOffice, Contract, Person, Relation

AT_BRANCH: Mapping[ReasonCode, tuple[str, ...]] = MappingProxyType(
    {
        ReasonCode.OF_AGE: ("identity", "majority-certificate"),
        ReasonCode.NO_GUARDIANSHIP: ("identity", "guardianship-order", "guardian-identity"),
    }
)
"""What to bring to the branch where a contract is concluded there only (voluntary-contract order 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Everything known about somebody who applies on a day. `before`: the newest voluntary contract, ended or not."""

    person: Person
    branch: BranchOffice
    relation: Relation
    past: Past
    standings: tuple[Standing, ...]
    on: date

    @property
    def in_force(self) -> Standing | None:
        """The contract of whichever kind that binds the person by the rules."""
        return next((one for one in self.standings if not one.over), None)

    @property
    def unpaid(self) -> Standing | None:
        """The voluntary contract in force whose first payment is open."""
        now = self.in_force
        return now if now is not None and now.contract.kind == VOLUNTARY and now.paid_until is None else None

    @property
    def before(self) -> Contract | None:
        """The newest voluntary contract that has ended."""
        return next((one.contract for one in self.standings if one.over and one.contract.kind == VOLUNTARY), None)

    @property
    def starts(self) -> JalaliMonth:
        """First month of a contract concluded on the day: this one, or the next where this one is insured already.

        While a contract of theirs waits for its first payment, the month of that one: other terms are for it [V7].
        """
        if self.unpaid is not None:
            return self.unpaid.contract.first_month
        this, until = JalaliMonth.of(self.on), self.past.insured_until
        return this if until is None else max(this, JalaliMonth.of(until).next())

    @property
    def visit(self) -> dict[str, RefusalValue]:
        """The branch as values of a refusal."""
        return {"branch": self.branch.name, "address": self.branch.address, "phone": self.branch.phone}

    @property
    def applicant(self) -> Applicant:
        """The facts as the rule takes them."""
        kind = None if self.in_force is None else self.in_force.contract.kind
        relation = self.relation
        return Applicant(
            birth_date=self.person.birth_date,
            history_days=self.past.days,
            served=relation.served,
            employed=relation.employed,
            voluntary=kind == VOLUNTARY,
            self_employed=kind is not None and kind != VOLUNTARY,
            pensioner=relation.pensioner,
            main_insured=not relation.dependant,
            other_fund=relation.other_fund,
            under_guardianship=relation.under_guardianship,
        )


async def read_application(ports: ContractsPorts, connection: AsyncConnection, person: int) -> Application:
    """Gather the facts. Raises Refused("not-identified") where the register does not know the person any more."""
    who = await ports.people.by_id(connection, person)
    if who is None:
        raise Refused("not-identified")
    on = ports.clock.today()
    contracts = await ports.contracts.of_person(connection, person)
    return Application(
        person=who,
        branch=await ports.people.branch(connection, who.branch),
        relation=await ports.people.relation(connection, person),
        past=await read_past(ports, connection, person, contracts, on),
        standings=tuple([await read_standing(ports, connection, contract, on) for contract in contracts]),
        on=on,
    )


def decide(ports: ContractsPorts, application: Application) -> Decision[Eligible]:
    """The decision of the rule."""
    return voluntary_eligibility(ports.ruleset, applicant=application.applicant, on=application.on)


def condition(reason: Reason) -> Condition:
    """A reason as the contract shows it."""
    return Condition(code=reason.code.value, met=reason.met, cite=reason.cite.value, values=reason.args)


def conditions(decision: Decision[Any]) -> tuple[Condition, ...]:
    """Those not met first."""
    return tuple(map(condition, sorted(decision.reasons, key=lambda reason: reason.met)))


def door_of(application: Application, decision: Decision[Eligible]) -> Door:
    """Where this person goes. A minor is sent to the branch only whatever else is lacking: the branch tells the rest."""
    if decision.granted:
        return Door.HERE
    unmet = {reason.code for reason in decision.unmet}
    if application.in_force is not None and application.in_force.contract.kind == VOLUNTARY:
        return Door.HAS_ONE
    return Door.BRANCH if unmet & AT_BRANCH.keys() else Door.NOWHERE


async def eligibility(ports: ContractsPorts, connection: AsyncConnection, person: int) -> Eligibility:
    """May this person conclude a contract today? The decision is kept."""
    application = await read_application(ports, connection, person)
    decision = decide(ports, application)
    kept = await ports.decisions.keep(connection, decision, person=person, at=ports.clock.now())
    door = door_of(application, decision)
    codes = [reason.code for reason in decision.unmet if reason.code in AT_BRANCH] if door is Door.BRANCH else []
    bring = dict.fromkeys(what for code in codes for what in AT_BRANCH[code])
    before, now = application.before, application.in_force
    return Eligibility(
        door=door,
        conditions=tuple(
            one for one in conditions(decision) if one.met or door is not Door.BRANCH or one.code in codes
        ),
        branch=branch_of(application.branch),
        bring=tuple(bring),
        age_years=full_years(application.person.birth_date, application.on),
        history_days=application.past.days,
        renews=before.number if before is not None else None,
        contract=str(now.contract.id) if door is Door.HAS_ONE and now is not None else None,
        decision=kept,
    )


def branch_of(branch: BranchOffice) -> Branch:
    """A branch as the contract shows it."""
    return Branch(code=branch.code, name=branch.name, address=branch.address, phone=branch.phone)
