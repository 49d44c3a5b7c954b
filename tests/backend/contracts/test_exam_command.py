"""Does `exam` understand the number as it stands on the paper?"""

from __future__ import annotations

from typing import Any

import pytest
import typer

from backend.areas.contracts.exams import Recorded
from bimeyar import contract_commands


@pytest.mark.parametrize(
    "typed",
    [
        "1405101050000001",
        " 1405101050000001 ",
        "۱۴۰۵۱۰۱۰۵۰۰۰۰۰۰۱",
        "\u2068۱۴۰۵۱۰۱۰۵۰۰۰۰۰۰۱\u2069",
        "1405 10105 0000001",
    ],
)
def test_a_number_copied_from_the_paper_is_understood(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    async def record(_settings: Any, number: str, *, fit: bool, data: Any) -> Recorded:
        asked.append((number, fit))
        return Recorded.DONE if data is None else Recorded.UNKNOWN

    monkeypatch.setattr(contract_commands, "_record", record)
    with pytest.raises(typer.Exit) as ended:
        contract_commands.run_exam(lambda: None, typed, result="unfit", data=None)  # type: ignore[arg-type, return-value]
    assert (ended.value.exit_code, asked) == (0, [("1405101050000001", False)])
