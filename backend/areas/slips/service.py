"""What can a person ask about premium slips and payments? The slips part of the `Backend` contract."""

from __future__ import annotations

from datetime import datetime

from backend.areas.slips import account, ending, issuing, quoting
from backend.areas.slips.months import begin_month
from backend.areas.slips.payment_rows import PaymentRow, paying_payment, payment_by_id, undecided_payments
from backend.areas.slips.ports import SlipsPorts
from backend.areas.slips.reconciliation import Swept, reconcile
from backend.areas.slips.reminding import remind_of_slips
from backend.areas.slips.repository import SlipRow, slip_by_serial, slip_of_person, slips_of_person
from backend.areas.slips.settling import Prompt, settle
from backend.areas.slips.starting import start_payment
from backend.contract import slips as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.slips import PaymentState, SlipState
from backend.kit.once import give_or_refuse, once


class SlipsService:
    """The methods of `Backend` that this area answers, with the same names, shapes and refusals.

    `reconcile`, `expire`, `remind` and `begin_month` are for a worker that calls them every few seconds, every hour and
    every day.
    """

    def __init__(self, *, ports: SlipsPorts) -> None:
        self._ports = ports
        self._listed_at: datetime | None = None

    async def premium_account(self, request: shapes.AskAccount, caller: Caller) -> shapes.PremiumAccount:  # noqa: ARG002
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            outcome = await account.premium_account(self._ports, connection, person)
        return give_or_refuse(outcome)

    async def quote_slip(self, request: shapes.ChooseMonths, caller: Caller) -> shapes.SlipQuote:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            outcome = await quoting.quote(self._ports, connection, person, request)
        if isinstance(outcome, Refused):
            raise outcome
        return outcome.view()

    async def issue_slip(self, request: shapes.IssueSlip, caller: Caller) -> shapes.Slip:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            outcome = await once(
                connection,
                vault=self._ports.vault,
                caller=caller,
                method="issue_slip",
                shape=shapes.Slip,
                now=self._ports.clock.now(),
                make=lambda: issuing.issue(self._ports, connection, person, request, caller),
            )
        return give_or_refuse(outcome)

    async def slip(self, request: shapes.AskSlip, caller: Caller) -> shapes.Slip:
        row = await self._slip(request.slip, caller)
        return row.view(self._ports.clock.today())

    async def my_slips(self, request: shapes.AskSlips, caller: Caller) -> shapes.Slips:
        today = self._ports.clock.today()
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            page = max(1, request.page)
            rows, pages = await slips_of_person(connection, person, page)
        return shapes.Slips(items=tuple(row.view(today) for row in rows), page=page, pages=pages)

    async def cancel_slip(self, request: shapes.CancelSlip, caller: Caller) -> shapes.Slip:
        """Asks the gateway first where a bank page was opened and its end is not certain."""
        row = await self._slip(request.slip, caller)
        if row.state is SlipState.ISSUED:
            async with self._ports.database.begin() as connection:
                undecided = await undecided_payments(connection, row.serial)
            for payment in undecided:
                await settle(self._ports, payment.id, Prompt.ASKED)
        async with self._ports.database.begin() as connection:
            outcome = await once(
                connection,
                vault=self._ports.vault,
                caller=caller,
                method="cancel_slip",
                shape=shapes.Slip,
                now=self._ports.clock.now(),
                make=lambda: ending.cancel(self._ports, connection, row.person, request, caller),
            )
        return give_or_refuse(outcome)

    async def start_payment(self, request: shapes.StartPayment, caller: Caller) -> shapes.Payment:
        row, slip = await start_payment(self._ports, request, caller)
        return row.view(slip_ref=slip.id, slip_number=slip.number)

    async def payment(self, request: shapes.AskPayment, caller: Caller) -> shapes.Payment:
        """Asks the gateway where the end is not certain, and looks at the slip first: paid is paid, whichever way."""
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            row = await payment_by_id(connection, request.payment)
            if row is None or row.person != person:
                raise Refused("payment-unknown")
            slip = await slip_by_serial(connection, row.slip)
        if not row.decided and row.authority is not None:
            row = await settle(self._ports, row.id, Prompt.ASKED)
        if row.state in {PaymentState.OPEN, PaymentState.FAILED}:
            row = await self._of_the_slip(row)
        return row.view(slip_ref=slip.id, slip_number=slip.number)

    async def _of_the_slip(self, row: PaymentRow) -> PaymentRow:
        """No money of this payment is known: the one that paid the slip in its place, where there is one.

        Raises Refused where the slip can no longer be paid at all.
        """
        async with self._ports.database.begin() as connection:
            slip = await slip_by_serial(connection, row.slip)
            paying = await paying_payment(connection, row.slip)
        if paying is not None:
            return paying
        state = slip.view(self._ports.clock.today()).state
        if state is SlipState.CANCELLED:
            raise Refused("slip-cancelled", {"number": slip.number})
        if state is SlipState.EXPIRED and row.decided:
            raise Refused("slip-expired", {"number": slip.number, "deadline": slip.deadline.isoformat()})
        return row

    async def reconcile(self, *, now: datetime, limit: int = 50) -> Swept:
        """Ask the gateway about payments that are due (see `reconciliation`); its own list at most once a minute."""
        listing = self._listed_at is None or now >= self._listed_at + self._ports.times.listing
        if listing:
            self._listed_at = now
        return await reconcile(self._ports, now=now, limit=limit, listing=listing)

    async def expire(self, *, limit: int = 500) -> int:
        """Move slips past their deadline to expired; how many."""
        async with self._ports.database.begin() as connection:
            return await ending.expire_overdue(self._ports, connection, self._ports.clock.today(), limit=limit)

    async def remind(self) -> int:
        """Write a reminder for each unpaid slip whose deadline is near, once; how many are near."""
        return await remind_of_slips(self._ports)

    async def begin_month(self) -> bool:
        """What a Jalali month begins with, once a month (see `months`)."""
        return await begin_month(self._ports)

    async def _slip(self, slip: str, caller: Caller) -> SlipRow:
        async with self._ports.database.begin() as connection:
            person = await self._ports.person(connection, caller)
            row = await slip_of_person(connection, slip=slip, person=person)
        if row is None:
            raise Refused("slip-unknown")
        return row
