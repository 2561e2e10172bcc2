"""The RDF store: Oxigraph in a folder, one named graph a document, what is shared by documents in graphs of its own."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import (
    RdfStoreBusyError,
    RdfStoreClosedError,
    RdfStoreDamagedError,
    RdfStoreReadOnlyError,
    RdfStoreUnwritableError,
    SparqlEvaluationError,
    SparqlUpdateRefusedError,
)
from kg.model import ResolvedActor
from kg.stores.oxigraph_reading import BROKEN, check_folder, evaluate, misread, open_snapshot, reason
from kg.stores.protocol import Batch, Rows, Value
from kg.stores.quads import actor_quads, document_graphs, document_quads, issue_quads, own_issues, scheme_quads
from kg.stores.sparql import bind, form
from kg.stores.terms import ACTORS, ISSUES, SCHEME, STORE, node
from kg.stores.terms import NEGOTIATION as NEG
from kg.stores.timed_query import timed_rows
from kg.vocabulary import HEADINGS, PREFIXES, schema_path

if TYPE_CHECKING:
    import rdflib

__all__ = ["OxigraphStore", "open_oxigraph", "rdflib_dataset"]

LAYOUT = 1
"""Which triples stand for what. A store of another layout counts as empty, and is written anew."""
MANY_QUADS = 40_000
"""Changes a transaction: they are in memory three times over."""
MANY_NEW_QUADS = 200_000
"""The same where nothing is taken out, so that they can be loaded in bulk."""
BULK_QUADS = 20_000
"""From how many new ones on the bulk loader is worth its files: it takes a third of a transaction's time, a fifth of
its space, and is all or nothing as well."""
UNFLUSHED_QUADS = 250_000
"""Changes after which what is written goes from the log into the files proper."""
PATIENCE = 5.0
"""Seconds to wait for another writer."""
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""What keeps a store from being written, and is no damage of its files. Oxigraph tells it in words only."""


def open_oxigraph(path: Path, *, read_only: bool = False, model: str | None = None) -> OxigraphStore:
    """Open the store in the folder ``path``; one for writing is made where there is none.

    ``read_only`` takes no lock and sees the store as it is at this moment, also while another process writes. ``model``
    names the language model that reads the documents, for their provenance.
    Raises `RdfStoreMissingError` (read-only), `RdfStoreForeignError`, `RdfStoreBusyError`, `RdfStoreDamagedError`
    or `RdfStoreUnwritableError`.
    """
    return OxigraphStore(path, open_snapshot(path) if read_only else _open(path), read_only=read_only, model=model)


def rdflib_dataset(path: Path) -> rdflib.Dataset:
    """The store in the folder ``path`` as it is now, as an rdflib dataset whose default graph is the union of all.

    It is for reading. Queries run in Oxigraph. Raises what `open_oxigraph` raises for reading.
    """
    import rdflib
    from oxrdflib import OxigraphStore as Adapter

    dataset = rdflib.Dataset(store=Adapter(store=open_snapshot(path)), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    return dataset


@dataclass(slots=True)
class _Change:
    """What one transaction takes out and puts in, and whose descriptions it may concern."""

    out: set[Quad] = field(default_factory=set)
    new: set[Quad] = field(default_factory=set)
    dropped: set[NamedNode] = field(default_factory=set)
    revision: int | None = None
    actors: set[NamedNode] = field(default_factory=set)
    issues: set[NamedNode] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.out) + len(self.new)

    def replace(self, old: set[Quad], new: set[Quad]) -> None:
        self.out |= old - new
        self.new |= new - old

    def as_update(self) -> str:
        """One SPARQL update, which Oxigraph carries out as one transaction."""
        out = [quad for quad in self.out if quad.graph_name not in self.dropped]
        return " ;\n".join(
            [
                *(f"DROP SILENT GRAPH {graph}" for graph in self.dropped),
                *([f"DELETE DATA {{ {_blocks(out)} }}"] if out else []),
                *([f"INSERT DATA {{ {_blocks(self.new)} }}"] if self.new else []),
            ]
        )


class OxigraphStore:
    """A `kg.stores.protocol.Store`; open it with `open_oxigraph`."""

    name = "oxigraph"
    language = "sparql"

    def __init__(self, path: Path, store: pyoxigraph.Store, *, read_only: bool, model: str | None = None) -> None:
        self.path = path
        self._handle: pyoxigraph.Store | None = store
        self._read_only = read_only
        self._model = model

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new, or of another layout."""
        if str(LAYOUT) not in self._noted("layout"):
            return 0
        return max((int(noted) for noted in self._noted("revision")), default=0)

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order, each in one transaction, or in several of whole documents where it is large.

        The revision is part of its batch's last transaction, so that a batch that was cut short is written again.
        What has not changed in a document is not touched. Raises `RdfStoreReadOnlyError` or `RdfStoreUnwritableError`.
        """
        self._writable()
        if self.revision() == 0:
            self.clear()
        unflushed = 0
        try:
            self._commit(self._scheme())
            for batch in batches:
                for change in self._changes(batch):
                    self._commit(change)
                    unflushed += len(change)
                    if unflushed >= UNFLUSHED_QUADS:
                        self._flush()
                        unflushed = 0
        finally:
            self._flush()

    def query(
        self,
        text: str,
        parameters: Mapping[str, Value | tuple[Value, ...]] | None = None,
        *,
        timeout: float | None = None,
        write: bool = False,
    ) -> Rows:
        """Answer a query over the union of all graphs, or over those that it names with ``FROM``; rows come lazily.

        A parameter stands in the text as ``$name`` (see `kg.stores.sparql.bind`). With a ``timeout``, in seconds, the
        query runs in a process of its own on the store as it was last written. An update, allowed with ``write``, gives
        no rows and knows no timeout.
        Raises `SparqlSyntaxError`, `SparqlParameterError`, `SparqlUpdateRefusedError`, `SparqlEvaluationError`,
        `SparqlTimeoutError`, `SparqlProcessError` or `RdfStoreDamagedError`.
        """
        store = self._store
        bound = bind(text, parameters or {})
        if form(bound).update:
            if not write:
                raise SparqlUpdateRefusedError(text=" ".join(text.split())[:80])
            self._update(bound)
            return Rows((), iter(()))
        return evaluate(store, self.path, bound) if timeout is None else timed_rows(self.path, bound, timeout)

    def counts(self) -> Mapping[str, int]:
        """How many documents, actors, issues, pieces of evidence, and facts of each heading it holds."""
        classes = {"documents": "Document", "actors": "Actor", "evidence": "Evidence"} | {
            heading: single.capitalize() for heading, single in HEADINGS.items()
        }
        kinds = " ".join(str(NEG[kind]) for kind in classes.values())
        by_kind = f"SELECT ?kind (COUNT(*) AS ?n) {{ VALUES ?kind {{ {kinds} }} ?x a ?kind }} GROUP BY ?kind"
        found = {kind: int(n or 0) for kind, n in evaluate(self._store, self.path, by_kind).rows}
        raised = "SELECT (COUNT(DISTINCT ?issue) AS ?n) { ?position neg:issue ?issue }"
        issues = sum(int(n or 0) for (n,) in evaluate(self._store, self.path, raised).rows)
        counts = {name: found.get(NEG[kind].value, 0) for name, kind in classes.items()}
        return MappingProxyType(counts | {"issues": issues})

    def graphs(self) -> tuple[NamedNode, ...]:
        """The named graphs that hold what the store is for, all but the store's own notes, by IRI."""
        names = (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode) and graph != STORE)
        return tuple(sorted(names, key=lambda graph: graph.value))

    def quads(self, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        """What the graphs hold, or one of them, of every subject or of one; lazily, in the same order each time.

        All of them come graph by graph in the order of `graphs`, and what one says of a subject comes together.
        """
        if subject is not None or graph is not None:
            return (quad for quad in self._find(subject, graph_name=graph) if quad.graph_name != STORE)
        return (quad for each in self.graphs() for quad in self._find(graph_name=each))

    def clear(self) -> None:
        """Take out everything; the revision is 0 afterwards."""
        store = self._writable()
        try:
            store.clear()
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error
        self._flush()

    def close(self) -> None:
        """Let go of the files. A closed store may be closed again."""
        self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _store(self) -> pyoxigraph.Store:
        if self._handle is None:
            raise RdfStoreClosedError(path=self.path)
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

    def _noted(self, name: str) -> set[str]:
        found = (quad.object for quad in self._find(STORE, NEG[name], None, STORE))
        return {noted.value for noted in found if isinstance(noted, Literal)}

    def _note(self, change: _Change, name: str, noted: Literal) -> None:
        old = set(self._find(STORE, NEG[name], None, STORE))
        change.replace(old, {Quad(STORE, NEG[name], noted, STORE)})

    def _scheme(self) -> _Change:
        """Bring the scheme of issues up to the one that is installed."""
        change = _Change()
        digest = sha256(schema_path("issues.ttl").read_bytes()).hexdigest()
        if digest not in self._noted("schemeDigest"):
            change.replace(set(self._find(graph_name=SCHEME)), set(scheme_quads()))
            self._note(change, "schemeDigest", Literal(digest))
        return change

    def _changes(self, batch: Batch) -> Iterator[_Change]:
        """The transactions that a batch takes; each has to be committed before the next is asked for."""
        described = {node(actor.id): actor for resolved in batch.written for actor in resolved.actors}
        described |= {node(actor.id): actor for actor in batch.actors}
        written = {resolved.document.id: resolved for resolved in batch.written}
        change = _Change()
        for key in batch.removed:
            if key not in written:
                self._replace_document(change, key, set())
        for key, resolved in written.items():
            self._replace_document(change, key, set(document_quads(resolved, batch.revision, self._model)))
            if len(change) >= (MANY_QUADS if change.out else MANY_NEW_QUADS):
                self._settle(change, described)
                yield change
                change = _Change()
        change.actors |= {node(actor.id) for actor in batch.actors}
        self._settle(change, described)
        self._note(change, "layout", Literal(LAYOUT))
        change.revision = batch.revision
        yield change

    def _replace_document(self, change: _Change, key: str, new: set[Quad]) -> None:
        graphs = document_graphs(key)
        old = {quad for graph in graphs for quad in self._find(graph_name=graph)}
        change.replace(old, new)
        if not new:
            change.dropped |= set(graphs)
        change.actors |= _mentioned(old) | _mentioned(new)
        change.issues |= own_issues(old ^ new)

    def _settle(self, change: _Change, described: Mapping[NamedNode, ResolvedActor]) -> None:
        """Describe the actors and issues that the change brings, and take out those that it leaves in no document."""
        named, raised = _mentioned(change.new), own_issues(change.new)
        for actor in change.actors:
            old = set(self._find(actor, None, None, ACTORS))
            if actor not in named and not self._keeps(change, actor, NEG["mentionedIn"], None):
                change.replace(old, set())
            elif actor in described:
                change.replace(old, set(actor_quads(described[actor])))
        for issue in change.issues:
            old = set(self._find(issue, None, None, ISSUES))
            stays = issue in raised or self._keeps(change, None, NEG["issue"], issue)
            change.replace(old, set(issue_quads(issue)) if stays else set())

    def _keeps(self, change: _Change, subject: NamedNode | None, predicate: NamedNode, value: NamedNode | None) -> bool:
        return any(quad not in change.out for quad in self._find(subject, predicate, value))

    def _commit(self, change: _Change) -> None:
        """Make the change, all of it or nothing: of several revisions that a store notes the highest counts."""
        old: set[Quad] = set()
        if change.revision is not None:
            note = Quad(STORE, NEG["revision"], Literal(change.revision), STORE)
            old = {*self._find(STORE, NEG["revision"], None, STORE)} - {note}
            change.new.add(note)
        if not change:
            return
        try:
            if change.out or change.dropped or len(change.new) < BULK_QUADS:
                self._store.update(change.as_update())
            else:
                self._store.bulk_extend(change.new)
            for quad in old:
                self._store.remove(quad)
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error

    def _update(self, text: str) -> None:
        store = self._writable()
        try:
            store.update(text, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise misread(text, error) from error
        except (RuntimeError, ValueError) as error:
            raise SparqlEvaluationError(detail=reason(error)) from error
        except OSError as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error
        self._flush()

    def _flush(self) -> None:
        try:
            self._store.flush()
        except BROKEN as error:
            raise RdfStoreUnwritableError(path=self.path, detail=reason(error)) from error


def _open(path: Path) -> pyoxigraph.Store:
    there = check_folder(path)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            if not there:
                _make(path)
            return pyoxigraph.Store(str(path))
        except BROKEN as error:
            detail = reason(error)
            if "lock" not in detail.lower():
                unwritable = not there or any(os.strerror(number) in detail for number in _UNWRITABLE)
                kind = RdfStoreUnwritableError if unwritable else RdfStoreDamagedError
                raise kind(path=path, detail=detail) from error
            if time.monotonic() > until:
                raise RdfStoreBusyError(path=path, seconds=f"{PATIENCE:g}") from error
            time.sleep(0.1)


def _make(path: Path) -> None:
    """An empty store, there at once or not at all: one that was cut short in the making cannot be opened."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as place:
        part = Path(place) / path.name
        pyoxigraph.Store(str(part)).flush()
        try:
            part.rename(path)
        except OSError:
            if not check_folder(path):  # else somebody else was faster, and has made it as well
                raise


def _mentioned(quads: Iterable[Quad]) -> set[NamedNode]:
    return {
        quad.subject for quad in quads if quad.predicate == NEG["mentionedIn"] and isinstance(quad.subject, NamedNode)
    }


def _blocks(quads: Iterable[Quad]) -> str:
    """The quads as SPARQL writes them, those of one graph together."""
    blocks: dict[str, list[str]] = {}
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        blocks.setdefault(str(quad.graph_name), []).append(triple)
    return " ".join(f"GRAPH {graph} {{ {' '.join(triples)} }}" for graph, triples in blocks.items())
