"""Would compose.yaml start, and does it hold what an operator must be able to rely on?"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bimeyar.cli import app
from bimeyar.settings import PREFIX, Settings
from tests.deploy.files import CHECKS, DEPLOY, compose, plain_names, required_settings, setting_names

SERVICES = compose()["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"].startswith("${BIMEYAR_IMAGE")}
ENDS_BY_ITSELF = {"migrate": "on-failure", "backup": "no"}
SCHEMA = CHECKS / "compose" / "config" / "compose_spec.json"


def settings_of(service: dict[str, Any]) -> dict[str, str]:
    example = (DEPLOY / "compose.env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^(BIMEYAR_\w+)=(.*)$", example, re.MULTILINE)) | service["environment"]


@pytest.mark.skipif(not SCHEMA.exists(), reason="no schema here: ./run check-deploy")
def test_it_is_what_the_compose_specification_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(CHECKS))
    import jsonschema

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    document = {key: value for key, value in compose().items() if key != "name"}  # younger than this schema
    for service in document["services"].values():
        for need in service.get("depends_on", {}).values():
            assert need["condition"] in {"service_started", "service_healthy", "service_completed_successfully"}
    faults = [
        f"{list(fault.path)}: {fault.message}" for fault in jsonschema.Draft7Validator(schema).iter_errors(document)
    ]
    assert faults == []


def test_all_roles_are_there_and_more_than_once_where_they_may_be() -> None:
    assert set(OURS) == {"migrate", "api", "bot", "worker", "sms", "backup"}
    assert {name: OURS[name]["deploy"]["replicas"] for name in ("api", "bot", "worker")} == dict.fromkeys(
        ("api", "bot", "worker"), 2
    )
    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert {service["command"][0] for service in OURS.values()} <= known
    assert [name for name, service in SERVICES.items() if "profiles" in service] == ["backup"], (
        "the others start by `up`"
    )


def test_every_variable_is_a_setting_and_all_that_must_be_set_are() -> None:
    for name, service in OURS.items():
        given = set(settings_of(service))
        assert given <= setting_names(), name
        assert required_settings() <= plain_names(given), name


def test_every_secret_that_is_named_is_mounted_and_exists() -> None:
    secrets = compose()["secrets"]
    for name, service in SERVICES.items():
        mounted = set(service.get("secrets", ()))
        assert mounted <= set(secrets), name
        values = [*service.get("environment", {}).values(), *map(str, service.get("command", ()))]
        used = {word for value in values for word in re.findall(r"/run/secrets/(\w+)", value)}
        assert used <= mounted, name


def test_what_it_needs_exists() -> None:
    volumes = compose()["volumes"]
    for name, service in SERVICES.items():
        for volume in service.get("volumes", ()):
            source = volume.rpartition(":/")[0]
            made_by_the_operator = source.startswith("${BIMEYAR_BACKUPS")
            assert source in volumes or made_by_the_operator or (DEPLOY / source).exists(), name
        for needed in service.get("depends_on", {}):
            assert needed in SERVICES
        assert set(service["networks"]) <= set(compose()["networks"])
    assert (DEPLOY / ".." / OURS["api"]["build"]["dockerfile"]).resolve().exists()


def test_everything_is_bounded_watched_and_started_again() -> None:
    for name, service in SERVICES.items():
        limits = service["deploy"]["resources"]["limits"]
        assert set(limits) == {"cpus", "memory"}, name
        assert service["healthcheck"].get("disable") or service["healthcheck"]["test"], name
        assert service["restart"] == ENDS_BY_ITSELF.get(name, "unless-stopped"), name
    for name, service in OURS.items():
        assert (service["read_only"], service["user"], service["cap_drop"]) == (True, "10001:10001", ["ALL"]), name
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"], "one public address"
    assert "--appendonly yes" in SERVICES["redis"]["command"][-1]


def test_the_proxy_knows_the_roles_and_keeps_inner_doors_shut() -> None:
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    upstreams = dict(re.findall(r"upstream (\w+) \{[^}]*server (\S+) resolve", conf))
    assert upstreams == {role: f"{role}:8000" for role in ("api", "bot", "sms")}
    assert set(re.findall(r"proxy_pass http://(\w+);", conf)) == set(upstreams)
    for path in ("= /metrics", "= /readyz", "/internal/"):
        assert f"location {path} {{ return 404; }}" in conf
    assert "access_log off" in conf
    assert conf.count("{") == conf.count("}")


def test_the_made_secrets_make_sound_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `make-secrets` writes and compose mounts is read by Settings; a second run changes nothing."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    folder = tmp_path / "secrets"
    for _ in range(2):
        subprocess.run([str(DEPLOY / "make-secrets"), str(folder)], check=True)
        kept = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert set(kept) == set(compose()["secrets"])
    assert folder.stat().st_mode & 0o077 == 0
    (folder / "telegram_token").write_text("123456:AAbbCCdd", encoding="utf-8")
    for name, value in settings_of(OURS["api"]).items():
        monkeypatch.setenv(name, value.replace("/run/secrets", str(folder)))
    settings = Settings()
    assert settings.database.startswith("postgresql+asyncpg://bimeyar:")
    assert kept["postgres_password"] in settings.secret_words()
    assert settings.inner_port == 9000
    assert settings.telegram_token.get_secret_value() == "123456:AAbbCCdd"
