"""Which conversations does the product hold, and by which words do they start?"""

from __future__ import annotations

from conversations.engine import Book, Command, FileRef, Happened, Patience, Text, Translator
from conversations.flows import calculator, chats, home, language, my_slips, pay, premium_slip, privacy

COMMANDS = (
    Command("slip", premium_slip.flow.id),
    Command("slips", my_slips.flow.id),
    Command("calc", calculator.flow.id, aside=True),
    Command("chats", chats.flow.id),
    Command("language", language.flow.id, aside=True),
    Command("privacy", privacy.flow.id, aside=True),
)


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
            calculator.flow,
            chats.flow,
            language.flow,
            privacy.flow,
        ),
        home=home.flow.id,
        texts=texts,
        commands=COMMANDS,
        notice_files={pay.PAYMENT_TOPIC: _receipt},
        patience=patience or Patience(),
    )
