"""How are slips, months and payments put into lines? Shared by the conversations that show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from backend.contract.outcome import RefusalValue
from backend.contract.slips import Branch, Payment, PaymentState, PremiumAccount, Slip, SlipQuote, SlipState
from conversations.engine import Arg, FileRef, Text

SAMPLE_SLIP = Slip(
    id="1",
    number="1405-000001-1",
    first="1405-08",
    last="1405-09",
    total=114_800_000,
    deadline=date(2027, 1, 20),
    issued_at=datetime(2026, 11, 20, tzinfo=UTC),
    state=SlipState.ISSUED,
    bill_id="1117753200140",
    payment_id="12070160",
)
"""A slip for walks through the flows; never shown to anybody."""

SAMPLE_BRANCH = Branch(code="1401", name="تهران", address="تهران", phone="02166000014")
SAMPLE_VISIT: dict[str, RefusalValue] = {
    "branch": SAMPLE_BRANCH.name,
    "address": SAMPLE_BRANCH.address,
    "phone": SAMPLE_BRANCH.phone,
}
"""The branch as values of a refusal."""


def month_span(first: str, last: str) -> Text:
    """One month, or from one month to another."""
    if first == last:
        return Text("slip-one-month", {"first": first})
    return Text("slip-months", {"first": first, "last": last})


def quote_lines(quote: SlipQuote) -> tuple[Text, ...]:
    """A line a month, then per-capita and debt where there are any."""
    lines = [
        Text("slip-line", {"month": line.month, "days": line.days, "amount": line.premium + line.per_capita})
        for line in quote.lines
    ]
    if quote.per_capita:
        lines.append(Text("slip-line-per-capita", {"amount": quote.per_capita}))
    if quote.debt:
        lines.append(Text("slip-line-debt", {"amount": quote.debt}))
    if quote.provisional:
        lines.append(Text("slip-line-provisional"))
    return tuple(lines)


def account_args(account: PremiumAccount) -> dict[str, Arg]:
    """What a person reads about their contract before choosing months."""
    overdue = sum(month.overdue for month in account.months)
    return {
        "kind": Text(f"kind-{account.kind}"),
        "rate": account.rate,
        "contract": account.contract_number,
        "first": account.months[0].month,
        "last": account.months[-1].month,
        "count": len(account.months),
        "overdue": overdue,
        "due": account.months[0].due.isoformat(),
        "ends": account.lapses_on.isoformat() if account.lapses_on else "none",
        "unpaid": "yes" if account.paid_until is None and account.lapses_on else "no",
    }


def slip_args(slip: Slip) -> dict[str, Arg]:
    """What a person reads about one slip."""
    return {
        "number": slip.number,
        "months": month_span(slip.first, slip.last),
        "total": slip.total,
        "deadline": slip.deadline.isoformat(),
        "state": Text(f"slip-state-{slip.state}"),
        "status": slip.state.value,
        "reference": slip.payment_reference or "",
        "bill": slip.bill_id,
        "payment": slip.payment_id,
    }


def slip_file(slip: Slip) -> FileRef:
    """The PDF of a slip."""
    months: dict[str, Arg] = {"first": slip.first, "last": slip.last}
    return FileRef(
        "slip", slip.id, Text("slip-file-name" if slip.first == slip.last else "slip-file-name-months", months)
    )


def receipt_file(payment: Payment) -> FileRef:
    """The PDF of a paid slip, its receipt."""
    return FileRef("receipt", payment.slip, Text("receipt-file-name", {"number": payment.slip_number}))


def sample_payment(state: PaymentState) -> Payment:
    """A payment for walks through the flows."""
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    return Payment(
        id="1",
        slip="1",
        slip_number="1405-000001-1",
        amount=114_800_000,
        state=state,
        url="bank/pay" if state is PaymentState.OPEN else None,
        check_again_at=moment if state is PaymentState.CHECKING else None,
        reference="123456" if state is PaymentState.PAID else None,
        paid_at=moment if state is PaymentState.PAID else None,
    )
