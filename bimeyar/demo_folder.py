"""What does the demonstration keep in its folder? Keys, ports and addresses, made once and found again."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bimeyar.settings import Settings

if sys.platform != "win32":
    import fcntl

_FILE = "demo.json"
_EXAMPLE = ".data/demo"
_MERCHANT_GROUPS = (8, 4, 4, 4, 12)


@dataclass(frozen=True, slots=True)
class DemoSecrets:
    """Everything that must be the same when the demonstration is started again on its folder."""

    data_key: str
    index_key: str
    telegram_token: str
    telegram_secret: str
    kavenegar_key: str
    sms_callback_secret: str
    zarinpal_merchant: str
    service_token: str
    product_port: int

    def __repr__(self) -> str:
        """Nothing of it."""
        return "DemoSecrets(…)"


class FolderUnfit(Exception):
    """Why this folder cannot serve, in one sentence with an example."""


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Can this loopback port be listened on?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


_held: list[IO[str]] = []
"""Open for as long as the process lives: the lock ends with it, however it ends."""


def hold_folder(data: Path) -> bool:
    """Keep other demonstrations off this folder until this process ends; False where one is there already."""
    if sys.platform == "win32":
        return True
    file = (data / "demo.lock").open("a", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return False
    _held.append(file)
    return True


def open_folder(data: Path) -> DemoSecrets:
    """The secrets of this folder, made on the first start; only the owner may read the file. Raises FolderUnfit."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / "street").mkdir(exist_ok=True)
        return read_folder(data) if (data / _FILE).exists() else _furnish(data)
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise FolderUnfit(
            f"{data} cannot be the demonstration's folder ({why}); for example: --data {_EXAMPLE}"
        ) from None


def read_folder(data: Path) -> DemoSecrets:
    """The secrets of a folder on which a demonstration was started. Raises FolderUnfit."""
    path = data / _FILE
    try:
        return DemoSecrets(**json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise FolderUnfit(
            f"{data} holds no demonstration; start one with: ./run demo --data {data}, or name the folder of one, "
            f"for example: ./run bimeyar people --data {_EXAMPLE}"
        ) from None
    except (ValueError, TypeError):
        raise FolderUnfit(
            f"{path} is damaged; remove the folder and start anew, or name another, for example: --data {_EXAMPLE}"
        ) from None


def _furnish(data: Path) -> DemoSecrets:
    from backend.kit.vault import new_key

    path = data / _FILE
    made = DemoSecrets(
        data_key=new_key(),
        index_key=new_key(),
        telegram_token=f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(26)}",
        telegram_secret=secrets.token_urlsafe(24),
        kavenegar_key=secrets.token_hex(32),
        sms_callback_secret=secrets.token_urlsafe(24),
        zarinpal_merchant="-".join(secrets.token_hex(16)[:size] for size in _MERCHANT_GROUPS),
        service_token=secrets.token_urlsafe(32),
        product_port=free_port(),
    )
    half = path.with_suffix(".half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file)
    half.replace(path)
    return made


def folder_settings(data: Path) -> Settings:
    """Database and keys of a demonstration's folder, for whoever only reads there. Raises FolderUnfit."""
    return demo_settings(data, read_folder(data), street="http://127.0.0.1")


class _Given(Settings):
    """Settings that come from nowhere but here: the demonstration does not read the environment."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)


def demo_settings(data: Path, kept: DemoSecrets, *, street: str) -> Settings:
    """Settings of the product: everything outside is the street, at loopback addresses."""
    return _Given.model_validate(
        {
            "database": f"sqlite+aiosqlite:///{(data / 'bimeyar.db').resolve()}",
            "data_key": kept.data_key,
            "index_key": kept.index_key,
            "public_url": f"http://127.0.0.1:{kept.product_port}",
            "host": "127.0.0.1",
            "port": kept.product_port,
            "service_token": kept.service_token,
            "telegram_token": kept.telegram_token,
            "telegram_url": f"{street}/telegram",
            "telegram_secret": kept.telegram_secret,
            "telegram_chat_url": f"{street}/",
            "kavenegar_key": kept.kavenegar_key,
            "kavenegar_url": f"{street}/kavenegar",
            "kavenegar_sender": "10008663",
            "kavenegar_calls_per_second": 50.0,
            "sms_callback_secret": kept.sms_callback_secret,
            "zarinpal_merchant": kept.zarinpal_merchant,
            "zarinpal_url": f"{street}/zarinpal",
        }
    )
