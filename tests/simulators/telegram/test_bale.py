"""Does the Bale profile show Bale's manners?"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest

from simulators.telegram.profile import Profile
from tests.simulators.telegram.control import Chat, new_bot, new_user
from tests.simulators.telegram.server import running_messenger


@pytest.fixture(scope="module")
def bale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Bale of this module."""
    with running_messenger(tmp_path_factory.mktemp("bale") / "bale.db", Profile.BALE) as url:
        yield url


@pytest.fixture
async def chat(bale: str) -> AsyncIterator[Chat]:
    """A person who has pressed start."""
    async with httpx2.AsyncClient(base_url=bale, trust_env=False) as client:
        bot_id, token = await new_bot(client)
        chat = Chat(client, bot_id, token, await new_user(client))
        await chat.act("start")
        yield chat


async def call(chat: Chat, method: str, **fields: object) -> Any:
    return (await chat.client.post(f"/telegram/bot{chat.token}/{method}", json=fields)).json()


async def test_ids_edits_and_callbacks(chat: Chat) -> None:
    keyboard = {"inline_keyboard": [[{"text": "بله", "callback_data": "y"}]]}
    sent = await call(chat, "sendMessage", chat_id=chat.chat_id, text="؟", reply_markup=keyboard)
    assert sent["result"]["message_id"] == 2
    await chat.act("press", label="بله")
    query = (await call(chat, "getUpdates"))["result"][-1]["callback_query"]
    assert "chat_instance" not in query
    edited = await call(chat, "editMessageText", chat_id=chat.chat_id, message_id=2, text="!")
    assert edited == {"ok": True, "result": {"message_id": 0}}
    assert (await chat.last())["text"] == "!"


async def test_what_bale_has_not(chat: Chat) -> None:
    assert (await call(chat, "sendMessageDraft", chat_id=chat.chat_id, draft_id=1, text="x"))["error_code"] == 404
    assert (await chat.act("block"))["update_id"] is None
