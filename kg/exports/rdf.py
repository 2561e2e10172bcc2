"""Write RDF: N-Quads, TriG, Turtle, JSON-LD.

The functions take a stream of batches or of quads (`kg.stores.oxigraph.oxigraph.OxigraphStore.quads`), and write while
they read: memory does not grow with the graph. Text is UTF-8.
"""

from __future__ import annotations

import io
import json
from collections.abc import Buffer, Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import IO, Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.exports import Settings
from kg.stores.protocol import Batch
from kg.stores.rdf.quads import batch_quads
from kg.vocabulary import ID, ISSUE, PREFIXES, prefixed, schema_path

__all__ = [
    "serialize_jsonld",
    "serialize_nquads",
    "serialize_trig",
    "serialize_turtle",
    "write_jsonld",
    "write_nquads",
    "write_trig",
    "write_turtle",
]

TYPE = PREFIXES["rdf"] + "type"
NATIVE: Mapping[str, Callable[[str], int | float]] = MappingProxyType({"xsd:integer": int, "xsd:double": float})
"""The datatypes that JSON writes as numbers."""


def write_nquads(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """What a store of RDF would hold after the batches, as `serialize_nquads` writes it."""
    serialize_nquads(batch_quads(batches, settings.model), output)


def write_trig(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """What a store of RDF would hold after the batches, as `serialize_trig` writes it."""
    serialize_trig(batch_quads(batches, settings.model), output)


def write_turtle(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """What a store of RDF would hold after the batches, as `serialize_turtle` writes it."""
    serialize_turtle(batch_quads(batches, settings.model), output)


def write_jsonld(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """What a store of RDF would hold after the batches, as `serialize_jsonld` writes it."""
    serialize_jsonld(batch_quads(batches, settings.model), output)


def serialize_nquads(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """One line a quad, named graphs kept, in the order of the stream."""
    serialize(quads, output, RdfFormat.N_QUADS)


def serialize_trig(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Named graphs with prefixes, each graph written as one block where its quads come together."""
    header = _SortedHeader(output)
    with io.BufferedWriter(header) as sink:
        serialize(quads, sink, RdfFormat.TRIG, prefixes=dict(PREFIXES))
    header.finish()


def serialize_turtle(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """The union of all graphs, with prefixes; a triple in two graphs is written twice, which means the same as once."""
    header = _SortedHeader(output)
    with io.BufferedWriter(header) as sink:
        serialize((quad.triple for quad in quads), sink, RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    header.finish()


def serialize_jsonld(quads: Iterable[Quad], output: IO[bytes]) -> None:
    """Named graphs as JSON-LD, with the context of ``schemas/context.jsonld`` embedded.

    Ids are short (``state/CN``), the project's properties have no prefix, numbers are JSON numbers; one node a line.
    """
    sink = io.TextIOWrapper(output, encoding="utf-8", newline="\n")
    sink.write(f'{{"@context": {_json(_context())},\n "@graph": [')
    between = ""
    for graph, stated in groupby(quads, key=lambda quad: quad.graph_name):
        named = not isinstance(graph, DefaultGraph)
        if named:
            sink.write(f'{between}\n  {{"@id": {_json(_id(graph))}, "@graph": [')
            between = ""
        for subject, quads_of_subject in groupby(stated, key=lambda quad: quad.subject):
            sink.write(f"{between}\n    {_json(_node(subject, quads_of_subject))}")
            between = ","
        if named:
            sink.write("\n  ]}")
        between = ","
    sink.write("\n]}\n")
    sink.detach()


class _SortedHeader(io.RawIOBase):
    """Sorts the lines of prefixes, whose order is random in pyoxigraph, and passes on everything else."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._held: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        written = bytes(data)
        if self._held is None:
            self._output.write(written)
        else:
            self._held += written
            if not self._held.rpartition(b"\n")[0].rpartition(b"\n")[2].startswith(b"@prefix"):
                self.finish()
        return len(written)

    def finish(self) -> None:
        """Write the lines that are still held back."""
        if self._held is None:
            return
        lines = self._held.splitlines(keepends=True)
        header = [line for line in lines if line.startswith(b"@prefix")]
        self._held = None
        self._output.writelines([*sorted(header), *lines[len(header) :]])


@cache
def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(schema_path("context.jsonld").read_text("utf-8"))["@context"]
    return context


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _node(subject: NamedNode | BlankNode | Triple, quads: Iterable[Quad]) -> dict[str, Any]:
    values: dict[str, list[Any]] = {}
    for quad in quads:
        if quad.predicate.value == TYPE and isinstance(quad.object, NamedNode):
            values.setdefault("@type", []).append(_name(quad.object.value))
        else:
            key = _name(quad.predicate.value)
            values.setdefault(key, []).append(_value(quad.object, _coercion(key)))
    several = ((key, found[0] if len(found) == 1 else found) for key, found in values.items())
    return {"@id": _id(subject), **dict(several)}


def _value(term: NamedNode | BlankNode | Literal | Triple, coercion: str | None) -> Any:
    if not isinstance(term, Literal):
        return _id(term) if coercion == "@id" else {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = _name(term.datatype.value)
    if datatype == coercion:
        native = NATIVE.get(datatype)
        return native(term.value) if native else term.value
    if datatype == "xsd:string":
        return term.value if coercion is None else {"@value": term.value}
    return {"@value": term.value, "@type": datatype}


def _coercion(key: str) -> str | None:
    term = _context().get(key)
    return term.get("@type") if isinstance(term, dict) else None


@cache
def _name(iri: str) -> str:
    """The name of a class, property or datatype under the context."""
    return prefixed(iri).removeprefix("neg:")


def _id(term: NamedNode | BlankNode | Triple) -> str:
    """The id of a node under the context: a short id, ``issues:Tariffs``, or the whole IRI."""
    if not isinstance(term, NamedNode):
        return str(term)
    if term.value.startswith(ISSUE):
        return f"issues:{term.value.removeprefix(ISSUE)}"
    short = term.value.removeprefix(ID)
    return term.value if ":" in short else short
