"""Does the demonstration's clock go day by day, do each day's work, and survive a restart?"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from backend.kit.clock import WallClock
from bimeyar.cli import app as command_line
from bimeyar.demo_clock import ClockFile, MovedClock, walk
from bimeyar.demo_folder import open_folder


async def test_every_day_on_the_way_has_its_work_and_the_place_is_kept(tmp_path: Path) -> None:
    clock, file = MovedClock(), ClockFile(tmp_path)
    wished = clock.today() + timedelta(days=40)
    file.write(clock.shift, wished)
    seen: list[date] = []

    async def work() -> None:
        seen.append(clock.today())

    await walk(clock, file, work)
    assert seen == [WallClock().today() + timedelta(days=step) for step in range(1, 41)]
    assert file.read() == (clock.shift, None)
    assert MovedClock(file.read()[0]).today() == wished


async def test_a_day_whose_work_fails_is_not_left_behind(tmp_path: Path) -> None:
    clock, file = MovedClock(), ClockFile(tmp_path)
    file.write(clock.shift, clock.today() + timedelta(days=3))

    async def breaks() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        await walk(clock, file, breaks)
    shift, wished = file.read()
    assert wished is not None
    assert (shift, clock.shift) == (timedelta(), timedelta())  # the day has not come before its work is done


def test_the_clock_never_goes_back() -> None:
    clock = MovedClock(timedelta(days=10))
    clock.to_day(WallClock().today())
    assert clock.shift == timedelta(days=10)


def test_a_file_that_is_broken_moves_nothing(tmp_path: Path) -> None:
    for text in ("", "[]", "{}", '{"seconds": "x"}', '{"seconds": 1, "wished": "never"}'):
        (tmp_path / "clock.json").write_text(text, encoding="utf-8")
        assert ClockFile(tmp_path).read() == (timedelta(), None)


def test_the_command_says_what_is_wrong_with_an_example(tmp_path: Path) -> None:
    run = CliRunner().invoke
    folder = tmp_path / "demo"
    lost = run(command_line, ["clock", "--data", str(folder), "--days", "1"])
    assert (lost.exit_code, "./run demo" in lost.output) == (2, True)
    open_folder(folder)
    for wrong in ("yesterday", "1300-01-01", "1499-01-01", "1404-12-30"):
        said = run(command_line, ["clock", "--data", str(folder), "--to", wrong])
        assert said.exit_code == 2, wrong
    assert "In the demonstration it is" in run(command_line, ["clock", "--data", str(folder)]).output
