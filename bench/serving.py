"""How does a figure get an application served on loopback? In a process of its own, so that both sides have a core."""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import uvicorn


def _serve(app: Any, port: int) -> None:
    uvicorn.run(app, port=port, log_level="error", access_log=False)


@contextlib.contextmanager
def served(app: Any) -> Iterator[str]:
    """The base address of the application while it is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(app, port), daemon=True)
    process.start()
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/openapi.json"):
                break
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.join()
