"""Does the table say what the vendor's documents say, and do statuses only move forward? (channels.md 1.2)."""

import pytest

from simulators.kavenegar import codes
from sms.providers.port import Action
from sms.providers.statuses import (
    MESSAGE_STATUSES,
    RETURN_CODES,
    TROUBLES,
    Standing,
    Trouble,
    explain_code,
    moves_forward,
)

CLASSES = {
    Action.OK: {200},
    Action.BUG: {400, 404, 405, 406, 415, 419, 604},
    Action.CONFIGURATION: {401, 403, 407, 416, 412, 427, 424, 426, 432, 501, 607},
    Action.RETRY: {402, 409},
    Action.PERMANENT: {411, 413, 417, 420, 422, 428, 431},
    Action.SPLIT: {414},
    Action.PAUSE: {418},
    Action.THROTTLE: {429, 451},
}


def test_each_code_has_its_class() -> None:
    found = {action: {code for code, row in RETURN_CODES.items() if row.action is action} for action in CLASSES}
    assert found == CLASSES
    assert set(RETURN_CODES) >= set(codes.RETURN_TEXT)


@pytest.mark.parametrize(
    ("code", "action"),
    [(499, Action.BUG), (800, Action.BUG), (813, Action.BUG), (500, Action.AMBIGUOUS), (0, Action.AMBIGUOUS)],
)
def test_a_code_nobody_told_us_of(code: int, action: Action) -> None:
    assert explain_code(code).action is action


def test_only_what_was_never_written_may_simply_go_again() -> None:
    assert {trouble for trouble in Trouble if TROUBLES[trouble] is Action.RETRY} == {
        Trouble.NOT_CONNECTED,
        Trouble.NOT_STARTED,
    }
    assert {TROUBLES[trouble] for trouble in Trouble} == {Action.RETRY, Action.AMBIGUOUS}


def test_message_statuses_agree_with_the_vendor() -> None:
    assert set(MESSAGE_STATUSES) == set(codes.STATUS_TEXT)
    assert {status for status, row in MESSAGE_STATUSES.items() if row.final} == set(codes.FINAL)
    assert {s for s, row in MESSAGE_STATUSES.items() if row.standing is Standing.DELIVERED} == {10}


@pytest.mark.parametrize("old", [None, *MESSAGE_STATUSES])
@pytest.mark.parametrize("new", MESSAGE_STATUSES)
def test_statuses_move_forward_only(old: int | None, new: int) -> None:
    line: list[set[int | None]] = [{None}, {2}, {1}, {4, 5}, set(codes.FINAL)]
    place = {status: index for index, group in enumerate(line) for status in group}
    assert moves_forward(old, new) is (place[new] > place[old])
    if old is not None:
        assert not (moves_forward(old, new) and moves_forward(new, old))


def test_an_unknown_status_is_no_news_but_hides_nothing() -> None:
    assert not moves_forward(1, 77)
    assert moves_forward(77, 10)
