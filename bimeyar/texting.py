"""Which parts carry SMS? The provider, the way out of the outbox, and the reports that come back."""

from __future__ import annotations

from dataclasses import dataclass

from bimeyar.parts import Parts
from sms.outbound import SmsCarrier
from sms.providers.kavenegar import Kavenegar
from sms.providers.pace import Pace, Turns
from sms.providers.redis_pace import RedisPace
from sms.receipts import Receipts


@dataclass(frozen=True, slots=True, kw_only=True)
class Texting:
    """SMS in one process."""

    provider: Kavenegar
    carrier: SmsCarrier
    receipts: Receipts


def _pace(parts: Parts) -> Turns:
    """Of the provider's key: shared where processes share a Redis."""
    settings = parts.settings
    per_second = settings.kavenegar_calls_per_second
    if parts.redis is None:
        return Pace(per_second)
    name = parts.vault.index(settings.kavenegar_key.get_secret_value(), "sms.pace").hex()[:16]
    return RedisPace(client=parts.redis.client, name=name, per_second=per_second)


def build_texting(parts: Parts) -> Texting:
    """Kavenegar from settings."""
    settings = parts.settings
    provider = Kavenegar(
        key=settings.kavenegar_key.get_secret_value(),
        sender=settings.kavenegar_sender,
        base_url=settings.kavenegar_url,
        pace=_pace(parts),
    )
    watched = parts.watch.provider(provider)
    return Texting(
        provider=provider,
        carrier=SmsCarrier(provider=watched, texts=parts.texts, code_template=settings.kavenegar_code_template or None),
        receipts=Receipts(database=parts.database, clock=parts.clock, engine=parts.engine, provider=watched),
    )
