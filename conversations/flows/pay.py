"""Pay this slip, and what became of the payment? The bank page opens outside; the result comes back by itself [P3]."""

from __future__ import annotations

from backend.contract.backend import Backend
from backend.contract.slips import AskPayment, PaymentState, SlipState, StartPayment
from conversations.engine import (
    END,
    STOP,
    Answers,
    Arg,
    Ask,
    Call,
    FileRef,
    Flow,
    Given,
    Happened,
    Option,
    Refusal,
    Tell,
    Text,
    outcome,
    switch,
    when,
)
from conversations.flows.consent import consent
from conversations.flows.slip_words import SAMPLE_SLIP, SAMPLE_VISIT, receipt_file, sample_payment
from conversations.inputs import choice

CHECK, LATER, AGAIN = "check", "later", "again"
PAYMENT_TOPIC, SLIP_TOPIC = "payment", "slip"


def _payment_args(a: Answers) -> dict[str, Arg]:
    return {"number": a[start].slip_number, "amount": a[start].amount}


def _status_args(a: Answers) -> dict[str, Arg]:
    payment = a[status]
    return {
        "number": payment.slip_number,
        "amount": payment.amount,
        "reference": payment.reference or "",
        "time": payment.check_again_at.isoformat() if payment.check_again_at else "none",
        "paid_at": payment.paid_at.isoformat() if payment.paid_at else "",
    }


def _started_is_open(a: Answers) -> bool:
    return a[start].state is PaymentState.OPEN


def _is_paid(a: Answers) -> bool:
    return a[status].state is PaymentState.PAID


def _is_checking(a: Answers) -> bool:
    return a[status].state is PaymentState.CHECKING


def _is_open(a: Answers) -> bool:
    return a[status].state is PaymentState.OPEN


def _goes_back(a: Answers) -> bool:
    return a[status].state is PaymentState.REFUND


def is_settled(event: Happened) -> bool:
    """Is the payment over for good? One that failed can be tried again, one in doubt be asked for."""
    return event.values.get("state") in {PaymentState.PAID, PaymentState.REFUND}


def ends_slip(event: Happened, slip: str | None) -> bool:
    """Is this slip paid, by whichever payment, cancelled or expired? Then nobody need pay it any more."""
    ended = event.values.get("state") in {PaymentState.PAID, SlipState.CANCELLED, SlipState.EXPIRED}
    return event.topic in {PAYMENT_TOPIC, SLIP_TOPIC} and ended and event.values.get("slip") == slip


def _is_about_the_end(a: Answers, event: Happened) -> bool:
    return ends_slip(event, a[slip])


def _knows_failure(event: Happened) -> bool:
    return event.values.get("state") == PaymentState.FAILED


def _number_of_the_paid(a: Answers) -> dict[str, Arg]:
    refusal = a.refusal(start)
    return {"number": refusal.values["number"] if refusal is not None else ""}


def _receipt_of_the_paid(a: Answers) -> tuple[FileRef, ...]:
    return (FileRef("receipt", a[slip], Text("receipt-file-name", _number_of_the_paid(a))),)


slip = Given("slip", str, sample="1")
start = Call(
    "start",
    Backend.start_payment,
    request=lambda a: StartPayment(slip=a[slip]),
    commits=True,
    sample=(sample_payment(PaymentState.OPEN), sample_payment(PaymentState.CHECKING)),
    refusals=(
        "slip-unknown",
        Refusal("slip-paid", {"number": SAMPLE_SLIP.number}),
        Refusal("slip-expired", {"number": SAMPLE_SLIP.number, "deadline": SAMPLE_SLIP.deadline.isoformat()}),
        Refusal("slip-cancelled", {"number": SAMPLE_SLIP.number}),
        Refusal("payment-too-large", {"highest": 2_000_000_000}),
        Refusal("account-exam-pending", SAMPLE_VISIT),
        Refusal("account-exam-unfit", SAMPLE_VISIT),
    ),
)
at_bank = Ask(
    "at-bank",
    choice(),
    options=lambda a: (
        Option("open", url=a[start].url or ""),
        Option(CHECK, value=CHECK),
        Option(LATER, value=LATER),
    ),
    args=_payment_args,
    wakes_on=PAYMENT_TOPIC,
    wakes_ref=lambda a: a[start].id,
    woken=lambda _event: CHECK,
    settles=is_settled,
    resumes=start,
)
status = Call(
    "status",
    Backend.payment,
    request=lambda a: AskPayment(payment=a[start].id),
    sample=tuple(sample_payment(state) for state in PaymentState),
    refusals=(
        "payment-unknown",
        Refusal("slip-expired", {"number": SAMPLE_SLIP.number, "deadline": SAMPLE_SLIP.deadline.isoformat()}),
        Refusal("slip-cancelled", {"number": SAMPLE_SLIP.number}),
    ),
)
not_yet = Tell("not-yet", args=_payment_args)
checking = Ask(
    "checking",
    choice(CHECK, LATER),
    args=_status_args,
    wakes_on=PAYMENT_TOPIC,
    wakes_ref=lambda a: a[start].id,
    woken=lambda _event: CHECK,
    settles=is_settled,
    resumes=status,
)
failed = Ask(
    "failed",
    consent(AGAIN, LATER, yes=AGAIN, no=LATER),
    args=_status_args,
    wakes_on=PAYMENT_TOPIC,
    wakes_ref=lambda a: a[start].id,
    woken=lambda _event: CHECK,
    settles=is_settled,
    knows=_knows_failure,
    resumes=status,
)
paid = Tell("paid", args=_status_args, files=lambda a: (receipt_file(a[status]),), protect=True)
already = Tell("already", args=_number_of_the_paid, files=_receipt_of_the_paid, protect=True)
refund = Tell("refund", args=_status_args)
later = Tell("later", args=_payment_args)
waiting = Tell("waiting", args=_payment_args)

flow: Flow[str] = Flow(
    id="pay",
    version=2,
    start=start,
    edges={
        start: outcome(ok=when(_started_is_open, then=at_bank, otherwise=status), refused={"slip-paid": already}),
        already: STOP,
        at_bank: switch(at_bank, {CHECK: status, LATER: later}),
        status: outcome(
            ok=when(
                _is_paid,
                then=paid,
                otherwise=when(
                    _is_checking,
                    then=checking,
                    otherwise=when(_is_open, then=not_yet, otherwise=when(_goes_back, then=refund, otherwise=failed)),
                ),
            )
        ),
        not_yet: at_bank,
        checking: switch(checking, {CHECK: status, LATER: waiting}),
        failed: switch(failed, {AGAIN: start, LATER: later, CHECK: status}),
        paid: END,
        refund: STOP,
        later: STOP,
        waiting: STOP,
    },
    given=slip,
    result=lambda a: a[status].id,
    gives=str,
    settled=_is_about_the_end,
)
