"""Which addresses and rates may stand in a setting? Each kind says what is wrong with another, and gives an example."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

from backend.kit.throttle import read_rate


def _is_base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or text.endswith("/"):
        raise ValueError("must be an http(s) address without a slash at the end, for example https://bime.example.ir")
    return text


def _is_database(text: str) -> str:
    if not text.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
        raise ValueError(
            "must start with sqlite+aiosqlite:/// or postgresql+asyncpg://, for example sqlite+aiosqlite:////var/lib/bimeyar.db"
        )
    return text


def _is_redis(secret: SecretStr) -> SecretStr:
    parts = urlsplit(secret.get_secret_value())
    place = parts.path.removeprefix("/")
    if secret.get_secret_value() and (
        parts.scheme not in {"redis", "rediss"} or not parts.hostname or not (place.isdecimal() or not place)
    ):
        raise ValueError(
            "must be redis:// or rediss:// with a host, for example redis://:password@redis.example.ir:6379/0"
        )
    return secret


def _is_trace_target(text: str) -> str:
    if text in {"", "console"}:
        return text
    try:
        return _is_base_url(text)
    except ValueError:
        raise ValueError("must be empty, console, or a base address, for example http://127.0.0.1:4318") from None


def _are_proxies(text: str) -> str:
    proxies = text.replace(" ", "")
    for part in filter(None, proxies.split(",")):
        try:
            ip_network(part)
        except ValueError:
            raise ValueError("must be addresses or networks, for example 127.0.0.1,10.0.0.0/8") from None
    return proxies


def _is_rate(text: str) -> str:
    read_rate(text)
    return text


BaseUrl = Annotated[str, AfterValidator(_is_base_url)]
DatabaseUrl = Annotated[str, AfterValidator(_is_database)]
RedisUrl = Annotated[SecretStr, AfterValidator(_is_redis)]
TraceTarget = Annotated[str, AfterValidator(_is_trace_target)]
Proxies = Annotated[str, AfterValidator(_are_proxies)]
Rate = Annotated[str, AfterValidator(_is_rate)]
