"""How does a test get the messenger on a port of its own? The simulator under uvicorn in a thread."""

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from simulators.telegram.app import open_simulator
from simulators.telegram.profile import Profile


def create_app(path: Path, profile: Profile) -> FastAPI:
    """The simulator mounted as the street mounts it."""
    simulator = open_simulator(path, profile=profile, answer_timeout=1.0)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await simulator.start()
        yield
        await simulator.stop()

    app = FastAPI(lifespan=lifespan)
    app.mount("/telegram", simulator.api)
    app.include_router(simulator.control, prefix="/control/telegram")
    return app


@contextmanager
def running_messenger(path: Path, profile: Profile = Profile.TELEGRAM) -> Iterator[str]:
    """Its address, until the block ends."""
    # asyncio switches Nagle's algorithm off only where the protocol is named; with it every answer waits 40 ms
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(path, profile), log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listener])), name="messenger", daemon=True
    )
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the messenger did not start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()
