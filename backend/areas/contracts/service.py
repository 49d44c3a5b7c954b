"""What can a person ask about voluntary contracts? The contracts part of the `Backend` contract."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.contracts import applying, changing, concluding, duties, exams, reminding, terms, viewing
from backend.areas.contracts.ports import ContractsPorts
from backend.contract import voluntary as shapes
from backend.contract.caller import Caller
from backend.kit.once import happen_once


class ContractsService:
    """The methods of `Backend` that this area answers, with the same names, shapes and refusals.

    `end` and `remind` are for a worker that calls them every day, `record_exam` for the staff of a branch.
    """

    def __init__(self, *, ports: ContractsPorts) -> None:
        self._ports = ports

    async def voluntary_eligibility(self, request: shapes.AskEligibility, caller: Caller) -> shapes.Eligibility:  # noqa: ARG002
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            return await applying.eligibility(self._ports, connection, person)

    async def by_law(self, request: shapes.AskByLaw, caller: Caller) -> shapes.ByLaw:
        laws = self._ports.by_laws
        version = laws.in_force(self._ports.clock.today()) if request.version is None else laws.named(request.version)
        return laws.read(version, caller.locale)

    async def contract_terms(self, request: shapes.AskTerms, caller: Caller) -> shapes.ContractTerms:
        async with self._ports.database.begin() as connection:
            person = await self._ports.links.person_of(connection, caller)
            return await terms.terms(self._ports, connection, person, request)

    async def entry_exam(self, request: shapes.AskEntryExam, caller: Caller) -> shapes.EntryExam:  # noqa: ARG002
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            return await terms.entry_exam(self._ports, connection, person)

    async def conclude_contract(self, request: shapes.ConcludeContract, caller: Caller) -> shapes.Contract:
        async def make(connection: AsyncConnection) -> shapes.Contract:
            person = await self._ports.person(connection, caller)
            return await concluding.conclude(self._ports, connection, person, request, caller)

        return await self._commit("conclude_contract", caller, make)

    async def my_contract(self, request: shapes.AskContract, caller: Caller) -> shapes.Contract:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            contract = await viewing.find_contract(self._ports, connection, person, request.contract)
            return await viewing.view(self._ports, connection, contract)

    async def change_wage_base(self, request: shapes.ChangeWageBase, caller: Caller) -> shapes.Contract:
        """Asks the bank first where a payment of the unpaid slip is not certain."""

        async def make(connection: AsyncConnection) -> shapes.Contract:
            person = await self._ports.person(connection, caller)
            return await changing.change_wage_base(self._ports, connection, person, request, caller)

        await self._settle(request.contract, caller)
        return await self._commit("change_wage_base", caller, make)

    async def annul_contract(self, request: shapes.AnnulContract, caller: Caller) -> shapes.Contract:
        """Asks the bank first where a payment of the unpaid slip is not certain."""

        async def make(connection: AsyncConnection) -> shapes.Contract:
            person = await self._ports.person(connection, caller)
            return await changing.give_up(self._ports, connection, person, request, caller)

        await self._settle(request.contract, caller)
        return await self._commit("annul_contract", caller, make)

    async def end(self) -> int:
        """End contracts that have run out by today; how many (see `duties`)."""
        return await duties.end_what_has_run_out(self._ports)

    async def remind(self) -> int:
        """Write the reminders of today, each once; how many contracts are near a day (see `reminding`)."""
        return await reminding.remind(self._ports)

    async def record_exam(self, number: str, *, fit: bool) -> exams.Recorded:
        """Record the result of the entry examination for a contract (see `exams`)."""
        return await exams.record_exam(self._ports, number, fit=fit)

    async def _settle(self, ref: str, caller: Caller) -> None:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            contract = await viewing.find_contract(self._ports, connection, person, ref)
        await self._ports.slips.settle(contract.id)

    async def _commit(
        self, method: str, caller: Caller, make: Callable[[AsyncConnection], Awaitable[shapes.Contract]]
    ) -> shapes.Contract:
        return await happen_once(
            self._ports.database,
            vault=self._ports.vault,
            caller=caller,
            method=method,
            shape=shapes.Contract,
            now=self._ports.clock.now(),
            make=make,
        )
