"""Do the README and its relatives say what is true now?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bimeyar.settings import settings_table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PACKAGES = ("bimeyar", "bot", "conversations", "backend", "sms", "locales", "simulators", "tests", "bench")


def test_the_settings_table_is_the_real_one() -> None:
    assert settings_table() in README, "print it again: ./run bimeyar doctor --settings"


def test_every_link_and_picture_of_the_readme_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_has_a_readme(package: str) -> None:
    assert len((ROOT / package / "README.md").read_text(encoding="utf-8")) > 300


@pytest.mark.parametrize("name", ["CHANGELOG.md", "DECISIONS.md"])
def test_the_two_books_are_kept(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").count("\n## ") >= 1


def test_ci_runs_the_readme_command() -> None:
    assert "./run test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "./run test" in README
