"""One messenger for all tests of this folder; every test has a bot and a person of its own."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest

from tests.bot.citizen.product import Front, Product, Talk, open_product
from tests.simulators.telegram.control import Chat, new_bot, new_user
from tests.simulators.telegram.server import running_messenger


@pytest.fixture(scope="session")
def messenger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_messenger(tmp_path_factory.mktemp("messenger") / "telegram.db") as url:
        yield url


@pytest.fixture(scope="session")
async def control(messenger: str) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=messenger, trust_env=False, timeout=20.0) as client:
        yield client


@pytest.fixture
async def chat(control: httpx2.AsyncClient) -> Chat:
    """A bot of its own and a person who has not pressed start yet."""
    bot_id, token = await new_bot(control)
    return Chat(control, bot_id, token, await new_user(control))


@pytest.fixture(scope="session")
async def front() -> AsyncIterator[Front]:
    """One web server for all of them."""
    front = Front()
    await front.server.started()
    yield front
    await front.server.kill()


@pytest.fixture
async def product(messenger: str, front: Front, chat: Chat) -> AsyncIterator[Product]:
    """The product with its webhook set."""
    async with open_product(messenger, chat.token, front=front) as product:
        await product.bot.start_webhook(product.url)
        yield product


@pytest.fixture
async def talk(product: Product, chat: Chat) -> Talk:
    """That person after hello, with the menu before them."""
    talk = Talk(product, chat)
    await talk.do("start")
    return talk
