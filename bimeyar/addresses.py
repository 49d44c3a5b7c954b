"""Which addresses may stand in a setting? Each kind says what is wrong with another, and gives an example."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from pydantic import AfterValidator, SecretStr

from backend.areas.staff.provider_terms import is_safe_address


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


def _is_issuer(text: str) -> str:
    parts = urlsplit(text)
    if text and (not is_safe_address(text) or parts.query or parts.fragment or parts.username):
        raise ValueError(
            "must be an https address, or one of this machine, for example https://id.example.ir/realms/staff"
        )
    return text


_REDIS_EXAMPLE = (
    "for example redis://:password@redis.example.ir:6379/0, or with TLS rediss://:password@redis.example.ir:6380/0"
)
_TRUSTED = "ssl_ca_certs"


def _is_redis(secret: SecretStr) -> SecretStr:
    """One server, plain or over TLS, with an authority of one's own if need be. Values are never repeated."""
    text = secret.get_secret_value()
    if not text:
        return secret
    parts = urlsplit(text)
    place = parts.path.removeprefix("/")
    if parts.scheme not in {"redis", "rediss"} or not parts.hostname or not (place.isdecimal() or not place):
        raise ValueError(f"must be redis:// or rediss:// with one host, {_REDIS_EXAMPLE}")
    if "," in parts.netloc.rpartition("@")[2]:
        raise ValueError(f"must name one server; Sentinel and Cluster are not supported, {_REDIS_EXAMPLE}")
    asked = parse_qs(parts.query, keep_blank_values=True)
    if asked and (parts.scheme != "rediss" or set(asked) != {_TRUSTED} or parts.fragment):
        raise ValueError(
            f"may have nothing after the number but, with rediss://, ?{_TRUSTED}=FILE, "
            "for example rediss://:password@redis.example.ir:6380/0?ssl_ca_certs=/etc/bimeyar/redis-ca.pem"
        )
    if asked and not Path(asked[_TRUSTED][-1]).is_file():
        raise ValueError(f"{_TRUSTED} must name a file that is there, with the certificates of the authority in PEM")
    return secret


def _is_trace_target(text: str) -> str:
    if text in {"", "console"}:
        return text
    try:
        return _is_base_url(text)
    except ValueError:
        raise ValueError("must be empty, console, or a base address, for example http://127.0.0.1:4318") from None


def _is_networks(text: str) -> str:
    for part in text.split(","):
        try:
            ip_network(part.strip())
        except ValueError:
            msg = "is a list of addresses and networks, for example 127.0.0.1,10.0.0.0/8"
            raise ValueError(msg) from None
    return text


Issuer = Annotated[str, AfterValidator(_is_issuer)]
BaseUrl = Annotated[str, AfterValidator(_is_base_url)]
DatabaseUrl = Annotated[str, AfterValidator(_is_database)]
RedisUrl = Annotated[SecretStr, AfterValidator(_is_redis)]
Networks = Annotated[str, AfterValidator(_is_networks)]
TraceTarget = Annotated[str, AfterValidator(_is_trace_target)]
