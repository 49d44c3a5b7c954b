"""What is the whole state of the simulated messenger? Its books, its clock and its manners, over one SQLite file."""

import time
from collections.abc import Callable
from pathlib import Path

from simulators.telegram.bots import BotBook
from simulators.telegram.database import Database
from simulators.telegram.dialogs import DialogBook
from simulators.telegram.faults import FaultBook
from simulators.telegram.files import FileBook
from simulators.telegram.flood import FloodGate
from simulators.telegram.ledger import Ledger
from simulators.telegram.messages import MessageBook
from simulators.telegram.people import PeopleBook
from simulators.telegram.profile import MANNERS, Profile
from simulators.telegram.signals import Signals
from simulators.telegram.updates import UpdateQueue


class TelegramWorld:
    """Everything there is; used from one event loop only. `path` may be ":memory:"."""

    def __init__(
        self,
        path: str | Path,
        *,
        clock: Callable[[], float] = time.time,
        profile: Profile = Profile.TELEGRAM,
        callback_lifetime: float = 60.0,
    ) -> None:
        """Opens the file. `clock` gives Unix seconds; a callback query can be answered for `callback_lifetime` s."""
        self.database = Database(path)
        self._clock = clock
        self._ahead = float(self.database.value("SELECT value FROM settings WHERE name = 'ahead'") or 0)
        self.profile = profile
        self.manners = MANNERS[profile]
        self.callback_lifetime = callback_lifetime
        self.signals = Signals()
        self.bots = BotBook(self.database)
        self.people = PeopleBook(self.database)
        self.dialogs = DialogBook(self.database, self.signals)
        self.messages = MessageBook(self.database, self.dialogs, ids_per_chat=self.manners.message_ids_per_chat)
        self.updates = UpdateQueue(self.database, self.bots, self.signals, self.now)
        self.files = FileBook(self.database)
        self.ledger = Ledger(self.database, self.now)
        self.faults = FaultBook(self.database)
        self.flood = FloodGate(self.database, self.now)

    def now(self) -> float:
        """Unix seconds, as far ahead of the real clock as somebody asked for."""
        return self._clock() + self._ahead

    def advance_clock(self, seconds: float) -> None:
        """Lets time pass; it stays passed after a restart."""
        self._ahead += seconds
        self.database.run("INSERT OR REPLACE INTO settings VALUES ('ahead', ?)", str(self._ahead))

    def close(self) -> None:
        """Closes the file."""
        self.database.close()
