"""Is there a test through both libraries for every method the simulator has?"""

import re
from pathlib import Path

from simulators.telegram.methods.table import METHODS

HERE = Path(__file__).parent
THEMES = ("test_methods.py", "test_refusals.py", "test_polling.py", "test_webhook.py")


def snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def test_every_method_is_called_by_a_peer() -> None:
    written = "".join((HERE / theme).read_text() for theme in THEMES)
    called = set(re.findall(r'peer\.call\(\s*"(\w+)"', written))
    called |= {f"send_{kind}" for kind in ("document", "voice", "video", "audio", "animation", "sticker")}
    called |= {f"{verb}_my_{kind}" for verb in ("get", "set") for kind in ("name", "description", "short_description")}
    wanted = {snake(name) for name in METHODS} | {"get_updates", "set_webhook", "delete_webhook"}
    assert wanted - called - {"get_file"} == set()
    assert 'refusal(peer, "get_file"' in written
