"""The interface of every store. A store is derived from the record: disposable, and current up to a revision."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    from kg.model import ResolvedActor, ResolvedDocument
    from kg.vocabulary import Concept

__all__ = ["Batch", "History", "IndexedStore", "Parameters", "RemoteStore", "Rows", "Store", "Value", "as_python"]

type Value = str | int | float | bool | None
"""A cell of an answer. Ids are in their short form (``state/CN``), dates in ISO 8601."""


type Parameters = Mapping[str, Value | tuple[Value, ...]]
"""The values of a query's parameters by name; a tuple is a list of alternatives."""


type History = Callable[[int], str]
"""Gives, for a revision of the record, a fingerprint that differs in a copy of the record that has diverged."""


def as_python(value: Any) -> Any:
    """A value as plain Python: scalars and arrays of numpy and pandas converted, any iterable as a tuple, a path as a
    string, a month or year of numpy as text (``2018-08``).

    >>> as_python(["China"]), as_python({"China": 3}.keys()), as_python("China")
    (('China',), ('China',), 'China')
    """
    if hasattr(value, "tolist"):
        match str(getattr(value, "dtype", "")):
            case "datetime64[ns]":  # finer than Python's datetime
                value = value.astype("datetime64[us]")
            case "datetime64[Y]" | "datetime64[M]":  # tolist gives the first day, which is not always meant
                value = value.astype(str)
            case "datetime64[W]":  # as for a Period of pandas: there is no common notation for a week
                return repr(value)
        # tolist turns NaT into None, which would mean that no value is given.
        value = math.nan if (native := value.tolist()) is None else native
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    is_list = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)
    return tuple(map(as_python, value)) if is_list else value


class Batch(NamedTuple):
    """What has changed in the record up to ``revision``.

    A document in ``written`` replaces whatever the store holds under its id; documents with an id in ``removed`` are
    deleted; the ``actors`` (those of the written documents, and those that have changed since) get their current name,
    aliases and codes. An actor that is left without a mention is deleted. ``issues`` are those of the graph's own
    lists, the same in all batches until the store is cleared. ``history`` is the record's `History` at ``revision``: a
    store keeps it, since the record may be replaced by another one, or by a copy.
    """

    revision: int
    written: tuple[ResolvedDocument, ...]
    removed: tuple[str, ...] = ()
    actors: tuple[ResolvedActor, ...] = ()
    issues: tuple[Concept, ...] = ()
    history: str = ""


class Rows(NamedTuple):
    """An answer: ``columns`` in the query's order, and an iterator of ``rows``, which come lazily."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


class Store(Protocol):
    """An open store of any engine. Open it with ``open_store``; close it, or use it as a context manager."""

    name: str
    """Its name in `kg doctor` and error messages (``oxigraph``, ``grafeo``, ``neo4j``)."""
    language: str
    """``sparql`` or ``cypher``."""

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new. Negative for an embedded
        store that another record, or a diverged copy of this one, has written: it has to be cleared."""

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
        """Answer one query with ``parameters`` bound (never pasted). ``timeout`` is in seconds, 0 is no limit; None is
        the store's own setting, which is no limit for an embedded one.

        A query that would ask other machines, or read files, does so only with ``allow_network`` or ``allow_files``;
        otherwise `kg.errors.QueryNetworkError` or `kg.errors.QueryFilesError` is raised. A leaf of
        `kg.errors.UsageError` is raised for a syntax error, an update without ``write``, or a timeout.
        """

    def counts(self) -> Mapping[str, int]:
        """The numbers of documents, actors, positions, statements, actions, roles and so on; and, as ``reviewed
        HEADING``, of facts that people have reviewed, where there are any."""

    def clear(self) -> None:
        """Delete everything of ours; the revision is 0 afterwards."""

    def close(self) -> None:
        """Release files and connections. A closed store may be closed again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class RemoteStore(Store, Protocol):
    """A store on a server."""

    def server(self) -> str:
        """The server's product, version and edition in one line."""

    def is_of_copy(self) -> bool:
        """Whether it was written by a copy of the record that has diverged."""


@runtime_checkable
class IndexedStore(Protocol):
    """A store with constraints and indexes, which stay when it is cleared."""

    def prepare(self) -> None:
        """Create the missing constraints and indexes, as after a bulk load."""

    def drop(self) -> None:
        """Delete everything of ours, constraints and indexes too."""
