"""python -m simulators --port N --data DIR: which address is the street at?"""

import argparse
import sys
from pathlib import Path

import uvicorn

from simulators.app import create_street


def main(arguments: list[str]) -> None:
    """Serve the street until stopped."""
    parser = argparse.ArgumentParser(prog="python -m simulators", description="The outside world on loopback.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of the SQLite files")
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(arguments)
    uvicorn.run(
        create_street(options.data),
        host=options.host,
        port=options.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
