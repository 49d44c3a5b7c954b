"""python -m simulators --port N --data DIR: which address is the street at?"""

import argparse
import contextlib
import os
import sys
import threading
import time
from pathlib import Path


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, even if that one was killed."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(0)  # nothing is lost: every answer was written before it was given

    threading.Thread(target=watch, daemon=True).start()


def main(arguments: list[str]) -> None:
    """Serve the street until stopped."""
    parser = argparse.ArgumentParser(prog="python -m simulators", description="The outside world on loopback.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of the SQLite files")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--with-parent", action="store_true", help="end when the process that started this ends")
    options = parser.parse_args(arguments)
    if options.with_parent:
        end_with_parent()
    serve(options.host, options.port, options.data)


def serve(host: str, port: int, data: Path) -> None:
    """Serve the street until stopped; the slow imports come after the watch on the parent has begun."""
    import uvicorn

    from simulators.app import create_street
    from simulators.streams import StreetServer

    street = create_street(data)
    config = uvicorn.Config(
        street,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    with contextlib.suppress(KeyboardInterrupt):
        StreetServer(config, street).run()


if __name__ == "__main__":
    main(sys.argv[1:])
