"""Is the process in this container ready? `python -m bimeyar.healthy` asks it and ends with 0 or 1, without any library."""

from __future__ import annotations

import http.client
import os
import sys

_SECONDS = 4


def ask(port: int, *, host: str = "127.0.0.1", seconds: float = _SECONDS) -> bool:
    """Does /readyz on this port answer 200?"""
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main() -> int:
    """The exit code."""
    inner = os.environ.get("BIMEYAR_INNER_PORT") or "0"
    port = inner if inner != "0" else os.environ.get("BIMEYAR_PORT") or "8000"
    if not port.isdecimal():
        sys.stderr.write("BIMEYAR_INNER_PORT and BIMEYAR_PORT are port numbers, for example 9000\n")
        return 2
    return 0 if ask(int(port)) else 1


if __name__ == "__main__":
    sys.exit(main())
