"""What does a person see who sends the wrong thing, shares a number, or has a small screen?"""

from __future__ import annotations

import base64
from typing import Any

import pytest

from conversations.engine import ChatKey, Option, Reply, Text
from tests.bot.citizen.product import Talk, labels, texts
from tests.simulators.telegram.pictures import PNG

DATA = {"voice": b"OggS", "document": b"%PDF-1.7", "sticker": b"RIFF", "video": b"mp4"}


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "video", "sticker"])
async def test_a_file_where_words_are_wanted_is_answered_kindly(talk: Talk, kind: str) -> None:
    await talk.press("طوطی")
    content = base64.b64encode(PNG if kind == "photo" else DATA[kind]).decode()
    (answer,) = await talk.do("file", content=content, kind=kind, name=f"a.{kind}")
    assert answer["text"] == f"input-any-bad-{kind}\n\nparrot-word"


async def test_a_place_where_words_are_wanted_is_answered_kindly(talk: Talk) -> None:
    await talk.press("طوطی")
    (answer,) = await talk.do("location", latitude=35.7, longitude=51.4)
    assert answer["text"] == "input-any-bad-location\n\nparrot-word"


async def test_4097_characters_are_answered_kindly(talk: Talk) -> None:
    await talk.say("/me")
    said = await talk.say("آ" * 4097)
    assert texts(said)[0].startswith("input-free-text-bad-long")
    assert all(len(text) <= 4096 for text in texts(said))


async def test_an_answer_too_long_for_one_message_comes_in_parts_at_paragraphs(talk: Talk) -> None:
    parts = await talk.say("/long")
    assert len(parts) > 2
    assert all(len(text.encode("utf-16-le")) // 2 <= 4096 for text in texts(parts))
    words = "\n\n".join(texts(parts)).split()
    assert words.count("کلمه") == 6 * 300
    assert [bool(labels(part)) for part in parts] == [False] * (len(parts) - 1) + [True]


async def test_a_message_edited_by_the_person_is_let_be(talk: Talk) -> None:
    await talk.press("طوطی")
    sent = await talk.chat.act("text", text="یک")
    await talk.settled()
    before = len(await talk.seen())
    await talk.chat.act(f"messages/{sent[0]['message_id']}/edit", text="دو")
    await talk.settled()
    assert len(await talk.seen()) == before


async def test_a_deep_link_goes_where_it_says(talk: Talk) -> None:
    assert texts(await talk.do("start", payload="slip")) == ["identify-code"]


# ---- the contact keyboard -------------------------------------------------------------------------------------------


async def to_phone(talk: Talk) -> dict[str, Any]:
    await talk.say("/me")
    (question,) = await talk.say("مریم")
    return question


async def test_the_contact_keyboard_holds_the_options_as_words(talk: Talk) -> None:
    question = await to_phone(talk)
    assert question["protected"]
    rows = [[button["text"] for button in row] for row in (await talk.keyboard())["keyboard"]]
    assert rows[0] == ["input-mobile-share"]
    assert rows[-1] == ["⬅️ بازگشت", "engine-help-button", "انصراف"]


async def test_ones_own_number_is_taken_and_the_keyboard_goes(talk: Talk) -> None:
    await to_phone(talk)
    said = await talk.press("input-mobile-share")
    assert texts(said) == ["bot-noted", "personal-sure"]
    assert await talk.keyboard() is None
    assert labels(said[-1])[0] == "personal-sure-yes"


async def test_a_typed_number_takes_the_keyboard_away_too(talk: Talk) -> None:
    await to_phone(talk)
    assert texts(await talk.say("۰۹۱۲۱۱۱۲۲۳۳")) == ["bot-noted", "personal-sure"]
    assert await talk.keyboard() is None
    assert texts(await talk.say("بله")) == ["personal-thanks"], "and it is said once only"


@pytest.mark.parametrize("whose", [{"user_id": 5}, {}], ids=["somebody's", "nobody's"])
async def test_the_number_of_somebody_else_is_not_taken(talk: Talk, whose: dict[str, int]) -> None:
    await to_phone(talk)
    (answer,) = await talk.do("contact", phone="989121112233", first_name="علی", **whose)
    assert answer["text"].split()[0] == "input-mobile-bad-not-own-contact"
    assert (await talk.keyboard())["keyboard"], "it is asked again, so the keyboard stays"


async def test_a_keyboard_word_works_like_a_button(talk: Talk) -> None:
    await to_phone(talk)
    said = await talk.press("⬅️ بازگشت")
    assert texts(said) == ["bot-noted", "personal-name"]
    assert await talk.keyboard() is None


# ---- what must not be forwarded ---------------------------------------------------------------------------------------


async def test_protection_is_kept_when_a_question_takes_the_place_of_another(talk: Talk) -> None:
    await to_phone(talk)
    (_, question) = await talk.say("09121112233")
    assert question["protected"]
    (said,) = await talk.press("personal-sure-yes")
    assert said["message_id"] > question["message_id"], "what may be forwarded takes not the place of what may not"
    assert (said["text"], said["protected"]) == ("personal-thanks", False)
    assert labels((await talk.seen())[-2]) == []


# ---- news -----------------------------------------------------------------------------------------------------------


async def test_news_that_ask_anew_take_the_buttons_of_the_question_before_them(talk: Talk) -> None:
    await talk.press("طوطی")
    key = ChatKey("telegram", str(talk.chat.bot_id), str(talk.chat.chat_id))
    question = (await talk.seen())[-1]
    assert labels(question)
    await talk.product.bot.way_to(key)((Reply(Text("news-of-the-day")),))
    assert labels((await talk.seen())[-2]) == labels(question), "nothing was asked anew"
    options = (Option("again", Text("again")),)
    await talk.product.bot.way_to(key)((Reply(Text("pay-failed"), options=options, screen="s"),))
    seen = await talk.seen()
    assert [message["message_id"] for message in seen if labels(message)] == [seen[-1]["message_id"]]
