"""What does the service write about itself? One JSON object a line, never a number, name or text of a person."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRET_KEYS = frozenset(
    {
        "national_id",
        "mobile",
        "iban",
        "name",
        "text",
        "code",
        "token",
        "key",
        "secret",
        "password",
        "authorization",
        "address",
    }
)
_LONG_NUMBER = re.compile(
    r"(?<!\w)[+0-9\u06f0-\u06f9\u0660-\u0669]{8,}(?!\w)|IR\d{6,}|bot\d+:[\w-]+|/v1/[0-9A-Za-z]{16,}/|(?<=/webhook/)[\w-]+"
)
_HIDDEN = "[hidden]"


def hide(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blank out fields that may name a person, and long numbers, tokens and keys inside any text."""
    for key, value in event.items():
        if key in _SECRET_KEYS:
            event[key] = _HIDDEN
        elif isinstance(value, str):
            event[key] = _LONG_NUMBER.sub(_HIDDEN, value)
    return event


_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class _AsJson(logging.Formatter):
    """The lines of libraries, and of code that logs by the standard way, in the same shape and as bare of people."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {key: value for key, value in vars(record).items() if key not in _ORDINARY}
        event: dict[str, Any] = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            **extra,
        }
        if record.exc_info and record.exc_info[0] is not None:
            event["error"] = record.exc_info[0].__name__
        return json.dumps(hide(None, "", event), ensure_ascii=False, default=str)


_OURS = ("bimeyar", "bot", "conversations", "backend", "sms", "locales")
"""Only these speak below WARNING: the driver of SQLite logs every value it writes, names among them."""


def configure_logs(level: str) -> None:
    """Send our own lines and those of libraries to standard error."""
    number = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            hide,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_AsJson())
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    for package in _OURS:
        logging.getLogger(package).setLevel(number)
