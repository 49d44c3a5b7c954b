"""Is a setting that cannot work refused at the start, by name and without its value?"""

from __future__ import annotations

import httpx2
import pytest
from pydantic import ValidationError

from backend.kit.vault import Vault, new_key
from backend.payments.port import Cause, GatewayRefused
from backend.payments.zarinpal import ZarinPal
from tests.review.product import some_settings


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"service_token": "short"}, "SERVICE_TOKEN"),
        ({"kavenegar_key": "abc", "sms_callback_secret": "a"}, "SMS_CALLBACK_SECRET"),
        ({"kavenegar_key": "abc", "sms_callback_secret": "0123456789/abcdefgh"}, "SMS_CALLBACK_SECRET"),
        ({"kavenegar_key": "a-b", "sms_callback_secret": "0123456789abcdef"}, "KAVENEGAR_KEY"),
        ({"telegram_token": "no-token", "telegram_secret": "x"}, "TELEGRAM_TOKEN"),
        ({"telegram_token": "1:abc", "telegram_secret": "a b"}, "TELEGRAM_SECRET"),
    ],
)
def test_a_setting_that_cannot_work_is_named(wrong: dict[str, str], name: str) -> None:
    with pytest.raises(ValidationError, match=name):
        some_settings("sqlite+aiosqlite:///none.db", **wrong)


@pytest.mark.parametrize("key", ["", "abc", "A" * 45, "کلید"])
def test_a_key_that_is_none_is_told_how_to_be_made(key: str) -> None:
    with pytest.raises(ValueError, match="44 characters"):
        Vault.from_settings(data_key=key, index_key=new_key())


async def test_without_a_merchant_nothing_is_asked_of_the_gateway() -> None:
    async def nobody_home(request: httpx2.Request) -> httpx2.Response:
        raise AssertionError(request.url.path)

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(nobody_home)) as client:
        gateway = ZarinPal(client=client, base_url="http://gateway.test", merchant_id="")
        with pytest.raises(GatewayRefused) as refused:
            await gateway.list_unverified()
        assert refused.value.cause is Cause.CONFIGURATION
