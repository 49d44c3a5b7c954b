"""Which settings does each kind of process get? Only what it needs, so that a need nobody knew of shows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from backend.kit.vault import Vault
from bench.cluster.replica import Kind
from bimeyar.demo_folder import DemoSecrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where everything is: databases, the street outside, the public address; `more` is given to every process."""

    kept: DemoSecrets = field(repr=False)
    database: str
    redis: str = ""
    street: str
    public_url: str
    more: Mapping[str, str] = field(default_factory=dict)

    def vault(self) -> Vault:
        """Opens what is sealed in the database."""
        return Vault.from_settings(data_key=self.kept.data_key, index_key=self.kept.index_key)

    def environment(self, kind: Kind | None = None) -> dict[str, str]:
        """Variables of a process of this kind; without one, of a command that only needs the database."""
        given = {
            "BIMEYAR_DATABASE": self.database,
            "BIMEYAR_DATABASE_POOL": "6",  # all, twice over in a rolling restart, fit into the server's 200
            "BIMEYAR_DATA_KEY": self.kept.data_key,
            "BIMEYAR_INDEX_KEY": self.kept.index_key,
            "BIMEYAR_PUBLIC_URL": self.public_url,
            "BIMEYAR_TRUSTED_PROXIES": "127.0.0.1",
            "BIMEYAR_LOG_LEVEL": "WARNING",
        }
        if self.redis:
            given["BIMEYAR_REDIS"] = self.redis
        parts = {
            Kind.API: self._bank() | {"BIMEYAR_TELEGRAM_CHAT_URL": f"{self.street}/"} | self._inner(),
            Kind.BOT: self._bank() | self._telegram(),
            Kind.SMS: self._sms(),
            Kind.WORKER: self._bank() | self._telegram() | self._sms(),
            None: {},
        }
        return given | parts[kind] | dict(self.more)

    def _bank(self) -> dict[str, str]:
        return {
            "BIMEYAR_ZARINPAL_MERCHANT": self.kept.zarinpal_merchant,
            "BIMEYAR_ZARINPAL_URL": f"{self.street}/zarinpal",
        }

    def _telegram(self) -> dict[str, str]:
        return {
            "BIMEYAR_TELEGRAM_TOKEN": self.kept.telegram_token,
            "BIMEYAR_TELEGRAM_URL": f"{self.street}/telegram",
            "BIMEYAR_TELEGRAM_SECRET": self.kept.telegram_secret,
        }

    def _sms(self) -> dict[str, str]:
        return {
            "BIMEYAR_KAVENEGAR_KEY": self.kept.kavenegar_key,
            "BIMEYAR_KAVENEGAR_URL": f"{self.street}/kavenegar",
            "BIMEYAR_KAVENEGAR_SENDER": "10008663",
            "BIMEYAR_KAVENEGAR_CALLS_PER_SECOND": "50",
            "BIMEYAR_SMS_CALLBACK_SECRET": self.kept.sms_callback_secret,
        }

    def _inner(self) -> dict[str, str]:
        return {"BIMEYAR_SERVICE_TOKEN": self.kept.service_token}
