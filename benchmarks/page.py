"""Write figures into their place in docs/performance.md, with the machine and the commit that they are of."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

__all__ = ["PAGE", "machine", "table", "write_section"]

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"


def machine() -> str:
    """Processor, cores, memory, Python, commit and day, in one line."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    unchanged = ["git", "diff", "--quiet", "HEAD", "--", ".", ":!docs"]
    if commit and subprocess.run(unchanged, cwd=ROOT, check=False).returncode == 1:
        commit += " with changes"
    cores = len(os.sched_getaffinity(0))
    return (
        f"{model[1] if model else platform.machine()}, {cores} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}, commit {commit or 'unknown'}, {dt.date.today().isoformat()}"
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lines of a Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    return lines + ["| " + " | ".join(str(value) for value in row) + " |" for row in rows]


def write_section(name: str, lines: Sequence[str]) -> None:
    """Put the lines between the page's marks ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->``.

    Raises `ValueError` where the page has no such marks.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    page = PAGE.read_text(encoding="utf-8")
    if begin not in page or end not in page:
        raise ValueError(f"{PAGE} has no place for {name}")
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    body = "\n".join(["", *lines, "", f"{machine()}.", ""])
    PAGE.write_text(f"{before}{begin}\n{body}\n{end}{after}", encoding="utf-8")
