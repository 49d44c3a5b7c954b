"""How are our neighbours: Redis, messengers, SMS, the payment gateway, the staff's sign-in? Each is asked something harmless."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from backend.areas.staff.provider import Provider, ProviderAway
from backend.payments.port import GatewayRefused, GatewayUnreachable
from backend.payments.zarinpal import ZarinPal
from bimeyar.examining_inside import Unwell
from bimeyar.messengers import Messenger, messengers
from bimeyar.settings import Settings
from bimeyar.shared_redis import open_redis
from bot.citizen.abilities import ABILITIES
from bot.citizen.faults import CallFailed
from bot.citizen.webhook import webhook_path
from bot.citizen.wire import Wire
from sms.providers.kavenegar import Kavenegar
from sms.providers.port import ProviderFault

_RECENT = timedelta(hours=1)
_MANY = 100


async def redis(settings: Settings) -> str:
    """It answers, and forgets nothing when it is full."""
    url = settings.redis.get_secret_value()
    if not url:
        return "not configured: sessions and turns belong to one process; more than one bot process needs BIMEYAR_REDIS"
    shared = open_redis(url)
    try:
        said: Any = await shared.client.info("server")
        told: Any = await shared.client.info("memory")
    finally:
        await shared.close()
    version, policy = said["redis_version"], told["maxmemory_policy"]
    advice = "" if policy == "noeviction" else f"; maxmemory-policy is {policy}, noeviction is better"
    return f"answers, version {version}{advice}"


async def messenger(channel: str, settings: Settings) -> str:
    """It knows the token, and brings updates where we listen."""
    found = next((one for one in messengers(settings) if one.channel == channel), None)
    if found is None:
        return "not configured"
    bot = Bot(found.token, session=AiohttpSession(api=TelegramAPIServer.from_base(found.url)))
    try:
        wire = Wire(bot)
        await wire.call("getMe", {})
        info = await wire.call("getWebhookInfo", {})
    except CallFailed as failed:
        raise Unwell(f"asked for itself and its webhook: {failed}") from None
    finally:
        await bot.session.close()
    return _judge(found, info if isinstance(info, dict) else {}, settings.public_url)


def _judge(found: Messenger, info: Mapping[str, Any], public_url: str) -> str:
    """`info` is a WebhookInfo; a messenger may leave out any field."""
    path = webhook_path(found.channel, ABILITIES[found.channel], found.secret)
    wanted = f"{public_url}{path}" if found.mode == "webhook" else ""
    pending = int(info.get("pending_update_count") or 0)
    waits = f"{pending} updates wait"
    if (info.get("url") or "") != wanted:
        how = "brings updates elsewhere than to BIMEYAR_PUBLIC_URL" if wanted else "has a webhook, and we poll"
        raise Unwell(f"{how}; a starting bot process puts that right; {waits}")
    failed_at = datetime.fromtimestamp(int(info.get("last_error_date") or 0), UTC)
    if datetime.now(UTC) - failed_at < _RECENT:
        raise Unwell(f"could not bring an update within the last hour: {info.get('last_error_message')}; {waits}")
    if pending > _MANY:
        raise Unwell(f"{waits}: are bot processes running?")
    return f"answers; updates come by {found.mode}, {waits}"


async def sms(settings: Settings) -> str:
    """The provider answers, and there is money on the account."""
    key = settings.kavenegar_key.get_secret_value()
    if not key:
        return "not configured"
    provider = Kavenegar(key=key, base_url=settings.kavenegar_url)
    try:
        credit = await provider.credit()
    except ProviderFault as fault:
        raise Unwell(str(fault)) from None
    finally:
        await provider.close()
    if credit <= 0:
        raise Unwell("answers, but the account is empty")
    return f"answers, credit {credit:,} rial"


async def gateway(settings: Settings) -> str:
    """It answers and knows us; payments it waits for us to verify are counted."""
    merchant = settings.zarinpal_merchant.get_secret_value()
    if not merchant:
        return "not configured"
    async with httpx2.AsyncClient(trust_env=False) as client:
        asked = ZarinPal(client=client, base_url=settings.zarinpal_url, merchant_id=merchant)
        try:
            unverified = await asked.list_unverified()
        except GatewayRefused as no:
            raise Unwell(f"answers and refuses: {no}") from None
        except GatewayUnreachable:
            raise Unwell("does not answer") from None
    return f"answers, {len(unverified)} payments to be verified"


async def provider(settings: Settings) -> str:
    """It describes itself, and shows its keys; our secret is tried only by who signs in."""
    terms = settings.provider_terms(settings.public_url)
    if terms is None:
        return "not configured: staff sign in with password and code"
    async with httpx2.AsyncClient(trust_env=False) as client:
        asked = Provider(terms, client)
        try:
            await asked.places()
            keys = await asked.count_keys()
        except ProviderAway as fault:
            raise Unwell(f"cannot be used: {fault}") from None
    if not keys:
        raise Unwell("answers, but shows no key for RS256 or ES256")
    return f"answers, {keys} keys; it must send back to {terms.return_url}"
