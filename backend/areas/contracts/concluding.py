"""How is a contract concluded, once, with its agreement and its message in one transaction [V2] [V4] [V5]?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts.applying import Application, decide, door_of, read_application
from backend.areas.contracts.ending import TOPIC, end_by_rule, how_it_ends
from backend.areas.contracts.ports import VOLUNTARY, ContractsPorts
from backend.areas.contracts.repository import Agreement, add_agreement, note
from backend.areas.contracts.requests import begin_request, end_request
from backend.areas.contracts.standing import read_standing
from backend.areas.contracts.terms import decide_exam, decide_terms
from backend.areas.contracts.viewing import view
from backend.contract import voluntary as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.voluntary import Door, ExamStanding
from backend.domain.money import round_half_up
from backend.domain.rules import ContractTerms, Decision, Ruleset, coefficient_of_wage, exam_terms
from backend.kit.outbox import OutgoingMessage
from backend.kit.proof import refuse_without_proof
from backend.kit.turns import of_person, one_at_a_time
from backend.registers.ports import Contract, ContractState, NewContract


async def conclude(
    ports: ContractsPorts, connection: AsyncConnection, person: int, asked: shapes.ConcludeContract, caller: Caller
) -> shapes.Contract:
    """Conclude the contract that was shown. Raises Refused; then nothing has happened."""
    if asked.shown_to not in {None, str(person)}:
        raise Refused("another-person")
    await one_at_a_time(connection, of_person(person))
    await refuse_without_proof(ports.links, connection, caller, now=ports.clock.now(), life=ports.proof_life)
    application = await read_application(ports, connection, person)
    eligibility = decide(ports, application)
    if not eligibility.granted:
        raise _not_eligible(application, door_of(application, eligibility))
    version = ports.by_laws.in_force(application.on)
    if asked.by_law != version.name:
        raise Refused("by-law-changed", {"version": version.name})
    exemption = decide_exam(ports, application)
    exam = exam_terms(ports.ruleset, concluded_on=application.on, starts=application.starts)
    if not (exemption.granted or asked.undertaking):
        raise Refused("undertaking-needed", {"take_by": exam.take_by.isoformat()})
    decision = decide_terms(ports, application, asked.premium)
    agreed = agreed_terms(decision, premium=asked.premium, wage_base=asked.wage_base)
    await _make_room(ports, connection, application)
    state = ContractState.ACTIVE if exemption.granted else ContractState.EXAM_PENDING
    contract = await ports.contracts.conclude(connection, _new(ports.ruleset, application, agreed, state))
    if contract is None:
        raise await _exists(ports, connection, person)
    judged = (eligibility, decision, exemption)
    await _agree(ports, connection, contract, application, judged, take_by=exam.take_by, locale=caller.locale)
    await note(
        connection,
        contract.id,
        "concluded",
        at=ports.clock.now(),
        values={"number": contract.number, "premium": agreed.premium},
    )
    await begin_request(ports, connection, contract, office=application.branch.code)
    await _tell(ports, connection, contract, agreed, caller.locale)
    return await view(ports, connection, contract)


async def _make_room(ports: ContractsPorts, connection: AsyncConnection, application: Application) -> None:
    """End what has run out, also the request of a contract that somebody else ended. Raises Refused("contract-exists")."""
    for old in application.standings:
        if not old.contract.in_force:
            await end_request(ports, connection, old.contract, code=how_it_ends(old))
        elif not await end_by_rule(ports, connection, old.contract):
            raise Refused("contract-exists", _of(old.contract))


async def _agree(
    ports: ContractsPorts,
    connection: AsyncConnection,
    contract: Contract,
    application: Application,
    judged: tuple[Decision[Any], Decision[Any], Decision[Any]],
    *,
    take_by: date,
    locale: str,
) -> None:
    """Keep what the contract rests on: by-law, undertaking, and the decisions on eligibility, terms and exemption."""
    now, version = ports.clock.now(), ports.by_laws.in_force(application.on)
    kept = [await ports.decisions.keep(connection, each, person=contract.person, at=now) for each in judged]
    exempt = judged[2].granted
    agreement = Agreement(
        contract=contract.id,
        person=contract.person,
        by_law=version.name,
        by_law_digest=ports.by_laws.digest(version),
        agreed_at=now,
        undertaking_at=None if exempt else now,
        exam=ExamStanding.NOT_NEEDED if exempt else ExamStanding.PENDING,
        exam_by=None if exempt else take_by,
        follows=application.before.number if application.before else None,
        eligibility=kept[0],
        terms=kept[1],
        exemption=kept[2],
        locale=locale,
    )
    await add_agreement(connection, agreement)


def agreed_terms(decision: Decision[ContractTerms], *, premium: int, wage_base: int) -> ContractTerms:
    """The terms as they were shown. Raises Refused("terms-changed") with those of now where they are others, month-unknown."""
    found = decision.value or decision.nearest
    if found is None:
        raise Refused("month-unknown", {"month": str(decision.unmet[0].is_)})
    if decision.granted and (found.premium, found.wage_base) == (premium, wage_base):
        return found
    raise Refused("terms-changed", {"premium": found.premium, "wage_base": found.wage_base})


def ratio_ppm(ruleset: Ruleset, terms: ContractTerms) -> int:
    """The wage base over the minimum wage in millionths."""
    exact = coefficient_of_wage(ruleset, wage_base_monthly=terms.wage_base, month=terms.month)
    return round_half_up(exact * Fraction(1_000_000))


def _new(ruleset: Ruleset, application: Application, terms: ContractTerms, state: ContractState) -> NewContract:
    return NewContract(
        person=application.person.id,
        kind=VOLUNTARY,
        rate=terms.rate,
        branch=application.branch.code,
        concluded_on=application.on,
        first_month=terms.month,
        ratio_ppm=ratio_ppm(ruleset, terms),
        wage_base=terms.wage_base,
        state=state,
    )


def _of(contract: Contract) -> dict[str, str | int]:
    return {"number": contract.number, "concluded_on": contract.concluded_on.isoformat()}


def _not_eligible(application: Application, door: Door) -> Refused:
    now = application.in_force
    if door is Door.HAS_ONE and now is not None:
        return Refused("contract-exists", _of(now.contract))
    code = "contract-at-branch" if door is Door.BRANCH else "contract-not-eligible"
    return Refused(code, application.visit)


async def _exists(ports: ContractsPorts, connection: AsyncConnection, person: int) -> Refused:
    latest = await ports.contracts.latest(connection, person)
    return Refused("contract-exists", {} if latest is None else _of(latest))


async def _tell(
    ports: ContractsPorts, connection: AsyncConnection, contract: Contract, terms: ContractTerms, locale: str
) -> None:
    standing = await read_standing(ports, connection, contract)
    due = standing.first_payment_by or standing.next_due
    await ports.outbox.add(
        connection,
        OutgoingMessage(
            kind="contract-concluded",
            person=contract.person,
            locale=locale,
            dedup=f"contract-concluded:{contract.id}",
            topic=TOPIC,
            ref=str(contract.id),
            values={
                "number": contract.number,
                "on": contract.concluded_on.isoformat(),
                "premium": terms.premium,
                "due": due.isoformat(),
            },
        ),
    )
