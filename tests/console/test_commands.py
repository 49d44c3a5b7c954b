"""Can an administrator make the first account from the command line, and see whether the trail is whole?"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from backend.kit.vault import new_key
from backend.migrations.apply import upgrade
from bimeyar.cli import app
from tests.databases import rows_of


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    made = f"sqlite+aiosqlite:///{tmp_path / 'b.db'}"
    upgrade(made)
    monkeypatch.setenv("BIMEYAR_DATABASE", made)
    for name in ("DATA_KEY", "INDEX_KEY", "SERVICE_TOKEN"):
        monkeypatch.setenv(f"BIMEYAR_{name}", new_key())
    return made


def staff(*words: str) -> Result:
    return CliRunner().invoke(app, ["staff", *words])


def audit() -> Result:
    return CliRunner().invoke(app, ["audit", "check"])


ZAHRA = ("add", "zahra.n", "--name", "زهرا نادری", "--role", "administrator")


def test_an_account_is_made_listed_locked_opened_and_reset(url: str) -> None:
    made = staff(*ZAHRA)
    assert made.exit_code == 0, made.output
    assert "first sign-in" in made.output
    listed = staff("list")
    assert "zahra.n" in listed.output
    assert "administrator" in listed.output
    assert staff("lock", "zahra.n").exit_code == 0
    assert "locked" in staff("list").output
    assert staff("unlock", "zahra.n").exit_code == 0
    reset = staff("reset", "zahra.n")
    assert reset.exit_code == 0
    assert reset.output != made.output
    assert audit().exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Zahra N", "--name", "ز", "--role", "auditor"), "zahra.n"),
        (("add", "ali.r", "--name", "علی", "--role", "king"), "auditor"),
        (("lock", "nobody"), "staff list"),
    ],
)
def test_a_wrong_word_is_named_with_an_example(url: str, words: tuple[str, ...], says: str) -> None:
    came = staff(*words)
    assert came.exit_code == 2
    assert says in came.output


def test_the_same_user_name_is_refused(url: str) -> None:
    assert staff(*ZAHRA).exit_code == 0
    again = staff(*ZAHRA)
    assert again.exit_code == 2
    assert "already" in again.output


def test_a_changed_row_of_the_trail_is_found(url: str) -> None:
    staff(*ZAHRA)
    rows_of(url, "UPDATE staff_audit SET act = 'nothing' WHERE seq = 1")
    found = audit()
    assert found.exit_code == 1
    assert "1" in found.output
