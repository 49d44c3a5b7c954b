"""Where are the files of deploy/, and how does a test read them?"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bimeyar.settings import PREFIX, Settings
from bimeyar.settings_files import SUFFIX

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CHECKS = ROOT / ".tools" / "checks"
"""Schemas that `./run check-deploy` installs; without them the tests that need them are skipped."""


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def manifests() -> list[dict[str, Any]]:
    """What `kubectl apply -k` would apply; where there is no kubectl, the files as they stand."""
    folder = DEPLOY / "kubernetes"
    if shutil.which("kubectl"):
        built = subprocess.run(["kubectl", "kustomize", str(folder)], capture_output=True, text=True, check=True)
        return [document for document in yaml.safe_load_all(built.stdout) if document]
    names = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return [document for text in texts for document in yaml.safe_load_all(text) if document]


def dockerfile() -> Iterator[tuple[str, str]]:
    """Instructions in order: the word and the rest."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, re.sub(r"\s+", " ", rest).strip()


def setting_names() -> set[str]:
    """Every variable that means something, files of values too."""
    names = {PREFIX + name.upper() for name in Settings.model_fields}
    return names | {name + SUFFIX for name in names}


def required_settings() -> set[str]:
    return {PREFIX + name.upper() for name, field in Settings.model_fields.items() if field.is_required()}


def plain_names(given: set[str]) -> set[str]:
    return {name.removesuffix(SUFFIX) for name in given}
