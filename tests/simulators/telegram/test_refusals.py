"""Does every refusal come in Telegram's words, and does each library raise the right class for it?"""

import dataclasses
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.simulators.telegram.control import Chat, new_user
from tests.simulators.telegram.peers import Libraries, Peer, Refused
from tests.simulators.telegram.test_methods import INLINE, REPLY

BAD = {"aiogram": "TelegramBadRequest", "ptb": "BadRequest"}
FORBIDDEN = {"aiogram": "TelegramForbiddenError", "ptb": "Forbidden"}


async def refusal(peer: Peer, method: str, **values: Any) -> Refused:
    """Calls what must be refused."""
    with pytest.raises(Refused) as caught:
        await peer.call(method, **values)
    return caught.value


TEXTS = {
    "empty": ({"text": ""}, "message text is empty"),
    "blank": ({"text": "  \n "}, "message text is empty"),
    "only tags": ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    "4097": ({"text": "آ" * 4097}, "message is too long"),
    "2049 emoji": ({"text": "🌷" * 2049}, "message is too long"),
    "open tag": (
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "wrong tag": ({"text": "سلام <h1>x</h1>", "parse_mode": "HTML"}, 'Unsupported start tag "h1" at byte offset 9'),
    "crossed": ({"text": "<b><i>x</b></i>", "parse_mode": "HTML"}, 'expected "</i>", found "</b>"'),
    "unclosed": ({"text": "a <b", "parse_mode": "HTML"}, "Unclosed start tag at byte offset 2"),
    "bare end": ({"text": "x</b>", "parse_mode": "HTML"}, "Unexpected end tag at byte offset 1"),
    "dot": (
        {"text": "v1.0", "parse_mode": "MarkdownV2"},
        "Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    "star": ({"text": "آ *b", "parse_mode": "MarkdownV2"}, "Can't find end of Bold entity at byte offset 3"),
    "mode": ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
}


@pytest.mark.parametrize("case", TEXTS)
async def test_texts(peer: Peer, chat: Chat, case: str) -> None:
    values, words = TEXTS[case]
    refused = await refusal(peer, "send_message", chat_id=chat.chat_id, **values)
    assert refused.error == BAD[peer.name]
    assert words.lower() in refused.words.lower()
    assert (await chat.last())["text"] == "/start"


async def test_longest_texts_are_taken(peer: Peer, chat: Chat) -> None:
    for text in ("آ" * 4096, "🌷" * 2048, "<b>" + "x" * 4096 + "</b>"):
        sent = await peer.call("send_message", chat_id=chat.chat_id, text=text, parse_mode="HTML")
        assert len(sent["text"]) in (2048, 4096)


async def test_caption_of_1025(peer: Peer, chat: Chat) -> None:
    file = peer.upload(b"x", "a.pdf")
    refused = await refusal(peer, "send_document", chat_id=chat.chat_id, document=file, caption="آ" * 1025)
    assert "message caption is too long" in refused.words.lower()


async def test_entities_outside_the_text(peer: Peer, chat: Chat) -> None:
    entities = [peer.media("MessageEntity", type="bold", offset=2, length=3)]
    refused = await refusal(peer, "send_message", chat_id=chat.chat_id, text="🌷🌷", entities=entities)
    assert "utf-16 offset 2" in refused.words.lower()
    entities = [peer.media("MessageEntity", type="bold", offset=2, length=2)]
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="🌷🌷", entities=entities)
    assert sent["entities"][0]["length"] == 2


KEYBOARDS: dict[str, tuple[list[list[dict[str, Any]]], str]] = {
    "data of 65 bytes": ([[{"text": "x", "callback_data": "آ" * 32 + "x"}]], "BUTTON_DATA_INVALID"),
    "no action": ([[{"text": "x"}]], "Text buttons are unallowed in the inline keyboard"),
    "url": ([[{"text": "x", "url": "not a url"}]], "Wrong HTTP URL"),
    "101 buttons": ([[{"text": str(n), "callback_data": str(n)}] for n in range(101)], "reply markup is too long"),
    "copy text of 257": ([[{"text": "x", "copy_text": {"text": "x" * 257}}]], "BUTTON_COPY_TEXT_INVALID"),
}


@pytest.mark.parametrize("case", KEYBOARDS)
async def test_keyboards(chat: Chat, libraries: Libraries, case: str) -> None:
    """The libraries check some of this themselves, so the keyboard goes out as plain JSON."""
    rows, words = KEYBOARDS[case]
    for library in ("aiogram", "ptb"):
        peer = libraries.peer(library, chat.token)
        if library == "ptb":
            values: dict[str, Any] = {"api_kwargs": {"reply_markup": {"inline_keyboard": rows}}}
        else:
            markup = peer.make("InlineKeyboardMarkup", {"inline_keyboard": []})
            object.__setattr__(markup, "inline_keyboard", _loose_rows(rows))
            values = {"reply_markup": markup}
        refused = await refusal(peer, "send_message", chat_id=chat.chat_id, text="x", **values)
        assert refused.error == BAD[library]
        assert words.lower() in refused.words.lower()


def _loose_rows(rows: list[list[dict[str, Any]]]) -> Any:
    from aiogram.types import CopyTextButton, InlineKeyboardButton

    def loose(button: dict[str, Any]) -> InlineKeyboardButton:
        copied = button.get("copy_text")
        values = {**button, **({"copy_text": CopyTextButton.model_construct(**copied)} if copied else {})}
        return InlineKeyboardButton.model_construct(_fields_set=set(values), **values)

    return [[loose(button) for button in row] for row in rows]


async def test_empty_keyboards_vanish(peer: Peer, chat: Chat) -> None:
    empty = peer.make("InlineKeyboardMarkup", {"inline_keyboard": []})
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="x", reply_markup=empty)
    assert "reply_markup" not in sent


async def test_data_of_64_bytes_is_taken(peer: Peer, chat: Chat) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "آ" * 32}]]}
    await peer.call(
        "send_message", chat_id=chat.chat_id, text="x", reply_markup=peer.make("InlineKeyboardMarkup", markup)
    )
    assert (await chat.act("press", label="x"))["kind"] == "callback"


async def test_identical_edit(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("InlineKeyboardMarkup", INLINE)
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="یک", reply_markup=keyboard)
    where = {"chat_id": chat.chat_id, "message_id": sent["message_id"]}
    for method, values in (("edit_message_text", {"text": "یک"}), ("edit_message_reply_markup", {})):
        refused = await refusal(peer, method, reply_markup=keyboard, **values, **where)
        assert refused.words.lower().endswith(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )


async def test_edits_that_cannot_be(peer: Peer, chat: Chat) -> None:
    here = {"chat_id": chat.chat_id}
    theirs = (await chat.act("text", text="من"))[0]["message_id"]
    keyboard = peer.make("ReplyKeyboardMarkup", REPLY)
    with_keyboard = await peer.call("send_message", text="؟", reply_markup=keyboard, **here)
    document = await peer.call("send_document", document=peer.upload(b"x", "a.pdf"), **here)
    text = await peer.call("send_message", text="متن", **here)
    cases = (
        ("edit_message_text", {"message_id": 999_999, "text": "x"}, "message to edit not found"),
        ("edit_message_text", {"message_id": theirs, "text": "x"}, "message can't be edited"),
        ("edit_message_text", {"message_id": with_keyboard["message_id"], "text": "x"}, "message can't be edited"),
        ("edit_message_text", {"message_id": document["message_id"], "text": "x"}, "there is no text in the message"),
        ("edit_message_caption", {"message_id": text["message_id"], "caption": "x"}, "there is no caption in the mess"),
        ("delete_message", {"message_id": 999_999}, "message to delete not found"),
        ("copy_message", {"message_id": 999_999, "from_chat_id": chat.chat_id}, "message to copy not found"),
        ("forward_message", {"message_id": 999_999, "from_chat_id": chat.chat_id}, "message to forward not found"),
    )
    for method, values, words in cases:
        refused = await refusal(peer, method, **here, **values)
        assert refused.error == BAD[peer.name]
        assert words in refused.words.lower()


async def test_old_messages_stay(peer: Peer, chat: Chat) -> None:
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="x")
    await chat.ask("POST", "/clock", json={"seconds": 49 * 3600})
    refused = await refusal(peer, "delete_message", chat_id=chat.chat_id, message_id=sent["message_id"])
    assert "message can't be deleted for everyone" in refused.words.lower()


async def test_protected_messages_are_not_passed_on(peer: Peer, chat: Chat) -> None:
    sent = await peer.call("send_message", chat_id=chat.chat_id, text="x", protect_content=True)
    where = {"chat_id": chat.chat_id, "from_chat_id": chat.chat_id, "message_id": sent["message_id"]}
    assert "can't be forwarded" in (await refusal(peer, "forward_message", **where)).words
    assert "can't be copied" in (await refusal(peer, "copy_message", **where)).words


async def test_callback_queries(peer: Peer, chat: Chat) -> None:
    keyboard = peer.make("InlineKeyboardMarkup", INLINE)
    await peer.call("send_message", chat_id=chat.chat_id, text="؟", reply_markup=keyboard)
    words = "query is too old and response timeout expired or query id is invalid"
    assert words in (await refusal(peer, "answer_callback_query", callback_query_id="123")).words.lower()
    first = (await chat.act("press", label="بله"))["callback_id"]
    await peer.call("answer_callback_query", callback_query_id=first)
    assert words in (await refusal(peer, "answer_callback_query", callback_query_id=first)).words.lower()
    late = (await chat.act("press", label="بله"))["callback_id"]
    await chat.ask("POST", "/clock", json={"seconds": 61})
    assert words in (await refusal(peer, "answer_callback_query", callback_query_id=late)).words.lower()


async def test_reply_target(peer: Peer, chat: Chat) -> None:
    missing = peer.media("ReplyParameters", message_id=999_999)
    refused = await refusal(peer, "send_message", chat_id=chat.chat_id, text="x", reply_parameters=missing)
    assert "message to be replied not found" in refused.words.lower()
    lenient = peer.media("ReplyParameters", message_id=999_999, allow_sending_without_reply=True)
    assert await peer.call("send_message", chat_id=chat.chat_id, text="x", reply_parameters=lenient)


async def test_chats_that_cannot_be_written_to(peer: Peer, chat: Chat) -> None:
    async def words(chat_id: int | str) -> tuple[str, str]:
        refused = await refusal(peer, "send_message", chat_id=chat_id, text="x")
        return refused.error, refused.words.lower()

    assert await words(5) == (
        BAD[peer.name],
        "bad request: chat not found" if peer.name == "aiogram" else "chat not found",
    )
    assert (await words("@nobody_at_all"))[1].endswith("chat not found")
    stranger = await new_user(chat.client)
    error, said = await words(stranger)
    assert (error, said) == (FORBIDDEN[peer.name], "forbidden: bot can't initiate conversation with a user")
    await chat.act("block")
    assert await words(chat.chat_id) == (FORBIDDEN[peer.name], "forbidden: bot was blocked by the user")
    await chat.act("unblock")
    await peer.call("send_message", chat_id=chat.chat_id, text="x")
    await chat.ask("POST", f"/users/{chat.chat_id}/deactivate")
    assert await words(chat.chat_id) == (FORBIDDEN[peer.name], "forbidden: user is deactivated")


async def test_groups(peer: Peer, chat: Chat) -> None:
    made = await chat.ask("POST", "/groups", json={"title": "شعبه", "members": [chat.chat_id]})
    group = dataclasses.replace(chat, chat_id=made.json()["id"])
    contact = peer.make("ReplyKeyboardMarkup", REPLY)
    refused = await refusal(peer, "send_message", chat_id=group.chat_id, text="x", reply_markup=contact)
    assert "phone number can be requested in private chats only" in refused.words.lower()
    moved = (await chat.ask("POST", f"/groups/{group.chat_id}/migrate")).json()["migrate_to_chat_id"]
    refused = await refusal(peer, "send_message", chat_id=group.chat_id, text="x")
    assert (refused.error, refused.migrate_to) == (
        {"aiogram": "TelegramMigrateToChat", "ptb": "ChatMigrated"}[peer.name],
        moved,
    )
    assert (await peer.call("send_message", chat_id=moved, text="x"))["chat"]["type"] == "supergroup"
    supergroup = dataclasses.replace(chat, chat_id=moved)
    await supergroup.act("block")
    refused = await refusal(peer, "send_message", chat_id=moved, text="x")
    assert refused.words.lower() == "forbidden: bot was kicked from the supergroup chat"
    await supergroup.act("unblock")
    assert await peer.call("leave_chat", chat_id=moved) is True
    refused = await refusal(peer, "send_message", chat_id=moved, text="x")
    assert refused.words.lower() == "forbidden: bot is not a member of the supergroup chat"


async def test_files(peer: Peer, chat: Chat) -> None:
    big = await chat.act("file", kind="document", name="big.zip", size=20 * 1024 * 1024 + 1)
    assert "file is too big" in (await refusal(peer, "get_file", file_id=big["file_id"])).words.lower()
    small = await chat.act("file", kind="document", name="small.zip", size=20 * 1024 * 1024)
    assert (await peer.call("get_file", file_id=small["file_id"]))["file_size"] == 20 * 1024 * 1024
    assert "invalid file_id" in (await refusal(peer, "get_file", file_id="nonsense")).words.lower()
    text = peer.upload(b"no picture", "x.png")
    refused = await refusal(peer, "send_photo", chat_id=chat.chat_id, photo=text)
    assert "image_process_failed" in refused.words.lower()
    one = [peer.media("InputMediaDocument", media=peer.upload(b"x", "a.pdf"))]
    refused = await refusal(peer, "send_media_group", chat_id=chat.chat_id, media=one)
    assert "2-10 items" in refused.words


async def test_commands(peer: Peer) -> None:
    bad = [peer.media("BotCommand", command="بیمه", description="x")]
    assert "bot_command_invalid" in (await refusal(peer, "set_my_commands", commands=bad)).words.lower()
    long = [peer.media("BotCommand", command="a", description="x" * 257)]
    assert "bot_command_description_invalid" in (await refusal(peer, "set_my_commands", commands=long)).words.lower()
    fine = [peer.media("BotCommand", command="a", description="x")]
    refused = await refusal(peer, "set_my_commands", commands=fine, language_code="persian")
    assert "invalid language code specified" in refused.words.lower()


async def test_webhook_settings(peer: Peer) -> None:
    secret = {"url": "http://127.0.0.1:9/", "secret_token": "با فاصله"}
    assert "secret token contains unallowed characters" in (await refusal(peer, "set_webhook", **secret)).words.lower()
    assert "invalid webhook url" in (await refusal(peer, "set_webhook", url="ftp://x/")).words.lower()


async def test_wrong_token_and_unknown_method(libraries: Libraries, chat: Chat) -> None:
    stranger = {"aiogram": "TelegramUnauthorizedError", "ptb": "InvalidToken"}
    calls: dict[str, Callable[[Peer], Awaitable[Any]]] = {
        "aiogram": lambda peer: peer.call("approve_suggested_post", chat_id=-1, message_id=1),
        "ptb": lambda peer: peer.call("approve_suggested_post", chat_id=-1, message_id=1),
    }
    absent = {"aiogram": "TelegramNotFound", "ptb": "InvalidToken"}
    for library, call in calls.items():
        assert (await refusal(libraries.peer(library, "1:wrong"), "get_me")).error == stranger[library]
        with pytest.raises(Refused) as caught:
            await call(libraries.peer(library, chat.token))
        assert caught.value.error == absent[library]
    raw = await chat.client.post(f"/telegram/bot{chat.token}/fly")
    assert raw.json() == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    raw = await chat.client.post("/telegram/bot1:wrong/getMe")
    assert (raw.status_code, raw.json()) == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
