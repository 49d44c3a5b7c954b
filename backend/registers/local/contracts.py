"""Under which contract does a person pay, and which months are paid? From our own tables [R4]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.domain.calendar import JalaliMonth
from backend.kit.upsert import insert_for, insert_or_replace
from backend.registers.local.tables import EXAM_PENDING, account_years, contracts, contributions, history_years
from backend.registers.ports import AccountYear, Contract, ContractState, HistoryYear, PaidMonth


def month_number(month: JalaliMonth) -> int:
    """A month as it is stored: 140508."""
    return month.year * 100 + month.month


def month_of(number: int) -> JalaliMonth:
    """A stored month."""
    return JalaliMonth(*divmod(number, 100))


def contract_of_row(row: Row[Any]) -> Contract:
    """A contract as it is stored."""
    return Contract(
        id=row.id,
        person=row.person,
        kind=row.kind,
        rate=row.rate,
        number=row.number,
        concluded_on=row.concluded_on,
        first_month=month_of(row.first_month),
        ratio_ppm=row.ratio_ppm,
        treatment_support=row.treatment_support,
        covered_persons=row.covered_persons,
        state=ContractState(row.state),
        wage_base=row.wage_base,
    )


_IN_FORCE = contracts.c.state.in_((ContractState.ACTIVE, ContractState.EXAM_PENDING))


class LocalContracts:
    """What `ContractRegister` reads, from `register_contracts` and `register_account_years`."""

    async def latest(self, connection: AsyncConnection, person: int) -> Contract | None:
        newest = contracts.c.concluded_on.desc(), contracts.c.id.desc()
        found = await connection.execute(
            select(contracts).where(contracts.c.person == person).order_by(*newest).limit(1)
        )
        row = found.one_or_none()
        return None if row is None else contract_of_row(row)

    async def by_id(self, connection: AsyncConnection, contract: int, *, locked: bool = False) -> Contract | None:
        query = select(contracts).where(contracts.c.id == contract)
        row = (await connection.execute(query.with_for_update() if locked else query)).one_or_none()
        return None if row is None else contract_of_row(row)

    async def by_number(self, connection: AsyncConnection, number: str) -> Contract | None:
        row = (await connection.execute(select(contracts).where(contracts.c.number == number))).one_or_none()
        return None if row is None else contract_of_row(row)

    async def of_person(self, connection: AsyncConnection, person: int) -> Sequence[Contract]:
        newest = contracts.c.concluded_on.desc(), contracts.c.id.desc()
        rows = await connection.execute(select(contracts).where(contracts.c.person == person).order_by(*newest))
        return [contract_of_row(row) for row in rows]

    async def unpaid_since(
        self, connection: AsyncConnection, months: Sequence[JalaliMonth], *, after: int, limit: int
    ) -> Sequence[Contract]:
        """See `ContractRegister.unpaid_since`; of two contracts of a person only the later counts."""
        mine = contributions.c.contract == contracts.c.id
        paid_until = select(func.max(contributions.c.month)).where(mine).scalar_subquery()
        before = [month_number(month.plus(-1)) for month in months]
        first = and_(paid_until.is_(None), contracts.c.first_month.in_([month_number(month) for month in months]))
        other = contracts.alias()
        newer = or_(
            other.c.concluded_on > contracts.c.concluded_on,
            and_(other.c.concluded_on == contracts.c.concluded_on, other.c.id > contracts.c.id),
        )
        superseded = exists().where(other.c.person == contracts.c.person, newer)
        rows = await connection.execute(
            select(contracts)
            .where(_IN_FORCE, contracts.c.id > after)
            .where(or_(paid_until.in_(before), first), ~superseded)
            .order_by(contracts.c.id)
            .limit(limit)
        )
        return [contract_of_row(row) for row in rows]

    async def exam_pending(self, connection: AsyncConnection, *, after: int, limit: int) -> Sequence[Contract]:
        """The condition stands as text, so that the partial index answers prepared statements as well."""
        query = select(contracts).where(text(EXAM_PENDING), contracts.c.id > after)
        rows = await connection.execute(query.order_by(contracts.c.id).limit(limit))
        return [contract_of_row(row) for row in rows]

    async def account_years(self, connection: AsyncConnection, contract: int) -> Sequence[AccountYear]:
        """Oldest first."""
        which = account_years.c.contract == contract
        rows = await connection.execute(select(account_years).where(which).order_by(account_years.c.year))
        return [AccountYear(year=row.year, computed=row.computed, debt=row.debt) for row in rows]

    async def settle_year(self, connection: AsyncConnection, contract: int, year: int, *, kept: int = 0) -> None:
        """See `ContractRegister.settle_year`: months to come open again."""
        row = {"contract": contract, "year": year, "computed": True, "debt": kept}
        await insert_or_replace(connection, account_years, row, key=["contract", "year"])


class LocalContributions:
    """`ContributionRegister` on `register_contributions`, and the years before any contract."""

    async def paid_months(self, connection: AsyncConnection, contract: int) -> Sequence[JalaliMonth]:
        which = contributions.c.contract == contract
        rows = await connection.scalars(select(contributions.c.month).where(which).order_by(contributions.c.month))
        return [month_of(number) for number in rows]

    async def record(
        self,
        connection: AsyncConnection,
        *,
        contract: Contract,
        lines: Sequence[PaidMonth],
        reference: str,
        paid_at: datetime,
    ) -> None:
        rows = [
            {
                "contract": contract.id,
                "month": month_number(line.month),
                "days": line.days,
                "wage": line.wage,
                "premium": line.premium,
                "reference": reference,
                "paid_at": paid_at,
            }
            for line in lines
        ]
        if rows:
            write = insert_for(connection.dialect, contributions).values(rows)
            await connection.execute(write.on_conflict_do_nothing())

    async def history(self, connection: AsyncConnection, person: int) -> Sequence[HistoryYear]:
        """Compulsory history, oldest year first."""
        which = history_years.c.person == person
        rows = await connection.execute(select(history_years).where(which).order_by(history_years.c.year))
        return [HistoryYear(year=row.year, days=tuple(row.days), wage_daily=row.wage_daily) for row in rows]
