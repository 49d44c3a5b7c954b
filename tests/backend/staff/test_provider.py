"""Is the provider asked seldom, believed only as itself, and never waited for long?"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from backend.areas.staff.provider import Provider, ProviderAway
from backend.areas.staff.provider_terms import is_safe_address
from backend.kit.clock import FixedClock
from tests.backend.staff.office import NOW
from tests.backend.staff.provider import StandIn, running_provider


@pytest.fixture
def at() -> Iterator[StandIn]:
    with running_provider(FixedClock(NOW)) as made:
        yield made


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(trust_env=False) as made:
        yield made


@pytest.fixture
def provider(at: StandIn, client: httpx2.AsyncClient) -> Provider:
    return at.provider(client)


async def test_description_and_keys_are_kept_for_an_hour(at: StandIn, provider: Provider) -> None:
    for _ in range(3):
        await provider.places()
        assert await provider.key("first") is not None
    assert (at.asked["describe"], at.asked["keys"]) == (1, 1)
    at.clock.forward(timedelta(hours=1))
    assert await provider.key("first") is not None
    assert (at.asked["describe"], at.asked["keys"]) == (2, 2)


async def test_a_new_key_is_found_and_an_unknown_one_sought_seldom(at: StandIn, provider: Provider) -> None:
    assert await provider.key("first") is not None
    at.shown = ("second",)
    assert await provider.key("second") is None, "the keys were fetched just now"
    at.clock.forward(timedelta(seconds=30))
    assert await provider.key("second") is not None
    assert await provider.key("first") is None, "a key that the provider took back is no key any more"
    for _ in range(10):
        assert await provider.key("made-up") is None
    assert at.asked["keys"] == 2


async def test_shared_and_unreadable_keys_are_none(at: StandIn, provider: Provider) -> None:
    assert await provider.key("shared") is None
    assert await provider.key("") is None, "two keys, and the token does not say which"
    assert await provider.count_keys() == 2


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://other.test"},
        {"token_endpoint": "http://id.example.ir/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
async def test_a_description_that_cannot_be_trusted_is_none(
    at: StandIn, provider: Provider, description: dict[str, Any]
) -> None:
    at.description = description
    with pytest.raises(ProviderAway):
        await provider.places()


async def test_an_endless_answer_is_cut_off(at: StandIn, provider: Provider) -> None:
    at.bulky = True
    with pytest.raises(ProviderAway, match="longer than"):
        await provider.places()


async def test_one_that_is_away_is_left_alone_for_a_moment(at: StandIn, provider: Provider) -> None:
    at.fails = {"describe"}
    for _ in range(5):
        with pytest.raises(ProviderAway):
            await provider.places()
    assert at.asked["describe"] == 1
    at.fails = set()
    at.clock.forward(timedelta(seconds=5))
    assert (await provider.places()).authorize == f"{at.url}/authorize"


async def test_nobody_at_the_address_is_told_as_away(at: StandIn, client: httpx2.AsyncClient) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        empty = at.provider(client, issuer=f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(ProviderAway, match="ConnectError"):
            await empty.places()
        assert await empty.address_out("https://console.test/console/sign-in") == ""


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example.ir/realms/staff", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]/x", True),
        ("http://localhost:1", True),
        ("http://id.example.ir", False),
        ("http://127.0.0.1.example.ir", False),
        ("https://", False),
        ("ftp://127.0.0.1", False),
    ],
)
def test_only_https_or_this_machine(address: str, safe: bool) -> None:
    assert is_safe_address(address) is safe
