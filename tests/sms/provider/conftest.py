"""The real simulator, a server that misbehaves, and the provider pointed at either."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count

import pytest

from simulators.kavenegar.settings import Settings
from sms.providers.kavenegar import Kavenegar
from sms.providers.kavenegar_api import Timeouts
from sms.providers.port import OutgoingSms, SmsProvider
from tests.simulators.street import Street, running_street
from tests.sms.provider.rogue import Rogue, running_rogue

KEY = "5A6B7C8D9E0F1A2B3C4D5E6F"
LINE = "10008663"
MOBILE = "09121234567"
SHORT = Timeouts(connect=1.0, read=0.8, answer=1.2, whole=2.0)
numbers = count(1)


@asynccontextmanager
async def open_provider(url: str, **settings: object) -> AsyncIterator[Kavenegar]:
    """A provider that hardly waits for its turn."""
    chosen = {"key": KEY, "sender": LINE, "calls_per_second": 2000.0, "timeouts": SHORT} | settings
    provider = Kavenegar(base_url=url, **chosen)  # type: ignore[arg-type]  # each test names what it changes
    port: SmsProvider = provider
    try:
        yield provider
    finally:
        await port.close()


def sms(text: str = "سلام", *, receptor: str = MOBILE) -> OutgoingSms:
    """A message with a number of its own."""
    return OutgoingSms(next(numbers), receptor, text)


def many(size: int) -> list[str]:
    """So many different mobiles."""
    return [f"0912{number:07d}" for number in range(size)]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """One street for the whole run."""
    with running_street(tmp_path_factory.mktemp("sms")) as street:
        yield street


@pytest.fixture
def street(running: Street) -> Street:
    """The street with plain settings and no faults."""
    plain = Settings(api_key=KEY, queue_seconds=0.02, operator_seconds=0.02).model_dump(mode="json")
    assert running.client.put("/control/kavenegar/settings", json=plain).status_code == 200
    running.client.delete("/control/kavenegar/faults").raise_for_status()
    return running


@pytest.fixture
async def provider(street: Street) -> AsyncIterator[Kavenegar]:
    """The provider at the simulator."""
    async with open_provider(f"{street.url}/kavenegar", timeouts=Timeouts(read=5.0)) as provider:
        yield provider


@pytest.fixture
def rogue() -> Iterator[Rogue]:
    """A server that answers what it is told to."""
    with running_rogue() as server:
        yield server
