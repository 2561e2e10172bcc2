"""N-Quads for bulk loading into a SPARQL server: everything that a store holds, including its notes on its revision.

The notes come last: a server that has loaded all of it counts as current up to the record's revision and syncs on from
there, while one whose loading broke off counts as empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.exports import PassingBatches
from kg.stores.protocol import Batch
from kg.stores.rdf.notes import note_quads
from kg.stores.rdf.quads import batch_quads
from kg.whole_file import whole_file

__all__ = ["stream", "stream_to_file"]


def stream(batches: Iterable[Batch], output: IO[bytes], *, model: str | None = None) -> None:
    """Write the documents in ``batches``, each of which comes once, one quad a line while the batches are read.

    ``model`` names the language model, for the provenance.
    """
    passing = PassingBatches(batches)

    def notes() -> Iterator[Quad]:
        yield from note_quads(passing.latest.revision, passing.latest.history)

    serialize(chain(batch_quads(passing, model), notes()), output, RdfFormat.N_QUADS)


def stream_to_file(batches: Iterable[Batch], path: Path, *, model: str | None = None) -> None:
    """`stream` into a file (see `whole_file`) or a pipe that another process reads. Raises `OutputError`."""
    with whole_file(path) as output:
        stream(batches, output, model=model)
