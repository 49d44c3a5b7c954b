"""Where do slips stand in the database? Reading them, and changes that happen only from the expected state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from backend.areas.slips.tables import slip_months, slips
from backend.contract.slips import QuoteLine, Slip, SlipState
from backend.domain.calendar import JalaliMonth
from backend.kit.upsert import insert_unless_there
from backend.registers.ports import Contract, ContractState, PaidMonth

PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRow:
    """One slip, column by column (see `tables.slips`); money in rial."""

    serial: int
    id: str
    number: str
    person: int
    contract: int
    terms: Mapping[str, Any]
    branch: str
    first_month: int
    last_month: int
    lines: Sequence[Mapping[str, Any]]
    premium: int
    per_capita: int
    debt: int
    total: int
    wage_base: int
    deadline: date
    provisional: bool
    decision: str
    state: SlipState
    bill_id: str
    payment_id: str
    issued_at: datetime
    ended_at: datetime | None
    payment_reference: str | None

    @property
    def first(self) -> str:
        """First month, "1405-08"."""
        return month_text(self.first_month)

    @property
    def last(self) -> str:
        """Last month, "1405-08"."""
        return month_text(self.last_month)

    @property
    def quote_lines(self) -> tuple[QuoteLine, ...]:
        """Month by month, as shown to the person."""
        names = ("month", "days", "premium", "per_capita")
        return tuple(QuoteLine(**{name: line[name] for name in names}) for line in self.lines)

    @property
    def paid_months(self) -> tuple[PaidMonth, ...]:
        """Month by month, as the contribution register records them."""
        return tuple(
            PaidMonth(JalaliMonth.parse(line["month"]), line["days"], line["wage"], line["premium"])
            for line in self.lines
        )

    def view(self, today: date) -> Slip:
        """As a conversation sees it; an issued slip past its deadline shows as expired."""
        late = self.state is SlipState.ISSUED and self.deadline < today
        return Slip(
            id=self.id,
            number=self.number,
            first=self.first,
            last=self.last,
            total=self.total,
            deadline=self.deadline,
            issued_at=self.issued_at,
            state=SlipState.EXPIRED if late else self.state,
            bill_id=self.bill_id,
            payment_id=self.payment_id,
            payment_reference=self.payment_reference,
            paid_at=self.ended_at if self.state is SlipState.PAID else None,
        )


_COLUMNS = [slips.c[field.name] for field in fields(SlipRow)]


def month_number(month: JalaliMonth | str) -> int:
    """A month as stored: 140508."""
    return int(str(month).replace("-", ""))


def month_text(number: int) -> str:
    """A stored month as text: "1405-08"."""
    return f"{number // 100}-{number % 100:02d}"


def terms_of(contract: Contract) -> dict[str, Any]:
    """The contract as JSON data, kept with the slip: what is recorded later is what was issued."""
    return {
        "id": contract.id,
        "person": contract.person,
        "kind": contract.kind,
        "rate": contract.rate,
        "number": contract.number,
        "concluded_on": contract.concluded_on.isoformat(),
        "first_month": str(contract.first_month),
        "ratio_ppm": contract.ratio_ppm,
        "treatment_support": contract.treatment_support,
        "covered_persons": contract.covered_persons,
        "state": contract.state.value,
        "wage_base": contract.wage_base,
    }


def contract_of(terms: Mapping[str, Any]) -> Contract:
    """The contract that `terms_of` wrote."""
    typed = {
        "concluded_on": date.fromisoformat(terms["concluded_on"]),
        "first_month": JalaliMonth.parse(terms["first_month"]),
        "state": ContractState(terms["state"]),
    }
    return Contract(**(dict(terms) | typed))


def _row(found: Row[Any] | None) -> SlipRow | None:
    if found is None:
        return None
    values = dict(found._mapping)  # noqa: SLF001 -- SQLAlchemy's public way to the names
    return SlipRow(**(values | {"state": SlipState(values["state"])}))


def _slips(*where: ColumnElement[bool]) -> Select[Any]:
    return select(*_COLUMNS).where(*where)


async def slip_of_person(connection: AsyncConnection, *, slip: str, person: int) -> SlipRow | None:
    """One slip of this person by its reference."""
    found = await connection.execute(_slips(slips.c.id == slip, slips.c.person == person))
    return _row(found.one_or_none())


async def slip_by_serial(connection: AsyncConnection, serial: int, *, locked: bool = False) -> SlipRow:
    """One slip; `locked` holds other writers back until the transaction ends. Raises NoResultFound."""
    query = _slips(slips.c.serial == serial)
    row = _row((await connection.execute(query.with_for_update() if locked else query)).one())
    assert row is not None
    return row


async def open_slip(connection: AsyncConnection, contract: int) -> SlipRow | None:
    """The issued slip of a contract, if there is one."""
    query = _slips(slips.c.contract == contract, slips.c.state == SlipState.ISSUED)
    return _row((await connection.execute(query)).one_or_none())


async def slips_of_person(connection: AsyncConnection, person: int, page: int) -> tuple[list[SlipRow], int]:
    """A page of slips, newest first, and how many pages there are (at least 1)."""
    mine = slips.c.person == person
    count = await connection.scalar(select(func.count()).select_from(slips).where(mine)) or 0
    query = _slips(mine).order_by(slips.c.serial.desc()).limit(PAGE).offset((page - 1) * PAGE)
    rows = [_row(found) for found in await connection.execute(query)]
    return [row for row in rows if row is not None], max(1, -(-count // PAGE))


async def overdue_slips(connection: AsyncConnection, today: date, *, contract: int | None, limit: int) -> list[SlipRow]:
    """Issued slips past their deadline, of one contract or of all."""
    query = _slips(slips.c.state == SlipState.ISSUED, slips.c.deadline < today)
    query = query if contract is None else query.where(slips.c.contract == contract)
    rows = [
        _row(found) for found in await connection.execute(query.order_by(slips.c.deadline, slips.c.serial).limit(limit))
    ]
    return [row for row in rows if row is not None]


async def unpaid_slips(
    connection: AsyncConnection, *, first: date, last: date, after: int, limit: int
) -> list[SlipRow]:
    """Issued slips with a deadline from `first` to `last`, by serial, those after a serial only."""
    query = _slips(slips.c.state == SlipState.ISSUED, slips.c.deadline.between(first, last), slips.c.serial > after)
    rows = [_row(found) for found in await connection.execute(query.order_by(slips.c.serial).limit(limit))]
    return [row for row in rows if row is not None]


async def debt_paid_on_slips(connection: AsyncConnection, contract: int) -> int:
    """How much earlier debt, in rial, paid slips of this contract have collected."""
    mine = (slips.c.contract == contract, slips.c.state == SlipState.PAID)
    return int(await connection.scalar(select(func.coalesce(func.sum(slips.c.debt), 0)).where(*mine)) or 0)


async def add_slip(connection: AsyncConnection, values: Mapping[str, Any]) -> int | None:
    """Write an issued slip without its number; its serial, or None where the contract has an open one."""
    if not await insert_unless_there(connection, slips, values):
        return None
    serial = await connection.scalar(select(slips.c.serial).where(slips.c.id == values["id"]))
    return None if serial is None else int(serial)


async def name_slip(connection: AsyncConnection, serial: int, **identifiers: str) -> None:
    """Write number, bill id and payment id."""
    await connection.execute(update(slips).where(slips.c.serial == serial).values(**identifiers))


async def hold_months(connection: AsyncConnection, *, serial: int, contract: int, months: Sequence[int]) -> bool:
    """Put the months on this slip; False where one of them stands on another issued or paid slip."""
    for month in months:
        row = {"slip": serial, "month": month, "contract": contract, "active": True}
        if not await insert_unless_there(connection, slip_months, row):
            return False
    return True


async def end_slip(
    connection: AsyncConnection, serial: int, state: SlipState, *, at: datetime, reference: str | None = None
) -> bool:
    """Move an issued slip to its end; False where it is not issued any more. Expired and cancelled free the months."""
    done = await connection.execute(
        update(slips)
        .where(slips.c.serial == serial, slips.c.state == SlipState.ISSUED)
        .values(state=state, ended_at=at, payment_reference=reference)
    )
    if done.rowcount == 1 and state is not SlipState.PAID:
        await connection.execute(update(slip_months).where(slip_months.c.slip == serial).values(active=False))
    return done.rowcount == 1
