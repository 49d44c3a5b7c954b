"""A process that does work until it is killed: `python -m tests.work.worker_process KIND URL alone|shared`.

Each piece of work writes a begun line, waits a moment, and writes its effect; a second effect would break the
primary key, so a repeated run first looks whether it is done. A tick writes when it begins and when it ends.
"""

import asyncio
import os
import sys
import time
from typing import cast

from sqlalchemy import text

from backend.work.choice import EngineKind
from backend.work.port import Args
from backend.work.schedule import Every
from tests.work.engines import make_engine, open_database


async def main(kind: EngineKind, url: str, *, alone: bool) -> None:
    async with open_database(url, kind) as database:
        me = os.getpid()

        async def write(statement: str, **values: object) -> None:
            async with database.begin() as connection:
                await connection.execute(text(statement), values)

        async def work(args: Args) -> None:
            await write("INSERT INTO begun (n, pid) VALUES (:n, :pid)", n=args["n"], pid=me)
            await asyncio.sleep(args.get("ms", 50) / 1000)
            async with database.begin() as connection:
                done = await connection.scalar(text("SELECT 1 FROM effects WHERE n = :n"), dict(args))
                if not done:
                    await connection.execute(text("INSERT INTO effects (n) VALUES (:n)"), dict(args))

        async def tick(_args: Args) -> None:
            await write("INSERT INTO ticked (pid, at, what) VALUES (:pid, :at, 'begin')", pid=me, at=time.time())
            await asyncio.sleep(0.05)
            await write("INSERT INTO ticked (pid, at, what) VALUES (:pid, :at, 'end')", pid=me, at=time.time())

        engine = make_engine(kind, database, url, alone=alone)
        engine.register("work", work)
        engine.register("tick", tick)
        engine.every(Every(0.1), "tick")
        await engine.start()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(cast("EngineKind", sys.argv[1]), sys.argv[2], alone=sys.argv[3] == "alone"))
