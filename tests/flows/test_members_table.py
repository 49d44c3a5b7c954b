"""Is the table of step 3 changed in one message that stays where it is, by buttons, numbers and words?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conversations.engine import Bad, Book, Good, Option, Pressed, Session, Turned, View, advance, write
from conversations.engine.walk import walk
from conversations.flows.enrolment_samples import SAMPLE_TABLES
from conversations.flows.members_table import MembersTable, lacks, table_option

NOW = datetime(2026, 11, 28, 6, tzinfo=UTC)
TABLE = SAMPLE_TABLES[0].model_copy(
    update={"members": (*SAMPLE_TABLES[0].members, SAMPLE_TABLES[1].members[1]), "chosen": ()}
)
"""Lines 1 (the pensioner) and 2 (a child) can be enrolled, line 3 (a spouse insured elsewhere) cannot."""


def view(page: str = "", options: tuple[Option, ...] | None = None) -> View:
    return View("supplementary-members", options or table_option(TABLE), page, NOW.date(), "fa")


@pytest.mark.parametrize(
    ("said", "page", "read"),
    [
        ("۱ و ۲", "", Turned("=0,2")),
        ("1,2", "", Turned("=0,2")),
        ("2 1", "", Turned("=0,2")),
        ("۲", "=0", Turned("=0,2")),
        ("۲", "=0,2", Turned("=0")),
        ("١", "", Turned("=0")),
        ("همه", "", Turned("=0,2")),
        ("all", "=0", Turned("=0,2")),
        ("بله", "=0", Good("0")),
        ("تایید و ادامه", "=0,2", Good("0,2")),
        ("ادامه", "", Bad("none")),
        ("ادامه", "=", Bad("none")),
        ("۴", "", Bad("outside", {"most": 3, "example": 1})),
        ("۰", "", Bad("outside", {"most": 3, "example": 1})),
        ("۳", "", Bad("closed", {"name": "زهرا احمدی", "example": 1})),
        ("۱ تا ۲", "", Bad("choice")),
        ("نمی‌دانم", "", Bad("choice")),
    ],
)
def test_what_is_typed(said: str, page: str, read: object) -> None:
    assert MembersTable().read_text(said, view(page)) == read


def test_buttons_toggle_and_all_is_taken_back() -> None:
    table = MembersTable()
    assert table.read_press("2", view("=0")) == Turned("=0,2")
    assert table.read_press("2", view("=0,2")) == Turned("=0")
    assert table.read_press("all", view("=0")) == Turned("=0,2")
    assert table.read_press("all", view("=0,2")) == Turned("=")
    assert table.read_press("go", view("=")) == Bad("none")
    assert [option.key for option in table.options(view())] == ["0", "2", "all", "go"]


def test_all_says_what_it_does_to_those_who_are_insured() -> None:
    leaving = TABLE.model_copy(
        update={
            "members": tuple(
                one.model_copy(update={"covered": True, "action": "withdraw"}) for one in TABLE.members[:2]
            )
        }
    )
    table, seen = MembersTable(), view(options=table_option(leaving))
    assert [option.text.id for option in table.options(seen)] == [
        "enrolment-toggle",
        "enrolment-toggle",
        "enrolment-everybody-leaves",
        "enrolment-go-on",
    ]
    assert table.read_text("انصراف همه از بیمه", seen) == Turned("=0,2")
    assert table.read_text("انصراف همه از بیمه", view()) == Bad("choice")


def test_a_tap_edits_the_message_and_says_nothing_beside_it(book: Book) -> None:
    flow = book.by_id["supplementary"]
    stands: list[Session] = [
        session
        for session in walk(book, flow, now=NOW).stands.values()
        if session.call is None and session.frames[-1].step == "members" and not session.leaving
    ]
    assert stands
    shown = stands[0].shown
    assert shown is not None
    key = next(key for key in shown.keys if key.isdigit())
    turn = advance(book, stands[0], Pressed(shown.screen, key), now=NOW)
    (reply,) = turn.replies
    assert reply.edit
    assert reply.protect
    assert turn.session.shown is not None
    again = advance(book, turn.session, Pressed(turn.session.shown.screen, key), now=NOW)
    assert again.replies[0].edit
    assert write(again.replies[0], book.texts) != write(reply, book.texts)


def test_the_rule_that_a_choice_breaks_is_told_with_a_name() -> None:
    bound = SAMPLE_TABLES[1]
    assert [(lack.id, lack.args) for lack in lacks(bound, ("0",))] == [
        ("enrolment-lack-spouse-covered", {"name": "زهرا احمدی"})
    ]
    assert lacks(bound, ()) == ()
    only_left = SAMPLE_TABLES[3].model_copy(update={"bonds": bound.bonds})
    assert lacks(only_left, ("3",)) == ()
