"""What does a line say of an error, and of what a library passes through? Kinds and places, never a value."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from bimeyar.logs import configure_logs, watch_loop
from bimeyar.scrubbing import Scrubber, scrub

SECRET = "word-of-this-process"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    kept = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    configure_logs("DEBUG", secrets=[SECRET])
    yield written
    root.handlers[:], sys.excepthook, threading.excepthook = kept[0], kept[2], kept[3]
    root.setLevel(kept[1])
    logging.captureWarnings(False)
    for name in ("bimeyar", "bot", "conversations", "backend", "sms", "locales"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    dbos = logging.getLogger("dbos")
    dbos.handlers, dbos.propagate = [], True
    structlog.reset_defaults()


def told(written: io.StringIO) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(written.getvalue().splitlines()[-1])
    return said


def broken() -> IntegrityError:
    """A driver's error that quotes what was to be written."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE p (id TEXT PRIMARY KEY)"))
            for _ in range(2):
                connection.execute(text("INSERT INTO p VALUES (:id)"), {"id": "Golbanoo-0061254321"})
    except IntegrityError as error:
        return error
    finally:
        engine.dispose()
    raise AssertionError


@pytest.mark.parametrize("way", ["structlog", "standard", "library", "argument"])
def test_an_error_is_told_by_its_kind_and_place(lines: io.StringIO, way: str) -> None:
    error = broken()
    assert "Golbanoo" in str(error), "there is something to hide"
    match way:
        case "structlog":
            structlog.get_logger("bimeyar.x").error("it failed", exc_info=error)
        case "standard":
            logging.getLogger("backend.x").error("it failed", exc_info=error)
        case "library":
            logging.getLogger("sqlalchemy.pool").error("it failed: %s", error, exc_info=error)
        case _:
            structlog.get_logger("bimeyar.x").error("it failed", why=error, all=[{"deep": error}])
    assert "Golbanoo" not in lines.getvalue()
    said = told(lines)
    assert "it failed" in said["event"]
    if way != "argument":
        assert said["error"].startswith("IntegrityError < IntegrityError")
        assert any("test_lines.py" in place and place.endswith("broken") for place in said["at"])


async def test_what_nobody_awaited_is_told_without_its_words(lines: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    watch_loop()
    try:
        loop.call_exception_handler({"message": "Task exception was never retrieved", "exception": broken()})
    finally:
        loop.set_exception_handler(None)
    assert "Golbanoo" not in lines.getvalue()
    assert told(lines)["error"].startswith("IntegrityError")


def test_what_ends_a_process_is_told_without_its_words(lines: io.StringIO) -> None:
    error = broken()
    sys.excepthook(type(error), error, error.__traceback__)
    assert "Golbanoo" not in lines.getvalue()
    assert told(lines)["level"] == "critical"


def test_a_secret_of_the_process_stands_in_no_line(lines: io.StringIO) -> None:
    structlog.get_logger("bimeyar.x").info(f"asked with {SECRET}", place=f"https://x.ir/?k={SECRET}")
    assert SECRET not in lines.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "0061254321",
            "۰۰۶۱۲۵۴۳۲۱",
            "+989121234567",
            "0912 123 4567",
            "6219-8610-1234-5678",
            "1361-04-12",
            "1361/04/12",
        ),
        *("IR820540102680020817909002", "IR82 0540 1026 8002 0817 9090 02"),
        *(
            "postgresql://bimeyar:pass@db/x",
            "https://api.telegram.org/bot123456:AAbb-cc/getMe",
            "/v1/0123456789abcdef0123/sms",
        ),
        *("/sms/delivery/secret-of-a-path", "/pay/return/token_of-a-payment", "/bale/webhook/secret-of-a-path"),
    ],
)
def test_what_looks_like_somebody_or_opens_a_door_is_hidden(text: str) -> None:
    said = scrub(f"before {text} after")
    assert "[hidden]" in said
    assert said.startswith("before ")
    assert said.endswith("after")
    for word in (
        "0061254321",
        "۰۰۶",
        "912",
        "6219",
        "1361",
        "8205",
        "0540",
        "pass@",
        "AAbb",
        "abcdef",
        "secret-of",
        "token_of",
    ):
        assert word not in said, said


def test_our_own_marks_and_counts_stay() -> None:
    event = {
        "timestamp": "2026-11-27T20:00:00Z",
        "count": 12345678,
        "trace": "0" * 32,
        "code": 403,
        "number": 7_193_252_768_366_592,
    }
    assert Scrubber().event(event) == event
    assert Scrubber().event({"code": "12345", "name": "x", "mobile": 9121234567}) == dict.fromkeys(
        ("code", "name", "mobile"), "[hidden]"
    )


def test_a_library_that_quotes_exceptions_says_only_what_it_was_doing(lines: io.StringIO) -> None:
    """DBOS puts its lines together itself, with the text of what went wrong, and would print tracebacks on its own."""
    from dbos._logger import init_logger

    init_logger()
    logging.getLogger("dbos").warning(
        "Exception in the queue for codes: Golbanoo-0061254321\nGolbanoo", stack_info=True
    )
    (line,) = lines.getvalue().splitlines()
    assert json.loads(line)["event"] == "Exception in the queue for codes"
    assert "Golbanoo" not in line
