"""What does a six-step form cost in bare aiogram, its state in the same kind of database? The peer of our figure.

`python -m bench.bare_aiogram PORT API DATABASE KEY [REDIS]`
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import uvicorn
import uvloop
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from fastapi import FastAPI, Request, Response
from sqlalchemy import Column, MetaData, String, Table, Text, select
from sqlalchemy.dialects.sqlite import insert

from backend.kit.db import Database
from bench.webhooks import SECRET

tables = MetaData()
states = Table(
    "states",
    tables,
    Column("key", String(80), primary_key=True),
    Column("state", String(80)),
    Column("data", Text, default="{}"),
)
router = Router()
BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="بازگشت", callback_data="back"),
            InlineKeyboardButton(text="انصراف", callback_data="no"),
        ]
    ]
)


class SqlStorage(BaseStorage):
    """State and data of a chat in one row; the straightforward storage a team would write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def _key(key: StorageKey) -> str:
        return f"{key.bot_id}:{key.chat_id}:{key.user_id}"

    async def _put(self, key: StorageKey, **values: Any) -> None:
        async with self._database.begin() as connection:
            statement = insert(states).values(key=self._key(key), **values)
            await connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=values))

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._put(key, state=state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        async with self._database.begin() as connection:
            return await connection.scalar(select(states.c.state).where(states.c.key == self._key(key)))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._put(key, data=json.dumps(dict(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        async with self._database.begin() as connection:
            text = await connection.scalar(select(states.c.data).where(states.c.key == self._key(key)))
        return dict(json.loads(text or "{}"))

    async def close(self) -> None:
        await self._database.close()


class Form(StatesGroup):
    """The steps of the form."""

    name = State()
    national_id = State()
    birth = State()
    months = State()
    review = State()


@router.message(Command("form"))
async def begin(message: Message, state: FSMContext) -> None:
    """First step."""
    await state.set_state(Form.name)
    await message.answer("نام و نام خانوادگی خود را بنویسید.", reply_markup=BUTTONS)


def _asks(now: State, key: str, then: State, question: str) -> None:
    async def step(message: Message, state: FSMContext) -> None:
        await state.update_data({key: message.text})
        await state.set_state(then)
        await message.answer(question, reply_markup=BUTTONS)

    router.message(now)(step)


_asks(Form.name, "name", Form.national_id, "کد ملی ده‌رقمی خود را بنویسید.")
_asks(Form.national_id, "national_id", Form.birth, "تاریخ تولد خود را بنویسید، مثلاً ۱۳۶۱/۰۵/۱۲.")
_asks(Form.birth, "birth", Form.months, "چند ماه؟")
_asks(Form.months, "months", Form.review, "درست است؟")


@router.message(Form.review)
async def end(message: Message, state: FSMContext) -> None:
    """Last step: show and forget."""
    data = await state.get_data()
    await state.clear()
    await message.answer(f"ثبت شد: {data['name']}، {data['months']} ماه.")


def _redis(url: str) -> RedisStorage:
    """As many connections as a crowd needs; by default redis-py refuses the hundred and first."""
    return RedisStorage.from_url(url, connection_kwargs={"max_connections": 1000})


async def main(port: int, api: str, database_file: str, key: str, redis_url: str = "") -> None:
    """Serve the webhook. `key` is for those who seal; this form keeps everything in the open."""
    del key
    database = Database(url=f"sqlite+aiosqlite:///{database_file}")
    async with database.begin() as connection:
        await connection.run_sync(tables.create_all)
    bot = Bot("42:bench", session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher(storage=_redis(redis_url) if redis_url else SqlStorage(database))
    dispatcher.include_router(router)
    app = FastAPI()

    @app.post("/telegram/webhook")
    async def webhook(request: Request) -> Response:
        if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
            return Response(status_code=401)
        await dispatcher.feed_webhook_update(bot, await request.json())
        return Response()

    await uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", access_log=False)).serve()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), *sys.argv[2:6]))
