"""Is a Redis with a password and over TLS reached by its address alone, and is every other form refused in plain words?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from redis.exceptions import RedisError

from backend.kit.vault import new_key
from bench.certificate import make_certificate
from bench.servers import NotInstalled, NotStarted, RedisServer
from bimeyar.settings import Settings
from bimeyar.shared_redis import open_redis

WORD = "geheimes-wort-1405"


def settings(url: str) -> Settings:
    return Settings(data_key=new_key(), index_key=new_key(), redis=url)  # type: ignore[arg-type]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[RedisServer]:
    made = RedisServer(
        tmp_path / "redis", durable=False, password=WORD, certificate=make_certificate(tmp_path / "authority")
    )
    try:
        await made.start()
    except (NotInstalled, NotStarted) as missing:
        pytest.skip(f"no Redis with TLS here: {str(missing)[:200]}")
    yield made
    await made.remove()


async def reach(url: str) -> bytes:
    shared = open_redis(settings(url).redis.get_secret_value())
    try:
        await shared.was_there()
        await shared.client.set("a", "b")
        found: bytes = await shared.client.get("a")
        assert shared.life.is_known
        return found
    finally:
        await shared.close()


async def test_tls_and_a_password_by_the_address(server: RedisServer) -> None:
    assert await reach(server.url) == b"b"
    assert WORD in settings(server.url).secret_words()


async def test_nobody_is_trusted_who_is_not_known(server: RedisServer, tmp_path: Path) -> None:
    other = make_certificate(tmp_path / "other").authority
    plain, _, _ = server.url.partition("?")
    for url in (
        plain,
        f"{plain}?ssl_ca_certs={other}",
        server.url.replace("127.0.0.1", "localhost"),
        server.url.replace(WORD, "another"),
        server.url.replace(f":{WORD}@", ""),
        plain.replace("rediss", "redis"),
    ):
        with pytest.raises((RedisError, OSError)) as refused:
            await reach(url)
        assert WORD not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("redis+sentinel://:WORD@a:26379/0", "must be redis:// or rediss://"),
        ("sentinel://a:26379", "must be redis:// or rediss://"),
        ("unix:///run/redis.sock", "must be redis:// or rediss://"),
        ("redis://:WORD@a:26379,b:26379/0", "Sentinel and Cluster are not supported"),
        ("redis://:WORD@a:6379/mymaster", "for example redis://:password@"),
        ("rediss://:WORD@a:6379/0?ssl_cert_reqs=none", "ssl_ca_certs=/etc/"),
        ("redis://:WORD@a:6379/0?ssl_ca_certs=/etc/hostname", "with rediss://"),
        ("rediss://:WORD@a:6379/0?ssl_ca_certs=/nowhere/at-all", "a file that is there"),
    ],
)
def test_other_forms_are_refused_in_plain_words(url: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        settings(url.replace("WORD", WORD))
    assert says in str(refused.value)
    assert WORD not in str(refused.value)
