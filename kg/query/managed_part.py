"""Whether an update would change the managed part of a store, which kg writes, and not only a user's notes beside it.

In case of doubt the answer is yes: notes must be in a graph, or have a label, that the update names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from kg.errors import OwnPartError
from kg.query.managed_cypher import managed_changes
from kg.stores.rdf.tokens import TOKEN, UPDATES
from kg.stores.reach import spellings
from kg.vocabulary import ID, PREFIXES, SCHEME_GRAPH

__all__ = ["check_managed"]

NOTES: Final[Mapping[str, str]] = {
    "sparql": "a named graph of your own, GRAPH <urn:my-notes> { ... }",
    "cypher": "nodes with a label of your own, (n:MyNote)",
}
_BEFORE: Final = {"DELETE": frozenset({"WITH"}), "INSERT": frozenset({"WITH", "DELETE"})}
"""The verbs that may precede another one in the same operation."""


def check_managed(language: str, text: str) -> None:
    """Raise `OwnPartError` if an update in ``sparql`` or ``cypher`` may change the managed part."""
    for spelling in spellings(text):
        for detail in _sparql(spelling) if language == "sparql" else managed_changes(spelling):
            raise OwnPartError(detail=detail, own=NOTES[language])


def _sparql(text: str) -> Iterator[str]:
    names = _Names()
    for operation in _operations(text):
        for verb, graph in _changed(names.behind(operation)):
            if names.is_managed(graph):
                yield f"{verb} changes {graph or 'a graph without a name'}"


class _Names:
    """Resolves the names of graphs by the prologues so far."""

    def __init__(self) -> None:
        self._base = ""
        self._prefixes = dict(PREFIXES)

    def behind(self, operation: list[str]) -> list[str]:
        """An operation from its verb on; the declarations before it are recorded."""
        start = next((at for at, token in enumerate(operation) if token.upper() in UPDATES), len(operation))
        declared = operation[:start]
        for at, token in enumerate(declared):
            if token.upper() == "BASE":
                self._base = self._whole(*declared[at + 1 : at + 2])
            elif token.upper() == "PREFIX":
                self._prefixes["".join(declared[at + 1 : at + 2])[:-1]] = self._whole(*declared[at + 2 : at + 3])
        return operation[start:]

    def is_managed(self, graph: str) -> bool:
        """Whether kg writes this graph, or may write it."""
        iri = self._whole(graph)
        if not graph.startswith("<"):
            prefix, mark, rest = graph.partition(":")
            if not mark:
                return graph.upper() != "DEFAULT"
            iri = self._prefixes.get(prefix, "") + rest.replace("\\", "")
        return iri.startswith(ID) or iri == SCHEME_GRAPH

    def _whole(self, iri: str = "") -> str:
        try:
            return urljoin(self._base, iri.strip("<>"))
        except ValueError:
            # How a service resolves it is unknown, so it counts as managed.
            return ID


def _operations(text: str) -> Iterator[list[str]]:
    """The operations of an update as tokens, each with its prologue; some services need no ``;`` between them."""
    operation: list[str] = []
    depth = 0
    for token in (match[0] for match in TOKEN.finditer(text) if match["space"] is None):
        depth += (token == "{") - (token == "}")
        if depth == 0 and (token == ";" or _begins_anew(operation, token.upper())):
            yield operation
            operation = []
        operation.append(token)
    yield operation


def _begins_anew(operation: list[str], word: str) -> bool:
    """Whether a word outside brackets begins another operation."""
    if word not in UPDATES | {"BASE", "PREFIX"}:
        return False
    words = set(map(str.upper, operation))
    verbs = words & UPDATES
    goes_on = verbs <= _BEFORE.get(word, frozenset()) and words.isdisjoint({"WHERE", "DATA"})
    return bool(verbs) and not goes_on


def _changed(operation: list[str]) -> Iterator[tuple[str, str]]:
    """The graphs that an operation changes, each with the verb; empty for the default graph."""
    verb = operation[0].upper() if operation else ""
    if verb not in {"WITH", "DELETE", "INSERT"}:
        words = [token for token in operation if token.upper() not in {"SILENT", "GRAPH"}]
        if verb != "LOAD" or "INTO" in map(str.upper, words):
            yield from ((verb, graph) for graph in words[-1:])
        if verb == "MOVE":
            yield from ((verb, graph) for graph in words[1:2])
        return
    if verb == "WITH":
        yield from ((verb, graph) for graph in operation[1:2])
    for each, template in _templates(operation):
        yield from ((each, graph) for before, graph in pairwise(template) if before.upper() == "GRAPH")
        # The default graph of a service may be the union of all graphs.
        if each == "DELETE" and verb != "WITH" and _is_bare(template):
            yield each, ""


def _templates(operation: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The templates of what is deleted and inserted, up to the closing bracket; for DELETE WHERE the pattern."""
    verb, depth = "", 0
    template: list[str] = []
    for token in operation:
        if depth == 0 and token.upper() in {"DELETE", "INSERT"}:
            verb = token.upper()
        depth += (token == "{") - (token == "}")
        if verb and depth:
            template.append(token)
        elif template:
            yield verb, template
            verb, template = "", []


def _is_bare(template: list[str]) -> bool:
    """Whether a template has triples outside every GRAPH."""
    depth = 0
    for before, token in pairwise(template):
        depth += (token == "{") - (token == "}")
        if depth == 0 and token not in {"}", "."} and "GRAPH" not in {before.upper(), token.upper()}:
            return True
    return False
