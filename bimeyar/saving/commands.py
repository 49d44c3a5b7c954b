"""`backup` and `restore` from the command line: what was done, or what is wrong and what to do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import typer

from bimeyar.settings import Settings


def run_backup(settings: Settings, to: Path, *, over: bool, verify: bool, keep: int | None) -> None:
    """To a file, or into a folder under the name of the moment. Ends with 2 where nothing was saved, 1 where not sound."""
    from sqlalchemy.exc import DBAPIError

    from bimeyar.saving.backup import NotSaved, save
    from bimeyar.saving.shelf import make_room, name_in, set_aside

    if keep is not None and not to.is_dir():
        _stop(f"--keep needs a folder, and {to} is none; for example: python -m bimeyar backup --to /backups --keep 30")
    file = name_in(to, now=datetime.now(UTC)) if to.is_dir() else to
    try:
        saved = save(settings.database, file, vault=settings.vault(), over=over)
    except NotSaved as why:
        _stop(f"Nothing was saved: {why}")
    except (DBAPIError, OSError) as trouble:
        _stop(f"Nothing was saved: the database or the disk does not answer ({type(trouble).__name__})")
    typer.echo(f"{saved.rows} rows of {saved.tables} tables saved to {file}, {saved.size} bytes")
    if not verify:
        typer.echo(f"Try it: python -m bimeyar restore --verify --from {file}")
    elif not _is_proved(settings, file):
        _stop(f"The backup is not sound; it was set aside as {set_aside(file)}", code=1)
    if keep is not None:
        for old in make_room(to, keep=keep):
            typer.echo(f"{old} made room")


def _is_proved(settings: Settings, file: Path) -> bool:
    """Ends with 1 where it could not be tried; the file stays, and no older one makes room for it."""
    from sqlalchemy.exc import DBAPIError

    from bimeyar.saving.sealed_file import NoBackup

    try:
        return _is_sound(settings, file)
    except NoBackup as why:
        typer.echo(f"NOT WELL  {why}")
        return False
    except (DBAPIError, OSError) as trouble:
        _stop(f"{file} was saved but could not be tried ({type(trouble).__name__})", code=1)


def run_restore(settings: Settings, file: Path, *, verify: bool, over: bool) -> None:
    """Ends with 2 where nothing was changed, with 1 where `verify` found something."""
    from sqlalchemy.exc import DBAPIError

    from bimeyar.saving.restore import NotRestored
    from bimeyar.saving.sealed_file import NoBackup, OtherKey

    if not file.is_file():
        _stop(f"there is no file {file}; for example: python -m bimeyar restore --from /var/backups/today.bimeyar")
    try:
        if not verify:
            _restore(settings, file, over=over)
        elif not _is_sound(settings, file):
            raise typer.Exit(1)
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


def _is_sound(settings: Settings, file: Path) -> bool:
    from bimeyar.saving.verify import verify

    found = verify(settings.database, file, vault=settings.vault())
    typer.echo(json.dumps({"made_at": found.made_at, "revision": found.revision, "looked_at": found.looked}))
    for finding in found.findings:
        typer.echo(f"NOT WELL  {finding}")
    if not found.findings:
        typer.echo("The backup is sound.")
    return not found.findings


def _stop(words: str, *, code: int = 2) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(code)
