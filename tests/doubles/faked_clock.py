"""A wrong clock for programs that a test starts, by libfaketime (in Debian the package ``faketime``)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time

import pytest

__all__ = ["faked_clock"]

HOUR = 60 * 60


def faked_clock(offset: str) -> dict[str, str]:
    """The environment in which a program's clock is wrong by ``offset`` (``+300d``); the test is skipped without
    libfaketime.

    Only the time of day is wrong: the monotonic clock, which measures how long something takes, is not changed.
    """
    program = shutil.which("faketime")
    if program is None:
        pytest.skip("no clock can be set wrong: the program faketime is not installed")
    # The environment that faketime sets, without the shared memory, which ends together with faketime.
    shown = subprocess.run([program, "-m", "-f", offset, "env"], check=True, capture_output=True, text=True).stdout
    loaded = re.search(r"^LD_PRELOAD=(.+)$", shown, re.MULTILINE)
    if loaded is None:
        pytest.skip("no clock can be set wrong: faketime does not say what it loads")
    monotonic = dict.fromkeys(("DONT_FAKE_MONOTONIC", "FAKETIME_DONT_FAKE_MONOTONIC"), "1")
    faked = {"LD_PRELOAD": loaded[1], "FAKETIME": offset, **monotonic}
    asked = [sys.executable, "-c", "import time; print(time.time())"]
    told = subprocess.run(asked, env={**os.environ, **faked}, check=True, capture_output=True, text=True).stdout
    if abs(float(told) - time.time()) < HOUR:
        pytest.skip("no clock can be set wrong: faketime does nothing here")
    return faked
