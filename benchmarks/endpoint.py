"""How fast a graph of 100,000 positions is written to a SPARQL server, and how much memory writer and server take.

``python -m benchmarks.endpoint [DOCUMENTS]``: a real ``oxigraph serve`` on the loopback, synced in two halves, the
second one by a newly opened store. For comparison, a loader that sends one statement a request, on a sample, and the
server's own program loading what ``kg export nquads --stream`` writes.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import httpx

from benchmarks.page import DOCUMENTS, POSITIONS, publish, table
from kg.exports.bulk import stream_to_file
from kg.stores.endpoint.endpoint import EndpointSettings, open_endpoint
from kg.stores.protocol import Batch
from kg.stores.rdf.change import graph_blocks
from kg.stores.rdf.quads import document_quads
from tests.doubles import factory
from tests.servers.oxigraph_server import OxigraphServer, oxigraph_program

__all__ = ["main"]

SAMPLE = 3000
"""Statements that are sent one a request."""
LONG = 1800
"""Seconds that counting all statements may take."""
EVERY = 0.2
"""Seconds between two samples of the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, CPU seconds here and in the server, and the highest resident memory of both in MiB."""

    wall: float
    cpu: float
    server_cpu: float
    memory: float
    server_memory: float

    def row(self, what: str, positions: float, statements: float) -> tuple[object, ...]:
        """A line of the table."""
        return (
            what,
            f"{positions:,.0f}",
            f"{self.wall:,.0f} s",
            f"{self.cpu:,.0f} s",
            f"{self.server_cpu:,.0f} s",
            f"{positions / self.wall:,.0f}",
            f"{statements / self.wall:,.0f}",
            f"{self.memory:,.0f} MiB",
            f"{self.server_memory:,.0f} MiB",
        )


def main(documents: int = DOCUMENTS) -> None:
    """Measure, print, and write the page."""
    half = documents // 2
    with tempfile.TemporaryDirectory() as place:
        with OxigraphServer(Path(place) / "synced", patience=LONG) as server:
            first = measure(server, lambda: sync(server.settings, 0, half))
            second = measure(server, lambda: sync(server.settings, half, documents))
            again = measure(server, lambda: sync(server.settings, documents, documents))
            with open_endpoint(replace(server.settings, timeout=LONG)) as store:
                held = store.counts()
                count_rows = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
                statements = sum(int(number or 0) for (number,) in count_rows.rows)
        with OxigraphServer(Path(place) / "naive") as server:
            one_at_a_time = measure(server, lambda: one_by_one(server.settings))
        file = Path(place) / "bulk.nq"
        begun = time.monotonic()
        stream_to_file(factory.batches(factory.resolved_documents(documents, POSITIONS)), file)
        seconds_to_write = time.monotonic() - begun
        begun = time.monotonic()
        load = ["load", "--location", str(Path(place) / "bulk"), "--file", str(file)]
        subprocess.run([oxigraph_program(), *load], check=True, capture_output=True)
        seconds_to_load = time.monotonic() - begun
        size = file.stat().st_size / 2**20
    positions = held["positions"]
    positions_a_statement = positions / statements
    measures = ("wall", "CPU here", "CPU server", "positions/s", "statements/s", "memory here", "memory server")
    lines = [
        f"{positions:,} positions in {held['documents']:,} documents, {statements:,} statements; making the documents "
        "is included. The second half is written by a store that was opened anew and went on at the revision that the "
        f"first one had noted; to sync once more took {again.wall:.1f} s. The last line sends one statement a request. "
        f"For a first filling, `kg export nquads --stream` writes {size:,.0f} MiB in {seconds_to_write:,.0f} s, and "
        f"`oxigraph load` reads them in {seconds_to_load:,.0f} s.",
        "",
        *table(
            ("what", "positions", *measures),
            [
                first.row("sync, first half", positions / 2, statements / 2),
                second.row("sync, second half", positions / 2, statements / 2),
                one_at_a_time.row("one statement a request", SAMPLE * positions_a_statement, SAMPLE),
            ],
        ),
    ]
    publish("endpoint", lines)


def sync(settings: EndpointSettings, begin: int, end: int) -> None:
    """Write the documents from ``begin`` to ``end``, as a store that catches up does."""
    with open_endpoint(settings) as store:
        if store.revision() != begin:
            raise ValueError(f"the server is at revision {store.revision()}, not {begin}")
        if begin < end:
            store.apply(batches(begin, end))


def batches(begin: int, end: int) -> Iterator[Batch]:
    """Documents that lead from one revision to another, generated lazily; each ``begin`` gives different ones."""
    return factory.batches(factory.resolved_documents(end - begin, POSITIONS, seed=begin), revision=begin)


def one_by_one(settings: EndpointSettings) -> None:
    """What a short script does: a request for each statement."""
    quads = (quad for each in factory.resolved_documents(DOCUMENTS, POSITIONS) for quad in document_quads(each, 1))
    headers = {"Content-Type": "application/sparql-update"}
    with httpx.Client(headers=headers) as client:
        for quad in islice(quads, SAMPLE):
            update = f"INSERT DATA {{ {graph_blocks([quad])} }}"
            client.post(str(settings.update), content=update.encode()).raise_for_status()


def measure(server: OxigraphServer, work: Callable[[], None]) -> Cost:
    """Do the work and measure its cost."""
    here, there = _PeakMemory(os.getpid()), _PeakMemory(server.pid)
    for each in (here, there):
        each.start()
    begun, cpu, server_cpu = time.monotonic(), _own_cpu(), _cpu(server.pid)
    work()
    wall = time.monotonic() - begun
    for each in (here, there):
        each.stop()
    taken = Cost(wall, _own_cpu() - cpu, _cpu(server.pid) - server_cpu, here.mebibytes, there.mebibytes)
    sys.stderr.write(f"{taken}\n")
    return taken


class _PeakMemory(threading.Thread):
    """Samples a process's memory until it is stopped."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._file = Path(f"/proc/{process}/statm")
        self._stopped = threading.Event()
        self.mebibytes = 0.0

    def run(self) -> None:
        while not self._stopped.wait(EVERY):
            pages = int(self._file.read_text(encoding="ascii").split()[1])
            self.mebibytes = max(self.mebibytes, pages * os.sysconf("SC_PAGE_SIZE") / 2**20)

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
