"""Does the runbook know every figure and every alert, and does no alert ask for a figure that is not there?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from prometheus_client import CollectorRegistry

from bimeyar.watch.metrics import Metrics, metrics_table

ROOT = Path(__file__).parents[2]
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
METRICS = Metrics(CollectorRegistry())


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((ROOT / "deploy" / "prometheus" / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_the_table_of_figures_is_the_real_one() -> None:
    assert metrics_table() in RUNBOOK, "print it again: ./run bimeyar doctor --metrics"
    assert {family.name.removesuffix("_total") for family in METRICS.families} == {
        family.name for family in METRICS.registry.collect()
    }


def test_every_alert_asks_for_figures_and_labels_that_exist() -> None:
    known = {family.name: family for family in METRICS.families}
    for rule in rules():
        asked = re.findall(r"(bimeyar_\w+)(?:\{([^}]*)\})?", rule["expr"])
        assert asked, rule["alert"]
        for name, labels in asked:
            family = known.get(name) or known.get(re.sub(r"_(bucket|sum|count)$", "", name))
            assert family is not None, f"{rule['alert']} asks for {name}"
            assert name == family.name or family.kind == "histogram", name
            named = set(re.findall(r"(\w+)\s*(?:=~|!=|=)", labels))
            assert named <= set(family.labels), f"{rule['alert']}: {named}"
        assert rule["expr"].count("(") == rule["expr"].count(")")
        assert re.fullmatch(r"\d+[smh]", rule["for"])
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]


def test_every_alert_says_what_to_do() -> None:
    told = set(re.findall(r"^\| `(Bimeyar\w+)` \|", RUNBOOK, re.MULTILINE))
    assert told == {rule["alert"] for rule in rules()}


def test_every_word_in_an_alert_is_one_that_occurs() -> None:
    """Lanes, states, roles and outcomes in the rules are values of the code's own enumerations."""
    from backend.contract.slips import PaymentState
    from backend.kit.outbox import Lane
    from bot.citizen.faults import Action

    words = {*Lane, *PaymentState, *Action, "api", "bot", "worker", "sms", "again", "5xx", "ok"}
    for rule in rules():
        for labels in re.findall(r"\{([^}]*)\}", rule["expr"]):
            for value in re.findall(r'"([^"]*)"', labels):
                assert set(value.split("|")) <= {str(word) for word in words}, rule["alert"]
