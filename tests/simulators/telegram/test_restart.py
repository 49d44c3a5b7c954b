"""Is everything still there after the process was killed?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from simulators.telegram.faults import Fault, FaultKind
from simulators.telegram.flood import FloodLimits
from simulators.telegram.world import TelegramWorld
from tests.simulators.telegram.control import Chat, new_bot, new_user

SERVE = """
import sys, uvicorn, pathlib
from simulators.telegram.profile import Profile
from tests.simulators.telegram.server import create_app
uvicorn.run(create_app(pathlib.Path(sys.argv[1]), Profile.TELEGRAM), port=int(sys.argv[2]), log_level="critical", access_log=False)
"""


def serve(path: Path, port: int) -> subprocess.Popen[bytes]:
    """The messenger in a process of its own, once it answers."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(path), str(port)])
    for _ in range(600):
        try:
            httpx2.get(f"http://127.0.0.1:{port}/control/telegram/bots", trust_env=False)
        except httpx2.TransportError:
            assert process.poll() is None, "the messenger did not start"
            time.sleep(0.05)
        else:
            return process
    pytest.fail("the messenger does not answer")


async def test_kill_9(tmp_path: Path, unused_tcp_port: int) -> None:
    process = serve(tmp_path / "telegram.db", unused_tcp_port)
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{unused_tcp_port}", trust_env=False) as client:
            bot_id, token = await new_bot(client)
            chat = Chat(client, bot_id, token, await new_user(client))
            await chat.act("start")
            fields = {"chat_id": str(chat.chat_id), "text": "پیش از مرگ"}
            assert (await client.post(f"/telegram/bot{token}/sendMessage", data=fields)).json()["ok"]
            file = await chat.act("file", kind="document", content="aGVsbG8=")
            await client.post(
                f"/telegram/bot{token}/setMyCommands", json={"commands": [{"command": "a", "description": "b"}]}
            )
            before = await chat.transcript()
            last_update = (await chat.read("/updates"))[-1]["update_id"]

            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            process = serve(tmp_path / "telegram.db", unused_tcp_port)

            assert await chat.transcript() == before
            assert [c["method"] for c in await chat.calls()] == ["sendMessage", "setMyCommands"]
            assert (await client.get(f"/control/telegram/files/{file['file_id']}")).content == b"hello"
            assert (await chat.act("text", text="پس"))[0]["update_id"] == last_update + 1
            found = (await client.post(f"/telegram/bot{token}/getUpdates")).json()["result"]
            assert [u["update_id"] for u in found] == list(range(last_update - 1, last_update + 2))
            assert len(await chat.read(f"/menu/{chat.chat_id}")) == 1
    finally:
        process.kill()
        process.wait()


def test_settings_and_faults_stay(tmp_path: Path) -> None:
    path = tmp_path / "telegram.db"
    world = TelegramWorld(path, clock=lambda: 1000.0)
    world.faults.schedule(Fault(FaultKind.REFUSE, status=500, times=3, skip=1))
    for _ in range(2):
        world.faults.claim(bot_id=1, chat_id=2, method="getMe")
    world.flood.limit(FloodLimits(chat_per_second=1.0))
    world.advance_clock(50)
    world.close()
    again = TelegramWorld(path, clock=lambda: 1000.0)
    assert [(fault["times"], fault["skip"]) for fault in again.faults.scheduled()] == [(2, 0)]
    assert again.flood.limits.chat_per_second == 1.0
    assert again.now() == 1050.0
    again.close()


def test_numbers_are_never_used_again(tmp_path: Path) -> None:
    seen: list[int] = []
    for _ in range(3):
        world = TelegramWorld(tmp_path / "telegram.db")
        world.bots.register("5:x", username="b", name="b")
        seen += [world.updates.emit(5, 77, "message", {}) or 0 for _ in range(2)]
        world.updates.drop(5)
        world.close()
    assert seen == list(range(seen[0], seen[0] + 6))


def test_in_memory() -> None:
    world = TelegramWorld(":memory:")
    assert world.bots.register("5:x", username="b", name="b").id == 5
    with pytest.raises(ValueError, match="bot token"):
        world.bots.register("nonsense", username="b", name="b")
    world.close()
