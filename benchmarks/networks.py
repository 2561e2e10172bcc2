"""How fast networks are counted, compared with a plain loop over the same codings in the same run.

``python -m benchmarks.networks``: 10,000 actors, 100,000 codings, ten years; a few minutes. Each line is measured in a
process of its own, so that its memory is not that of the others.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.page import publish, table
from kg.networks import Coding, Codings, Options, in_order, iter_networks
from kg.networks.codings import Value
from kg.networks.reports import report
from kg.networks.study import Study, only
from kg.networks.study import counted as networks_of

__all__ = ["main"]

ACTORS, CODINGS, CONCEPTS, DOCUMENTS, DAYS = 10_000, 100_000, 500, 20_000, 3650
PAGE_ACTORS, PAGE_CODINGS, ROUNDS = 1_000, 10_000, 7
START = datetime(2010, 1, 1)
AGREEMENT = Options(mode="one-mode", qualifier="agreement", aggregation="subtract", normalisation="average")


@dataclass(frozen=True, slots=True)
class Line:
    """Options to count with; ``plain``: whether there is a plain loop that counts the same."""

    name: str
    options: dict[str, Any]
    plain: bool = False


LINES = (
    Line("one-mode, 120 months", {"window": "months"}, plain=True),
    Line("two-mode, 120 months", {"mode": "two-mode", "normalisation": "no", "window": "months"}, plain=True),
    Line("two-mode, whole range", {"mode": "two-mode", "normalisation": "no"}, plain=True),
    Line("one-mode, whole range", {}),
    Line("one-mode, windows of 3 months", {"window": "months", "length": 3}, plain=True),
    Line("one-mode, windows of 12 months", {"window": "months", "length": 12}, plain=True),
    Line("one-mode, windows of 12 months, kernel", {"window": "months", "length": 12, "kernel": "epanechnikov"}),
    Line("one-mode, 120 months, all actors in each", {"window": "months", "isolates": True}),
    Line("one-mode, windows of 2 months, as DNA", {"window": "months", "length": 2, "as_dna": True}),
    Line(
        "one-mode, windows of 6 months, kernel, as DNA",
        {"window": "months", "length": 6, "kernel": "epanechnikov", "as_dna": True},
    ),
    Line("one-mode, Jaccard, whole range", {"normalisation": "jaccard"}),
)

GROWTH = (
    (2_500, 100_000, 120),
    (5_000, 100_000, 120),
    (10_000, 100_000, 120),
    (10_000, 25_000, 120),
    (10_000, 50_000, 120),
    (10_000, 100_000, 30),
    (10_000, 100_000, 60),
)
"""Actors, codings and months."""


def main() -> None:
    """Measure, print, and write the page."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rows = [pool.apply(row, (line,)) for line in LINES]
        interactive_rows = pool.apply(interactive_lines)
        growth_rows = [pool.apply(growth, size) for size in GROWTH]
    columns = ("what", "networks", "labels of the last", "CPU s", "a plain loop, CPU s", "ratio", "peak memory, MiB")
    lines = [
        f"{ACTORS:,} actors, {CODINGS:,} codings of {CONCEPTS} concepts in {DOCUMENTS:,} documents and 120 months; one "
        "network at a time, each a matrix of all its rows by all its columns, average of agreement less disagreement "
        "unless said otherwise. The loop makes the same matrices, with one dictionary a column; memory is that of the "
        "process with the codings, before the loop. One thread does it all.",
        "",
        *table(columns, rows),
        "",
        f"What somebody waits for: {PAGE_ACTORS:,} actors, {PAGE_CODINGS:,} codings that are in memory; the median of "
        f"{ROUNDS} rounds. The loop makes the matrices, and neither tables nor what a tie rests on.",
        "",
        *table(("what", "CPU ms", "a plain loop, CPU ms", "ratio"), interactive_rows),
        "",
        "How it grows: one-mode networks of windows of 3 months, and DNA's kernel with windows of 6 months.",
        "",
        *table(("actors", "codings", "months", "CPU s", "as DNA, kernel: CPU s", "peak memory, MiB"), growth_rows),
    ]
    publish("networks", lines)


def row(line: Line) -> Sequence[object]:
    """A line of the table."""
    codings = random_codings()
    fields = {name: getattr(AGREEMENT, name) for name in ("mode", "qualifier", "aggregation", "normalisation")}
    options = Options(**{**fields, **line.options})
    start = time.process_time()
    count, last_shape = count_networks(codings, options)
    cpu_seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells: list[object] = [line.name, count, f"{last_shape[0]:,} x {last_shape[1]:,}", f"{cpu_seconds:.1f}"]
    if not line.plain:
        return (*cells, "", "", f"{memory:,.0f}")
    start = time.process_time()
    loops = sum(1 for _ in plain(codings, options))
    loop_seconds = time.process_time() - start
    if loops != count:
        raise ValueError(f"{line.name}: {count} networks, and {loops} by the loop")
    return (*cells, f"{loop_seconds:.1f}", f"{loop_seconds / cpu_seconds:.1f}", f"{memory:,.0f}")


def growth(actors: int, codings: int, months: int) -> Sequence[object]:
    """A line of the table that shows how cost grows."""
    rows = random_codings(actors, codings)
    common = replace(AGREEMENT, window="months", stop=START + timedelta(days=months * DAYS // 120))
    seconds_by_options = []
    for options in (
        replace(common, length=3),
        replace(common, length=6, kernel="epanechnikov", as_dna=True),
    ):
        start = time.process_time()
        count_networks(rows, options)
        seconds_by_options.append(f"{time.process_time() - start:.1f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (f"{actors:,}", f"{codings:,}", months, *seconds_by_options, f"{memory:,.0f}")


def interactive_lines() -> list[Sequence[object]]:
    """The lines of the table of what the user of a page or a command waits for."""
    codings = random_codings(PAGE_ACTORS, PAGE_CODINGS)
    study = Study(codings, replace(AGREEMENT, variable1="organization", variable2="concept"))
    months = replace(study, options=replace(study.options, window="months"))
    lines: tuple[tuple[str, Study, Callable[[], object]], ...] = (
        ("the matrix, for a page", study, lambda: only(study)),
        ("`kg network matrix`: its table", study, lambda: report("matrix", study)),
        ("the matrices of 120 months", months, lambda: networks_of(months)),
        ("`kg network --window months`: each tie and what it rests on", months, lambda: report("edges", months)),
    )
    rows: list[Sequence[object]] = []
    for name, studied, ours in lines:
        milliseconds = median_ms(ours)
        loop_milliseconds = median_ms(lambda of=studied: list(plain(codings, of.options)))  # type: ignore[misc]
        ratio = f"{loop_milliseconds / milliseconds:.1f}"
        rows.append((name, f"{milliseconds:.0f}", f"{loop_milliseconds:.0f}", ratio))
    return rows


def median_ms(work: Callable[[], object]) -> float:
    """The median CPU milliseconds of the work over `ROUNDS` rounds."""
    milliseconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        milliseconds.append((time.process_time() - begun) * 1000)
    return statistics.median(milliseconds)


def count_networks(codings: Codings, options: Options) -> tuple[int, tuple[int, ...]]:
    """The number of networks, and the shape of the last."""
    count, shape = 0, (0, 0)
    for network in iter_networks(codings, options):
        count, shape = count + 1, network.weights.shape
    return count, shape


@cache
def random_codings(actors: int = ACTORS, codings: int = CODINGS) -> Codings:
    """Random codings, most of them of a few actors and concepts."""
    chance = random.Random(0)
    rows = []
    for number in range(codings):
        document = chance.randrange(DOCUMENTS)
        date = START + timedelta(days=document * DAYS // DOCUMENTS)
        frequent_actor = min(int(chance.paretovariate(0.5)), actors - 1)
        values: dict[str, Value] = {
            "organization": f"actor {frequent_actor if chance.random() < 0.3 else chance.randrange(actors):05}",
            "concept": f"concept {int(CONCEPTS * chance.random() ** 2):03}",
            "agreement": chance.randrange(2),
        }
        rows.append(Coding(str(number), "", str(document), date, 0, 1, values))
    types = {"organization": "short text", "concept": "short text", "agreement": "boolean"}
    return Codings(in_order(rows), types)


def plain(codings: Codings, options: Options) -> Iterator[NDArray[np.float64]]:
    """The same networks by loops over codings."""
    parts: dict[int, list[Coding]] = defaultdict(list)
    for coding in codings.rows:
        month = (coding.date.year - START.year) * 12 + coding.date.month - 1 if options.window == "months" else 0
        for first_month in range(month - options.length + 1, month + 1):
            parts[first_month].append(coding)
    last_month = max(parts) - options.length + 1
    for part in (part for first_month, part in parts.items() if 0 <= first_month <= last_month):
        yield plain_one_mode(part) if options.mode == "one-mode" else plain_two_mode(part)


def plain_one_mode(rows: Sequence[Coding]) -> NDArray[np.float64]:
    """Average of agreement less disagreement: each two codings of a concept are a pair."""
    columns: dict[object, list[tuple[int, object]]] = defaultdict(list)
    places = {name: place for place, name in enumerate(sorted({str(row.values["organization"]) for row in rows}))}
    codings_by_actor = [0] * len(places)
    for row in rows:
        place = places[str(row.values["organization"])]
        codings_by_actor[place] += 1
        columns[row.values["concept"]].append((place, row.values["agreement"]))
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for codings_of_concept in columns.values():
        for first, level in codings_of_concept:
            for second, other_level in codings_of_concept:
                if first != second:
                    pairs[first, second] += 1 if level == other_level else -1
    result = np.zeros((len(places), len(places)))
    for (first, second), weight in pairs.items():
        result[first, second] = weight / ((codings_by_actor[first] + codings_by_actor[second]) / 2)
    return result


def plain_two_mode(rows: Sequence[Coding]) -> NDArray[np.float64]:
    """Agreement less disagreement of each actor with each concept."""
    actors = {name: n for n, name in enumerate(sorted({str(row.values["organization"]) for row in rows}))}
    concepts = {name: n for n, name in enumerate(sorted({str(row.values["concept"]) for row in rows}))}
    result = np.zeros((len(actors), len(concepts)))
    for row in rows:
        place = actors[str(row.values["organization"])], concepts[str(row.values["concept"])]
        result[place] += 1 if row.values["agreement"] else -1
    return result


if __name__ == "__main__":
    main()
