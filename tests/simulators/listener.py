"""How does a test see what a simulator calls at our side?"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(slots=True)
class Listener:
    """What was received, as (verb, path, fields); `answers` are the HTTP statuses to give, then 200."""

    url: str
    received: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def running_listener() -> Iterator[Listener]:
    """A small server that writes down every GET and POST."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self.note("GET", parts.path, parts.query)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            self.note("POST", urlsplit(self.path).path, body)

        def note(self, verb: str, path: str, fields: str) -> None:
            listener.received.append((verb, path, dict(parse_qsl(fields))))
            self.send_response(listener.answers.pop(0) if listener.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener = Listener(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield listener
    server.shutdown()
    thread.join(5)
    server.server_close()
