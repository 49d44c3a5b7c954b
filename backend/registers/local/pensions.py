"""Whose pension file, who belongs to it, and what is deducted? From our own tables [R4]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.calendar import JalaliMonth
from backend.domain.supplementary import Basis, Instalment, Kinship
from backend.kit.upsert import insert_unless_there
from backend.kit.vault import Vault
from backend.registers.local.contracts import month_number, month_of
from backend.registers.local.pension_tables import loan_lines, loans, members, pensions
from backend.registers.pensions import Loan, Pension, PensionMember

MEMBER_NAME = "register_pension_members.name"
"""Place of the sealed column."""


class LocalPensions:
    """`PensionRegister` on `register_pensions` and what hangs on it."""

    def __init__(self, *, vault: Vault) -> None:
        self._vault = vault

    async def of_person(self, connection: AsyncConnection, person: int, *, locked: bool = False) -> Pension | None:
        query = select(pensions).where(pensions.c.person == person)
        row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
        return None if row is None else Pension(**row._mapping)  # noqa: SLF001 (SQLAlchemy's public name)

    async def members(self, connection: AsyncConnection, pension: Pension) -> Sequence[PensionMember]:
        query = select(members).where(members.c.pension == pension.number).order_by(members.c.key)
        return [self._member(row) for row in await connection.execute(query)]

    async def change_cover(
        self, connection: AsyncConnection, pension: Pension, member: str, *, covered: bool, plan: str | None
    ) -> bool:
        which = (members.c.pension == pension.number, members.c.key == member, members.c.covered != covered)
        done = await connection.execute(update(members).where(*which).values(covered=covered, plan=plan))
        return done.rowcount == 1

    async def add_loan(self, connection: AsyncConnection, pension: Pension, loan: Loan) -> bool:
        row = {"pension": pension.number, "member": loan.member, "plan": loan.plan, "reference": loan.reference}
        if not await insert_unless_there(connection, loans, row):
            return False
        which = (loans.c.pension == pension.number, loans.c.member == loan.member, loans.c.reference == loan.reference)
        number = await connection.scalar(select(loans.c.id).where(*which))
        lines = [
            {
                "loan": number,
                "month": month_number(line.month),
                "pensioner": line.pensioner,
                "organisation": line.organisation,
            }
            for line in loan.instalments
        ]
        if lines:
            await connection.execute(insert(loan_lines), lines)
        return True

    async def end_loans(self, connection: AsyncConnection, pension: Pension, member: str, first: JalaliMonth) -> int:
        mine = select(loans.c.id).where(loans.c.pension == pension.number, loans.c.member == member)
        late = (loan_lines.c.loan.in_(mine), loan_lines.c.month >= month_number(first))
        return (await connection.execute(delete(loan_lines).where(*late))).rowcount

    async def loans(self, connection: AsyncConnection, pension: Pension) -> Sequence[Loan]:
        both = loans.outerjoin(loan_lines, and_(loan_lines.c.loan == loans.c.id))
        query = (
            select(loans, loan_lines.c.month, loan_lines.c.pensioner, loan_lines.c.organisation)
            .select_from(both)
            .where(loans.c.pension == pension.number)
            .order_by(loans.c.id, loan_lines.c.month)
        )
        found: dict[int, tuple[Row[Any], list[Instalment]]] = {}
        for row in await connection.execute(query):
            _, lines = found.setdefault(row.id, (row, []))
            if row.month is not None:
                lines.append(Instalment(month_of(row.month), row.pensioner, row.organisation))
        return [Loan(row.member, row.plan, row.reference, tuple(lines)) for row, lines in found.values()]

    def _member(self, row: Row[Any]) -> PensionMember:
        return PensionMember(
            key=row.key,
            kinship=Kinship(row.kinship),
            name=self._vault.open(row.name_sealed, MEMBER_NAME),
            until=row.until,
            basis=Basis(row.basis),
            covered=row.covered,
            plan=row.plan,
        )
