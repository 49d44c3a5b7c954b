"""Which conversations does the product hold, and by which words do they start?"""

from __future__ import annotations

from dataclasses import replace

from conversations.engine import Book, Command, FileRef, Frame, Happened, Patience, Text, Translator
from conversations.flows import (
    calculator,
    chats,
    home,
    identify,
    language,
    my_contract,
    my_data,
    my_requests,
    my_slips,
    pay,
    premium_slip,
    privacy,
    prove,
    supplementary,
    voluntary_contract,
)

COMMANDS = (
    Command("slip", premium_slip.flow.id),
    Command("slips", my_slips.flow.id),
    Command("conclude", voluntary_contract.flow.id),
    Command("contract", my_contract.flow.id),
    Command("supplementary", supplementary.flow.id),
    Command("requests", my_requests.flow.id),
    Command("calc", calculator.flow.id, aside=True),
    Command("data", my_data.flow.id),
    Command("chats", chats.flow.id),
    Command("language", language.flow.id, aside=True),
    Command("privacy", privacy.flow.id, aside=True),
)


def _next_version(frame: Frame) -> Frame:
    """Every step of the earlier version is there still."""
    return replace(frame, version=frame.version + 1)


def _asked_anew(frame: Frame) -> Frame:
    """A calculation that knew no rates of the day begins again with its first question."""
    return replace(frame, version=frame.version + 1, step="kind", answers={}, reads={}, trail=(), kept={}, page="")


def _is_hushed(event: Happened) -> bool:
    """Only a conversation about it need hear that a slip ended unpaid, or that nobody used a bank page."""
    return event.topic == pay.SLIP_TOPIC or event.values.get("reason") == "abandoned"


def _receipt(event: Happened) -> tuple[FileRef, ...]:
    if event.values.get("state") != "paid" or "slip" not in event.values:
        return ()
    number = str(event.values.get("number", ""))
    return (FileRef("receipt", str(event.values["slip"]), Text("receipt-file-name", {"number": number})),)


def open_book(texts: Translator, *, patience: Patience | None = None) -> Book:
    """All conversations with their words, checked."""
    return Book(
        flows=(
            home.flow,
            premium_slip.flow,
            my_slips.flow,
            voluntary_contract.flow,
            my_contract.flow,
            supplementary.flow,
            my_requests.flow,
            calculator.flow,
            my_data.flow,
            chats.flow,
            language.flow,
            privacy.flow,
        ),
        home=home.flow.id,
        texts=texts,
        commands=COMMANDS,
        migrations={
            (flow.id, 1): _next_version
            for flow in (home.flow, pay.flow, premium_slip.flow, my_slips.flow, calculator.flow, my_data.flow)
        }
        | {(flow.id, 1): _next_version for flow in (my_contract.flow, prove.flow, my_requests.flow, identify.flow)}
        | {(home.flow.id, 2): _next_version, (home.flow.id, 3): _next_version, (my_data.flow.id, 2): _next_version}
        | {(my_data.flow.id, 3): _next_version, (supplementary.flow.id, 1): _next_version}
        | {(calculator.flow.id, 2): _asked_anew},
        notice_files={pay.PAYMENT_TOPIC: _receipt},
        hushed=_is_hushed,
        patience=patience or Patience(),
    )
