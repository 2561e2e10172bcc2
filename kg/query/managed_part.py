"""Whether an update would change the managed part of a store, which kg writes, and not only a user's notes next to it.

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

PLACES_FOR_NOTES: Final[Mapping[str, str]] = {
    "sparql": "a named graph of your own, GRAPH <urn:my-notes> { ... }",
    "cypher": "nodes with a label of your own, (n:MyNote)",
}
_PRECEDING_VERBS: Final = {"DELETE": frozenset({"WITH"}), "INSERT": frozenset({"WITH", "DELETE"})}
"""The verbs that may precede another one in the same operation."""


def check_managed(language: str, text: str) -> None:
    """Raise `OwnPartError` if an update in ``sparql`` or ``cypher`` may change the managed part."""
    for spelling in spellings(text):
        for detail in _sparql_changes(spelling) if language == "sparql" else managed_changes(spelling):
            raise OwnPartError(detail=detail, own=PLACES_FOR_NOTES[language])


def _sparql_changes(text: str) -> Iterator[str]:
    """Descriptions of the managed graphs that an update in SPARQL may change."""
    names = _GraphNames()
    for operation in _operations(text):
        for verb, graph in _changed_graphs(names.without_prologue(operation)):
            if names.is_managed(graph):
                yield f"{verb} changes {graph or 'a graph without a name'}"


class _GraphNames:
    """Resolves the names of graphs by the prologues (``BASE`` and ``PREFIX``) of all operations so far."""

    def __init__(self) -> None:
        self._base = ""
        self._prefixes = dict(PREFIXES)

    def without_prologue(self, operation: list[str]) -> list[str]:
        """An operation from its verb on; the declarations before the verb are recorded."""
        start = next((at for at, token in enumerate(operation) if token.upper() in UPDATES), len(operation))
        prologue = operation[:start]
        for at, token in enumerate(prologue):
            if token.upper() == "BASE":
                self._base = self._absolute(*prologue[at + 1 : at + 2])
            elif token.upper() == "PREFIX":
                self._prefixes["".join(prologue[at + 1 : at + 2])[:-1]] = self._absolute(*prologue[at + 2 : at + 3])
        return operation[start:]

    def is_managed(self, graph: str) -> bool:
        """Whether kg writes this graph, or may write it."""
        iri = self._absolute(graph)
        if not graph.startswith("<"):
            prefix, colon, local_name = graph.partition(":")
            if not colon:
                return graph.upper() != "DEFAULT"
            iri = self._prefixes.get(prefix, "") + local_name.replace("\\", "")
        return iri.startswith(ID) or iri == SCHEME_GRAPH

    def _absolute(self, iri: str = "") -> str:
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
        if depth == 0 and (token == ";" or _begins_operation(operation, token.upper())):
            yield operation
            operation = []
        operation.append(token)
    yield operation


def _begins_operation(operation: list[str], word: str) -> bool:
    """Whether a word outside brackets begins another operation."""
    if word not in UPDATES | {"BASE", "PREFIX"}:
        return False
    words = set(map(str.upper, operation))
    verbs = words & UPDATES
    is_continued = verbs <= _PRECEDING_VERBS.get(word, frozenset()) and words.isdisjoint({"WHERE", "DATA"})
    return bool(verbs) and not is_continued


def _changed_graphs(operation: list[str]) -> Iterator[tuple[str, str]]:
    """The verb and the graph of each change that an operation makes; the graph is empty for the default graph."""
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
    for template_verb, template in _templates(operation):
        yield from ((template_verb, graph) for token, graph in pairwise(template) if token.upper() == "GRAPH")
        # The default graph of a service may be the union of all graphs.
        if template_verb == "DELETE" and verb != "WITH" and _has_bare_triples(template):
            yield template_verb, ""


def _templates(operation: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The verb and the tokens of each template of an operation, without its closing bracket; for DELETE WHERE those of
    the pattern."""
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


def _has_bare_triples(template: list[str]) -> bool:
    """Whether a template has triples outside every GRAPH."""
    depth = 0
    for previous, token in pairwise(template):
        depth += (token == "{") - (token == "}")
        if depth == 0 and token not in {"}", "."} and "GRAPH" not in {previous.upper(), token.upper()}:
            return True
    return False
