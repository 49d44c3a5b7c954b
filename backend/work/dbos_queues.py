"""How does DBOS look at a queue when our bell rings, and not only at its next poll?

It starts a thread for each queue, which sleeps on the event that stops it. Ours are the same threads, asleep on a
bell that wakes them for a look as well; DBOS itself is told to listen to none of our queues.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from dbos import DBOS
from dbos._queue import queue_worker_thread

from backend.kit.outbox import Lane
from backend.work.port import LaneWidth


class QueueBell(threading.Event):
    """Set: stop. Rung: look at once. `wait` returns when either happens, and says whether it was the first."""

    def __init__(self) -> None:
        super().__init__()
        self._rung = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self._rung.wait(timeout)
        self._rung.clear()
        return self.is_set()

    def ring(self) -> None:
        """Look now."""
        self._rung.set()

    def set(self) -> None:
        super().set()
        self._rung.set()


@dataclass(slots=True)
class Queues:
    """One thread for each lane of a launched DBOS."""

    _bells: dict[Lane, QueueBell] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, dbos: DBOS, widths: Mapping[Lane, LaneWidth]) -> None:
        """Not on a thread with an event loop."""
        for lane, width in widths.items():
            queue = DBOS.register_queue(
                lane.value,
                worker_concurrency=width.at_once,
                polling_interval_sec=width.poll,
                on_conflict="always_update",
            )
            self._bells[lane] = QueueBell()
            thread = threading.Thread(
                target=queue_worker_thread, args=(self._bells[lane], dbos, queue), name=f"work: {lane}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def ring(self, lane: Lane) -> None:
        """There may be work in this lane."""
        bell = self._bells.get(lane)
        if bell is not None:
            bell.ring()

    def stop(self) -> None:
        """Take no new work. Not on a thread with an event loop: it waits for a look that is under way."""
        for bell in self._bells.values():
            bell.set()
        for thread in self._threads:
            thread.join(timeout=10)
        self._bells.clear()
        self._threads.clear()
