"""Ingest a real corpus: wall time, memory of all processes together, the second run, the first answer.

``python -m benchmarks.ingest [FILE]``: by default the 394 bulletins of the shared corpus. The program is run from the
command line.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page import ROOT, publish, table
from benchmarks.pipeline import CORPUS

__all__ = ["Run", "main", "run"]

EVERY = 0.25
"""Seconds between two samples of the memory."""
ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """Wall and CPU seconds, the peak resident memory of the process and its descendants together (GiB), and stdout."""

    wall: float
    cpu: float
    memory: float
    printed: str


def main(corpus: str = "") -> None:
    """Measure, print, and write the page."""
    path = Path(corpus) if corpus else CORPUS
    if not path.exists():
        sys.stdout.write(f"{path} is not there: nothing is measured\n")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = str(Path(place) / "bench.kg")
        first = run(["ingest", str(path), "--graph", folder, "--format", "tsv"])
        again = run(["ingest", str(path), "--graph", folder, "--format", "tsv"])
        ask = ["ask", "who-negotiates-with-whom", "--limit", "10", "--graph", folder]
        answers = {
            language: statistics.median(run([*ask, "--language", language]).wall for _ in range(ANSWERS))
            for language in ("sparql", "cypher")
        }
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 2**20
    counts = dict(zip(*(line.split("\t") for line in first.printed.splitlines()), strict=True))
    rows = [
        (
            "ingest, into the record and both stores",
            f"{first.wall:,.0f} s",
            f"{first.cpu:,.0f} s",
            f"{first.memory:.2f} GiB",
        ),
        ("the same again, nothing changed", f"{again.wall:.1f} s", f"{again.cpu:.1f} s", f"{again.memory:.2f} GiB"),
        *(
            (f"first answer of a fresh `kg ask`, {language} (median of {ANSWERS})", f"{seconds:.2f} s", "", "")
            for language, seconds in answers.items()
        ),
    ]
    lines = [
        f"{path.name}: {counts['added']} documents, {path.stat().st_size / 2**20:.1f} MiB; "
        f"{counts['positions']} positions and {counts['statements']} statements found, {counts['refused']} documents "
        f"refused; the graph takes {size:,.0f} MiB.",
        "",
        *table(("what", "wall", "CPU", "peak memory of all processes"), rows),
    ]
    publish("ingest", lines)


def run(words: Sequence[str]) -> Run:
    """Run `kg` with these words; its messages go to our stderr. Exit status 1 (documents refused) is accepted too."""
    usage_before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "kg", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    peak = _Peak(process.pid)
    peak.start()
    printed = process.communicate()[0]
    wall = time.monotonic() - start
    peak.stop()
    if process.returncode not in (0, 1):
        raise RuntimeError(f"kg {' '.join(words)} ended with status {process.returncode}")
    usage_after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage_after.ru_utime + usage_after.ru_stime - usage_before.ru_utime - usage_before.ru_stime
    return Run(wall, cpu, peak.bytes / 2**30, printed)


class _Peak(threading.Thread):
    """Samples the memory of a process and its descendants until it is stopped."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._stopped = threading.Event()
        self.bytes = 0

    def run(self) -> None:
        while not self._stopped.wait(EVERY):
            self.bytes = max(self.bytes, sum(_resident(each) for each in _tree(self._process)))

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _tree(root: int) -> list[int]:
    processes, queue = [], [root]
    while queue:
        process = queue.pop()
        processes.append(process)
        try:
            for task in Path(f"/proc/{process}/task").iterdir():
                children = (task / "children").read_text(encoding="ascii")
                queue.extend(int(child) for child in children.split())
        except OSError:
            continue
    return processes


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(*sys.argv[1:2])
