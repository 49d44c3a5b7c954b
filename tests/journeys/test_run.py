"""Does the one door install what is missing, once, and without alarming anybody? On stand-ins of python and uv."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = """#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
*"--target .fonts/package"*) [ ! -f "$NO_FONT" ] && mkdir -p .fonts/package || { echo "no font" >&2; exit 1; } ;;
"-m bimeyar"*) echo "ran" ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>"$LOG"
echo "error: an alarming word" >&2
exit 2
"""


class Door:
    """A copy of `run` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log, self.no_font = folder / "house", folder / "log", folder / "no-font"
        tools = folder / "bin"
        self.folder.mkdir()
        tools.mkdir()
        shutil.copy(ROOT / "run", self.folder / "run")
        for name in ("requirements.lock", "fonts.lock"):
            (self.folder / name).write_text(name, encoding="utf-8")
        for name, words in (("python3.11", PYTHON), ("uv", UV)):
            (tools / name).write_text(words, encoding="utf-8")
            (tools / name).chmod(0o755)
        self.env = {"PATH": f"{tools}:{os.environ['PATH']}", "LOG": str(self.log), "NO_FONT": str(self.no_font)}

    def knock(self) -> tuple[str, list[str]]:
        """What it says besides "ran", and the installations that it made."""
        self.log.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["sh", "./run", "bimeyar", "people"],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "ran\n"
        made = [line for line in self.log.read_text(encoding="utf-8").splitlines() if "python -m pip install" in line]
        return done.stderr, [line.rpartition(" ")[2] for line in made]


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def test_what_uv_cannot_do_pip_does_without_an_alarming_word(door: Door) -> None:
    said, made = door.knock()
    assert said.splitlines() == ["Installing into .venv ..."]
    assert made == ["requirements.lock", "fonts.lock"]


def test_nothing_is_installed_again_when_nothing_changed(door: Door) -> None:
    door.knock()
    assert door.knock() == ("", [])
    (door.folder / "requirements.lock").write_text("changed", encoding="utf-8")
    assert door.knock()[1] == ["requirements.lock"]


def test_a_font_that_must_wait_is_tried_again_alone(door: Door) -> None:
    door.no_font.touch()
    said, _ = door.knock()
    assert said.splitlines()[-1].startswith("The Persian font could not be installed")
    said, made = door.knock()
    assert (made, len(said.splitlines())) == (["fonts.lock"], 1)
    door.no_font.unlink()
    assert door.knock() == ("", ["fonts.lock"])
    assert door.knock() == ("", [])
