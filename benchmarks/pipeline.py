"""How fast texts are read and stored, compared with the bare language model on the same texts in the same run.

``python -m benchmarks.pipeline [FILE...]``: by default the bulletins of the shared corpus, or the examples if it is
missing. CPU time of one process. The rounds alternate, so that other load on the machine falls on both.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.page import ROOT, publish, table
from kg.errors import DocumentError
from kg.extract import STORED, Options, load
from kg.extract.text import language_model
from kg.graph import open_graph
from kg.model import Document
from kg.processes.collector import collect_less_often
from loaders import read

__all__ = ["Speeds", "main", "measure", "texts"]

CORPUS = ROOT.parent / "shared" / "corpora" / "enb_vol12.jsonl"
DOCUMENTS = 40
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Speeds:
    """Words a CPU second of the bare language model, of reading, and of the whole path: the best of all rounds."""

    documents: int
    words: int
    bare: float
    reading: float
    whole: float


def texts(paths: Iterable[str] = ()) -> list[str]:
    """The files named, else the bulletins of the shared corpus, else the examples."""
    return list(paths) or [str(CORPUS if CORPUS.exists() else ROOT / "examples")]


def measure(chosen: Sequence[str], count: int = DOCUMENTS, rounds: int = ROUNDS) -> Speeds:
    """Read the first ``count`` documents of the files in each round."""
    documents = [d for d in islice(read(chosen), count) if not isinstance(d, DocumentError)]
    words = sum(len(document.text.split()) for document in documents)
    nlp = language_model.load(language_model.find())
    reader = load(Options(threshold=STORED, proposer=None))

    def bare() -> None:
        for _ in nlp.pipe((document.text for document in documents), batch_size=8):
            pass

    def reading() -> None:
        for document in documents:
            reader.read(document)

    def whole() -> None:
        with tempfile.TemporaryDirectory() as place, open_graph(Path(place) / "bench.kg", create=True) as graph:
            for document in islice(read(chosen), count):
                if isinstance(document, Document):
                    found = reader.read(document)
                    graph.record.put(document, found.facts, found.version, found.sentences)
            graph.catch_up()

    reader.read(documents[0])  # the word lists are read once, whatever comes
    collect_less_often()
    figures: dict[str, list[float]] = {"bare": [], "reading": [], "whole": []}
    for _ in range(rounds):
        for name, work in (("bare", bare), ("reading", reading), ("whole", whole)):
            figures[name].append(words / cpu_seconds(work))
    best = {name: max(values) for name, values in figures.items()}
    return Speeds(len(documents), words, best["bare"], best["reading"], best["whole"])


def main(paths: Iterable[str] = ()) -> None:
    """Measure, print, and write the page."""
    chosen = texts(paths)
    found = measure(chosen)
    rows = [
        (what, f"{speed:,.0f}", f"{speed / found.bare:.2f}")
        for what, speed in (
            ("the bare spaCy pipeline", found.bare),
            ("reading: with the project's components", found.reading),
            ("the whole path: loading, reading, record, both stores", found.whole),
        )
    ]
    lines = [
        f"{found.documents} documents of {Path(chosen[0]).name}, {found.words:,} words; the best of {ROUNDS} rounds.",
        "",
        *table(("what", "words a CPU second", "share of the bare pipeline"), rows),
    ]
    publish("pipeline", lines)


def cpu_seconds(work: Callable[[], None]) -> float:
    """The CPU seconds that this process spends on the work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
