"""How is a whole cluster started, changed under load and ended?

PostgreSQL, Redis and the street are processes of their own, every replica one more (`python -m bimeyar
api|bot|sms|worker`); the balancer and the script share this one. Everything is real but the outside world.

    async with Cluster(folder=folder) as cluster:
        rows = cluster.take_people(60)
        await cluster.rolling_restart()
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import httpx2

from backend.kit.db import Database
from bench.cluster.balancer import Balancer
from bench.cluster.environment import Site
from bench.cluster.outside import Outside
from bench.cluster.replica import Kind, NotReady, Replica, Starter, start_process
from bench.servers import PostgresServer, RedisServer
from bimeyar.demo_folder import free_port, open_folder
from bimeyar.people import find_people
from simulators.person import Street

TWO_OF_EACH: Mapping[Kind, int] = MappingProxyType(dict.fromkeys(Kind, 2))
CAN_PAY = (
    "self-employed-12",
    "self-employed-14",
    "self-employed-18",
    "self-employed-18-treatment",
    "voluntary-floor",
    "voluntary-middle",
    "voluntary-behind",
    "self-employed-behind",
)
"""Situations of people who may pay a slip of this month."""
_PATIENCE = 120.0


@dataclass(slots=True, kw_only=True)
class Cluster:
    """Replicas behind one address, over an empty database, with synthetic people.

    `sizes` is how many of each kind. `more` is added to the environment of every process.
    """

    folder: Path
    sizes: Mapping[Kind, int] = field(default_factory=lambda: TWO_OF_EACH)
    people: int = 2_000
    more: Mapping[str, str] = field(default_factory=dict)
    starter: Starter = field(default_factory=lambda: start_process)
    postgres: PostgresServer = field(init=False)
    redis: RedisServer = field(init=False)
    site: Site = field(init=False)
    outside: Outside = field(init=False)
    balancer: Balancer = field(init=False)
    street: Street = field(init=False)
    _replicas: list[Replica] = field(default_factory=list)
    _payable: list[dict[str, str]] = field(default_factory=list)
    _made: int = 0
    _chats: int = 500_000

    async def __aenter__(self) -> Self:
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def __post_init__(self) -> None:
        self.postgres = PostgresServer(self.folder / "postgres")
        self.redis = RedisServer(self.folder / "redis")
        self.balancer = Balancer(free_port())
        self.outside = Outside(free_port(), self.folder / "street")

    async def start(self) -> None:
        """Open the street, make tables and people, start every replica, and return when all are in use."""
        self.folder.mkdir(parents=True, exist_ok=True)
        await asyncio.gather(self.postgres.start(), self.redis.start())
        self.site = Site(
            kept=open_folder(self.folder),
            database=await self.postgres.make_database("bimeyar"),
            redis=self.redis.url,
            street=self.outside.base,
            public_url=self.balancer.url,
            more=self.more,
        )
        self.street = open_street(self.outside.base)
        await self.balancer.start()
        await self.outside.start(self.site.kept, public_url=self.balancer.url)
        await self.command("migrate")
        replicas = (self.add(kind) for kind, size in self.sizes.items() for _ in range(size))
        await asyncio.gather(self._settle_people(), *replicas)

    async def stop(self) -> None:
        """End everything; logs and the ledgers of the street stay in the folder."""
        await asyncio.gather(*(replica.kill() for replica in self._replicas))
        await self.outside.stop()
        await self.balancer.stop()
        if hasattr(self, "street"):
            await self.street.client.aclose()
        await asyncio.gather(self.postgres.remove(), self.redis.remove())

    async def command(self, *words: str) -> None:
        """`python -m bimeyar WORDS` on the database. Raises NotReady where it fails."""
        log = self.folder / "commands.log"
        process = await self.starter("bimeyar", *words, environment=self.site.environment(), log=log)
        if await process.wait() != 0:
            raise NotReady(f"bimeyar {words[0]}: {log.read_text(encoding='utf-8')[-2_000:]}")

    def replicas(self, kind: Kind | None = None) -> list[Replica]:
        """Those that are meant to run, in the order in which they came."""
        return [replica for replica in self._replicas if kind in {None, replica.kind}]

    async def add(self, kind: Kind) -> Replica:
        """One more replica, in use when this returns."""
        self._made += 1
        name = f"{kind}-{self._made}"
        replica = Replica(
            kind=kind,
            name=name,
            port=free_port(),
            environment=self.site.environment(kind),
            log=self.folder / f"{name}.log",
            starter=self.starter,
        )
        self._replicas.append(replica)
        await replica.start()
        await self._use(replica)
        return replica

    async def drain(self, replica: Replica, *, within: float = 240.0) -> int:
        """SIGTERM; the balancer notices by itself. The exit status."""
        try:
            return await replica.drain(within=within)
        finally:
            self.balancer.remove(replica.name)
            self._replicas.remove(replica)

    async def replace(self, replica: Replica) -> Replica:
        """A new one first, then the old one ends. Raises NotReady where the old one does not end well."""
        new = await self.add(replica.kind)
        status = await self.drain(replica)
        if status != 0:
            raise NotReady(f"{replica.name} ended with {status}: {replica.last_words()}")
        return new

    async def rolling_restart(self) -> int:
        """Replace every replica, of each kind one at a time; how many."""
        old = list(self._replicas)
        async with asyncio.TaskGroup() as group:
            for kind in Kind:
                group.create_task(self._roll([one for one in old if one.kind is kind]))
        return len(old)

    async def _roll(self, old: list[Replica]) -> None:
        for replica in old:
            await self.replace(replica)

    async def revive(self, replica: Replica) -> None:
        """Start a killed replica again, at its old address."""
        await replica.come_back()
        await self._use(replica)

    async def kill_one(self, chance: random.Random, kind: Kind | None = None) -> Replica:
        """Kill (-9) one of them, and start it again; returns when it is in use."""
        replica = chance.choice(self.replicas(kind))
        await replica.kill()
        await self.revive(replica)
        return replica

    def take_people(self, count: int) -> list[dict[str, str]]:
        """People who can pay and whom nobody has taken yet. Raises LookupError when there are too few."""
        if count > len(self._payable):
            raise LookupError(f"{len(self._payable)} people can still pay; make more than {self.people}")
        taken, self._payable = self._payable[:count], self._payable[count:]
        return taken

    def next_chats(self, count: int) -> int:
        """The first of so many numbers of Telegram users that nobody has yet."""
        first, self._chats = self._chats, self._chats + count
        return first

    async def _use(self, replica: Replica) -> None:
        await replica.ready()
        self.balancer.add(replica.name, replica.kind, replica.base)
        await self.balancer.settled(replica.name)

    async def _settle_people(self) -> None:
        await self.command("seed", "--people", str(self.people))
        database, vault = Database(url=self.site.database), self.site.vault()
        try:
            for situation in CAN_PAY:
                self._payable += await find_people(database, vault, situation=situation, limit=self.people)
        finally:
            await database.close()


def open_street(base: str) -> Street:
    """The control side of a street, with a connection for every scripted person."""
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=200)
    return Street(base, httpx2.AsyncClient(trust_env=False, timeout=90, limits=limits), patience=_PATIENCE)
