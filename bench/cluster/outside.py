"""How does the street (the stand-ins of Telegram, the SMS line and the bank) run beside a cluster, and how is it set up?"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

import httpx2

from bench.cluster.replica import NotReady, start_process
from bimeyar.demo_folder import DemoSecrets

_STARTS = 120.0


@dataclass(slots=True)
class Outside:
    """`python -m simulators` as one process."""

    port: int
    folder: Path
    process: asyncio.subprocess.Process | None = None

    @property
    def base(self) -> str:
        """Its address; the control side is below /control."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, kept: DemoSecrets, *, public_url: str) -> None:
        """Start it with our bot registered, and say where call-backs go, as an operator does in the provider's panel."""
        self.folder.mkdir(parents=True, exist_ok=True)
        bot = {"bot_token": kept.telegram_token, "bot_name": "بیمه‌یار", "bot_username": "bimeyar_bot"}
        (self.folder / "street.json").write_text(json.dumps(bot | {"product_url": public_url}), encoding="utf-8")
        words = ("--port", str(self.port), "--data", str(self.folder), "--with-parent")
        self.process = await start_process("simulators", *words, environment={}, log=self.folder / "street.log")
        until = time.monotonic() + _STARTS
        async with httpx2.AsyncClient(trust_env=False, timeout=10) as client:
            while self.process.returncode is None and time.monotonic() < until:
                with contextlib.suppress(httpx2.TransportError):
                    if (await client.get(f"{self.base}/healthz")).status_code == httpx2.codes.OK:
                        break
                await asyncio.sleep(0.1)
            else:
                raise NotReady("the street did not open")
            url = f"{public_url}/sms/delivery/{kept.sms_callback_secret}"
            answer = await client.put(f"{self.base}/control/kavenegar/settings", json={"delivery_url": url})
            answer.raise_for_status()

    async def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()
