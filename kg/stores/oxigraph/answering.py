"""Answers SPARQL in a process of its own: a `kg.stores.child.serving.Engine`."""

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
    """The signature of the store's files at the moment."""
    return signature(_checked(path))


def opened(path: Path | None, *, write: bool) -> Opened:
    """A snapshot of the store, or with ``write`` the store itself. Raises as `open_snapshot`, `open_for_writing` do."""
    path = _checked(path)
    store = open_for_writing(path) if write else open_snapshot(path)

    def ask(text: str, parameters: Mapping[str, object]) -> Rows:
        """The query's parameters are bound in the text already; ``parameters`` are options of `written`."""
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


def _checked(path: Path | None) -> Path:
    assert path is not None, "an RDF store has a folder from the start"
    return path
