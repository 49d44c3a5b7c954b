"""Small conversations and a small backend to try the engine on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from pydantic import BaseModel

from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable
from conversations.engine import (
    END,
    STOP,
    Answers,
    Ask,
    Bad,
    Book,
    Call,
    ChatKey,
    Command,
    Enter,
    Envelope,
    Event,
    FileRef,
    Flow,
    Given,
    Option,
    Patience,
    Tell,
    Text,
    go_to,
    outcome,
    switch,
    when,
)
from conversations.inputs import amount, choice, free_text, month_options, month_range, one_time_code, yes_no

MONTHS = tuple(f"1405-{number:02d}" for number in range(8, 13))
NOON = datetime(2026, 11, 1, 9, tzinfo=UTC)


class Nothing(BaseModel):
    """Asks for nothing in particular."""


class Code(BaseModel):
    """A code."""

    code: str


class Range(BaseModel):
    """Months."""

    first: str
    last: str
    support: bool = False


class Quote(BaseModel):
    """A price."""

    total: int
    count: int


class Account(BaseModel):
    """What is open."""

    months: tuple[str, ...]
    settled: bool = True


class Receipt(BaseModel):
    """What was done."""

    number: str


class ToyBackend(Protocol):
    async def account(self, request: Nothing, caller: Caller) -> Account: ...
    async def quote(self, request: Range, caller: Caller) -> Quote: ...
    async def issue(self, request: Range, caller: Caller) -> Receipt: ...
    async def check(self, request: Code, caller: Caller) -> Receipt: ...


# identify: a sub-conversation with tries
code = Ask("code", one_time_code(digits=5))
check = Call("check", ToyBackend.check, request=lambda a: Code(code=a[code]), commits=True, sample=Receipt(number="p"),
             refusals=("code-wrong", "code-locked"))  # fmt: skip
identify = Flow(
    id="identify",
    start=code,
    edges={code: check, check: outcome(ok=END, refused={"code-wrong": code})},
    result=check,
)


def is_unsettled(a: Answers) -> bool:
    return not a[account].settled


# slip: the long one
who = Enter("who", identify)
account = Call("account", ToyBackend.account, request=lambda a: Nothing(),
               sample=(Account(months=MONTHS), Account(months=MONTHS, settled=False)), refusals=("account-none",))  # fmt: skip
go_to_branch = Tell("branch")
months = Ask("months", month_range(), options=lambda a: month_options(a[account].months))
support = Ask("support", yes_no())
note = Ask("note", free_text(most=20), check=lambda text, a: Bad("rude") if "bad" in text else None)
quote = Call(
    "quote",
    ToyBackend.quote,
    request=lambda a: Range(first=a[months].first, last=a[months].last, support=a[support]),
    sample=Quote(total=1, count=1),
)
review = Ask(
    "review",
    yes_no(no=False),
    args=lambda a: {"total": a[quote].total, "note": a[note]},
    changes=(months, support, note),
    protect=True,
)
issue = Call(
    "issue",
    ToyBackend.issue,
    request=lambda a: Range(first=a[months].first, last=a[months].last, support=a[support]),
    commits=True,
    sample=Receipt(number="1"),
    refusals=("slip-changed",),
)
wait = Ask("wait", choice("check", "later"), options=lambda a: [Option("open", url="https://bank.example")],
           wakes_on="payment", wakes_ref=lambda a: a[issue].number, woken=lambda event: "check")  # fmt: skip
done = Tell("done", args=lambda a: {"number": a[issue].number},
            files=lambda a: [FileRef("slip", a[issue].number, Text("slip-file"))])  # fmt: skip
slip = Flow(
    id="slip",
    start=who,
    edges={
        who: account,
        account: outcome(ok=when(is_unsettled, then=go_to_branch, otherwise=months)),
        go_to_branch: STOP,
        months: support,
        support: note,
        note: quote,
        quote: review,
        review: issue,
        issue: outcome(ok=wait, refused={"slip-changed": review}),
        wait: switch(wait, {"check": done, "later": END}),
        done: END,
    },
    progress=(months, support, note, review),
)

# calc: a digression
money = Ask("money", amount())
shown = Tell("shown", args=lambda a: {"money": a[money]})
calc = Flow(id="calc", start=money, edges={money: shown, shown: END}, resumable=False)

# language
language = Ask("which", choice("fa", "en"))
lang = Flow(id="lang", start=language, edges={language: END}, speaks=lambda a: a[language], resumable=False)

# echo: a flow that is given something
text_given = Given("text", str, sample="hello")
again = Ask("again", yes_no(), args=lambda a: {"text": a[text_given]})
echo = Flow(
    id="echo", start=again, edges={again: END}, given=text_given, result=lambda a: len(a[text_given]), gives=int
)
word = Ask("word", free_text())
said = Enter("said", echo, given=lambda a: a[word], back=True)
end = Tell("end", args=lambda a: {"length": a[said]})
parrot = Flow(id="parrot", start=word, edges={word: said, said: end, end: END})

# home
menu = Ask("menu", choice("slip", "parrot", "calc"))
home = Flow(id="home", start=menu, edges={menu: go_to("slip", "parrot", "calc", by=menu)}, resumable=False)

COMMANDS = (
    Command("slip", "slip"),
    Command("parrot", "parrot"),
    Command("calc", "calc", aside=True),
    Command("lang", "lang", aside=True),
)

WORDS = {
    "words-slip": "برگه | فیش",
    "words-calc": "حساب کن",
    "slip-support-yes": "بله، با درمان",
    "slip-support-no": "بدون درمان",
    "input-month-range-option": "{count} ماه",
    "engine-back": "⬅️ بازگشت",
    "engine-cancel": "انصراف",
    "slip-months-help": "help about months",
    "home-menu-slip": "پرداخت حق بیمه",
    "home-menu-parrot": "طوطی",
    "home-menu-calc": "ماشین‌حساب",
    "slip-note-bad-rude": "be kind",
}


class ToyTexts:
    """Every text there is, as its id with its arguments, except the few above and the bad-input overrides."""

    def has(self, text_id: str, locale: str) -> bool:
        if text_id.startswith("words-") or (text_id.endswith("-help") and text_id != "engine-help"):
            return text_id in WORDS
        if "-bad-" in text_id and not text_id.startswith("input-"):
            return text_id in WORDS
        return text_id.startswith("input-any-") or text_id.rsplit("-bad-", 1)[-1] not in COMMON

    def text(
        self, text_id: str, args: Mapping[str, Any] | None = None, locale: str = "fa", *, isolate: bool = True
    ) -> str:
        if text_id in WORDS:
            return WORDS[text_id].format(**(args or {}))
        shown = " ".join(f"{name}={value}" for name, value in sorted((args or {}).items()))
        return f"{text_id} {shown}".strip() if locale == "fa" else f"[{locale}] {text_id} {shown}".strip()


COMMON = (
    "choice",
    "number",
    "contact",
    "too-long",
    "emoji",
    "empty",
    "other",
    "photo",
    "document",
    "voice",
    "video",
    "sticker",
    "location",
)


def open_book(**changes: Any) -> Book:
    settings: dict[str, Any] = {
        "flows": (home, slip, calc, lang, parrot),
        "home": "home",
        "texts": ToyTexts(),
        "commands": COMMANDS,
        "patience": Patience(warn=timedelta(hours=20), expire=timedelta(hours=24)),
    }
    return Book(**{**settings, **changes})


@dataclass
class FakeBackend:
    """Answers, refuses, falters as told; counts effects by key and never makes one twice."""

    settled: bool = True
    script: dict[str, list[Exception]] = field(default_factory=dict)
    effects: dict[str, Receipt] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)

    def _falter(self, name: str) -> None:
        self.calls[name] += 1
        waiting = self.script.get(name)
        if waiting:
            raise waiting.pop(0)

    async def account(self, request: Nothing, caller: Caller) -> Account:
        self._falter("account")
        return Account(months=MONTHS, settled=self.settled)

    async def quote(self, request: Range, caller: Caller) -> Quote:
        self._falter("quote")
        count = MONTHS.index(request.last) + 1
        return Quote(total=count * 1000 + (500 if request.support else 0), count=count)

    async def check(self, request: Code, caller: Caller) -> Receipt:
        self._falter("check")
        if request.code != "12345":
            raise Refused("code-wrong", {"left": 4})
        return Receipt(number="person")

    async def issue(self, request: Range, caller: Caller) -> Receipt:
        if caller.key not in self.effects:
            self._falter("issue")
            self.effects[caller.key] = Receipt(number=f"s{len(self.effects) + 1}")
        return self.effects[caller.key]


CHAT = ChatKey("telegram", "1", "2")


def envelope(update_id: str, event: Event, *, at: datetime = NOON, chat: ChatKey = CHAT) -> Envelope:
    return Envelope(chat, update_id, at, "fa", event)


__all__ = ["Refused", "Unavailable"]
