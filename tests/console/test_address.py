"""Who asks, where a proxy stands before us: the proxy's word counts only where the proxy is one of ours."""

from __future__ import annotations

import httpx2
import pytest

from bimeyar.serving import WebServer
from bimeyar.settings import Settings
from tests.backend.staff.office import Office
from tests.console.desk import console_app
from tests.databases import rows_of
from tests.journeys.demo import free_port


@pytest.mark.parametrize(("proxies", "addresses"), [("127.0.0.1", 2), ("10.0.0.0/8", 1)])
async def test_tries_are_counted_by_who_makes_them(office: Office, proxies: str, addresses: int) -> None:
    port = free_port()
    app = console_app(office, public_url=f"http://127.0.0.1:{port}")
    server = WebServer(app, host="127.0.0.1", port=port, patience=1, proxies=proxies)
    await server.start()
    try:
        for visitor in ("192.0.2.1", "192.0.2.2"):
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
                page = await client.get("/console/sign-in")
                csrf = page.text.split('name="csrf" value="')[1][:64]
                form = {"csrf": csrf, "user": "nobody", "password": "x"}
                await client.post("/console/sign-in", data=form, headers={"x-forwarded-for": visitor})
    finally:
        await server.stop()
    assert rows_of(office.url, "SELECT count(*), sum(count) FROM staff_knocks") == [(addresses, 2)]


def test_a_network_that_is_none_is_named_with_an_example() -> None:
    with pytest.raises(ValueError, match="for example 127"):
        Settings(trusted_proxies="10.0.0.0/8, everybody")  # type: ignore[call-arg]
