"""The console over an office of the staff, asked as a browser asks it."""

from __future__ import annotations

import re
from typing import Any

import httpx2
from fastapi import FastAPI

from backend.areas.cases.desk_ports import DeskPorts
from backend.console.branch_desk import BranchDesk
from backend.console.router import console_router
from locales.texts import Texts
from tests.backend.cases.counter import Counter
from tests.backend.staff.office import PASSWORD, Office
from tests.console.branch import branch_of

TEXTS = Texts()


class Browser:
    """A client with cookies that fills in forms of pages it has seen."""

    def __init__(self, app: FastAPI, office: Office, language: str = "fa") -> None:
        self.office = office
        self.client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app),
            base_url="https://console.test",
            headers={"accept-language": language},
            follow_redirects=True,
        )

    async def get(self, path: str, **more: Any) -> httpx2.Response:
        return await self.client.get(path, **more)

    async def csrf(self) -> str:
        page = await self.get("/console")
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)
        assert found is not None
        return found[1]

    async def post(self, path: str, **form: Any) -> httpx2.Response:
        return await self.client.post(path, data={"csrf": await self.csrf(), **form})

    async def enter(self, user: str, password: str = PASSWORD) -> httpx2.Response:
        await self.post("/console/sign-in", user=user, password=password)
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', (await self.get("/console/code")).text)
        assert found is not None
        code = await self.office.code(user)
        page = await self.client.post("/console/code", data={"csrf": found[1], "code": code})
        self.office.next_code()
        return page


def lines_of(office: Office) -> DeskPorts:
    """The lines of this office's database, with an area that does nothing but move its cases."""
    return Counter(office.url, office.vault, office.clock, office.database).ports


def console_app(
    office: Office,
    *,
    public_url: str = "https://console.test",
    lines: DeskPorts | None = None,
    branch: BranchDesk | None = None,
) -> FastAPI:
    app = FastAPI()
    desk, counter = lines or lines_of(office), branch or branch_of(office)
    app.include_router(
        console_router(ports=office.ports, lines=desk, branch=counter, texts=TEXTS, public_url=public_url)
    )
    return app
