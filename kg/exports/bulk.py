"""N-Quads for loading into a SPARQL server: all that a store holds, its notes as well.

The notes come last, so that a server that was loaded whole counts as current up to the record's revision and is synced
on from there, while one whose loading broke off counts as empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.stores.protocol import Batch
from kg.stores.rdf.notes import note_quads
from kg.stores.rdf.quads import batch_quads
from kg.whole_file import whole_file

__all__ = ["stream", "stream_to_file"]


def stream(batches: Iterable[Batch], output: IO[bytes], *, model: str | None = None) -> None:
    """Write the documents in ``batches``, each of which comes once, one quad a line while they are read.

    ``model`` names the language model, for the provenance.
    """
    reached = Batch(0, ())

    def counted() -> Iterator[Batch]:
        nonlocal reached
        for batch in batches:
            yield batch
            reached = batch

    def notes() -> Iterator[Quad]:
        yield from note_quads(reached.revision, reached.history)

    serialize(chain(batch_quads(counted(), model), notes()), output, RdfFormat.N_QUADS)


def stream_to_file(batches: Iterable[Batch], path: Path, *, model: str | None = None) -> None:
    """The same into a file (see `whole_file`), or into a pipe that somebody reads meanwhile. Raises `OutputError`."""
    with whole_file(path) as output:
        stream(batches, output, model=model)
