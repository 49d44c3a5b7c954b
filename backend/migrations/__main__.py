"""Which step of the database's history is wanted? `python -m backend.migrations --help`."""

from __future__ import annotations

from typing import Annotated

import typer

from backend.migrations import apply

app = typer.Typer(help="The history of the database's shape.", no_args_is_help=True, add_completion=False)
Url = Annotated[str, typer.Argument(help="sqlite+aiosqlite:///FILE or postgresql+asyncpg://…")]


@app.command()
def upgrade(url: Url, to: str = "head") -> None:
    """Bring a database to a revision."""
    apply.upgrade(url, to)
    typer.echo(f"at {apply.current(url)}")


@app.command()
def downgrade(url: Url, to: str) -> None:
    """Take a database back to a revision ("base" for empty). Data of tables that go are lost."""
    apply.downgrade(url, to)
    typer.echo(f"at {apply.current(url)}")


@app.command()
def check(url: Url) -> None:
    """Does the database have the shape that the code expects?"""
    differences = apply.check(url)
    for difference in differences:
        typer.echo(difference)
    raise typer.Exit(1 if differences else 0)


@app.command()
def autogenerate(message: Annotated[str, typer.Argument(help="What changes, in a few words.")]) -> None:
    """Write the next revision from the tables in code; then read it, and run: ruff format backend/migrations."""
    typer.echo(str(apply.write_revision(message)))


if __name__ == "__main__":
    app()
