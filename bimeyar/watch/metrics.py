"""Which figures does a process give to Prometheus? Every one is made here, on a registry that is handed in.

Labels are route templates, method names, lanes, channels and classes of outcome: closed sets, never a path or a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_FAST: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_PATIENT: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 60.0)
_TINY: Final = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


@dataclass(frozen=True, slots=True)
class Family:
    """One figure as it is documented."""

    name: str
    kind: str
    labels: tuple[str, ...]
    words: str


class Metrics:
    """All families of one process, on one registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.families: list[Family] = []
        self._of_doors()
        self._of_neighbours()
        self._of_this_process()
        self._of_the_outbox()
        self._of_the_tables()
        self._of_redis()

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        self.families.append(Family(f"bimeyar_{name}", "counter", labels, words))
        return Counter(f"bimeyar_{name}", words, labels, registry=self.registry)

    def _gauge(self, name: str, words: str, *labels: str) -> Gauge:
        self.families.append(Family(f"bimeyar_{name}", "gauge", labels, words))
        return Gauge(f"bimeyar_{name}", words, labels, registry=self.registry)

    def _times(self, name: str, words: str, *labels: str, buckets: tuple[float, ...] = _FAST) -> Histogram:
        self.families.append(Family(f"bimeyar_{name}", "histogram", labels, words))
        return Histogram(f"bimeyar_{name}", words, labels, registry=self.registry, buckets=buckets)

    def _of_doors(self) -> None:
        """What comes in."""
        self.http_requests = self._counter("http_requests_total", "Requests answered", "route", "method", "status")
        self.http_seconds = self._times("http_request_seconds", "From request to answer", "route", "method")
        self.updates = self._counter("chat_updates_total", "Chat updates taken", "channel", "event", "result")
        self.turn_seconds = self._times(
            "chat_turn_seconds", "From an update to its replies", "channel", buckets=_PATIENT
        )
        self.turns_open = self._gauge("chat_turns_open", "Updates being dealt with", "channel")
        self.oldest_turn = self._gauge("chat_oldest_turn_seconds", "Age of the oldest update not finished here")

    def _of_neighbours(self) -> None:
        """What goes out, and to whom."""
        self.backend_calls = self._counter("backend_calls_total", "Calls of conversations", "method", "outcome")
        self.backend_seconds = self._times("backend_call_seconds", "One call of a conversation", "method")
        self.messenger_calls = self._counter(
            "messenger_calls_total", "Calls of the Bot API", "channel", "method", "outcome"
        )
        self.messenger_seconds = self._times(
            "messenger_call_seconds", "One call of the Bot API", "channel", buckets=_PATIENT
        )
        self.held_seconds = self._times(
            "messenger_held_seconds", "Time a call was held back by the limiter", "channel", buckets=_PATIENT
        )
        self.gateway_calls = self._counter("gateway_calls_total", "Calls of the payment gateway", "method", "outcome")
        self.gateway_seconds = self._times(
            "gateway_call_seconds", "One call of the payment gateway", "method", buckets=_PATIENT
        )
        self.sms_calls = self._counter("sms_calls_total", "Calls of the SMS provider", "method", "outcome")
        self.sms_seconds = self._times("sms_call_seconds", "One call of the SMS provider", "method", buckets=_PATIENT)
        self.tries = self._counter("outbox_tries_total", "Tries to send a message", "channel", "verdict")

    def _of_this_process(self) -> None:
        """How the process itself fares."""
        self.build = self._gauge("build_info", "Version and roles of this process", "version", "roles")
        self.loop_lag = self._times("event_loop_lag_seconds", "How late the event loop wakes who sleeps", buckets=_TINY)
        self.connections = self._gauge("database_connections_in_use", "Connections of the pool in use")
        self.connections_waiting = self._gauge("database_connections_waiting", "Transactions that wait for one")
        self.connection_seconds = self._times(
            "database_connection_wait_seconds", "Time until a transaction began", buckets=_TINY
        )
        self.work_runs = self._counter("work_runs_total", "Runs of background work", "work", "outcome")

    def _of_the_outbox(self) -> None:
        """What waits, read from the database."""
        self.outbox_waiting = self._gauge("outbox_waiting", "Messages to be sent", "lane")
        self.outbox_oldest = self._gauge("outbox_oldest_seconds", "Age of the oldest message to be sent", "lane")
        self.outbox_in_doubt = self._gauge("outbox_in_doubt", "Messages waiting that may have left")
        self.outbox_ended_badly = self._gauge("outbox_ended_badly", "Messages of the last day that ended so", "state")
        self.outbox_paused = self._gauge("outbox_paused", "1 while a channel stands still", "channel")
        self.work_waiting = self._gauge("work_waiting", "Background work not done yet", "lane")
        self.work_oldest = self._gauge("work_oldest_seconds", "How long the oldest work is overdue", "lane")
        self.work_parked = self._gauge("work_parked", "Background work set aside after too many tries")

    def _of_the_tables(self) -> None:
        """More that is read from the database."""
        self.updates_parked = self._gauge("updates_parked", "Updates set aside for staff")
        self.sessions_open = self._gauge("sessions_open", "Conversations with answers, not yet ended")
        self.payments_open = self._gauge("payments_open", "Payments whose end is not certain", "state")
        self.payments_oldest = self._gauge("payments_oldest_seconds", "Age of the oldest such payment", "state")
        self.figures_read = self._gauge("figures_read_timestamp_seconds", "When these figures were last read")
        self.figures_failed = self._counter("figures_failed_total", "Readings that did not succeed")

    def _of_redis(self) -> None:
        """The Redis that all share; all stay 0 without one."""
        self.redis_away = self._gauge("redis_away", "1 while Redis does not answer this process")
        self.redis_went_away = self._counter(
            "redis_went_away_total", "Times that Redis was found away after it was there"
        )
        self.redis_life = self._gauge(
            "redis_life_timestamp_seconds", "Since when Redis has lost nothing: its last restart"
        )
        self.sessions_uncopied = self._gauge("sessions_uncopied", "Conversations that only Redis has as they are now")


def metrics_table() -> str:
    """All figures as a Markdown table: name, kind, labels, meaning."""
    rows = ["| figure | kind | labels | meaning |", "| --- | --- | --- | --- |"]
    for family in sorted(Metrics(CollectorRegistry()).families, key=lambda family: family.name):
        labels = ", ".join(f"`{label}`" for label in family.labels) or "none"
        rows.append(f"| `{family.name}` | {family.kind} | {labels} | {family.words} |")
    return "\n".join(rows)
