"""The RDF store: Oxigraph in a folder, with named graphs for each document, and graphs for what documents share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import (
    RdfStoreClosedError,
    RdfStoreDamagedError,
    RdfStoreReadOnlyError,
    RdfStoreUnwritableError,
    SparqlProcessError,
    SparqlTimeoutError,
)
from kg.processes.closing import Closing
from kg.processes.memory import DEFAULT
from kg.stores.child.child import Children, Kind
from kg.stores.child.forked import is_waiting
from kg.stores.child.serving import Request
from kg.stores.oxigraph.opening import BROKEN, check_folder, open_for_writing, open_snapshot, reason
from kg.stores.oxigraph.reading import evaluate
from kg.stores.protocol import Batch, History, Parameters, Rows, Value
from kg.stores.rdf.sparql import checked
from kg.stores.rdf.terms import LAYOUT, NEG, SCHEME, STORE
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    import rdflib

    from kg.stores.rdf.change import Change

__all__ = ["OxigraphStore", "open_oxigraph", "rdflib_dataset"]

TRANSACTION_QUADS = 40_000
"""Changed quads after which a transaction takes no further document: they are in memory three times."""
BULK_TRANSACTION_QUADS = 200_000
"""The same for a transaction that only adds, and can use the bulk loader."""
BULK_QUADS = 10_000
"""The fewest new quads for which the bulk loader pays: it takes a third of the time of a transaction and a fifth of its
space, and is atomic as well."""
NOTES: Final = (
    f"SELECT ?layout ?revision ?history {{ GRAPH {STORE} {{ {STORE} {NEG['layout']} ?layout ; {NEG['revision']} "
    f"?revision OPTIONAL {{ {STORE} {NEG['history']} ?history }} }} }}"
)
"""A query for the store's notes of itself, for use in another process."""
UNFLUSHED_QUADS = 250_000
"""Changed quads after which the log is flushed into the data files."""


def open_oxigraph(
    path: Path,
    *,
    read_only: bool = False,
    model: str | None = None,
    memory: int = DEFAULT,
    history: History | None = None,
) -> OxigraphStore:
    """Open the store in the folder ``path``; for writing, it is created if needed.

    ``read_only`` takes no lock and sees a snapshot of the store, also while another process writes. Where a forked
    process waits for its first query (`kg.stores.child.forked`), it is that process that takes the snapshot, at the
    first access. ``model`` names the language model that reads the documents, for their provenance. ``memory`` is how
    many bytes a query may take beyond what the engine uses once the store is open. ``history`` is the record's: a store
    that another record has written counts as empty, and is rewritten.
    Raises `RdfStoreMissingError` (read-only), `RdfStoreForeignError`, `RdfStoreBusyError`, `RdfStoreDamagedError`
    or `RdfStoreUnwritableError`.
    """
    store = None
    if not read_only:
        store = open_for_writing(path)
    elif not (is_waiting() and check_folder(path)):
        store = open_snapshot(path)
    return OxigraphStore(path, store, read_only=read_only, model=model, memory=memory, history=history)


def rdflib_dataset(path: Path) -> rdflib.Dataset:
    """A snapshot of the store in the folder ``path``, as an rdflib dataset whose default graph is the union of all.

    It is read-only. Queries run in Oxigraph, in this process, and ``SERVICE`` sends requests to other machines.
    Raises what `open_oxigraph` raises for reading.
    """
    import rdflib
    from oxrdflib import OxigraphStore as Adapter

    dataset = rdflib.Dataset(store=Adapter(store=open_snapshot(path)), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset


PROCESSES: Final = Kind(
    module="kg.stores.oxigraph.answering",
    language="SPARQL",
    table="rdf",
    late=lambda seconds: SparqlTimeoutError(seconds=f"{seconds:g}"),
    died=lambda detail: SparqlProcessError(detail=detail),
)


class OxigraphStore(Closing):
    """A `kg.stores.protocol.Store`; open it with `open_oxigraph`."""

    name = "oxigraph"
    language = "sparql"

    def __init__(
        self,
        path: Path,
        store: pyoxigraph.Store | None,
        *,
        read_only: bool,
        model: str | None = None,
        memory: int = DEFAULT,
        history: History | None = None,
    ) -> None:
        self._history = history
        self.path = path
        self._handle = store
        self._read_only = read_only
        self._is_closed = False
        self._model = model
        self._first_seen: int | None = None
        self._children = Children(PROCESSES, memory)

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new or of another layout, -1 for another
        history. For a store that other processes read, it is the one at the first call."""
        if self._read_only and self._handle is None and not self._is_closed:
            # Opening takes long, and the process that answers the first query has to open the store anyway.
            if self._first_seen is None:
                rows = self._children.ask(Request(self.path, NOTES)).rows
                self._first_seen = self._current(*map(set, zip(*rows, strict=True)))
            return self._first_seen
        return self._current(*(self._notes(name) for name in ("layout", "revision", "history")))

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order, each in one transaction, or a large one in several transactions of whole documents.

        The revision is part of the last transaction of its batch, so that an interrupted batch is written again. Only
        the quads that differ are written. Raises `RdfStoreReadOnlyError` or `RdfStoreUnwritableError`.
        """
        from kg.stores.rdf.change import changes

        self._writable()
        if self.revision() <= 0:
            self.clear()
        holdings = _Holdings(self)
        unflushed = 0
        try:
            self._commit(self._scheme())
            for batch in batches:
                for change in changes(batch, holdings, _is_full, self._model):
                    self._commit(change, batch.history)
                    unflushed += len(change)
                    if unflushed >= UNFLUSHED_QUADS:
                        self._flush()
                        unflushed = 0
        finally:
            self._flush()

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

        A parameter is written ``$name`` in the text (see `kg.stores.rdf.sparql.bind`). A process of its own answers, on
        the store as it was last written, and is stopped after ``timeout`` seconds, not counting the time that the
        caller takes between rows. An update, allowed with ``write``, gives no rows; if stopped, it changes nothing.
        ``SERVICE`` needs ``allow_network``, ``LOAD`` that or ``allow_files``.
        Raises `QueryNetworkError`, `QueryFilesError`, `SparqlSyntaxError`, `SparqlParameterError`,
        `SparqlUpdateRefusedError`, `SparqlEvaluationError`, `SparqlTimeoutError`, `SparqlProcessError`,
        `QueryMemoryError`, `QueryDepthError` or `RdfStoreDamagedError`.
        """
        self._check_open()
        bound, shape = checked(text, parameters, write=write, network=allow_network, files=allow_files)
        if shape.update:
            self._update(bound, timeout)
            return Rows((), iter(()))
        return self._children.ask(Request(self.path, bound), timeout)

    def written(
        self,
        text: str,
        media_type: str,
        parameters: Parameters | None = None,
        *,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        timeout: float | None = None,
    ) -> Iterator[str]:
        """The answer to a query as a document of this media type (see `kg.stores.rdf.media_types`), in pieces.

        The IRIs of ``default_graphs`` and ``named_graphs`` make up the query's dataset, instead of the union of all
        graphs. It is answered as in `query`, and raises the same; it neither updates nor reaches beyond the
        store.
        """
        self._check_open()
        bound, _ = checked(text, parameters, write=False, network=False, files=False)
        how = {"media_type": media_type, "default_graphs": default_graphs, "named_graphs": named_graphs}
        rows = self._children.ask(Request(self.path, bound, how), timeout).rows
        return (str(piece) for (piece,) in rows)

    def counts(self) -> Mapping[str, int]:
        """The numbers of documents, actors, issues, pieces of evidence, and facts of each heading."""
        from kg.stores.rdf.counts import counts

        return counts(lambda text: evaluate(self._store, self.path, text))

    def graphs(self) -> tuple[NamedNode, ...]:
        """The named graphs, except that of the store's notes, sorted by IRI."""
        names = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode) and graph != STORE)
        return tuple(sorted(names, key=lambda graph: graph.value))

    def quads(self, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of all graphs or of one, and of all subjects or of one; lazily, in a stable order.

        All quads together come graph by graph in the order of `graphs`, and within a graph subject by subject.
        """
        if subject is not None or graph is not None:
            return (quad for quad in self._find(subject, graph_name=graph) if quad.graph_name != STORE)
        return (quad for each in self.graphs() for quad in self._find(graph_name=each))

    def clear(self) -> None:
        """Delete everything; the revision is 0 afterwards."""
        store = self._writable()
        try:
            store.clear()
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error
        self._flush()

    def close(self) -> None:
        """Release the files and end the idle process. A closed store may be closed again."""
        self._handle = None
        self._is_closed = True
        self._children.stop()

    def _current(
        self, layouts: Collection[Value] = (), revisions: Collection[Value] = (), histories: Collection[Value] = ()
    ) -> int:
        if str(LAYOUT) not in map(str, layouts):
            return 0
        revision = max((int(str(noted)) for noted in revisions), default=0)
        known = {noted or "" for noted in histories} or {""}
        return revision if self._history is None or self._history(revision) in known else -1

    def _check_open(self) -> None:
        if self._is_closed or (self._handle is None and not self._read_only):
            raise RdfStoreClosedError(path=self.path)

    @property
    def _store(self) -> pyoxigraph.Store:
        self._check_open()
        if self._handle is None:
            self._handle = open_snapshot(self.path)
        return self._handle

    def _writable(self) -> pyoxigraph.Store:
        if self._read_only:
            raise RdfStoreReadOnlyError(path=self.path)
        return self._store

    def _find(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        value: NamedNode | None = None,
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        try:
            yield from self._store.quads_for_pattern(subject, predicate, value, graph_name)
        except BROKEN as error:
            raise RdfStoreDamagedError(path=self.path, detail=reason(error)) from error

    def _notes(self, name: str) -> set[str]:
        found = (quad.object for quad in self._find(STORE, NEG[name], None, STORE))
        return {noted.value for noted in found if isinstance(noted, Literal)}

    def _set_note(self, change: Change, name: str, noted: Literal) -> None:
        old = set(self._find(STORE, NEG[name], None, STORE))
        new = {Quad(STORE, NEG[name], noted, STORE)}
        change.out |= old - new
        change.new |= new - old

    def _scheme(self) -> Change:
        """The change that updates the scheme of issues to the installed one."""
        from kg.stores.rdf.change import Change, Place
        from kg.stores.rdf.issues import scheme_quads
        from kg.stores.rdf.notes import scheme_digest

        change = Change()
        digest = scheme_digest()
        if digest not in self._notes("schemeDigest"):
            change.replace(Place(SCHEME), self._find(graph_name=SCHEME), scheme_quads())
            self._set_note(change, "schemeDigest", Literal(digest))
        return change

    def _commit(self, change: Change, history: str = "") -> None:
        """Write the change atomically, then delete old notes: of several noted revisions the highest counts."""
        old: set[Quad] = set()
        if change.revision is not None:
            self._set_note(change, "layout", Literal(LAYOUT))
            notes_by_name = {"revision": Literal(change.revision), "history": Literal(history)}
            notes = {Quad(STORE, NEG[name], noted, STORE) for name, noted in notes_by_name.items() if noted.value}
            old = {quad for name in notes_by_name for quad in self._find(STORE, NEG[name], None, STORE)} - notes
            change.new |= notes
        if not change:
            return
        try:
            if change.out:
                self._store.update(_as_update(change))
            elif len(change.new) < BULK_QUADS:
                self._store.extend(change.new)
            else:
                self._store.bulk_extend(change.new)
            for quad in old:
                self._store.remove(quad)
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error

    def _update(self, text: str, timeout: float | None) -> None:
        self._writable()
        self._handle = None  # only one process may have the store open for writing
        try:
            list(self._children.ask(Request(self.path, text, write=True), timeout).rows)
        finally:
            self._handle = open_for_writing(self.path)

    def _flush(self) -> None:
        try:
            self._store.flush()
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error


class _Holdings:
    """A `kg.stores.rdf.change.Holdings` that reads the files at each call."""

    def __init__(self, store: OxigraphStore) -> None:
        self._find = store._find

    def document(self, graphs: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        return {graph: frozenset(self._find(graph_name=graph)) for graph in graphs}

    def described(self, graph: NamedNode, subjects: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        return {subject: frozenset(self._find(subject, None, None, graph)) for subject in subjects}

    def still_mentioned(self, actors: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        return {actor for actor in actors if self._is_elsewhere(excluded, actor, NEG["mentionedIn"], None)}

    def still_raised(self, issues: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        return {issue for issue in issues if self._is_elsewhere(excluded, None, NEG["issue"], issue)}

    def _is_elsewhere(
        self,
        excluded: Collection[NamedNode],
        subject: NamedNode | None,
        predicate: NamedNode,
        value: NamedNode | None,
    ) -> bool:
        return any(quad.graph_name not in excluded for quad in self._find(subject, predicate, value))


def _as_update(change: Change) -> str:
    """The change as one SPARQL update, which Oxigraph executes in one transaction."""
    from kg.stores.rdf.change import graph_blocks

    emptied = {each.place.graph for each in change.replacements if each.place.subject is None and not each.new}
    out = [quad for quad in change.out if quad.graph_name not in emptied]
    return " ;\n".join(
        [
            *(f"DROP SILENT GRAPH {graph}" for graph in emptied),
            *([f"DELETE DATA {{ {graph_blocks(out)} }}"] if out else []),
            *([f"INSERT DATA {{ {graph_blocks(change.new)} }}"] if change.new else []),
        ]
    )


def _is_full(change: Change) -> bool:
    return len(change) >= (TRANSACTION_QUADS if change.out else BULK_TRANSACTION_QUADS)
