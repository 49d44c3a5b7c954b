"""The law, loaded once for all rule tests."""

from __future__ import annotations

import pytest

from backend.domain.rules import Ruleset, load_ruleset


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_ruleset()
