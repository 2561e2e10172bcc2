"""What answers SPARQL in a process of its own: a `kg.stores.child.serving.Engine`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import RdfStoreUnwritableError
from kg.stores.child.serving import Opened
from kg.stores.oxigraph.opening import BROKEN, open_for_writing, open_snapshot, reason, signature
from kg.stores.oxigraph.reading import change, evaluate
from kg.stores.protocol import Rows

__all__ = ["opened", "state"]


def state(path: Path | None) -> object:
    """What the store's files are at the moment."""
    return signature(_given(path))


def opened(path: Path | None, *, write: bool) -> Opened:
    """The store as it is now, or its one writer. Raises what `open_snapshot` and `open_for_writing` do."""
    path = _given(path)
    store = open_for_writing(path) if write else open_snapshot(path)

    def ask(text: str, parameters: Mapping[str, object]) -> Rows:
        """The query's parameters stand in the text already; those given here say how its answer is to be written."""
        if parameters:
            from kg.stores.oxigraph.written import written

            return written(store, path, text, parameters)
        if not write:
            return evaluate(store, path, text)
        change(store, path, text)
        return Rows((), iter(()))

    def close() -> None:
        try:
            store.flush()
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=path, detail=reason(error)) from error

    return Opened(ask, close)


def _given(path: Path | None) -> Path:
    assert path is not None, "an RDF store has a folder from the start"
    return path
