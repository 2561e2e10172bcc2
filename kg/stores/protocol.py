"""What every store promises. A store is a projection of the record: disposable, and current up to a revision."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    from kg.model import ResolvedActor, ResolvedDocument
    from kg.vocabulary import Concept

__all__ = ["Batch", "History", "IndexedStore", "Parameters", "RemoteStore", "Rows", "Store", "Value", "as_own"]

type Value = str | int | float | bool | None
"""What a cell of an answer holds. Ids are in their short form (``state/CN``), dates in ISO 8601."""


type Parameters = Mapping[str, Value | tuple[Value, ...]]
"""What a query's parameters are bound to, by their names; a tuple is a list of alternatives."""


type History = Callable[[int], str]
"""Gives what tells a revision of the record from that of a copy which has gone its own way."""


def as_own(given: Any) -> Any:
    """What somebody gives as Python's own: numbers and arrays of numpy and pandas too, any iterable as a tuple, a path
    as its words, a month or year of numpy as text (``2018-08``).

    >>> as_own(["China"]), as_own({"China": 3}.keys()), as_own("China")
    (('China',), ('China',), 'China')
    """
    if hasattr(given, "tolist"):
        match str(getattr(given, "dtype", "")):
            case "datetime64[ns]":  # finer than Python's own
                given = given.astype("datetime64[us]")
            case "datetime64[Y]" | "datetime64[M]":  # Python's own is the first day, which is not always meant
                given = given.astype(str)
            case "datetime64[W]":  # as a period of pandas: nobody writes a week in one word
                return repr(given)
        # What is no time would be None, as if nothing were given.
        given = math.nan if (own := given.tolist()) is None else own
    if isinstance(given, os.PathLike):
        return os.fspath(given)
    is_list = isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping)
    return tuple(map(as_own, given)) if is_list else given


class Batch(NamedTuple):
    """What has changed in the record up to ``revision``.

    A document in ``written`` replaces whatever the store holds under its id; the ids in ``removed`` are taken out; the
    ``actors`` (those of the written documents, and those that have changed since) get their present name, aliases and
    codes. An actor that no document mentions any more leaves the store. ``issues`` are those of the graph's own lists,
    the same in all batches until the store is cleared. ``history`` is the record's `History` at ``revision``: a store
    notes it, since another record, or a copy of this one, may come into its place.
    """

    revision: int
    written: tuple[ResolvedDocument, ...]
    removed: tuple[str, ...] = ()
    actors: tuple[ResolvedActor, ...] = ()
    issues: tuple[Concept, ...] = ()
    history: str = ""


class Rows(NamedTuple):
    """An answer as the engine gives it: ``columns`` in the query's order, ``rows`` lazily."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


class Store(Protocol):
    """One of the engines. Open it with ``open_store``; close it, or use it as a context manager."""

    name: str
    """What `kg doctor` and error messages call it (``oxigraph``, ``grafeo``, ``neo4j``)."""
    language: str
    """``sparql`` or ``cypher``."""

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new. Below 0, for an embedded
        one, where another record has written it, or a copy that has gone its own way: it is to be cleared."""

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order. After an interruption the store is current up to one of their revisions."""

    def query(
        self,
        text: str,
        parameters: Parameters | None = None,
        *,
        timeout: float | None = None,
        write: bool = False,
        allow_network: bool = False,
        allow_files: bool = False,
    ) -> Rows:
        """Answer one query, ``parameters`` bound (never pasted). ``timeout`` is in seconds, 0: any
        number; None: as many as the store is set to, an embedded one to any number.

        A query that would ask other machines, or read files, does so only with ``allow_network`` or ``allow_files``.
        Raises `kg.errors.QueryNetworkError` or `kg.errors.QueryFilesError` for that, and a leaf of
        `kg.errors.UsageError` for a syntax error, an update without ``write``, or a timeout.
        """

    def counts(self) -> Mapping[str, int]:
        """How many documents, actors, positions, statements, actions, roles and so on it holds; and, as ``reviewed
        HEADING``, facts that people have reviewed, where there are any."""

    def clear(self) -> None:
        """Take out everything of ours; the revision is 0 afterwards."""

    def close(self) -> None:
        """Release files and connections. A closed store may be closed again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class RemoteStore(Store, Protocol):
    """A store that a server keeps."""

    def server(self) -> str:
        """What the server says of itself, in one line: product, version, edition."""

    def is_of_copy(self) -> bool:
        """Whether a copy of the record wrote it that has gone its own way."""


@runtime_checkable
class IndexedStore(Protocol):
    """A store with constraints and indexes of its own, which stay when it is cleared."""

    def prepare(self) -> None:
        """Make those that are not there, as after a bulk load."""

    def drop(self) -> None:
        """Take out everything of ours, those too."""
