"""Do libraries keep what they know of people to themselves, however much is logged?"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog

from bimeyar.logs import configure_logs
from bimeyar.scrubbing import Scrubber


@pytest.fixture
def quiet_again() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    yield
    sys.excepthook, threading.excepthook = hooks
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("bimeyar", "bot", "conversations", "backend", "sms", "locales"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


@pytest.mark.usefixtures("quiet_again")
@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_libraries_never_log_what_passes_through_them(level: str) -> None:
    """The driver of SQLite logs every value it writes, names and birth dates among them."""
    configure_logs(level)
    for library in ("aiosqlite", "sqlalchemy.engine", "urllib3.connectionpool", "httpx2", "aiogram", "asyncio"):
        assert not logging.getLogger(library).isEnabledFor(logging.INFO), library
    for ours in ("backend.work.dbos_engine", "sms.receipts"):
        assert logging.getLogger(ours).isEnabledFor(logging.getLevelNamesMapping()[level]), ours


@pytest.mark.parametrize(
    "said", ["POST /bale/webhook/a-secret_of-sixteen 200", "https://b.ir/bale/webhook/a-secret_of-sixteen"]
)
def test_the_secret_in_the_path_of_a_webhook_is_hidden(said: str) -> None:
    assert "a-secret_of-sixteen" not in str(Scrubber().event({"event": said, "path": said}))
