"""Which settings does a process take from its environment, and are they sound?

Every setting is listed once here; README's table is printed from it (`python -m bimeyar doctor --settings`).
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from backend.documents.seal import PaperSeal
from backend.kit.vault import Vault
from bimeyar.addresses import BaseUrl, DatabaseUrl, Networks, RedisUrl, TraceTarget
from bimeyar.messengers import check_bale_reaches
from bimeyar.settings_files import FileUnsound, FromFiles
from bimeyar.settings_identity import IdentitySettings
from bimeyar.settings_staff import StaffSettings

PREFIX = "BIMEYAR_"
SHORTEST_TOKEN = 32
"""Characters of the token between our own processes."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


MessagesPerSecond = Annotated[int, Field(ge=0, le=100_000)]


class SettingsUnsound(Exception):
    """Settings are missing or wrong; the text names each one with what is wrong and never shows a value."""


_SPELLINGS = {
    "telegram_token": (r"[0-9]+:[A-Za-z0-9_-]+", "digits, a colon, then letters, digits, _ and -"),
    "bale_token": (r"[0-9]+:[A-Za-z0-9_-]+", "digits, a colon, then letters, digits, _ and -"),
    "bale_secret": (r"[A-Za-z0-9_-]{16,128}", "16–128 of A–Z a–z 0–9 _ -"),
    "telegram_secret": (r"[A-Za-z0-9_-]{1,256}", "1–256 of A–Z a–z 0–9 _ -"),
    "kavenegar_key": (r"[A-Za-z0-9]+", "letters and digits"),
    "metrics_token": (r"[A-Za-z0-9._~+/-]{16,200}", "at least 16 of A–Z a–z 0–9 . _ ~ + / -"),
    "sms_callback_secret": (r"[A-Za-z0-9_-]{16,200}", "at least 16 of A–Z a–z 0–9 _ -"),
}
"""Secrets that others prescribe or that stand in an address: pattern, and the same in words."""


def _check_spelling(settings: Settings) -> None:
    """Raises ValueError for a secret that is set and cannot be right; its value is not repeated."""
    for name, (pattern, words) in _SPELLINGS.items():
        value = getattr(settings, name).get_secret_value()
        if value and not re.fullmatch(pattern, value):
            raise ValueError(f"{PREFIX}{name.upper()} must be {words}")


class Settings(StaffSettings, IdentitySettings):
    """Settings of one process, from environment variables that begin with BIMEYAR_, or files that they name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=None, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database: DatabaseUrl = Field("sqlite+aiosqlite:///.data/bimeyar.db", description="database address")
    database_pool: Annotated[int, Field(ge=1, le=200)] = Field(
        10,
        description="connections of one process to PostgreSQL at most; a worker with the engine dbos takes up to 8 more",
    )
    redis: RedisUrl = Field(
        SecretStr(""),
        description="address of the one Redis that all processes share: sessions, turns, sending limits; redis://, or with TLS rediss:// and ?ssl_ca_certs=FILE for an authority of one's own; Sentinel and Cluster are not supported; needed as soon as the bot runs in more than one process; empty keeps them in this one",
    )
    data_key: SecretStr = Field(description="key that seals personal data: 32 bytes in URL-safe base64")
    index_key: SecretStr = Field(
        description="key of the blind indexes: 32 bytes in URL-safe base64; keep it as secret as the data key"
    )
    old_data_keys: SecretStr = Field(SecretStr(""), description="earlier data keys, oldest first, separated by commas")
    public_url: BaseUrl = Field(
        "http://127.0.0.1:8000", description="address under which people and providers reach this service"
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    trusted_proxies: Networks = Field(
        "127.0.0.1",
        description="addresses and networks of proxies whose word about who asks (X-Forwarded-For) is taken, for example 127.0.0.1,10.0.0.0/8",
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="port to listen on")
    inner_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        0,
        description="port of its own for /readyz and /metrics, for example 9000; 0 answers them on the main port, and /metrics only where that listens on loopback or has a token",
    )
    metrics_token: SecretStr = Field(SecretStr(""), description="bearer token for /metrics; empty asks for none")
    service_token: SecretStr = Field(
        SecretStr(""), description="bearer token between our own processes; empty closes the inner interface"
    )

    telegram_token: SecretStr = Field(SecretStr(""), description="token of the citizens' bot; empty means no Telegram")
    telegram_url: BaseUrl = Field("https://api.telegram.org", description="address of the Bot API")
    telegram_mode: Literal["webhook", "polling"] = Field("webhook", description="how updates arrive")
    telegram_secret: SecretStr = Field(
        SecretStr(""), description="secret token that Telegram sends with each webhook call"
    )

    telegram_messages_per_second: MessagesPerSecond = Field(
        0,
        description="messages a second with the bot's token; 0 is Telegram's usual limit, more only where it grants more",
    )
    telegram_chat_url: str = Field(
        "",
        description="where people open the bot, for example https://t.me/bimeyar_bot; the payment page leads back there",
    )

    bale_token: SecretStr = Field(SecretStr(""), description="token of the citizens' bot on Bale; empty means no Bale")
    bale_url: BaseUrl = Field("https://tapi.bale.ai", description="address of Bale's Bot API")
    bale_mode: Literal["webhook", "polling"] = Field("webhook", description="how updates arrive from Bale")
    bale_secret: SecretStr = Field(
        SecretStr(""), description="secret part of the path of Bale's webhook, for Bale sends no secret beside it"
    )
    bale_messages_per_second: MessagesPerSecond = Field(
        0,
        description="messages a second with the token of the bot on Bale; 0 is a careful limit, for Bale publishes none",
    )
    bale_chat_url: str = Field(
        "",
        description="where people open the bot on Bale, for example https://ble.ir/bimeyar_bot; the payment page leads back there",
    )

    kavenegar_key: SecretStr = Field(SecretStr(""), description="API key of Kavenegar; empty means no SMS")
    kavenegar_url: BaseUrl = Field("https://api.kavenegar.com", description="address of Kavenegar")
    kavenegar_sender: str = Field("", description="line that sends, for example 10008663")
    kavenegar_calls_per_second: Annotated[float, Field(gt=0, le=1000)] = Field(
        5.0, description="calls a second to Kavenegar; its own limit is not published"
    )
    kavenegar_code_template: str = Field(
        "",
        description="approved template for one-time codes; empty sends them as plain messages, which can be cleared up after a fault",
    )
    sms_callback_secret: SecretStr = Field(
        SecretStr(""), description="secret part of the path of Kavenegar's call-backs"
    )

    zarinpal_merchant: SecretStr = Field(
        SecretStr(""), description="merchant id of ZarinPal, 36 characters; empty means no payment"
    )
    zarinpal_url: BaseUrl = Field("https://payment.zarinpal.com", description="address of ZarinPal")

    work_engine: Literal["dbos", "lease"] = Field("dbos", description="engine of the background work")
    fonts: Path = Field(Path(".fonts"), description="folder of the installed font package")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much is logged")
    traces: TraceTarget = Field(
        "",
        description="where traces go: empty for none, console for standard error, or the base address of an OTLP collector, for example http://otel:4318",
    )
    proof_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        15,
        description="minutes for which a right code allows acts that ask for a fresh one, such as concluding a contract",
    )
    start_seconds: Annotated[int, Field(ge=0, le=3600)] = Field(
        120, description="seconds for which a starting process waits for database, tables and Redis before it gives up"
    )
    drain_seconds: Annotated[int, Field(ge=0, le=300)] = Field(
        5,
        description="seconds after SIGTERM in which a process still takes requests while /readyz says draining, so that a balancer turns away first",
    )
    finish_seconds: Annotated[int, Field(ge=1, le=300)] = Field(
        20, description="seconds that requests under way get to finish when a process ends"
    )
    session_hours: Annotated[int, Field(ge=1, le=24 * 90)] = Field(
        72, description="hours after which an untouched conversation becomes a draft"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, the environment, the files that it names. Raises FileUnsound."""
        del dotenv_settings, file_secret_settings
        return (init_settings, env_settings, FromFiles(settings_cls, prefix=PREFIX))

    @model_validator(mode="after")
    def fits_together(self) -> Self:
        """Settings that only make sense with one another."""
        if (
            self.telegram_token.get_secret_value()
            and self.telegram_mode == "webhook"
            and not self.telegram_secret.get_secret_value()
        ):
            raise ValueError(
                "BIMEYAR_TELEGRAM_SECRET is needed with BIMEYAR_TELEGRAM_MODE=webhook: 1–256 of A–Z a–z 0–9 _ -"
            )
        if self.bale_token.get_secret_value() and self.bale_mode == "webhook":
            if not self.bale_secret.get_secret_value():
                raise ValueError(
                    "BIMEYAR_BALE_SECRET is needed with BIMEYAR_BALE_MODE=webhook: 16–128 of A–Z a–z 0–9 _ -"
                )
            check_bale_reaches(self.public_url, bale=self.bale_url)
        merchant = self.zarinpal_merchant.get_secret_value()
        if merchant and len(merchant) != 36:
            raise ValueError(
                "BIMEYAR_ZARINPAL_MERCHANT must have 36 characters, for example 00000000-0000-0000-0000-000000000000"
            )
        if self.kavenegar_key.get_secret_value() and not self.sms_callback_secret.get_secret_value():
            raise ValueError(
                "BIMEYAR_SMS_CALLBACK_SECRET is needed with BIMEYAR_KAVENEGAR_KEY: at least 16 letters and digits"
            )
        _check_spelling(self)
        if self.inner_port == self.port:
            raise ValueError("BIMEYAR_INNER_PORT must differ from BIMEYAR_PORT, for example 9000")
        token = self.service_token.get_secret_value()
        if token and len(token) < SHORTEST_TOKEN:
            raise ValueError(f"BIMEYAR_SERVICE_TOKEN must have at least {SHORTEST_TOKEN} characters, or be empty")
        try:
            self.vault()
        except ValueError as fault:
            raise ValueError(f"BIMEYAR_DATA_KEY, BIMEYAR_INDEX_KEY, BIMEYAR_OLD_DATA_KEYS: {fault}") from None
        return self

    @property
    def shows_metrics(self) -> bool:
        """May the main port answer /metrics? Not where strangers could ask without a token."""
        return not self.inner_port and (self.host in _LOOPBACK or bool(self.metrics_token.get_secret_value()))

    def secret_words(self) -> tuple[str, ...]:
        """Everything in these settings that opens a door, word by word: nothing of it may ever be written down."""
        words: list[str] = []
        for given in (getattr(self, name) for name in type(self).model_fields):
            value = given.get_secret_value() if isinstance(given, SecretStr) else given
            if isinstance(given, SecretStr):
                words += [value, *value.split(",")]
            if isinstance(value, str) and "://" in value and (password := urlsplit(value).password):
                words += [password, unquote(password)]
        return tuple(word for word in words if word)

    @property
    def proof_life(self) -> timedelta:
        """How long a right code is good for acts that ask for a fresh one."""
        return timedelta(minutes=self.proof_minutes)

    def seal(self) -> PaperSeal:
        """The seal of papers, made from the index key, which is never changed: papers stay genuine when data keys rotate."""
        return PaperSeal(self.vault().index_key)

    def vault(self) -> Vault:
        """The vault of the data and index keys. Raises ValueError where a key is not 32 bytes."""
        old = tuple(key for key in self.old_data_keys.get_secret_value().split(",") if key)
        return Vault.from_settings(
            data_key=self.data_key.get_secret_value(), index_key=self.index_key.get_secret_value(), old_keys=old
        )


def read_settings() -> Settings:
    """Settings of this process. Raises SettingsUnsound with one line a fault."""
    try:
        return Settings()
    except FileUnsound as fault:
        raise SettingsUnsound(str(fault)) from None
    except ValidationError as fault:
        lines = []
        for error in fault.errors(include_input=False, include_url=False, include_context=False):
            name = PREFIX + "_".join(str(part) for part in error["loc"]).upper() if error["loc"] else "settings"
            what = error["msg"].removeprefix("Value error, ")
            if error["type"] == "missing":
                what = "must be set; a fresh key is printed by: python -m bimeyar doctor --new-key"
            lines.append(f"{name}: {what}")
        raise SettingsUnsound("\n".join(lines)) from None


def settings_table() -> str:
    """All settings as a Markdown table: name, meaning, default."""
    rows = ["| setting | meaning | default |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        if field.is_required():
            default = "none: must be set"
        else:
            raw = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
            default = f"`{raw}`" if str(raw) else "empty"
        rows.append(f"| `{PREFIX}{name.upper()}` | {field.description} | {default} |")
    return "\n".join(rows)
