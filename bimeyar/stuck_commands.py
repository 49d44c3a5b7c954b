"""`parked` and `replay`: what is stuck, and tried once more, from the command line."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import typer

from bimeyar.settings import Settings

_KINDS = ("work", "update", "message")


def show(settings: Settings, *, kind: str | None, limit: int) -> None:
    """Print one JSON line for each."""
    from bimeyar.stuck import Kind, show_stuck

    kinds = list(Kind) if kind is None else [Kind(_known(kind))]
    _do(show_stuck(settings, kinds=kinds, limit=limit, say=_print))


def replay(settings: Settings, *, which: str | None, everything: bool, kind: str) -> None:
    """Print one JSON line for each; ends with 1 where one did not go."""
    from bimeyar.stuck import BadNumber, Kind, replay_stuck

    known = Kind(_known(kind))
    if (which is None) is not everything:
        typer.echo(f"Name one id or --all: python -m bimeyar replay 17 --kind {known.value}", err=True)
        raise typer.Exit(2)
    try:
        went = _do(replay_stuck(settings, kind=known, which=which, say=_print))
    except BadNumber as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(2) from None
    raise typer.Exit(0 if went else 1)


def _known(kind: str) -> str:
    if kind not in _KINDS:
        typer.echo(f"--kind is one of {', '.join(_KINDS)}: python -m bimeyar parked --kind update", err=True)
        raise typer.Exit(2)
    return kind


def _do(work: Any) -> Any:
    from sqlalchemy.exc import DBAPIError

    try:
        return asyncio.run(work)
    except (DBAPIError, OSError) as away:
        said = "The database cannot be reached or has no tables yet; try: python -m bimeyar doctor, then migrate"
        typer.echo(f"{said} ({type(away).__name__})", err=True)
        raise typer.Exit(2) from None


def _print(line: dict[str, Any]) -> None:
    typer.echo(json.dumps(line, ensure_ascii=False))
