"""What does the same six-step form cost here, with the production adapter, runner and session store?

`python -m bench.our_form PORT API DATABASE KEY [REDIS]`
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import uvicorn
import uvloop
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from fastapi import FastAPI
from limits import parse
from sqlalchemy import MetaData

from backend.contract.caller import Caller
from backend.contract.documents import DocumentFile
from backend.contract.outcome import Refused
from backend.kit.clock import WallClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from bench.webhooks import SECRET
from bimeyar.heap import settle_heap
from bimeyar.resting import rest_in
from bimeyar.shared_redis import open_redis
from bot.citizen.app import CitizenBot
from bot.citizen.limiter import SendingLimits, TokenLimiter
from bot.citizen.redis_lines import RedisLines
from bot.citizen.sender import Sender
from conversations.engine import END, Ask, Book, Command, Flow, Option, Tell
from conversations.engine.chat import ChatKey
from conversations.inputs import choice, free_text, jalali_date, national_id, yes_no
from conversations.runner import Runner
from conversations.stores.parking import SqlParking, parked_table
from conversations.stores.sql import SqlStore, sessions_table
from locales.texts import Texts

name = Ask("name", free_text(least=2, most=80))
number = Ask("number", national_id())
birth = Ask("birth", jalali_date())
months = Ask("months", choice(), options=lambda _a: tuple(Option(str(n), value=str(n)) for n in (1, 2, 3)))
review = Ask("review", yes_no(), args=lambda a: {"name": a[name], "months": a[months]})
done = Tell("done", args=lambda a: {"name": a[name], "months": a[months]})
form: Flow[None] = Flow(
    id="form",
    start=name,
    edges={name: number, number: birth, birth: months, months: review, review: done, done: END},
    progress=(name, number, birth, months, review),
)
WORDS = {
    "form-title": "فرم",
    "form-name": "نام و نام خانوادگی خود را بنویسید.",
    "form-number": "کد ملی ده‌رقمی خود را بنویسید.",
    "form-birth": "تاریخ تولد خود را بنویسید، مثلاً ۱۳۶۱/۰۵/۱۲.",
    "form-months": "چند ماه؟",
    "form-months-1": "۱",
    "form-months-2": "۲",
    "form-months-3": "۳",
    "form-review": "{name}، {months} ماه. درست است؟",
    "form-review-yes": "بله",
    "form-review-no": "نه",
    "form-done": "ثبت شد: {name}، {months} ماه.",
}


@dataclass(slots=True)
class FormTexts:
    """The words of the form over the product's own."""

    product: Texts = field(default_factory=Texts)

    def has(self, text_id: str, locale: str) -> bool:
        """In either."""
        return text_id in WORDS or self.product.has(text_id, locale)

    def text(
        self, text_id: str, args: Mapping[str, Any] | None = None, locale: str = "fa", *, isolate: bool = True
    ) -> str:
        """From either."""
        if text_id in WORDS:
            return WORDS[text_id].format(**(args or {}))
        return self.product.text(text_id, args, locale, isolate=isolate)


class Nobody:
    """Ports that this form does not use."""

    async def hear(self, chat: ChatKey) -> None:
        """Let it be."""

    async def mark(self, chat: ChatKey, *, reachable: bool) -> None:
        """Nothing is remembered."""

    async def document(self, kind: str, ref: str, caller: Caller) -> DocumentFile:
        """There are none."""
        raise Refused("document-unknown")


async def main(port: int, api: str, database_file: str, key: str, redis_url: str = "") -> None:
    """Serve the webhook."""
    database, clock, metadata = Database(url=f"sqlite+aiosqlite:///{database_file}"), WallClock(), MetaData()
    vault = Vault.from_settings(data_key=key, index_key=new_key())
    sessions, parked = sessions_table(metadata), parked_table(metadata)
    async with database.begin() as connection:
        await connection.run_sync(metadata.create_all)
    texts, nobody = FormTexts(), Nobody()
    book = Book(flows=(form,), home="form", texts=texts, commands=(Command("form", "form"),))
    sql = SqlStore(begin=database.begin, table=sessions, cipher=vault)
    shared = open_redis(redis_url) if redis_url else None
    resting = rest_in(sql, cipher=vault, shared=shared)
    runner = Runner(book=book, store=resting.store, backend=nobody, clock=clock, turns=resting.turns)
    lines = RedisLines(client=shared.client, name="telegram:42") if shared is not None else None
    bot = Bot("42:bench", session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    # the peer has no limiter at all; ours stays in the path, set so wide that it never holds anything back
    wide = SendingLimits(token=parse("1000000/second"), chat=parse("1000000/second"))
    sender = Sender(
        bot=bot,
        channel="telegram",
        texts=texts,
        documents=nobody,
        limiter=TokenLimiter(limits=wide, lines=lines),
        reachability=nobody,
    )
    citizen = CitizenBot(
        bot=bot,
        channel="telegram",
        runner=runner,
        sender=sender,
        reachability=nobody,
        unreadable=SqlParking(begin=database.begin, table=parked, cipher=vault, clock=clock),
        book=book,
        clock=clock,
        secret=SECRET,
    )
    app = FastAPI()
    app.include_router(citizen.router())
    settle_heap()
    await uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", access_log=False)).serve()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), *sys.argv[2:6]))
