"""Are HTML and MarkdownV2 read as Telegram reads them, with offsets in UTF-16 units?"""

import pytest

from simulators.telegram.composing import compose
from simulators.telegram.entities import cut, units
from simulators.telegram.refusals import Refused

Found = list[tuple[str, str]]


def read(source: str, mode: str) -> tuple[str, Found]:
    composed = compose(source, mode)
    return composed.text, [(e["type"], cut(composed.text, e["offset"], e["length"])) for e in composed.entities]


HTML: dict[str, tuple[str, Found]] = {
    "سلام": ("سلام", []),
    "<b>۱</b> و <i>۲</i>": ("۱ و ۲", [("bold", "۱"), ("italic", "۲")]),
    "🌷<b>گل</b>": ("🌷گل", [("bold", "گل")]),
    "<b>آ<i>ب</i></b>": ("آب", [("bold", "آب"), ("italic", "ب")]),
    "<strong>a</strong><em>b</em><ins>c</ins><del>d</del>": (
        "abcd",
        [("bold", "a"), ("italic", "b"), ("underline", "c"), ("strikethrough", "d")],
    ),
    '<span class="tg-spoiler">راز</span>': ("راز", [("spoiler", "راز")]),
    '<pre><code class="language-python">x = 1</code></pre>': ("x = 1", [("pre", "x = 1")]),
    "<code>a</code>": ("a", [("code", "a")]),
    '<a href="https://example.org/?a=1&amp;b=2">پیوند</a>': ("پیوند", [("text_link", "پیوند")]),
    '<a href="nothing">پیوند</a>': ("پیوند", []),
    "<blockquote expandable>متن</blockquote>": ("متن", [("expandable_blockquote", "متن")]),
    "1 &lt; 2 &amp;&amp; 3 &gt; 2 &#1587;": ("1 < 2 && 3 > 2 س", []),
    "  <b> x </b>  ": ("x", [("bold", "x")]),
    "<B>x</B>": ("x", [("bold", "x")]),
}


@pytest.mark.parametrize("source", HTML)
def test_html(source: str) -> None:
    assert read(source, "HTML") == HTML[source]


def test_links_keep_their_address() -> None:
    [link] = compose('<a href="https://example.org/?a=1&amp;b=2">x</a>', "html").entities
    assert link["url"] == "https://example.org/?a=1&b=2"
    [code] = compose('<pre><code class="language-python">x</code></pre>', "html").entities
    assert code["language"] == "python"


MARKDOWN: dict[str, tuple[str, Found]] = {
    "*۱* _۲_ __۳__ ~۴~ ||۵||": (
        "۱ ۲ ۳ ۴ ۵",
        [("bold", "۱"), ("italic", "۲"), ("underline", "۳"), ("strikethrough", "۴"), ("spoiler", "۵")],
    ),
    "🏟 🏟_🏟 __🏟___": ("🏟 🏟🏟 🏟", [("italic", "🏟 🏟"), ("underline", "🏟")]),
    "🏟 🏟__🏟 _🏟_ __": ("🏟 🏟🏟 🏟", [("underline", "🏟 🏟"), ("italic", "🏟")]),
    "1\\.5": ("1.5", []),
    "`a_b*`": ("a_b*", [("code", "a_b*")]),
    "```python\nx\n```": ("x", [("pre", "x")]),
    "[پیوند](https://example.org/\\))": ("پیوند", [("text_link", "پیوند")]),
    ">یک\n>دو\nسه": ("یک\nدو\nسه", [("blockquote", "یک\nدو\n")]),
    ">یک\n>دو||": ("یک\nدو", [("expandable_blockquote", "یک\nدو")]),
    "**": ("", []),
}


@pytest.mark.parametrize("source", MARKDOWN)
def test_markdown(source: str) -> None:
    assert read(source, "MarkdownV2") == MARKDOWN[source]


MISTAKES = {
    "🏟 🏟_abacaba": "Can't find end of Italic entity at byte offset 9",
    "🏟 🏟_abac * asd ": "Can't find end of Bold entity at byte offset 15",
    "🏟 🏟`": "Can't find end of Code entity at byte offset 9",
    "🏟 🏟__": "Can't find end of Underline entity at byte offset 9",
    "🏟 🏟__🏟 _🏟___": "Can't find end of Italic entity at byte offset 23",
    "🏟 🏟||test\\|": "Can't find end of Spoiler entity at byte offset 9",
    "[telegram\\.org](asd": "Can't find end of a URL at byte offset 15",
    **{sign: f"Character '{sign}' is reserved and must be escaped with the preceding '\\'" for sign in "]()#+-={}.!|"},
}


@pytest.mark.parametrize("source", MISTAKES)
def test_mistakes_in_markdown(source: str) -> None:
    with pytest.raises(Refused) as caught:
        compose(source, "MarkdownV2")
    assert caught.value.refusal.description == f"Bad Request: can't parse entities: {MISTAKES[source]}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start slip_1", [("bot_command", "/start")]),
        ("به /help@bimeyar_bot برو", [("bot_command", "/help@bimeyar_bot")]),
        ("1/2 و a/b", []),
        ("نشانی: https://example.org/a?b=1.", [("url", "https://example.org/a?b=1")]),
        ("از @bimeyar بپرس", [("mention", "@bimeyar")]),
        ("a@example.org", [("email", "a@example.org")]),
        ("🌷 #بیمه", [("hashtag", "#بیمه")]),
    ],
)
def test_what_telegram_finds_by_itself(text: str, found: Found) -> None:
    assert read(text, "") == (text, found)


def test_units() -> None:
    assert [units(text) for text in ("", "بیمه", "🌷", "👨‍👩‍👧")] == [0, 4, 2, 8]


def test_entities_move_with_trimmed_text() -> None:
    composed = compose("  سلام", "", [{"type": "bold", "offset": 2, "length": 4}])
    assert composed.entities == [{"type": "bold", "offset": 0, "length": 4}]


def test_too_many_entities() -> None:
    with pytest.raises(Refused, match="too many message entities"):
        compose("<b>x</b> " * 101, "HTML")
