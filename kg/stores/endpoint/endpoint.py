"""The RDF store in a SPARQL 1.1 service: the same graphs and queries as in the embedded store, over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain

import httpx
from pyoxigraph import NamedNode, Quad

from kg.errors import (
    EndpointAnswerError,
    EndpointBusyError,
    EndpointForeignError,
    EndpointReadOnlyError,
    EndpointUnreachableError,
    KgError,
    SparqlEvaluationError,
    SparqlSyntaxError,
    SparqlTimeoutError,
    StoreError,
)
from kg.processes.closing import Closing
from kg.stores.endpoint.http import Connection, EndpointSettings, RefusedError, excerpt
from kg.stores.endpoint.reading import JSON, Reader
from kg.stores.endpoint.results import graph_rows, result_rows
from kg.stores.endpoint.union import AS_IT_IS, Union, find_union
from kg.stores.endpoint.writing import Writer
from kg.stores.protocol import Batch, History, Parameters, Rows
from kg.stores.rdf.change import Change, Place, changes
from kg.stores.rdf.counts import counts
from kg.stores.rdf.issues import scheme_quads
from kg.stores.rdf.named_graphs import VARIABLE_PREFIX
from kg.stores.rdf.notes import scheme_digest
from kg.stores.rdf.sparql import checked, declared, syntax_error
from kg.stores.rdf.terms import LAYOUT, SCHEME

__all__ = ["EndpointSettings", "EndpointStore", "open_endpoint"]

MANY_QUADS = 100_000
"""Changed quads in memory after which they are written."""
GRAPH = "application/n-triples, text/turtle;q=0.8"
PLACE = re.compile(r"(?:error at |[Ll]ine:? )(?P<line>\d+)(?:(?::|,? col(?:umn)?:? ?)(?P<column>\d+))?")
"""The position of an error in the messages of several services."""


class EndpointStore(Closing):
    """The store in a SPARQL service. No request is made before the first call that needs one.

    ``read_only`` refuses to write, whatever the service allows; ``model`` names the language model that reads the
    documents, for their provenance. ``graph`` is the record's identity: a service that holds the graph of another
    record is left alone; None allows any. ``history`` is the record's: a store that a diverged copy of the record has
    written counts as empty, and is rewritten. Raises `EndpointAddressError`.

    Every method that makes a request raises the errors of an endpoint (KG-S401 to KG-S411).
    """

    name = "endpoint"
    language = "sparql"

    def __init__(
        self,
        settings: EndpointSettings,
        *,
        read_only: bool = False,
        model: str | None = None,
        graph: str | None = None,
        history: History | None = None,
    ) -> None:
        self.settings = settings
        self._graph = graph
        self._history = history
        self._read_only = read_only
        self._model = model
        self._connection = Connection(settings)
        self._reader = Reader(self._connection)
        self._writer = Writer(self._connection, self._reader)
        self._union: Union | None = None
        self._expected_revision = 0

    def server(self) -> str:
        """The service's name for itself, in one line."""
        with self._own_query():
            return self._connection.server()

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new, or of another layout or history.

        Raises also `EndpointForeignError`, as all methods do that write.
        """
        notes = self._own_notes()
        is_current = str(LAYOUT) in notes.get("layout", ()) and not self._is_of_copy(notes)
        self._expected_revision = _revision(notes) if is_current else 0
        return self._expected_revision

    def is_of_copy(self) -> bool:
        """Whether it was written by a copy of the record that has diverged. Raises what `revision` raises."""
        return self._is_of_copy(self._own_notes())

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order; the revision of each is noted once all of it is written.

        An interrupted batch is written again, which is harmless. If another process writes at the same time, or has
        emptied the store since `revision` was called, one of the two raises `EndpointBusyError`. Raises also
        `EndpointReadOnlyError` and the like.
        """
        self._writable()
        self._own_notes()
        expected, self._expected_revision = self._expected_revision, 0
        writer = self._writer
        writer.take()
        try:
            revision = self.revision()
            if revision < expected:
                # The batches are only what has changed since then.
                raise EndpointBusyError(url=writer.url, detail="it has begun the graph anew meanwhile")
            if revision == 0:
                writer.clear()
            self._bring_scheme()
            for batch in batches:
                self._reader.prepare(chain((each.document.id for each in batch.written), batch.removed))
                for change in changes(batch, self._reader, _is_full, self._model):
                    writer.make(change)
                    if change.revision is not None:
                        writer.note({"layout": LAYOUT, "history": batch.history, "revision": change.revision})
        finally:
            self._release()

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
        """Answer a query over the union of all graphs, or over those that it names with ``FROM``; rows come lazily.

        A parameter is written ``$name`` in the text (see `kg.stores.rdf.sparql.bind`). The query is abandoned after
        ``timeout`` seconds, not counting the time that the caller takes between rows. An update, allowed with
        ``write``, gives no rows. ``SERVICE`` and ``LOAD``, which the server would execute, need ``allow_network`` or
        ``allow_files``. Raises `QueryNetworkError`, `QueryFilesError`, `SparqlSyntaxError`, `SparqlParameterError`,
        `SparqlUpdateRefusedError`, `SparqlEvaluationError` or `SparqlTimeoutError`.
        """
        bound, shape = checked(text, parameters, write=write, network=allow_network, files=allow_files)
        try:
            if shape.update:
                self._writable()
                self._connection.update(declared(bound), repeat=False)
                return Rows((), iter(()))
            union = AS_IT_IS if shape.dataset else self._union_of_all()
            return self._answer(union.text(declared(bound)), union.parameters, timeout, is_graph=shape.graph)
        except RefusedError as error:
            raise _query_error(bound, error) from error

    def counts(self) -> Mapping[str, int]:
        """The numbers of documents, actors, issues, pieces of evidence, and facts of each heading."""
        with self._own_query():
            return counts(lambda text: self._answer(text, {}, None))

    def graphs(self) -> tuple[NamedNode, ...]:
        """Our named graphs, except that of the store's notes, sorted by IRI."""
        return self._reader.graphs()

    def quads(self, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of all our graphs or of one, and of all subjects or of one; lazily, in a stable order."""
        if graph is None and subject is not None:
            return self._reader.of_subject(subject)
        graphs = self.graphs() if graph is None else (graph,)
        return (quad for each in graphs for quad in self._reader.quads(each, subject))

    def clear(self) -> None:
        """Delete everything of ours, the notes too; graphs of others in the same service stay."""
        self._writable()
        self._own_notes()
        self._expected_revision = 0
        self._writer.take()
        try:
            self._writer.clear()
            self._writer.delete_notes()
        except KgError:
            self._release()
            raise

    def close(self) -> None:
        """Close the connections. A closed store may be closed again."""
        self._connection.close()

    def _own_notes(self) -> Mapping[str, tuple[str, ...]]:
        notes = self._reader.notes()
        others = [found for found in notes.get("record", ()) if found and found != self._graph]
        if others and self._graph is not None:
            raise EndpointForeignError(url=self.settings.query, found=others[0], graph=self._graph)
        return notes

    def _is_of_copy(self, notes: Mapping[str, tuple[str, ...]]) -> bool:
        return self._history is not None and self._history(_revision(notes)) not in notes.get("history", ("",))

    def _writable(self) -> None:
        if self._read_only:
            raise EndpointReadOnlyError(url=self.settings.query, detail="it was opened for reading")
        _ = self._connection.update_url

    def _release(self) -> None:
        # If this fails too, the next writer waits until the mark has not changed for a while.
        with suppress(StoreError):
            self._writer.release()

    def _bring_scheme(self) -> None:
        """Update the scheme of issues to the installed one."""
        digest = scheme_digest()
        if digest not in self._own_notes().get("schemeDigest", ()):
            change = Change()
            change.replace(Place(SCHEME), self._reader.quads(SCHEME), scheme_quads())
            self._writer.make(change)
            self._writer.note({"schemeDigest": digest, "layout": LAYOUT})
        if self._graph is not None:
            self._writer.note({"record": self._graph})

    @contextmanager
    def _own_query(self) -> Iterator[None]:
        """Report the refusal of one of our own queries as an error of the service: it does not support SPARQL 1.1."""
        try:
            yield
        except RefusedError as error:
            raise EndpointAnswerError(url=self.settings.query, detail=error.words or str(error.status)) from error

    def _union_of_all(self) -> Union:
        if self._union is None:
            self._union = find_union(self._ask)
        return self._union or AS_IT_IS

    def _ask(self, text: str, parameters: Mapping[str, str]) -> bool:
        try:
            return any(answer is True for (answer,) in self._answer(text, parameters, None).rows)
        except RefusedError:
            return False

    def _answer(
        self, text: str, parameters: Mapping[str, str], timeout: float | None, *, is_graph: bool = False
    ) -> Rows:
        url = self.settings.query
        response = self._connection.query(text, parameters, accept=GRAPH if is_graph else JSON, timeout=timeout)
        if is_graph:
            media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
            rows = graph_rows(_read(response.iter_bytes(), response, url, timeout), media_type, url)
        else:
            rows = result_rows(_read(response.iter_text(), response, url, timeout), url)
        return _without_added_columns(rows)


open_endpoint = EndpointStore


def _revision(notes: Mapping[str, tuple[str, ...]]) -> int:
    return max((int(noted) for noted in notes.get("revision", ()) if noted.isdecimal()), default=0)


def _is_full(change: Change) -> bool:
    return len(change) >= MANY_QUADS


def _read[T](pieces: Iterator[T], response: httpx.Response, url: str, timeout: float | None) -> Iterator[T]:
    """The pieces of an answer, which is closed after the last one, or when the iterator is dropped."""
    left = timeout or None
    try:
        while True:
            asked = time.monotonic()
            piece = next(pieces, None)
            if piece is None:
                return
            if left is not None:
                left -= time.monotonic() - asked
                if left < 0:
                    raise SparqlTimeoutError(seconds=f"{timeout:g}")
            yield piece
    except httpx.TimeoutException as error:
        if timeout:
            raise SparqlTimeoutError(seconds=f"{timeout:g}") from error
        raise EndpointUnreachableError(url=url, detail="it fell silent in the middle of an answer") from error
    except httpx.HTTPError as error:
        detail = f"the answer was cut short ({excerpt(str(error)) or type(error).__name__})"
        raise EndpointUnreachableError(url=url, detail=detail) from error
    finally:
        response.close()


def _without_added_columns(rows: Rows) -> Rows:
    """The rows without added columns: with ``SELECT *`` they include the variables that rewriting has added."""
    own = [place for place, name in enumerate(rows.columns) if not name.startswith(VARIABLE_PREFIX)]
    if len(own) == len(rows.columns):
        return rows
    return Rows(tuple(rows.columns[n] for n in own), (tuple(row[n] for n in own) for row in rows.rows))


def _query_error(text: str, refused: RefusedError) -> SparqlSyntaxError | SparqlEvaluationError:
    """The error for a refused query, with its position if the service gives one: its line 1 is our line of prefixes."""
    place = PLACE.search(refused.words)
    if place is None or int(place["line"]) < 2:
        return SparqlEvaluationError(detail=refused.words or f"the service refuses it ({refused.status})")
    return syntax_error(text, SyntaxError(f"error at {int(place['line']) - 1}:{place['column'] or 1}"))
