"""Do both libraries accept every answer of every method?"""

import pytest

from tests.simulators.telegram.control import Chat
from tests.simulators.telegram.peers import Peer
from tests.simulators.telegram.pictures import PNG

INLINE = {
    "inline_keyboard": [
        [{"text": "بله", "callback_data": "s1:yes"}, {"text": "پرداخت", "url": "http://127.0.0.1:8080/pay"}],
        [{"text": "رونوشت", "copy_text": {"text": "1117753200140"}}],
    ]
}
REPLY = {"keyboard": [[{"text": "شماره من", "request_contact": True}], [{"text": "نه"}]], "resize_keyboard": True}


async def test_get_me(peer: Peer, chat: Chat) -> None:
    me = await peer.call("get_me")
    assert (me["id"], me["is_bot"], me["first_name"]) == (chat.bot_id, True, "بیمه‌یار")


async def test_send_message_with_inline_keyboard(peer: Peer, chat: Chat) -> None:
    sent = await peer.call(
        "send_message",
        chat_id=chat.chat_id,
        text="سلام <b>مریم</b> 🌷 <i>خوش</i>",
        parse_mode="HTML",
        reply_markup=peer.make("InlineKeyboardMarkup", INLINE),
        protect_content=True,
    )
    assert sent["text"] == "سلام مریم 🌷 خوش"
    assert [(e["type"], e["offset"], e["length"]) for e in sent["entities"]] == [("bold", 5, 4), ("italic", 13, 3)]
    shown = await chat.last()
    assert shown["inline_keyboard"] == INLINE["inline_keyboard"]
    assert (shown["from"], shown["protected"]) == ("bot", True)


async def test_send_message_with_reply_keyboard(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("ReplyKeyboardMarkup", REPLY)
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="شماره؟", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert (await chat.transcript())["reply_keyboard"]["keyboard"][0][0]["request_contact"] is True
    remove = peer.make("ReplyKeyboardRemove", {"remove_keyboard": True})
    await peer.call("send_message", chat_id=chat.chat_id, text="ممنون", reply_markup=remove)
    assert (await chat.transcript())["reply_keyboard"] is None


async def test_reply_to_a_message(peer: Peer, chat: Chat) -> None:
    asked = (await chat.act("text", text="سؤال"))[0]["message_id"]
    reply = peer.media("ReplyParameters", message_id=asked)
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="پاسخ", reply_parameters=reply)
    assert sent["reply_to_message"]["text"] == "سؤال"


@pytest.mark.parametrize("kind", ["document", "voice", "video", "audio", "animation", "sticker"])
async def test_send_file_of_each_kind(peer: Peer, chat: Chat, kind: str) -> None:
    file = peer.upload(b"content of " + kind.encode(), f"slip.{kind}")
    caption = {} if kind == "sticker" else {"caption": "فیش"}
    sent = await peer.call(f"send_{kind}", chat_id=chat.chat_id, **{kind: file}, **caption)
    assert sent[kind]["file_size"] == len(b"content of " + kind.encode())
    assert sent.get("caption") == caption.get("caption")
    shown = (await chat.last())["files"][0]
    assert shown["kind"] == kind
    assert (await chat.client.get(shown["url"])).content == b"content of " + kind.encode()
    again = await peer.call(f"send_{kind}", chat_id=chat.chat_id, **{kind: sent[kind]["file_id"]})
    assert again[kind]["file_id"] == sent[kind]["file_id"]


async def test_send_photo_and_download_it(peer: Peer, chat: Chat) -> None:
    sent = await peer.call("send_photo", chat_id=chat.chat_id, photo=peer.upload(PNG, "qr.png"), caption="کد")
    assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (3, 2)
    assert await peer.download(sent["photo"][-1]["file_id"]) == PNG


async def test_send_media_group(peer: Peer, chat: Chat) -> None:
    album = [
        peer.media("InputMediaPhoto", media=peer.upload(PNG, "a.png"), caption="*یک*", parse_mode="MarkdownV2"),
        peer.media("InputMediaPhoto", media=peer.upload(PNG, "b.png")),
    ]
    sent = await peer.call("send_media_group", chat_id=chat.chat_id, media=album)
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption"] == "یک"
    assert sent[0]["caption_entities"][0]["type"] == "bold"


async def test_send_location_and_contact(peer: Peer, chat: Chat) -> None:
    place = await peer.call("send_location", chat_id=chat.chat_id, latitude=35.7, longitude=51.4)
    assert place["location"]["latitude"] == pytest.approx(35.7)
    card = await peer.call("send_contact", chat_id=chat.chat_id, phone_number="1420", first_name="شعبه")
    assert card["contact"]["phone_number"] == "1420"


async def test_copy_and_forward(peer: Peer, chat: Chat) -> None:
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="اطلاعیه")
    where = {"chat_id": chat.chat_id, "from_chat_id": chat.chat_id, "message_id": sent["message_id"]}
    copied = await peer.call("copy_message", **where)
    assert copied["message_id"] > sent["message_id"]
    assert (await chat.last())["text"] == "اطلاعیه"
    forwarded = await peer.call("forward_message", **where)
    assert forwarded["forward_origin"]["sender_user"]["id"] == chat.bot_id
    document = await peer.call("send_document", chat_id=chat.chat_id, document=peer.upload(b"x", "a.pdf"), caption="یک")
    await peer.call("copy_message", **{**where, "message_id": document["message_id"]}, caption="دو")
    assert (await chat.last())["caption"] == "دو"


async def test_edits(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("InlineKeyboardMarkup", INLINE)
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="یک", reply_markup=keyboard)
    where = {"chat_id": chat.chat_id, "message_id": sent["message_id"]}
    edited = await peer.call("edit_message_text", text="دو", reply_markup=keyboard, **where)
    assert (edited["text"], len(edited["reply_markup"]["inline_keyboard"])) == ("دو", 2)
    without = await peer.call("edit_message_text", text="سه", **where)
    assert "reply_markup" not in without
    again = await peer.call("edit_message_reply_markup", reply_markup=keyboard, **where)
    assert again["text"] == "سه"
    shown = await chat.last()
    assert (shown["text"], shown["edited"], shown["edits"]) == ("سه", True, 2), "other buttons alone do not count"
    document = await peer.call("send_document", chat_id=chat.chat_id, document=peer.upload(b"x", "a.pdf"), caption="یک")
    where["message_id"] = document["message_id"]
    captioned = await peer.call("edit_message_caption", caption="<u>دو</u>", parse_mode="HTML", **where)
    assert (captioned["caption"], captioned["document"]["file_name"]) == ("دو", "a.pdf")


async def test_deletes(peer: Peer, chat: Chat) -> None:
    numbers = [
        (await peer.call("send_message", chat_id=chat.chat_id, text=text))["message_id"] for text in ("۱", "۲", "۳")
    ]
    assert await peer.call("delete_message", chat_id=chat.chat_id, message_id=numbers[0]) is True
    assert await peer.call("delete_messages", chat_id=chat.chat_id, message_ids=[*numbers[:2], 999_999]) is True
    assert [m["text"] for m in (await chat.transcript())["messages"]] == ["/start", "۳"]
    everything = (await chat.transcript(deleted=True))["messages"]
    assert [m["deleted"] for m in everything] == [False, True, True, False]


async def test_callback_query_is_answered_once(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("InlineKeyboardMarkup", INLINE)
    await peer.call("send_message", chat_id=chat.chat_id, text="؟", reply_markup=keyboard)
    tap = await chat.act("press", label="بله")
    update = (await peer.call("get_updates", timeout=0))[-1]
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tap["callback_id"], "s1:yes", chat.chat_id)
    assert query["message"]["text"] == "؟"
    assert await peer.call("answer_callback_query", callback_query_id=query["id"], text="چشم", show_alert=True) is True
    answered = await chat.read(f"/callbacks/{query['id']}")
    assert (answered["answered"], answered["text"], answered["show_alert"]) == (True, "چشم", True)


async def test_chat_action_and_draft(peer: Peer, chat: Chat) -> None:
    assert await peer.call("send_chat_action", chat_id=chat.chat_id, action="typing") is True
    assert await peer.call("send_message_draft", chat_id=chat.chat_id, draft_id=7, text="در حال نوشتن") is True
    seen = await chat.transcript()
    assert (seen["action"], seen["draft"]) == ("typing", "در حال نوشتن")
    await peer.call("send_message", chat_id=chat.chat_id, text="نوشتم")
    seen = await chat.transcript()
    assert (seen["action"], seen["draft"]) == (None, None)


async def test_get_chat(peer: Peer, chat: Chat) -> None:
    found = await peer.call("get_chat", chat_id=chat.chat_id)
    assert (found["id"], found["type"], found["last_name"]) == (chat.chat_id, "private", "احمدی")


async def test_commands_by_scope_and_language(peer: Peer, chat: Chat) -> None:
    def commands(*names: str) -> list[object]:
        return [peer.media("BotCommand", command=name, description=f"شرح {name}") for name in names]

    private = peer.media("BotCommandScopeAllPrivateChats")
    await peer.call("set_my_commands", commands=commands("help"))
    await peer.call("set_my_commands", commands=commands("slip", "help"), scope=private, language_code="fa")
    assert [c["command"] for c in await peer.call("get_my_commands")] == ["help"]
    found = await peer.call("get_my_commands", scope=private, language_code="fa")
    assert [c["command"] for c in found] == ["slip", "help"]
    assert [c["command"] for c in await chat.read(f"/menu/{chat.chat_id}")] == ["slip", "help"]
    await peer.call("delete_my_commands", scope=private, language_code="fa")
    assert await peer.call("get_my_commands", scope=private, language_code="fa") == []
    here = peer.media("BotCommandScopeChat", chat_id=chat.chat_id)
    await peer.call("set_my_commands", commands=commands("only_here"), scope=here)
    assert [c["command"] for c in await chat.read(f"/menu/{chat.chat_id}")] == ["only_here"]


@pytest.mark.parametrize("kind", ["name", "description", "short_description"])
async def test_what_the_bot_says_of_itself(peer: Peer, kind: str) -> None:
    assert await peer.call(f"set_my_{kind}", **{kind: "Insurance"}) is True
    assert await peer.call(f"set_my_{kind}", **{kind: "بیمه"}, language_code="fa") is True
    assert await peer.call(f"get_my_{kind}", language_code="fa") == {kind: "بیمه"}
    assert await peer.call(f"get_my_{kind}", language_code="de") == {kind: "Insurance"}


async def test_menu_button(peer: Peer, chat: Chat) -> None:
    web = {"type": "web_app", "text": "پنجره", "web_app": {"url": "https://example.org/"}}
    assert (await peer.call("get_chat_menu_button", chat_id=chat.chat_id))["type"] == "commands"
    await peer.call("set_chat_menu_button", chat_id=chat.chat_id, menu_button=peer.make("MenuButtonWebApp", web))
    assert (await peer.call("get_chat_menu_button", chat_id=chat.chat_id))["web_app"]["url"] == "https://example.org/"
    await peer.call("set_chat_menu_button", chat_id=chat.chat_id, menu_button=peer.media("MenuButtonDefault"))
    assert (await peer.call("get_chat_menu_button", chat_id=chat.chat_id))["type"] == "commands"


async def test_webhook_settings(peer: Peer) -> None:
    before = await peer.call("get_webhook_info")
    assert (before["url"], before["pending_update_count"]) == ("", 0)
    wanted = {"max_connections": 7, "allowed_updates": ["message"], "secret_token": "s-3_cret"}
    assert await peer.call("set_webhook", url="http://127.0.0.1:9/hook", **wanted) is True
    info = await peer.call("get_webhook_info")
    assert (info["url"], info["max_connections"]) == ("http://127.0.0.1:9/hook", 7)
    assert list(info["allowed_updates"]) == ["message"]
    assert await peer.call("delete_webhook", drop_pending_updates=True) is True
    assert (await peer.call("get_webhook_info"))["url"] == ""
