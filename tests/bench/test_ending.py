"""Is nothing left running when the one that started it is killed?"""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench.ending import end_with_parent

pytestmark = pytest.mark.skipif(end_with_parent is None, reason="only Linux tells a process of its parent's end")

_PARENT = """
import os, signal, subprocess, sys
from bench.ending import end_with_parent
child = [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"]
with subprocess.Popen(child, stdout=subprocess.PIPE, preexec_fn=end_with_parent) as process:
    process.stdout.readline()
    os.write(2, b"both run")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_ends_with_a_parent_that_is_killed() -> None:
    """The error output is shared by parent and child: it ends only when both have."""
    ran = subprocess.run([sys.executable, "-c", _PARENT], capture_output=True, timeout=30, check=False)
    assert (ran.returncode, ran.stderr) == (-9, b"both run")
