"""What does the pretended backend do about slips and payments? As backend.areas.slips does, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from backend.contract import slips as shapes
from backend.contract.calendar import JalaliMonth
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.slips import PaymentState, SlipState
from conversations.engine import Happened
from conversations.talk import MovingClock
from tests.flows.account import Account
from tests.flows.people import FakePeople

UNDECIDED = {PaymentState.OPEN, PaymentState.CHECKING}
_PAGE = 10


class FakeSlips(FakePeople):
    """One account. `bank` is what the gateway will say about a payment when it is asked."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__(clock)
        self.account = Account()
        self.slips: list[shapes.Slip] = []
        self.payments: list[shapes.Payment] = []
        self.bank = PaymentState.OPEN

    async def premium_account(self, request: shapes.AskAccount, caller: Caller) -> shapes.PremiumAccount:
        self.trouble.before("premium_account")
        self.whoever(caller)
        return self.account.view()

    async def quote_slip(self, request: shapes.ChooseMonths, caller: Caller) -> shapes.SlipQuote:
        self.trouble.before("quote_slip")
        self.whoever(caller)
        return self._quote(JalaliMonth.parse(request.first), JalaliMonth.parse(request.last))

    def _quote(self, first: JalaliMonth, last: JalaliMonth) -> shapes.SlipQuote:
        account = self.account
        account.view()
        there = account.open_months()
        if first < there[0]:
            raise Refused("months-already-paid", {"first": str(there[0]), "last": str(there[-1])})
        lines = tuple(account.line(month) for month in there if first <= month <= last)
        premium, per_capita = sum(line.premium for line in lines), sum(line.per_capita for line in lines)
        return shapes.SlipQuote(
            first=str(first),
            last=str(last),
            lines=lines,
            premium=premium,
            per_capita=per_capita,
            debt=account.debt,
            total=premium + per_capita + account.debt,
            deadline=first.plus(2).last_day,
            provisional=per_capita > 0,
            decision="d1",
        )

    async def issue_slip(self, request: shapes.IssueSlip, caller: Caller) -> shapes.Slip:
        return self.once("issue_slip", caller, lambda: self._issue(request, caller))

    def _issue(self, request: shapes.IssueSlip, caller: Caller) -> shapes.Slip:
        self.whoever(caller)
        quote = self._quote(JalaliMonth.parse(request.first), JalaliMonth.parse(request.last))
        already = next((slip for slip in self.slips if slip.state is SlipState.ISSUED), None)
        if already is not None:
            known = {"number": already.number, "slip": already.id, "deadline": already.deadline.isoformat()}
            raise Refused("slip-open", {**known, "total": already.total})
        if quote.total != request.total:
            raise Refused("slip-changed", {"total": quote.total})
        return self.add_slip(quote.first, quote.last, quote.total)

    def add_slip(
        self, first: str, last: str, total: int, state: SlipState = SlipState.ISSUED, days_ago: int = 0
    ) -> shapes.Slip:
        """One more slip; the newest stands first."""
        number = len(self.slips) + 1
        slip = shapes.Slip(
            id=f"s{number}",
            number=f"1405-{number:06d}-{number % 9}",
            first=first,
            last=last,
            total=total,
            deadline=JalaliMonth.parse(first).plus(2).last_day,
            issued_at=self.clock.now() - timedelta(days=days_ago),
            state=state,
            bill_id="1117753200140",
            payment_id="12070160",
            payment_reference=f"2001{number:05d}" if state is SlipState.PAID else None,
        )
        self.slips.insert(0, slip)
        return slip

    async def slip(self, request: shapes.AskSlip, caller: Caller) -> shapes.Slip:
        self.trouble.before("slip")
        self.whoever(caller)
        return self._slip(request.slip)

    def _slip(self, ref: str) -> shapes.Slip:
        found = next((slip for slip in self.slips if slip.id == ref), None)
        if found is None:
            raise Refused("slip-unknown")
        return found

    def _change_slip(self, slip: shapes.Slip, **values: object) -> shapes.Slip:
        changed = slip.model_copy(update=values)
        self.slips[self.slips.index(slip)] = changed
        return changed

    async def my_slips(self, request: shapes.AskSlips, caller: Caller) -> shapes.Slips:
        self.trouble.before("my_slips")
        self.whoever(caller)
        start = (request.page - 1) * _PAGE
        pages = max(1, -(-len(self.slips) // _PAGE))
        return shapes.Slips(items=tuple(self.slips[start : start + _PAGE]), page=request.page, pages=pages)

    async def cancel_slip(self, request: shapes.CancelSlip, caller: Caller) -> shapes.Slip:
        return self.once("cancel_slip", caller, lambda: self._cancel(request, caller))

    def _cancel(self, request: shapes.CancelSlip, caller: Caller) -> shapes.Slip:
        self.whoever(caller)
        slip = self._slip(request.slip)
        if slip.state is SlipState.PAID:
            raise Refused("slip-paid", {"number": slip.number})
        if any(p.slip == slip.id and p.state is PaymentState.CHECKING for p in self.payments):
            raise Refused("slip-being-paid", {"number": slip.number})
        return self._change_slip(slip, state=SlipState.CANCELLED)

    async def start_payment(self, request: shapes.StartPayment, caller: Caller) -> shapes.Payment:
        return self.once("start_payment", caller, lambda: self._start(request, caller))

    def _start(self, request: shapes.StartPayment, caller: Caller) -> shapes.Payment:
        self.whoever(caller)
        slip = self._slip(request.slip)
        if slip.state is not SlipState.ISSUED:
            raise Refused(f"slip-{slip.state}", {"number": slip.number, "deadline": slip.deadline.isoformat()})
        undecided = next((p for p in self.payments if p.slip == slip.id and p.state in UNDECIDED), None)
        offered = self.settle(undecided.id) if undecided is not None else None
        if offered is not None and offered.state is not PaymentState.FAILED:
            return offered
        number = len(self.payments) + 1
        payment = shapes.Payment(
            id=f"p{number}",
            slip=slip.id,
            slip_number=slip.number,
            amount=slip.total,
            state=PaymentState.OPEN,
            url=f"https://bank.example/{number}",
        )
        self.payments.append(payment)
        self.bank = PaymentState.OPEN
        return payment

    async def payment(self, request: shapes.AskPayment, caller: Caller) -> shapes.Payment:
        self.trouble.before("payment")
        self.whoever(caller)
        return self._of_the_slip(self.settle(request.payment))

    def _of_the_slip(self, payment: shapes.Payment) -> shapes.Payment:
        if payment.state not in {PaymentState.OPEN, PaymentState.FAILED}:
            return payment
        slip = self._slip(payment.slip)
        if slip.state in {SlipState.CANCELLED, SlipState.EXPIRED}:
            raise Refused(f"slip-{slip.state}", {"number": slip.number, "deadline": slip.deadline.isoformat()})
        paying = (p for p in self.payments if p.slip == slip.id and p.state is PaymentState.PAID)
        return next(paying, payment)

    def settle(self, ref: str) -> shapes.Payment:
        """The payment after the bank was asked once more."""
        place = next(place for place, payment in enumerate(self.payments) if payment.id == ref)
        payment = self.payments[place]
        if payment.state in UNDECIDED:
            self.payments[place] = payment = self._settled(payment)
        return payment

    def _settled(self, payment: shapes.Payment) -> shapes.Payment:
        now = self.clock.now()
        values: dict[str, object] = {"state": self.bank, "check_again_at": None}
        if self.bank is PaymentState.CHECKING:
            values["check_again_at"] = now + timedelta(minutes=10)
        elif self.bank is PaymentState.PAID:
            slip = self._slip(payment.slip)
            self._change_slip(slip, state=SlipState.PAID, payment_reference="200100001", paid_at=now)
            self.account.paid_until = JalaliMonth.parse(slip.last)
            values |= {"reference": "200100001", "paid_at": now}
        return payment.model_copy(update=values)

    def news(self, reason: str = "") -> Happened:
        """What the outbox would push about the last payment; the bank is asked first."""
        payment = self.settle(self.payments[-1].id)
        values: dict[str, str | int] = {
            "state": payment.state.value,
            "slip": payment.slip,
            "number": payment.slip_number,
            "amount": payment.amount,
        }
        if reason:
            values["reason"] = reason
        if payment.reference is not None:
            values["reference"] = payment.reference
        if payment.check_again_at is not None:
            values["check_again_at"] = payment.check_again_at.isoformat()
        return Happened("payment", payment.id, values)

    def end(self, state: SlipState) -> Happened:
        """The newest slip ended somewhere else; what the outbox would push about it."""
        slip = self._change_slip(self.slips[0], state=state)
        return Happened("slip", slip.id, {"state": state.value, "slip": slip.id, "number": slip.number})

    def become(self, **changes: object) -> None:
        """The account is another one from now on."""
        self.account = replace(self.account, **changes)  # type: ignore[arg-type]
