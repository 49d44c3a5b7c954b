"""A small world worth saving, the file it is saved to, and what must be the same after it came back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from backend.areas.notifications.service import TO, VALUES
from backend.areas.notifications.tables import messages
from bimeyar.saving.backup import save
from bimeyar.saving.restore import restore
from bimeyar.saving.verify import verify
from tests.backend.slips.world import World
from tests.databases import Databases, rows_of


@dataclass
class Archive:
    """A world with a paid slip, an open one's payment and messages under way, on a database; and a file to save to."""

    world: World
    url: str
    file: Path
    databases: Databases

    def save(self) -> None:
        save(self.url, self.file, vault=self.world.vault, over=True)

    def restore(self, url: str, **more: Any) -> Any:
        return restore(url, self.file, vault=self.world.vault, **more)

    def verify(self) -> Any:
        return verify(self.url, self.file, vault=self.world.vault)

    def rewrite(self, change: Any) -> None:
        body = bytearray(self.file.read_bytes())
        self.file.write_bytes(bytes(change(body)))


async def message(world: World, number: int, **more: Any) -> None:
    now = world.clock.now()
    row = {
        "id": number, "kind": "link-new", "lane": "replies", "channel": "sms", "locale": "fa", "tries": 0,
        "to_sealed": world.vault.seal("09121234567", TO), "values_sealed": world.vault.seal("{}", VALUES),
        "in_doubt": False, "next_at": now, "nudged_at": now, "created_at": now, "state": "queued",
    }  # fmt: skip
    async with world.database.begin() as connection:
        await connection.execute(insert(messages).values(row | more))


def dump(url: str) -> dict[str, list[Any]]:
    """What lies in the tables that a restore leaves as they were."""
    tables = ("slips", "slip_months", "register_persons", "register_contributions", "rule_decisions", "answers")
    return {table: sorted(map(repr, rows_of(url, f"SELECT * FROM {table}"))) for table in tables}
