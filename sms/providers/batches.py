"""How is a batch of messages cut into calls that the provider takes?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sms.providers.port import OutgoingSms

RECEPTOR_LIMIT = 200


def plan_calls(batch: Sequence[OutgoingSms], *, sender: str, limit: int = RECEPTOR_LIMIT) -> list[list[OutgoingSms]]:
    """Calls of at most `limit` messages, no receptor twice in a call (the answer names messages by receptor alone).

    A call with different texts needs a `sender` for each; without one, each text has calls of its own.
    """
    calls: list[list[OutgoingSms]] = []
    for group in [batch] if sender else _by_text(batch):
        calls += _cut(group, limit)
    return calls


def _by_text(batch: Iterable[OutgoingSms]) -> list[list[OutgoingSms]]:
    groups: dict[str, list[OutgoingSms]] = {}
    for message in batch:
        groups.setdefault(message.text, []).append(message)
    return list(groups.values())


def _cut(group: Sequence[OutgoingSms], limit: int) -> list[list[OutgoingSms]]:
    """In order; the n-th message to a receptor goes into the n-th round, so that rounds stay full."""
    rounds: list[list[OutgoingSms]] = []
    met: dict[str, int] = {}
    for message in group:
        turn = met.get(message.receptor, 0)
        met[message.receptor] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(message)
    return [each[start : start + limit] for each in rounds for start in range(0, len(each), limit)]
