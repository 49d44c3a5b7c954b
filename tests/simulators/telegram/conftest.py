"""One messenger for all tests of this folder; every test has a bot and a person of its own."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest

from tests.simulators.telegram.control import Chat, new_bot, new_user
from tests.simulators.telegram.peers import Libraries, Peer, open_libraries
from tests.simulators.telegram.server import running_messenger
from tests.simulators.telegram.webhook import Listener, open_listener


@pytest.fixture(scope="session")
def messenger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the messenger."""
    with running_messenger(tmp_path_factory.mktemp("messenger") / "telegram.db") as url:
        yield url


@pytest.fixture(scope="session")
async def control(messenger: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A client for the control side and for raw calls."""
    async with httpx2.AsyncClient(base_url=messenger, trust_env=False, timeout=20.0) as client:
        yield client


@pytest.fixture(scope="session")
async def libraries(messenger: str) -> AsyncIterator[Libraries]:
    """Both libraries."""
    async with open_libraries(messenger) as ready:
        yield ready


@pytest.fixture
async def chat(control: httpx2.AsyncClient) -> Chat:
    """A person who has pressed start; that update is already taken."""
    bot_id, token = await new_bot(control)
    chat = Chat(control, bot_id, token, await new_user(control))
    await chat.act("start")
    await control.post(f"/telegram/bot{token}/deleteWebhook", data={"drop_pending_updates": "true"})
    return chat


@pytest.fixture(params=["aiogram", "ptb"])
def peer(request: pytest.FixtureRequest, libraries: Libraries, chat: Chat) -> Peer:
    """The bot of that chat, in either library."""
    return libraries.peer(request.param, chat.token)


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """A webhook of ours."""
    async with open_listener() as ready:
        yield ready
