"""How does a test get answers from the wire that no well-behaved server gives?"""

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Rogue:
    """`plan` is used up call by call, the last one stays; `calls` holds (path, fields), `peers` the client ports."""

    url: str
    plan: deque[Behaviour] = field(default_factory=deque)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list, repr=False)
    peers: list[int] = field(default_factory=list)

    def next(self) -> Behaviour:
        return self.plan.popleft() if len(self.plan) > 1 else self.plan[0]

    def wait_for(self, count: int) -> None:
        """Until so many calls have come."""
        end = time.monotonic() + 5
        while len(self.calls) < count:
            assert time.monotonic() < end, "the calls did not come"
            time.sleep(0.005)


def say(
    body: str | bytes, http: int = 200, kind: str = "application/json", *, encoding: str = "", location: str = ""
) -> Behaviour:
    """A body as it is."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        data = body.encode() if isinstance(body, str) else body
        handler.send_response(http)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in (("Content-Encoding", encoding), ("Location", location)):
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return behave


def envelope(entries: object, *, status: object = 200, http: int = 200, message: str = "") -> Behaviour:
    """The vendor's envelope around anything."""
    return say(json.dumps({"return": {"status": status, "message": message}, "entries": entries}), http)


def stall(seconds: float) -> Behaviour:
    """Take the request and say nothing for long."""

    def behave(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return behave


def trickle(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, each soon enough for the read time-out."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    with suppress(OSError):
        for _ in range(20):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.15)
    handler.close_connection = True


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Take the request, then tear the connection down."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.shutdown(socket.SHUT_RD)
    handler.close_connection = True


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Promise a body, send half of it, close."""
    handler.send_response(200)
    handler.send_header("Content-Length", "64")
    handler.end_headers()
    handler.wfile.write(b'{"return"')
    handler.close_connection = True


@contextmanager
def running_rogue() -> Iterator[Rogue]:
    """Serve on a loopback port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            fields = {name: values[0] for name, values in parse_qs(body).items()}
            rogue.calls.append((urlsplit(self.path).path, fields))
            rogue.peers.append(self.client_address[1])
            with suppress(OSError):
                rogue.next()(self)

        def do_GET(self) -> None:
            rogue.calls.append((self.path, {}))
            say("{}")(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    rogue = Rogue(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield rogue
    server.shutdown()
    thread.join(5)
    server.server_close()
