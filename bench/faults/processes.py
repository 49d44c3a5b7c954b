"""How do processes go wrong? Replicas are killed, stopped and replaced, PostgreSQL and Redis are killed or emptied."""

from __future__ import annotations

import asyncio

import redis.asyncio

from bench.cluster.replica import Kind
from bench.faults.scene import Scene, Trouble

_GONE = 4.0
"""Seconds without Redis."""
_STANDS = 8.0
"""Seconds that a paused process stands still."""


async def nothing(scene: Scene) -> None:
    """All is well."""


async def rolling_restart(scene: Scene) -> None:
    """A deployment: each replica is replaced, of each kind one at a time."""
    if await scene.goes_on(2, 4):
        scene.made += await scene.cluster.rolling_restart()


def kill(kind: Kind | None = None) -> Trouble:
    """Kill -9 one of this kind now and then (of any kind, where none is named), and start it again."""

    async def trouble(scene: Scene) -> None:
        while await scene.goes_on(2, 8):
            await scene.cluster.kill_one(scene.chance, kind)
            scene.made += 1

    return trouble


def pause(kind: Kind) -> Trouble:
    """Let one stand still for a while, as a machine does that is moved: it comes back and believes that no time passed."""

    async def trouble(scene: Scene) -> None:
        while await scene.goes_on(3, 8):
            replica = scene.chance.choice(scene.cluster.replicas(kind))
            replica.pause()
            try:
                await asyncio.sleep(_STANDS)
            finally:
                replica.go_on()
            scene.made += 1

    return trouble


async def restart_postgres(scene: Scene) -> None:
    """Kill -9 the database server, and start it again."""
    while await scene.goes_on(5, 12):
        await scene.cluster.postgres.restart(hard=True)
        scene.made += 1


async def restart_redis(scene: Scene) -> None:
    """Kill -9 Redis; it stays away for a few seconds."""
    while await scene.goes_on(5, 12):
        await scene.cluster.redis.kill()
        await asyncio.sleep(_GONE)
        await scene.cluster.redis.start()
        scene.made += 1


async def flush_redis(scene: Scene) -> None:
    """Redis forgets everything."""
    async with redis.asyncio.Redis.from_url(scene.cluster.redis.url) as client:
        while await scene.goes_on(3, 8):
            await client.flushall()
            scene.made += 1
