"""How does a test run every role as a process of its own, with one public address, a collector of traces, and all that they say?"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import secrets
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bimeyar.people import seed_people
from bimeyar.settings import Settings
from tests.journeys.demo import free_port
from tests.nursery import Process, begin
from tests.simulators.street import running_street
from tests.watch.ground import Ground

ROLES = ("api", "bot", "sms", "worker")
_PLACES = {"/telegram/": "bot", "/sms/": "sms"}


@dataclass(frozen=True, slots=True)
class SeenSpan:
    """A span as it reached the collector."""

    name: str
    roles: str
    trace: str
    id: str
    parent: str
    words: dict[str, str]


class Collector:
    """Takes OTLP over HTTP, and keeps every byte."""

    def __init__(self) -> None:
        self.spans: list[SeenSpan] = []
        self.bytes = bytearray()
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                collector.take(body)
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def take(self, body: bytes) -> None:
        self.bytes += body
        asked = ExportTraceServiceRequest.FromString(body)
        for resource in asked.resource_spans:
            roles = next(one.value.string_value for one in resource.resource.attributes if one.key == "bimeyar.roles")
            for scope in resource.scope_spans:
                for span in scope.spans:
                    words = {one.key: one.value.string_value or str(one.value.int_value) for one in span.attributes}
                    ids = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
                    self.spans.append(SeenSpan(span.name, roles, *ids, words))


@contextmanager
def running_collector() -> Iterator[Collector]:
    collector = Collector()
    thread = threading.Thread(target=collector.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        collector.server.shutdown()
        collector.server.server_close()
        thread.join(5)


class PublicAddress:
    """A little proxy: one address before the roles, as a balancer would give."""

    def __init__(self, ports: dict[str, int]) -> None:
        self._ports = ports

    def _port(self, head: bytes) -> int:
        path = head.split(b" ", 2)[1].decode("latin-1") if head.count(b" ") >= 2 else "/"
        role = next((role for place, role in _PLACES.items() if path.startswith(place)), "api")
        return self._ports[role]

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection serves one place: the first line says which."""
        try:
            head = await reader.readline()
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._port(head))
        except (OSError, IndexError):
            writer.close()
            return
        inner_writer.write(head)
        await asyncio.gather(_pour(reader, inner_writer), _pour(inner_reader, writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@dataclass(slots=True, kw_only=True)
class Town:
    """Everything that runs; `env` is what the processes were started with."""

    folder: Path
    ground: Ground
    street: str
    public: str
    ports: dict[str, int]
    collector: Collector
    env: dict[str, str]
    settings: Settings
    processes: dict[str, Process] = field(default_factory=dict)

    def said(self) -> str:
        """All that every process has written so far."""
        return "".join(path.read_text("utf-8", "replace") for path in sorted(self.folder.glob("*.out")))

    async def start(self, role: str, **more: str) -> None:
        out = (self.folder / f"{role}.out").open("ab")
        env = self.env | {"BIMEYAR_PORT": str(self.ports[role])} | more
        self.processes[role] = await begin(role, env=env, stdout=out, stderr=out)
        out.close()

    async def wait_until_ready(self) -> None:
        async with httpx2.AsyncClient(trust_env=False) as client:
            for role, port in self.ports.items():
                until = time.monotonic() + 400
                while True:
                    assert self.processes[role].returncode is None, self.said()[-3000:]
                    try:
                        if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                            break
                    except httpx2.TransportError:
                        pass
                    assert time.monotonic() < until, self.said()[-3000:]
                    await asyncio.sleep(0.1)

    async def figures(self) -> str:
        """Every process's /metrics."""
        headers = {"authorization": f"Bearer {self.env['BIMEYAR_METRICS_TOKEN']}"}
        async with httpx2.AsyncClient(trust_env=False, headers=headers) as client:
            pages = [await client.get(f"http://127.0.0.1:{port}/metrics") for port in self.ports.values()]
        return "\n".join(page.text for page in pages)

    async def stop(self) -> None:
        for process in self.processes.values():
            if process.returncode is None:
                process.terminate()
        for process in self.processes.values():
            try:
                await asyncio.wait_for(process.wait(), 30)
            except TimeoutError:
                process.kill()
                await process.wait()


def _environment(ground: Ground, *, token: str, street: str, public: str, traces: str) -> dict[str, str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("BIMEYAR_")}
    return plain | {
        "BIMEYAR_DATA_KEY": new_key(),
        "BIMEYAR_INDEX_KEY": new_key(),
        "BIMEYAR_SERVICE_TOKEN": secrets.token_urlsafe(32),
        "BIMEYAR_METRICS_TOKEN": secrets.token_urlsafe(24),
        "BIMEYAR_PUBLIC_URL": public,
        "BIMEYAR_TELEGRAM_TOKEN": token,
        "BIMEYAR_TELEGRAM_URL": f"{street}/telegram",
        "BIMEYAR_TELEGRAM_SECRET": secrets.token_urlsafe(24),
        "BIMEYAR_KAVENEGAR_KEY": secrets.token_hex(32),
        "BIMEYAR_KAVENEGAR_URL": f"{street}/kavenegar",
        "BIMEYAR_KAVENEGAR_SENDER": "10008663",
        "BIMEYAR_KAVENEGAR_CALLS_PER_SECOND": "50",
        "BIMEYAR_SMS_CALLBACK_SECRET": secrets.token_urlsafe(24),
        "BIMEYAR_ZARINPAL_MERCHANT": "-".join(secrets.token_hex(16)[:size] for size in (8, 4, 4, 4, 12)),
        "BIMEYAR_ZARINPAL_URL": f"{street}/zarinpal",
        "BIMEYAR_LOG_LEVEL": "DEBUG",
        "BIMEYAR_DRAIN_SECONDS": "0",
        "BIMEYAR_TRACES": traces,
        **ground.env,
    }


@asynccontextmanager
async def running_town(folder: Path, ground: Ground) -> AsyncGenerator[Town]:
    """All roles on one ground; only the worker runs work."""
    ports = {role: free_port() for role in ROLES}
    door = await asyncio.start_server(PublicAddress(ports).carry, "127.0.0.1", 0)
    public = f"http://127.0.0.1:{door.sockets[0].getsockname()[1]}"
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(26)}"
    known = {"bot_token": token, "bot_name": "b", "bot_username": "bimeyar_bot", "product_url": public}
    (folder / "street").mkdir()
    (folder / "street" / "street.json").write_text(json.dumps(known))
    with running_street(folder / "street") as street, running_collector() as collector:
        env = _environment(ground, token=token, street=street.url, public=public, traces=collector.url)
        given = {
            key.removeprefix("BIMEYAR_").lower(): value for key, value in env.items() if key.startswith("BIMEYAR_")
        }
        settings = Settings.model_validate(given)
        await asyncio.to_thread(upgrade, settings.database)
        await seed_people(settings, people=300, seed=1, report=lambda _line: None)
        town = Town(
            folder=folder,
            ground=ground,
            street=street.url,
            public=public,
            ports=ports,
            collector=collector,
            env=env,
            settings=settings,
        )
        try:
            for role in ROLES:
                await town.start(role)
            await town.wait_until_ready()
            secret = env["BIMEYAR_SMS_CALLBACK_SECRET"]
            street.client.put(
                "/control/kavenegar/settings", json={"delivery_url": f"{public}/sms/delivery/{secret}"}
            ).raise_for_status()
            yield town
        finally:
            await town.stop()
            door.close()
            await door.wait_closed()
