"""`verify`: is this contract genuine? Answered on this machine, with nothing but the published key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import typer

from backend.documents.seal import MARK, BadKey, PublicKey, Seen, as_signed
from bimeyar.demo_folder import FolderUnfit, folder_settings
from bimeyar.settings import Settings

_LARGEST = 20 * 1024 * 1024
_SAID = {
    Seen.GENUINE: "Genuine: these figures were signed with this key.",
    Seen.ALTERED: "Not genuine: the text does not agree with its signature.",
    Seen.OTHER_KEY: "Signed with another key than this one; nothing can be said of it.",
    Seen.NO_PAPER: f"No text of a contract was found. Give the PDF of a contract, or the text of its QR code, which begins with {MARK}",
}
_PICTURE = re.compile(rb"^(\x89PNG|\xff\xd8|GIF8|RIFF)")


def run_verify(what: str, *, key: str | None, settings: Callable[[], Settings], data: Path | None = None) -> None:
    """Say what the signature says; ends with 0 for a genuine paper alone, 2 where nothing could be read."""
    try:
        own = settings if data is None else lambda: folder_settings(data)
        public = own().seal().public if key is None else PublicKey.read(_key_text(key))
        text = _read(what)
    except FolderUnfit as unfit:
        typer.echo(str(unfit), err=True)
        raise typer.Exit(2) from None
    except (BadKey, OSError, ValueError) as unfit:
        typer.echo(str(unfit) if isinstance(unfit, ValueError) else "the file cannot be read", err=True)
        raise typer.Exit(2) from None
    checked = public.check(text)
    genuine = checked.seen is Seen.GENUINE
    typer.echo(_SAID[checked.seen], err=not genuine)
    if genuine:
        for name, value in checked.claims.items():
            typer.echo(f"{name.replace('_', ' ')}: {value}")
        typer.echo("Whether the contract is in force today, the signature does not say.")
    raise typer.Exit(0 if genuine else 1)


def _key_text(key: str) -> str:
    """The key itself, or what stands in the file of this name."""
    path = Path(key)
    return path.read_text(encoding="utf-8") if path.is_file() else key


def _read(what: str) -> str:
    """The text itself, or what a file holds: a PDF carries the signed text among its keywords. Raises ValueError, OSError."""
    if what.startswith(MARK) or len(what) > 255 or not Path(what).is_file():
        return as_signed(what)
    path = Path(what)
    if path.stat().st_size > _LARGEST:
        raise ValueError("the file is larger than any contract; give its PDF, or the text of its QR code")
    content = path.read_bytes()
    if _PICTURE.match(content):
        raise ValueError("a picture is not read here: scan its QR code with a phone and give the text")
    return content.decode("latin-1")
