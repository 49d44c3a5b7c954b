"""How does a test get a whole street on a port of its own, in this process?"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn

from simulators.app import create_street


@dataclass(frozen=True, slots=True)
class Street:
    """A running street: its address, its folder and a client with that address."""

    url: str
    data: Path
    client: httpx2.Client


@contextmanager
def running_street(data: Path, port: int = 0) -> Iterator[Street]:
    """Serve the street in a thread until the block ends; port 0 is any."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    config = uvicorn.Config(
        create_street(data), log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the street did not start"
        time.sleep(0.01)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with httpx2.Client(base_url=url, trust_env=False, timeout=10.0) as client:
        yield Street(url, data, client)
    server.should_exit = True
    thread.join(10)
    listener.close()
