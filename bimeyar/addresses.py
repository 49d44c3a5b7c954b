"""Which addresses may stand in a setting? Each kind says what is wrong with another, and gives an example."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr


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


BaseUrl = Annotated[str, AfterValidator(_is_base_url)]
DatabaseUrl = Annotated[str, AfterValidator(_is_database)]
RedisUrl = Annotated[SecretStr, AfterValidator(_is_redis)]
TraceTarget = Annotated[str, AfterValidator(_is_trace_target)]
