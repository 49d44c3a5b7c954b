"""Is the house in order: sizes, names, lock files, words, texts?"""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bimeyar", "bot", "conversations", "backend", "sms", "locales", "simulators", "bench")


def tracked() -> list[Path]:
    shown = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in shown.split("\0") if name and (ROOT / name).is_file()]


def sources() -> list[Path]:
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES and path.parent.name != "versions"
    ]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_holds_one_idea(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300, f"{len(lines)} lines; split it by idea"
    tree = ast.parse("\n".join(lines))
    if lines:
        assert ast.get_docstring(tree), "the module says in its first sentence what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


def test_no_vague_names() -> None:
    vague = {"utils", "helpers", "common", "manager", "misc", "util", "helper"}
    assert [str(path) for path in sources() if path.stem in vague or path.parent.name in vague] == []


@pytest.mark.parametrize("path", [path for path in tracked() if "lock" in path.name], ids=lambda path: path.name)
def test_lock_files_name_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_no_mock_patch_anywhere() -> None:
    sinners = [
        path
        for path in tracked()
        if path.suffix == ".py" and path != Path(__file__) and "mock.patch" in path.read_text("utf-8")
    ]
    assert sinners == []


def test_persian_sentences_live_in_locales() -> None:
    """Product code holds no sentence for people: Persian strings of two words and more belong into Fluent files."""
    allowed = {"locales", "simulators", "bench"}
    heard = {"words.py"}  # words that people type and we understand, not sentences that they read
    found = []
    for path in sources():
        relative = path.relative_to(ROOT)
        if relative.parts[0] in allowed or "synthesis" in relative.parts or relative.name in heard:
            continue
        found += [
            f"{relative}:{node.lineno}"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sentence(node.value)
        ]
    assert found == []


def _is_sentence(text: str) -> bool:
    """Three Persian words and no Latin letter (docstrings may quote Persian)."""
    persian = re.search(r"[\u0600-\u06ff]{2,}\s+[\u0600-\u06ff]{2,}\s+[\u0600-\u06ff]{2,}", text)
    return persian is not None and not any(letter.isascii() and letter.isalpha() for letter in text)
