"""Does the whole premium slip run on Bale as it does on Telegram, and do both serve one person at a time?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from backend.contract.caller import Caller
from backend.contract.people import AskLinks, RevokeLink
from backend.kit.outbox import OutgoingMessage
from bench.cluster.payer import Payer
from bench.phrases import label, phrase, plain
from simulators.person import Citizen
from tests.journeys.both import TOKENS, Both, both_running
from tests.simulators.telegram.webhook import eventually

RANDOM = re.compile(
    r"^(id|.*_?token|authority|url|.*_at|.*_until|decision|chat|.*since|payment_reference|reference|checks)$"
)
BOOKS = {
    "slips": "SELECT * FROM slips",
    "months": "SELECT * FROM slip_months",
    "payments": "SELECT * FROM payments",
    "links": "SELECT person, bot, locale, revoked_at FROM people_links",
    "contributions": "SELECT contract, month FROM register_contributions WHERE reference IN "
    "(SELECT payment_reference FROM slips)",
    "outbox": "SELECT kind, lane, channel, person, locale, topic, state, reason FROM outbox_messages ORDER BY kind, channel",
}


async def settled(both: Both) -> None:
    async def all_sent() -> bool:
        return not await both.books(
            "SELECT id FROM outbox_messages WHERE state IN ('queued', 'sending') OR (channel = 'sms' AND state = 'sent')"
        )

    await eventually(all_sent, 30)


async def books(both: Both) -> dict[str, Any]:
    """What was written, without what is random, a moment, or the messenger's own name."""
    found = {}
    for name, statement in BOOKS.items():
        rows = await both.books(statement)
        found[name] = [
            {
                key: value
                for key, value in row.items()
                if not RANDOM.match(key) and (name, key) != ("payments", "channel")
            }
            for row in rows
        ]
    return found


async def said(both: Both, messenger: str) -> list[str]:
    """Everything the bot said or changed, in order, with every number masked; files by name."""
    lines: list[str] = []
    for call in await both.calls(messenger):
        fields = call["fields"]
        if call["method"] == "sendDocument":
            lines.append(f"file {fields['document']['file_name']}")
        elif call["method"] in {"sendMessage", "editMessageText"}:
            line = plain(str(fields["text"]))
            if call["method"] == "sendMessage" or line not in lines[-8:]:  # an edit that only takes buttons away
                lines.append(line)
    return [re.sub(r"\d+", "#", re.sub(r"[۰-۹]+", "#", line)) for line in lines]


async def converse(folder: Path, messenger: str) -> tuple[dict[str, Any], list[str]]:
    async with both_running(folder) as both:
        citizen = await both.arrive(messenger, both.rows[0], 500_001)
        await Payer(citizen, both.rows[0]).finish(within=60)
        await settled(both)
        other = {"telegram": "bale", "bale": "telegram"}[messenger]
        assert not [call for call in await both.calls(other) if call["method"].startswith("send")]
        refused = [(call["method"], call["error"]) for call in await both.calls(messenger) if call["status"] != 200]
        assert refused == []
        return await books(both), await said(both, messenger)


async def test_the_same_answers_are_answered_alike_and_leave_the_same_rows(tmp_path: Path) -> None:
    on_telegram, heard_there = await converse(tmp_path / "one", "telegram")
    on_bale, heard_here = await converse(tmp_path / "two", "bale")
    assert on_bale == on_telegram
    assert len(on_bale["slips"]) == len(on_bale["payments"]) == len(on_bale["contributions"]) == 1
    assert heard_here == heard_there
    assert sum(line.startswith("file ") and line.endswith(".pdf") for line in heard_here) >= 1
    assert any(phrase("pay-paid") in line for line in heard_here)


async def _identified(both: Both, citizen: Citizen, row: dict[str, str]) -> None:
    """As far as the linked chats: log in by way of «فیش‌های من»."""
    await citizen.start()

    async def last() -> dict[str, Any]:
        return [message for message in await citizen.transcript() if message["from"] == "bot"][-1]

    async def asks(text_id: str) -> bool:
        found = [message for message in await citizen.transcript() if message["from"] == "bot"]
        return bool(found) and phrase(text_id) in plain(found[-1]["text"] or "")

    async def answer(text_id: str, words: str) -> None:
        await eventually(lambda: asks(text_id), 15)
        await citizen.say(words)

    seen = len(await both.street.ask("GET", f"/kavenegar/messages?receptor={row['mobile']}"))
    await eventually(lambda: asks("home-wish"), 15)
    await citizen.say(label("home-wish-my-slips"))
    await answer("identify-national-id", row["national_id"])
    await answer("identify-birth-date", row["birth_date"])
    await answer("identify-mobile", label("identify-mobile-skip"))
    code: list[str] = []

    async def came() -> bool:
        messages = await both.street.ask("GET", f"/kavenegar/messages?receptor={row['mobile']}")
        for message in messages[seen:]:
            code.extend(re.findall(r"(?<!\d)\d{5}(?!\d)", latin(str(message["message"]))))
        return bool(code)

    await eventually(came, 15)
    await citizen.say(code[0])

    async def linked() -> bool:
        rows = await both.books(f"SELECT channel FROM people_links WHERE channel = '{citizen.messenger}'")
        return bool(rows)

    await eventually(linked, 15)
    assert await last()


def latin(text: str) -> str:
    return text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))


async def news(both: Both, row: dict[str, str], ref: str) -> None:
    """Something happens that the person is told, in every chat of theirs."""
    (person,) = {found["person"] for found in await both.books("SELECT person FROM people_links")}
    values = {"at": "2026-11-21T08:30:00+00:00", "channel": "telegram"}
    async with both.product.parts.database.begin() as connection:
        told = OutgoingMessage(
            kind="link-new", person=person, values=values, chats=True, topic="payment", ref=ref, locale="fa"
        )
        await both.product.parts.outbox.add(connection, told)


async def outcomes(both: Both) -> dict[str, list[str]]:
    """Of the messages into chats: what became of them, in order."""
    rows = await both.books("SELECT state, reason FROM outbox_messages WHERE channel = 'chat' ORDER BY id")
    return {"states": [row["state"] for row in rows], "reasons": [row["reason"] for row in rows]}


async def test_one_person_in_both_messengers_is_told_in_both_until_one_is_ended_or_blocked(tmp_path: Path) -> None:
    async with both_running(tmp_path / "all") as both:
        row = both.rows[0]
        there, here = [await both.arrive(messenger, row, 500_001) for messenger in ("telegram", "bale")]
        await _identified(both, there, row)
        await _identified(both, here, row)
        assert [(found["bot"], found["chat"]) for found in await both.books("SELECT bot, chat FROM people_links")] == [
            ("81001", "500001")
        ] * 2

        await news(both, row, "p1")
        await settled(both)
        assert (await outcomes(both))["states"] == ["sent", "sent"]

        await both.street.ask("POST", "/bale/chats/500001/block")
        await here_is_found_closed(both, row)
        assert await both.books("SELECT channel, chat FROM outbox_closed_chats") == [
            {"channel": "bale", "chat": "500001"}
        ]
        await here.start()

        async def open_again() -> bool:
            return not await both.books("SELECT chat FROM outbox_closed_chats")

        await eventually(open_again, 15)

        await end_other_chat(both, here, "telegram")
        await news(both, row, "p3")
        await settled(both)
        sent = await both.books("SELECT count(*) AS n FROM outbox_messages WHERE channel = 'chat' AND state = 'sent'")
        assert sent == [{"n": 4}], "two, then one on Telegram, then one on Bale"


async def end_other_chat(both: Both, citizen: Citizen, channel: str) -> None:
    """What «گفتگوهای متصل من» asks of the backend, from the chat of this person."""
    people = both.product.parts.people
    bot = TOKENS[citizen.messenger].partition(":")[0]
    me = Caller(channel=citizen.messenger, bot=bot, chat=str(citizen.chat), key="end-1", locale="fa")
    mine = {link.channel: link for link in (await people.links(AskLinks(), me)).items}
    assert (mine["telegram"].current, mine["bale"].current) == (False, True)
    await people.revoke_link(RevokeLink(link=mine[channel].id), me)
    assert [link.channel for link in (await people.links(AskLinks(), me)).items] == [citizen.messenger]


async def here_is_found_closed(both: Both, row: dict[str, str]) -> None:
    before = len([call for call in await both.calls("bale") if call["method"] == "sendMessage"])
    await news(both, row, "p2")
    await settled(both)
    assert sorted((await outcomes(both))["states"][-2:]) == ["failed", "sent"]
    after = [call for call in await both.calls("bale") if call["method"] == "sendMessage"]
    assert (len(after), after[-1]["status"]) == (before + 1, 403)


@pytest.mark.parametrize(
    ("messenger", "back"), [("telegram", "https://t.me/bimeyar_bot"), ("bale", "https://ble.ir/bimeyar_bot")]
)
async def test_the_payment_page_leads_back_to_the_right_messenger(tmp_path: Path, messenger: str, back: str) -> None:
    async with both_running(tmp_path / "all") as both:
        citizen = await both.arrive(messenger, both.rows[1], 500_002)
        await Payer(citizen, both.rows[1]).finish(within=60)
        (payment,) = await both.books("SELECT return_token, channel FROM payments")
        assert payment["channel"] == messenger
        page = await both.street.client.get(f"{both.url}/pay/return/{payment['return_token']}")
        assert page.status_code == 200
        assert f'href="{back}"' in page.text
