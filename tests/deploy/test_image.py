"""Would the Dockerfile build something that runs? Read line by line, and its steps done in a folder of their own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.kit.vault import new_key
from bimeyar.cli import app
from bimeyar.healthy import ask
from bimeyar.version import VERSION
from tests.deploy.files import DEPLOY, ROOT, dockerfile, setting_names
from tests.journeys.demo import free_port

STEPS = list(dockerfile())
HOME = "/opt/bimeyar"
USER = 10001


def test_bases_are_pinned_and_ordinary() -> None:
    bases = [rest.split(" ")[0] for word, rest in STEPS if word == "FROM"]
    assert len(bases) == 2
    for base in bases:
        assert re.fullmatch(r"python:3\.1[1-3]\.\d+-slim-\w+", base), base


def test_what_is_copied_exists_and_nothing_else_is_taken() -> None:
    copied = [rest.split(" ") for word, rest in STEPS if word == "COPY"]
    sources = [name for words in copied if not words[0].startswith("--") for name in words[:-1]]
    assert [name for name in sources if not (ROOT / name).exists()] == []
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == set(sources)
    assert not {"tests", "simulators", "bench"} & set(sources)


def test_it_runs_as_nobody_special() -> None:
    assert [rest for word, rest in STEPS if word == "USER"] == [f"{USER}:{USER}"]
    final = STEPS[[i for i, (word, _) in enumerate(STEPS) if word == "FROM"][-1] :]
    assert "pip" not in " ".join(rest for word, rest in final if word == "RUN")


def test_its_words_are_commands_and_settings_of_ours() -> None:
    said = dict(STEPS)
    assert json.loads(said["ENTRYPOINT"]) == ["python", "-m", "bimeyar"]
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert json.loads(said["CMD"])[0] in known
    assert json.loads(said["HEALTHCHECK"].partition("CMD ")[2]) == ["python", "-m", "bimeyar.healthy"]
    names = {name for word, rest in STEPS if word == "ENV" for name in re.findall(r"(BIMEYAR_\w+)=", rest)}
    assert names
    assert names <= setting_names()


def test_everything_is_installed_by_hash_and_only_what_runs() -> None:
    installs = [rest for word, rest in STEPS if word == "RUN" and "pip install" in rest]
    assert len(installs) == 2
    assert all("--require-hashes" in rest for rest in installs)
    wanted = _pins(DEPLOY / "requirements.lock")
    assert wanted.items() <= _pins(ROOT / "requirements.lock").items(), "./run lock"
    assert not {"pytest", "ruff", "mypy", "playwright", "schemathesis"} & set(wanted)


def test_the_version_is_one() -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for file in ("compose.yaml", "kubernetes/kustomization.yaml"):
        assert VERSION in (DEPLOY / file).read_text(encoding="utf-8"), file


def _pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.\-]+)(?:\[[^\]]+\])?==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def built() -> Iterator[Path]:
    """The steps of the first stage, done with the folder in place of /opt/bimeyar; at the end nobody may write there."""
    base = Path(tempfile.mkdtemp(prefix="image-", dir="/var/tmp"))
    base.chmod(0o755)
    (base / "build").mkdir()
    here = base / "build"
    try:
        for word, rest in STEPS[: [i for i, (word, _) in enumerate(STEPS) if word == "FROM"][-1]]:
            rest = rest.replace(HOME, str(base / "home"))  # noqa: PLW2901
            if word == "WORKDIR":
                here = Path(rest) if Path(rest).is_relative_to(base) else here
                here.mkdir(parents=True, exist_ok=True)
            elif word == "COPY":
                *sources, target = rest.split(" ")
                for source in sources:
                    _copy(ROOT / source, here / target if target == "./" else Path(target))
            elif word == "RUN":
                _do(rest, here, base)
        subprocess.run(["chmod", "-R", "a+rX,a-w", str(base / "home")], check=True)
        yield base
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(base)], check=False)
        shutil.rmtree(base)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "README.md"))
    else:
        shutil.copy(source, target)


def _do(command: str, here: Path, base: Path) -> None:
    (base / "bin").mkdir(exist_ok=True)
    python = base / "bin" / "python"
    if not python.exists():
        python.symlink_to(_python())
    environment = {"PATH": f"{base / 'bin'}:{os.environ['PATH']}", "HOME": str(base)}
    kept = {name: os.environ[name] for name in os.environ if name.startswith(("PIP_", "SSL_", "REQUESTS_"))}
    done = subprocess.run(
        ["/bin/sh", "-ec", command], cwd=here, env=environment | kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def _python() -> str:
    """An interpreter that a stranger to this machine may run."""
    for candidate in (
        "/usr/local/bin/python3.11",
        "/usr/bin/python3.11",
        "/usr/bin/python3.12",
        "/usr/bin/python3.13",
        sys.executable,
    ):
        if Path(candidate).exists():
            return candidate
    raise AssertionError("no Python")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become the image's user")
def test_what_was_built_serves_from_a_tree_that_it_cannot_change(built: Path, tmp_path: Path) -> None:
    state = Path(tempfile.mkdtemp(prefix="state-", dir="/var/tmp"))
    os.chown(state, USER, USER)
    home, port, inner = built / "home", free_port(), free_port()
    (state / "key").write_text(new_key() + "\n")
    (state / "key").chmod(0o644)
    given = {name: value for word, rest in STEPS if word == "ENV" for name, value in re.findall(r"(\w+)=(\S+)", rest)}
    environment = {name: value.replace(HOME, str(home)) for name, value in given.items()} | {
        "BIMEYAR_DATABASE": f"sqlite+aiosqlite:///{state / 'b.db'}",
        "BIMEYAR_DATA_KEY_FILE": str(state / "key"),
        "BIMEYAR_INDEX_KEY_FILE": str(state / "key"),
        "BIMEYAR_PORT": str(port),
        "BIMEYAR_INNER_PORT": str(inner),
    }
    environment |= {"BIMEYAR_DRAIN_SECONDS": "0"} if "BIMEYAR_DRAIN_SECONDS" in setting_names() else {}
    entry = [str(home / "venv" / "bin" / "python"), *json.loads(dict(STEPS)["ENTRYPOINT"])[1:]]
    as_user = {"user": USER, "group": USER, "extra_groups": [], "cwd": home / "app", "env": environment}
    done = subprocess.run([*entry, "migrate"], capture_output=True, text=True, check=False, **as_user)
    assert done.returncode == 0, done.stderr[-2000:]
    log = (tmp_path / "api.log").open("wb")
    process = subprocess.Popen([*entry, *json.loads(dict(STEPS)["CMD"])], stdout=log, stderr=log, **as_user)
    try:
        until = time.monotonic() + 300
        while not ask(inner):
            assert process.poll() is None, (tmp_path / "api.log").read_text()[-3000:]
            assert time.monotonic() < until
            time.sleep(0.3)
        check = [entry[0], *json.loads(dict(STEPS)["HEALTHCHECK"].partition("CMD ")[2])[1:]]
        assert subprocess.run(check, check=False, **as_user).returncode == 0
        assert _is_own_font(tmp_path), "papers are printed with the font of the image"
        process.terminate()
        assert process.wait(60) == 0
        assert subprocess.run(check, check=False, **as_user).returncode == 1
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        log.close()
        shutil.rmtree(state)


def _is_own_font(folder: Path) -> bool:
    return "font" not in (folder / "api.log").read_text()
