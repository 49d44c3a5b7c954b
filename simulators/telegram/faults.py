"""What is to go wrong next? Faults scheduled from outside: on calls of the API and on deliveries of updates."""

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from simulators.telegram.database import Database
from simulators.telegram.refusals import Refusal


class FaultKind(StrEnum):
    """The ways to go wrong; the last four concern the delivery of updates."""

    REFUSE = "refuse"  # an error envelope; nothing is done
    HTML = "html"  # a proxy's page instead of JSON; nothing is done
    BARE = "bare"  # {"ok": false, "error_code": …} without a description; nothing is done
    DROP = "drop"  # done, but the connection closes before the answer
    DELAY = "delay"  # done at once, answered after `delay` seconds
    DUPLICATE = "duplicate"  # the update is posted twice; `together`: at the same moment
    REORDER = "reorder"  # the update is held back until a later one of its chat has gone, or `delay` seconds
    PARALLEL = "parallel"  # the next update of the chat does not wait for this one
    LOSE = "lose"  # the webhook's answer is lost, so the update comes again


DELIVERY_KINDS = frozenset({FaultKind.DUPLICATE, FaultKind.REORDER, FaultKind.PARALLEL, FaultKind.LOSE})
STANDARD_WORDS = {
    400: "Bad Request: message is wrong",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and where it strikes; None matches everything. `times` -1 means for ever, `skip` lets some pass first."""

    kind: FaultKind
    method: str | None = None
    bot_id: int | None = None
    chat_id: int | None = None
    status: int = 500
    description: str | None = None
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    delay: float = 0.0
    together: bool = False
    skip: int = 0
    times: int = 1
    id: int = 0

    def refusal(self) -> Refusal:
        """The error envelope of a REFUSE."""
        retry_after = self.retry_after or (1 if self.status == 429 else None)
        parameters = {"retry_after": retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        words = self.description or STANDARD_WORDS.get(self.status, "Internal Server Error")
        return Refusal(
            self.status,
            words.format(retry_after=retry_after),
            {name: value for name, value in parameters.items() if value is not None} or None,
        )

    def strikes(self, *, method: str | None, bot_id: int, chat_id: int | None) -> bool:
        """Does it concern this call or delivery?"""
        return (
            (self.method is None or (method is not None and self.method.lower() == method.lower()))
            and self.bot_id in (None, bot_id)
            and self.chat_id in (None, chat_id)
        )


class FaultBook:
    """The scheduled faults, the oldest first; what is left of each survives a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._faults = [
            replace(_read(row["spec"]), id=row["id"], times=row["remaining"])
            for row in database.all("SELECT * FROM faults WHERE remaining != 0 ORDER BY id")
        ]

    def schedule(self, fault: Fault) -> Fault:
        """Adds a fault; returns it with its number."""
        number = self._database.insert(
            "INSERT INTO faults (kind, spec, remaining) VALUES (?, ?, ?)",
            fault.kind.value,
            json.dumps(asdict(fault)),
            fault.times,
        )
        fault = replace(fault, id=number)
        self._faults.append(fault)
        return fault

    def claim(self, *, bot_id: int, chat_id: int | None, method: str | None = None) -> Fault | None:
        """Uses up one stroke of the first fault that concerns this call, or (no method) this delivery."""
        for place, fault in enumerate(self._faults):
            if (fault.kind in DELIVERY_KINDS) is (method is None) and fault.strikes(
                method=method, bot_id=bot_id, chat_id=chat_id
            ):
                if fault.skip:
                    self._keep(place, replace(fault, skip=fault.skip - 1))
                    continue
                left = fault.times if fault.times < 0 else fault.times - 1
                self._keep(place, replace(fault, times=left))
                return fault
        return None

    def scheduled(self) -> list[dict[str, Any]]:
        """What is still to come, JSON-ready."""
        return [asdict(fault) for fault in self._faults]

    def cancel(self, number: int | None = None) -> None:
        """Takes back one fault, or all."""
        self._faults = [fault for fault in self._faults if number is not None and fault.id != number]
        self._database.run("DELETE FROM faults WHERE id = coalesce(?, id)", number)

    def _keep(self, place: int, fault: Fault) -> None:
        self._database.run(
            "UPDATE faults SET remaining = ?, spec = ? WHERE id = ?", fault.times, json.dumps(asdict(fault)), fault.id
        )
        if fault.times == 0:
            del self._faults[place]
        else:
            self._faults[place] = fault


def _read(spec: str) -> Fault:
    values = json.loads(spec)
    return Fault(**{**values, "kind": FaultKind(values["kind"])})
