"""What can a pensioner ask about the supplementary insurance? The enrolments part of the `Backend` contract."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.enrolments import judging, showing, submitting
from backend.areas.enrolments.ports import EnrolmentsPorts
from backend.contract import supplementary as shapes
from backend.contract.caller import Caller
from backend.kit.once import happen_once


class EnrolmentsService:
    """The methods of `Backend` that this area answers, with the same names, shapes and refusals."""

    def __init__(self, *, ports: EnrolmentsPorts) -> None:
        self._ports = ports

    async def enrolment_sheet(self, request: shapes.AskEnrolmentSheet, caller: Caller) -> shapes.EnrolmentSheet:  # noqa: ARG002
        async with self._ports.database.begin() as connection:
            return await showing.sheet(self._ports, connection, await self._ports.person(connection, caller))

    async def enrolment_terms(self, request: shapes.AskEnrolmentTerms, caller: Caller) -> shapes.EnrolmentTerms:  # noqa: ARG002
        async with self._ports.database.begin() as connection:
            return await showing.terms(self._ports, connection)

    async def enrolment_table(self, request: shapes.AskEnrolmentTable, caller: Caller) -> shapes.EnrolmentTable:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            return await showing.table(self._ports, connection, person, request)

    async def judge_enrolment(self, request: shapes.JudgeEnrolment, caller: Caller) -> shapes.EnrolmentJudgement:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            return await judging.judge(self._ports, connection, person, request)

    async def submit_enrolment(self, request: shapes.SubmitEnrolment, caller: Caller) -> shapes.EnrolmentStanding:
        async def make(connection: AsyncConnection) -> shapes.EnrolmentStanding:
            person = await self._ports.person(connection, caller)
            return await submitting.submit(self._ports, connection, person, request, caller)

        return await self._commit("submit_enrolment", caller, make)

    async def withdraw_enrolment(self, request: shapes.WithdrawEnrolment, caller: Caller) -> shapes.EnrolmentStanding:
        async def make(connection: AsyncConnection) -> shapes.EnrolmentStanding:
            person = await self._ports.person(connection, caller)
            return await submitting.withdraw(self._ports, connection, person, request.number)

        return await self._commit("withdraw_enrolment", caller, make)

    async def _commit(
        self, method: str, caller: Caller, make: Callable[[AsyncConnection], Awaitable[shapes.EnrolmentStanding]]
    ) -> shapes.EnrolmentStanding:
        ports = self._ports
        return await happen_once(
            ports.database,
            vault=ports.vault,
            caller=caller,
            method=method,
            shape=shapes.EnrolmentStanding,
            now=ports.clock.now(),
            make=make,
        )
