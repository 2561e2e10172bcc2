"""How long a fresh ``kg ask``, ``kg search`` and ``kg documents`` take on the examples' graph, as multiples of
``python -c 'import sqlite3'``.

``python -m benchmarks.start``: the CPU time of all processes involved, which does not depend on what else the machine
does; on an idle machine the wall time is about the same.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import kg
from benchmarks.page import ROOT, publish, table

__all__ = ["main"]

RUNS = 15
AIM = 8
"""An answer should take at most so many times as long as `BASE`."""
QUESTIONS = (
    ("ask", "who-leads"),
    ("ask", "positions-of-actor", "--actor", "China", "--since", "2018"),
    ("ask", "demands-and-replies", "--limit", "5"),
)
OTHERS = (("search", "tariffs", "--limit", "50"), ("documents",))
"""Commands that ask the record, and no store."""
BASE = ("-c", "import sqlite3")


def main() -> None:
    """Measure, print, and write the page."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "examples.kg"
        with kg.open_graph(folder, create=True) as graph:
            kg.ingest(graph, [ROOT / "examples"])
        graph_option = ("--graph", str(folder))
        asked = {
            (" ".join(words), language): ("-m", "kg", *words, "--language", language, *graph_option)
            for words in QUESTIONS
            for language in ("sparql", "cypher")
        }
        asked |= {(" ".join(words), ""): ("-m", "kg", *words, *graph_option) for words in OTHERS}
        bases, times = measure(list(asked.values()))
    rows = [
        (f"`kg {words}`", language, f"{1000 * seconds:.0f}", f"{seconds / bases:.1f}")
        for (words, language), seconds in zip(asked, times, strict=True)
    ]
    lines = [
        f"A fresh process each time: processor time of the command, the start of Python in it, and the process that "
        f"answers, the best of {RUNS} runs; and how many times as long that is as the best of "
        f"`python -c 'import sqlite3'` beside it, {1000 * bases:.0f} ms here. The aim is {AIM}.",
        "",
        *table(("command", "language", "ms", "times as long"), rows),
    ]
    publish("start", lines)


def measure(commands: Sequence[Sequence[str]]) -> tuple[float, list[float]]:
    """The best CPU seconds of the base and of each command, measured in turn. Python keeps what it compiles, as it does
    by default."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def once(words: Sequence[str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    taken = [[once(words) for words in (BASE, *commands)] for _ in range(RUNS + 1)][1:]
    base, *others = (min(column) for column in zip(*taken, strict=True))
    return base, others


if __name__ == "__main__":
    main()
