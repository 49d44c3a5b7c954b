"""What does the service write about itself? One JSON object a line, never a number, name or text of a person."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.contextvars import get_contextvars

from bimeyar.scrubbing import Scrubber, raised, told

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OURS = ("bimeyar", "bot", "conversations", "backend", "sms", "locales")
"""Only these speak below WARNING: the driver of SQLite logs every value it writes, names among them."""

_READY_MADE = ("dbos",)
"""Libraries that format their own lines, write them by a handler of their own unless they find one, and quote exceptions."""


class _Writer:
    """The last step of a line: scrubbed, written as JSON, scrubbed of our own secrets again."""

    def __init__(self, scrubber: Scrubber) -> None:
        self._scrubber = scrubber

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
        """A structlog renderer."""
        error = raised(event.pop("exc_info", None))
        return self.write({**event, **told(error)})

    def write(self, event: MutableMapping[str, Any]) -> str:
        """One line."""
        return self._scrubber.line(json.dumps(self._scrubber.event(event), ensure_ascii=False, default=str))


class _AsJson(logging.Formatter):
    """The lines of libraries, and of code that logs by the standard way, in the same shape and as bare of people."""

    def __init__(self, writer: _Writer) -> None:
        super().__init__()
        self._writer = writer
        self._stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)

    def format(self, record: logging.LogRecord) -> str:
        extra = {key: value for key, value in vars(record).items() if key not in _ORDINARY}
        ours = record.name.partition(".")[0] in _OURS
        event: dict[str, Any] = {
            **get_contextvars(),
            "event": record.getMessage() if ours else _bare(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            **extra,
            **told(raised(record.exc_info)),
        }
        return self._writer.write(self._stamp(None, "", event))


def _bare(record: logging.LogRecord) -> str:
    """Of a library's line what its author wrote: arguments may be anything that passes through, and so may a second line.

    Where a library puts its lines together itself, only what stands before the colon, for an exception's text follows.
    """
    said = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    first = said.splitlines()[0] if said else ""
    return first.partition(": ")[0] if record.name.partition(".")[0] in _READY_MADE else first


def configure_logs(level: str, *, secrets: Iterable[str] = ()) -> None:
    """Send our own lines and those of libraries to standard error; none of `secrets` ever stands in one."""
    number = logging.getLevelNamesMapping()[level]
    writer = _Writer(Scrubber(secrets))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            writer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_AsJson(writer))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    for library in _READY_MADE:
        logger = logging.getLogger(library)
        logger.handlers, logger.propagate = [handler], False
    logging.captureWarnings(True)
    for package in _OURS:
        logging.getLogger(package).setLevel(number)
    sys.excepthook = _uncaught
    threading.excepthook = lambda end: _uncaught(end.exc_type, end.exc_value, end.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """What nobody caught is told like everything else: its kind and its place."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bimeyar").critical("ended by an error", exc_info=(kind, error or kind(), trace))


def watch_loop() -> None:
    """Let the running event loop tell what nobody awaited in the same way: its own words quote the exception."""

    def tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        log = logging.getLogger("bimeyar")
        log.error("the event loop: %s", context.get("message"), exc_info=error if error is not None else False)

    asyncio.get_running_loop().set_exception_handler(tell)
