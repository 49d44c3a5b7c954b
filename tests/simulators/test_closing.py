"""Does the street end at once and without a word, though pages are open?"""

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).parents[2]
STREAMS = ("/control/kavenegar/events", "/control/telegram/chats/5/events")


def read_on(url: str, heard: threading.Event) -> None:
    with httpx2.Client(trust_env=False, timeout=20) as client, client.stream("GET", url) as answer:
        for _ in answer.iter_raw():
            heard.set()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_open_event_streams_do_not_hold_it_up(tmp_path: Path, name: signal.Signals) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ("-m", "simulators", "--port", str(port), "--data", str(tmp_path))
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    base = f"http://127.0.0.1:{port}"
    try:
        with httpx2.Client(trust_env=False) as client:
            for _ in range(300):
                try:
                    client.get(f"{base}/healthz")
                    break
                except httpx2.TransportError:
                    time.sleep(0.1)
            bot = {"token": "123456:STREET", "username": "street_bot", "name": "b"}
            assert client.post(f"{base}/control/telegram/bots", json=bot).status_code < 300
        readers = []
        for path in STREAMS:
            heard = threading.Event()
            readers.append(threading.Thread(target=read_on, args=(base + path, heard)))
            readers[-1].start()
            assert heard.wait(10)
        process.send_signal(name)
        _, said = process.communicate(timeout=15)
        for reader in readers:
            reader.join(10)
        assert said == ""
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
