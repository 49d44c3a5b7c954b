"""How does a test visit the page, and how does it play the bot behind it?"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from playwright.async_api import Page

TOKEN = "123456:STREET"
NAMES = ("مریم احمدی", "علی رضایی", "زهرا محمدی‌نژاد", "حسین کریمی")
CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the page nobody else is."""

    name: str
    mobile: str


PEOPLE = tuple(Person(f"{NAMES[n % 4]} {n}", f"091212340{n}") for n in range(10, 60))


def describe(person: Person) -> dict[str, str]:
    """An entry of people.json."""
    return {
        "name": person.name,
        "mobile": person.mobile,
        "national_id": "0012345679",
        "birth_date_jalali": "1361/05/12",
        "situation": "سه ماه پرداخت‌نشده",
        "hint": "فیش تازه بگیرد",
    }


def furnish(data: Path) -> None:
    """Write the files the demonstration would write."""
    data.mkdir(exist_ok=True)
    street = {"bot_token": TOKEN, "bot_name": "بیمه‌یار", "extra_links": [{"title": "سند", "url": "/docs"}]}
    (data / "street.json").write_text(json.dumps(street), encoding="utf-8")
    (data / "people.json").write_text(json.dumps([describe(person) for person in PEOPLE]), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot and the SMS sender, played by hand."""

    client: httpx2.Client

    def call(self, method: str, **params: Any) -> Any:
        """One call of the Bot API."""
        answer = self.client.post(f"/telegram/bot{TOKEN}/{method}", json=params).json()
        assert answer["ok"], answer
        return answer["result"]

    def user(self, mobile: str) -> int:
        """The user whose phone this is."""
        users = self.client.get("/control/telegram/users").json()
        return int(next(user["id"] for user in users if user["phone"] == f"98{mobile[1:]}"))

    def say(self, mobile: str, text: str, **more: Any) -> int:
        """Write to a person; the number of the message."""
        return int(self.call("sendMessage", chat_id=self.user(mobile), text=text, **more)["message_id"])

    def transcript(self, mobile: str) -> dict[str, Any]:
        """The chat as it stands."""
        found: dict[str, Any] = self.client.get(f"/control/telegram/chats/{self.user(mobile)}/transcript").json()
        return found

    def text(self, mobile: str, words: str) -> None:
        """Send an SMS."""
        params = {"receptor": mobile, "message": words}
        answer = self.client.post("/kavenegar/v1/key/sms/send.json", data=params)
        assert answer.status_code == 200


async def start_chat(page: Page, url: str, person: Person) -> None:
    """Pick a person by the button on the card and press start."""
    await page.goto(url)
    await page.locator(".person", has_text=person.name).get_by_role("button", name="این شخص باش").click()
    await page.get_by_role("button", name="شروع گفتگو").click()
    await page.locator(".bubble.mine", has_text="/start").wait_for()
