"""`backup` and `restore` from the command line: what was done, or what is wrong and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import typer

from bimeyar.settings import Settings


def run_backup(settings: Settings, file: Path, *, over: bool) -> None:
    """Ends with 2 where nothing was saved."""
    from sqlalchemy.exc import DBAPIError

    from bimeyar.saving.backup import NotSaved, save

    try:
        saved = save(settings.database, file, vault=settings.vault(), over=over)
    except NotSaved as why:
        _stop(f"Nothing was saved: {why}")
    except (DBAPIError, OSError) as trouble:
        _stop(f"Nothing was saved: the database or the disk does not answer ({type(trouble).__name__})")
    typer.echo(f"{saved.rows} rows of {saved.tables} tables saved to {file}, {saved.size} bytes")
    typer.echo(f"Try it: python -m bimeyar restore --verify --from {file}")


def run_restore(settings: Settings, file: Path, *, verify: bool, over: bool) -> None:
    """Ends with 2 where nothing was changed, with 1 where `verify` found something."""
    from sqlalchemy.exc import DBAPIError

    from bimeyar.saving.restore import NotRestored
    from bimeyar.saving.sealed_file import NoBackup, OtherKey

    if not file.is_file():
        _stop(f"there is no file {file}; for example: python -m bimeyar restore --from /var/backups/today.bimeyar")
    try:
        if verify:
            _verify(settings, file)
        else:
            _restore(settings, file, over=over)
    except NoBackup as why:
        _stop(f"Nothing was restored: {why}", code=1 if verify else 2)
    except OtherKey:
        said = "it was sealed with another data key; name that one in BIMEYAR_DATA_KEY or BIMEYAR_OLD_DATA_KEYS"
        _stop(f"Nothing was restored: {said}", code=1 if verify else 2)
    except NotRestored as why:
        _stop(f"Nothing was restored: {why}")
    except (DBAPIError, OSError) as trouble:
        _stop(f"Nothing was restored: the database or the file does not fit ({type(trouble).__name__})")


def _restore(settings: Settings, file: Path, *, over: bool) -> None:
    from bimeyar.saving.restore import restore

    done = restore(settings.database, file, vault=settings.vault(), over=over)
    typer.echo(f"{done.rows} rows restored, as they were at {done.made_at.isoformat(timespec='seconds')}")
    typer.echo("What waited to be sent is looked for at the provider before it is sent.")


def _verify(settings: Settings, file: Path) -> None:
    from bimeyar.saving.verify import verify

    found = verify(settings.database, file, vault=settings.vault())
    typer.echo(json.dumps({"made_at": found.made_at, "revision": found.revision, "looked_at": found.looked}))
    for finding in found.findings:
        typer.echo(f"NOT WELL  {finding}")
    if found.findings:
        raise typer.Exit(1)
    typer.echo("The backup is sound.")


def _stop(words: str, *, code: int = 2) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(code)
