"""Does what people do arrive as both libraries expect it?"""

import dataclasses
from typing import Any

import pytest

from tests.simulators.telegram.control import Chat, new_user
from tests.simulators.telegram.peers import Peer
from tests.simulators.telegram.test_methods import INLINE, REPLY


async def updates(peer: Peer) -> Any:
    return await peer.call("get_updates")


async def test_start_with_payload(peer: Peer, chat: Chat) -> None:
    await chat.act("start", payload="slip_77")
    message = (await updates(peer))[-1]["message"]
    assert message["text"] == "/start slip_77"
    assert [(e["type"], e["offset"], e["length"]) for e in message["entities"]] == [("bot_command", 0, 6)]
    assert message["from"]["language_code"] == "fa"


async def test_nothing_before_start(chat: Chat) -> None:
    stranger = dataclasses.replace(chat, chat_id=await new_user(chat.client))
    answer = await stranger.ask("POST", f"/chats/{stranger.chat_id}/text", json={"text": "سلام"})
    assert (answer.status_code, answer.json()["detail"]) == (409, "press start first")


async def test_long_texts_leave_in_pieces(peer: Peer, chat: Chat) -> None:
    await chat.act("text", text="آ" * 4097)
    assert [len(u["message"]["text"]) for u in await updates(peer)] == [4096, 1]


async def test_command(peer: Peer, chat: Chat) -> None:
    await chat.act("command", command="help", args="فیش")
    assert (await updates(peer))[-1]["message"]["text"] == "/help فیش"


async def test_contacts_own_and_forged(peer: Peer, chat: Chat) -> None:
    await chat.act("contact", own=True)
    await chat.act("contact", phone="+989120000000", first_name="دیگری", user_id=42)
    await chat.act("contact", phone="+989120000001")
    contacts = [u["message"]["contact"] for u in await updates(peer)]
    assert contacts[0] == {
        "phone_number": "989121112233",
        "first_name": "مریم",
        "last_name": "احمدی",
        "user_id": chat.chat_id,
    }
    assert contacts[1]["user_id"] == 42
    assert "user_id" not in contacts[2]


async def test_contact_button(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("ReplyKeyboardMarkup", {**REPLY, "one_time_keyboard": True})
    await peer.call("send_message", chat_id=chat.chat_id, text="؟", reply_markup=keyboard)
    assert (await chat.act("press", label="شماره من"))["kind"] == "contact"
    assert (await updates(peer))[-1]["message"]["contact"]["user_id"] == chat.chat_id
    assert (await chat.transcript())["reply_keyboard"] is None


async def test_label_of_a_reply_keyboard(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("ReplyKeyboardMarkup", REPLY)
    await peer.call("send_message", chat_id=chat.chat_id, text="؟", reply_markup=keyboard)
    assert (await chat.act("press", label="نه"))["kind"] == "text"
    assert (await updates(peer))[-1]["message"]["text"] == "نه"


async def test_buttons_that_ask_nothing(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("InlineKeyboardMarkup", INLINE)
    await peer.call("send_message", chat_id=chat.chat_id, text="؟", reply_markup=keyboard)
    pay, copy = await chat.act("press", label="پرداخت"), await chat.act("press", label="رونوشت")
    assert (pay["kind"], pay["value"]) == ("url", "http://127.0.0.1:8080/pay")
    assert (copy["kind"], copy["value"]) == ("copy", "1117753200140")
    assert await updates(peer) == []


async def test_old_buttons(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("InlineKeyboardMarkup", INLINE)
    old = (await peer.call("send_message", chat_id=chat.chat_id, text="کهنه", reply_markup=keyboard))["message_id"]
    await peer.call("send_message", chat_id=chat.chat_id, text="تازه", reply_markup=keyboard)
    newest = (await chat.act("press", data="s1:yes"))["sent"]["message_id"]
    assert newest != old
    assert (await chat.act("press", label="بله", message_id=old))["sent"]["message_id"] == old
    await peer.call("edit_message_text", chat_id=chat.chat_id, message_id=old, text="بی‌دکمه")
    gone = await chat.ask("POST", f"/chats/{chat.chat_id}/press", json={"data": "s1:yes", "message_id": old})
    assert gone.status_code == 404
    await chat.act("press", data="s1:yes", message_id=old, force=True)
    await peer.call("delete_message", chat_id=chat.chat_id, message_id=old)
    await chat.act("press", data="s1:yes", message_id=old, force=True)
    queries = [u["callback_query"] for u in await updates(peer)]
    assert [q["message"]["message_id"] for q in queries] == [newest, old, old, old]
    assert queries[-1]["message"]["date"] == 0


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "sticker", "video"])
async def test_files_from_people(peer: Peer, chat: Chat, kind: str) -> None:
    parts = {"file": (f"scan.{kind}", b"bytes of it", "application/pdf")}
    answer = await chat.ask("POST", f"/chats/{chat.chat_id}/file", data={"kind": kind, "caption": "مدرک"}, files=parts)
    assert answer.status_code == 200, answer.text
    message = (await updates(peer))[-1]["message"]
    file = message[kind][-1] if kind == "photo" else message[kind]
    assert file["file_id"] == answer.json()["file_id"]
    assert message.get("caption") == (None if kind == "sticker" else "مدرک")
    assert await peer.download(file["file_id"]) == b"bytes of it"


async def test_file_as_json_and_location(peer: Peer, chat: Chat) -> None:
    sent = await chat.act("file", kind="photo", content="aGVsbG8=")
    assert await peer.download(sent["file_id"]) == b"hello"
    await chat.act("location", latitude=35.7, longitude=51.4)
    assert (await updates(peer))[-1]["message"]["location"]["longitude"] == pytest.approx(51.4)


async def test_edits(peer: Peer, chat: Chat) -> None:
    sent = (await chat.act("text", text="یک"))[0]["message_id"]
    await chat.act(f"messages/{sent}/edit", text="دو")
    edited = (await updates(peer))[-1]["edited_message"]
    assert (edited["message_id"], edited["text"]) == (sent, "دو")
    assert "edit_date" in edited


async def test_block_unblock_and_restart(peer: Peer, chat: Chat) -> None:
    await chat.act("block")
    refused = await chat.ask("POST", f"/chats/{chat.chat_id}/text", json={"text": "سلام"})
    assert refused.status_code == 409
    await chat.act("start")
    seen = await updates(peer)
    changes = [u["my_chat_member"] for u in seen[:2]]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert seen[2]["message"]["text"] == "/start"


async def test_groups(peer: Peer, chat: Chat) -> None:
    other = await new_user(chat.client, first_name="علی")
    body = {"title": "کارگزاری", "members": [chat.chat_id, other], "type": "supergroup"}
    group = dataclasses.replace(chat, chat_id=(await chat.ask("POST", "/groups", json=body)).json()["id"])
    await chat.ask("POST", f"/chats/{group.chat_id}/text", params={"user": other}, json={"text": "سلام"})
    joined, said = await updates(peer)
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert (said["message"]["chat"]["title"], said["message"]["from"]["first_name"]) == ("کارگزاری", "علی")


async def test_change_feed(peer: Peer, chat: Chat) -> None:
    before = (await chat.transcript())["change"]
    await peer.call("send_message", chat_id=chat.chat_id, text="x")
    changed = await chat.read(f"/chats/{chat.chat_id}/changes", after=before, wait=5)
    assert changed["change"] > before
    assert await chat.read(f"/chats/{chat.chat_id}/changes", after=changed["change"], wait=0.05) == changed
    path = f"/control/telegram/chats/{chat.chat_id}/events"
    async with chat.client.stream("GET", path, params={"bot": chat.bot_id}) as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == f'data: {{"change": {changed["change"]}}}'
        await chat.act("text", text="y")
        seen = [await anext(lines) for _ in range(2)]
    assert seen[-1] == f'data: {{"change": {changed["change"] + 1}}}'


async def test_statistics_and_lists(peer: Peer, chat: Chat) -> None:
    await peer.call("get_me")
    figures = await chat.read("/statistics")
    assert figures["calls"]["getMe"]["200"] >= 1
    assert figures["messages"] >= 1
    assert chat.bot_id in [bot["id"] for bot in await chat.read("/bots")]
    assert chat.chat_id in [user["id"] for user in await chat.read("/users")]
    assert [found["id"] for found in await chat.read("/chats")] == [chat.chat_id]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/users", {"first_name": ""}),
        ("/users", {"first_name": "x", "colour": "red"}),
        ("/bots", {"token": "no-colon", "username": "a", "name": "b"}),
        ("/faults", {"kind": "earthquake"}),
        ("/chats/{chat}/text", {"text": ""}),
        ("/chats/{chat}/text", {"text": 5}),
        ("/chats/{chat}/contact", {}),
        ("/chats/{chat}/press", {}),
        ("/chats/{chat}/file", {"kind": "hologram"}),
        ("/chats/{chat}/file", {"kind": "photo", "content": "no base64!"}),
        ("/chats/{chat}/file", {"kind": "photo", "size": "large"}),
    ],
)
async def test_bad_control_requests(chat: Chat, path: str, body: dict[str, Any]) -> None:
    assert (await chat.ask("POST", path.format(chat=chat.chat_id), json=body)).status_code == 422


async def test_unknown_things(chat: Chat) -> None:
    for path in ("/chats/1/transcript", "/files/none", "/callbacks/none"):
        assert (await chat.ask("GET", path)).status_code == 404
    assert (await chat.ask("POST", "/chats/1/text", json={"text": "x"})).status_code == 404
    assert (await chat.client.get("/control/telegram/updates?bot=1")).status_code == 404
