"""A process that does work until it is killed: `python -m tests.work.worker_process KIND URL`.

Each piece of work writes a begun line, waits a moment, and writes its effect; a second effect would break the
primary key, so a repeated run first looks whether it is done.
"""

import asyncio
import sys

from sqlalchemy import text

from backend.work.port import Args
from tests.work.engines import make_engine, open_database


async def main(kind: str, url: str) -> None:
    async with open_database(url, kind) as database:

        async def work(args: Args) -> None:
            async with database.begin() as connection:
                await connection.execute(text("INSERT INTO begun (n) VALUES (:n)"), dict(args))
            await asyncio.sleep(0.05)
            async with database.begin() as connection:
                done = await connection.scalar(text("SELECT 1 FROM effects WHERE n = :n"), dict(args))
                if not done:
                    await connection.execute(text("INSERT INTO effects (n) VALUES (:n)"), dict(args))

        engine = make_engine(kind, database, url)
        engine.register("work", work)
        await engine.start()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
