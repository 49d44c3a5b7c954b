"""Whatever is sent, the rules service answers as its own description says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from backend.kit.clock import FixedClock
from backend.kit.db import Database
from backend.kit.vault import Vault, new_key
from backend.rules_service.calculator import Calculator
from backend.rules_service.decisions import DecisionBook
from backend.rules_service.router import create_rules_app
from locales.texts import Texts
from tests.backend.rules_service.conftest import RULESET, TOKEN

_CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
_APP = create_rules_app(
    calculator=Calculator(ruleset=RULESET, clock=FixedClock(datetime(2026, 10, 30, 8, tzinfo=UTC))),
    decisions=DecisionBook(Vault.from_settings(data_key=new_key(), index_key=new_key()), RULESET),
    database=Database(url="sqlite+aiosqlite:///:memory:"),
    texts=Texts(),
    service_token=TOKEN,
)
schema = schemathesis.openapi.from_asgi("/openapi.json", _APP).exclude(path_regex="decisions")


@schema.parametrize()
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any) -> None:
    case.call_and_validate(checks=_CHECKS)
