"""Write figures into their place in docs/performance.md, with the machine and the commit that they were taken on."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from docs.making import sections

__all__ = ["DOCUMENTS", "PAGE", "POSITIONS", "ROOT", "commit", "machine", "publish", "table"]

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
DOCUMENTS, POSITIONS = 4000, 25
"""The size of the made-up graph of stores and questions (`tests.doubles.factory`): documents, and positions of each."""


def commit() -> str:
    """The current commit, and whether anything but the pages has changed since."""
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    unchanged = ["git", "diff", "--quiet", "HEAD", "--", ".", ":!docs"]
    if found and subprocess.run(unchanged, cwd=ROOT, check=False).returncode == 1:
        found += " with changes"
    return found or "unknown"


def machine() -> str:
    """Processor, cores, memory, Python, commit and day, in one line."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return (
        f"{model[1] if model else platform.machine()}, {cores} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}, commit {commit()}, {dt.date.today().isoformat()}"
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lines of a Markdown table."""
    return sections.table(columns, rows).splitlines()


def publish(name: str, lines: Sequence[str]) -> None:
    """Print the lines, and put them between the page's marks ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->``.

    Raises `ValueError` where the page has no such marks.
    """
    sys.stdout.write("\n".join(lines) + "\n")
    body = "\n".join(["", *lines, "", f"{machine()}.", "", ""])
    PAGE.write_text(sections.with_sections(PAGE.read_text(encoding="utf-8"), {name: body}), encoding="utf-8")
