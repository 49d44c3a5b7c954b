"""Draw the way of every kind of request: `python -m backend.domain.cases --out FOLDER`."""

from __future__ import annotations

import argparse
from pathlib import Path

from backend.domain.cases import CaseKind, draw


def main() -> None:
    """Write one Mermaid file a kind."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, required=True, help="the folder to write into")
    folder: Path = asked.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for kind in CaseKind:
        (folder / f"{kind}.mmd").write_text(draw(kind), encoding="utf-8")


if __name__ == "__main__":
    main()
