"""Is every door closed to those without its key, and is what comes in through an open one of a sane size?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.review.product import built_product


async def test_nobody_can_bring_updates_while_they_are_polled_for(sqlite_url: str) -> None:
    async with built_product(sqlite_url, telegram_token="123456:abcdef", telegram_mode="polling") as product:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": ""}):
            answer = await product.client.post("/telegram/webhook", json={"update_id": 1}, headers=headers)
            assert answer.status_code in {401, 404}


async def test_nor_on_bale_where_the_secret_stands_in_the_path(sqlite_url: str) -> None:
    async with built_product(sqlite_url, bale_token="123456:abcdef", bale_mode="polling") as product:
        for path in ("/bale/webhook", "/bale/webhook/", "/bale/webhook/x"):
            answer = await product.client.post(path, json={"update_id": 1}, follow_redirects=True)
            assert answer.status_code in {401, 404}, path


async def test_an_empty_service_token_opens_nothing(sqlite_url: str) -> None:
    async with built_product(sqlite_url) as product:
        for given in ("", "Bearer ", "Bearer", "bearer "):
            headers = {"authorization": given}
            inner = await product.client.post("/internal/v1/who_am_i", json={}, headers=headers)
            again = await product.client.get("/v1/rules/decisions/x/recompute", headers=headers)
            assert (inner.status_code, again.status_code) == (404, 401)


@pytest.mark.parametrize("way", ["announced", "streamed"])
async def test_a_body_that_nobody_needs_is_not_read_to_its_end(sqlite_url: str, way: str) -> None:
    async def long() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b" " * 65_536

    form = "application/x-www-form-urlencoded"
    places = (("/v1/rules/premium-for-wage", "application/json", 413), ("/pay/return/x", form, 413), ("/x", form, 404))
    async with built_product(sqlite_url) as product:
        for path, kind, status in places:
            headers = {"content-type": kind}
            if way == "announced":
                headers["content-length"] = str(200 * 65_536)
            answer = await product.client.post(path, content=long(), headers=headers)
            assert (path, answer.status_code, answer.json()["status"]) == (path, status, status)


async def test_the_page_is_where_the_readme_and_the_demonstration_say(sqlite_url: str) -> None:
    async with built_product(sqlite_url) as product:
        for path in ("/", "/docs", "/openapi.json"):
            assert (await product.client.get(path, follow_redirects=True)).status_code == 200, path
