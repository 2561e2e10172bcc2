"""Whether an update would change what the graph writes itself, and not only what somebody keeps beside it.

A text is read so that a doubt counts as yes: whoever keeps notes of their own names their graph, or their label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from kg.errors import OwnPartError
from kg.model import ActorType
from kg.stores.neo4j.schema import MARK, STATE
from kg.stores.property_graph.cypher import tokens, writing_procedures
from kg.stores.property_graph.property_graph import NODE_PROPERTIES
from kg.stores.property_graph.relationship_types import relationship_types
from kg.stores.rdf.tokens import TOKEN, UPDATES
from kg.stores.reach import spellings
from kg.vocabulary import ID, PREFIXES, SCHEME_GRAPH

__all__ = ["check_own_part"]

LABELS: Final = frozenset({MARK, STATE, *NODE_PROPERTIES, *(kind.value.capitalize() for kind in ActorType)})
NOTES: Final[Mapping[str, str]] = {
    "sparql": "a named graph of your own, GRAPH <urn:my-notes> { ... }",
    "cypher": "nodes with a label of your own, (n:MyNote)",
}

_CLAUSE: Final = re.compile(
    r"(?<![\w.:$`])(DETACH\s+DELETE|OPTIONAL\s+MATCH|ON\s+CREATE\s+SET|ON\s+MATCH\s+SET|LOAD\s+CSV|ORDER\s+BY"
    r"|MATCH|WHERE|WITH|RETURN|UNWIND|CREATE|INSERT|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|CALL|LIMIT|SKIP|UNION)\b",
    re.IGNORECASE,
)
_NODE: Final = re.compile(r"\(\s*(?P<name>[\w`]+)?\s*(?P<labels>(?::\s*[^(){}\[\]]+)?)\s*(?:\{|\)|\s+WHERE)")
_RELATION: Final = re.compile(r"\[\s*(?P<name>[\w`]+)?\s*(?P<labels>:\s*[^\[\]{}]+?)?\s*(?:\*[^\]]*)?(?:\{|\])")
_TARGET: Final = re.compile(r"(?:^|,)\s*(\(|[\w`]+)\s*(?:(?<=\()|[.\[]|\+?=|:\s*(?P<labels>[\w`:&]+))")


def check_own_part(language: str, text: str) -> None:
    """Raise `OwnPartError` where an update in ``sparql`` or ``cypher`` may change what the graph writes itself."""
    for spelling in spellings(text):
        for detail in _sparql(spelling) if language == "sparql" else _cypher(spelling):
            raise OwnPartError(detail=detail, own=NOTES[language])


def _sparql(text: str) -> Iterator[str]:
    names = _Names()
    for operation in _operations(text):
        for verb, graph in _changed(names.behind(operation)):
            if names.is_own(graph):
                yield f"{verb} changes {graph or 'a graph without a name'}"


class _Names:
    """What the names of graphs mean, by the prologues so far."""

    def __init__(self) -> None:
        self._base = ""
        self._prefixes = dict(PREFIXES)

    def behind(self, operation: list[str]) -> list[str]:
        """An operation from its verb on; what is declared before that is taken in."""
        start = next((at for at, token in enumerate(operation) if token.upper() in UPDATES), len(operation))
        declared = operation[:start]
        for at, token in enumerate(declared):
            if token.upper() == "BASE":
                self._base = self._whole(*declared[at + 1 : at + 2])
            elif token.upper() == "PREFIX":
                self._prefixes["".join(declared[at + 1 : at + 2])[:-1]] = self._whole(*declared[at + 2 : at + 3])
        return operation[start:]

    def is_own(self, graph: str) -> bool:
        """Whether a graph is one of ours, or may be one."""
        iri = self._whole(graph)
        if not graph.startswith("<"):
            prefix, mark, rest = graph.partition(":")
            if not mark:
                return graph.upper() != "DEFAULT"
            iri = self._prefixes.get(prefix, "") + rest.replace("\\", "")
        return iri.startswith(ID) or iri == SCHEME_GRAPH

    def _whole(self, iri: str = "") -> str:
        return urljoin(self._base, iri.strip("<>"))


def _operations(text: str) -> Iterator[list[str]]:
    """The operations of an update in tokens, each with its prologue."""
    operation: list[str] = []
    depth = 0
    for token in (match[0] for match in TOKEN.finditer(text) if match["space"] is None):
        depth += (token == "{") - (token == "}")
        if token == ";" and depth == 0:
            yield operation
            operation = []
        else:
            operation.append(token)
    yield operation


def _changed(operation: list[str]) -> Iterator[tuple[str, str]]:
    """The graphs that an operation changes, each behind the verb; empty for one that has no name."""
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
        # What a service takes for its default graph may be all of them.
        if each == "DELETE" and verb != "WITH" and _is_bare(template):
            yield each, ""


def _templates(operation: list[str]) -> Iterator[tuple[str, list[str]]]:
    """What is deleted and what is inserted, up to the closing bracket; of DELETE WHERE that is the pattern."""
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
    """Whether something stands in it outside every graph."""
    depth = 0
    for before, token in pairwise(template):
        depth += (token == "{") - (token == "}")
        if depth == 0 and token not in {"}", "."} and "GRAPH" not in {before.upper(), token.upper()}:
            return True
    return False


def _cypher(text: str) -> Iterator[str]:
    quiet = _quiet(text)
    parts = _CLAUSE.split(quiet)
    theirs = _named(quiet)
    types = set(relationship_types())
    for clause, body in zip(parts[1::2], parts[2::2], strict=True):
        word = " ".join(clause.upper().split())
        if word in {"CREATE", "INSERT", "MERGE"}:
            made = {label for found in _NODE.finditer(body) for label in _labels(found["labels"])}
            made_types = {label for found in _RELATION.finditer(body) for label in _labels(found["labels"])}
            for name in sorted((made & LABELS) | (made_types & types)):
                yield f"{word} makes {name}"
        elif word in {"SET", "REMOVE", "ON CREATE SET", "ON MATCH SET"}:
            for found in _TARGET.finditer(body):
                if found[1] not in theirs or set(_labels(found["labels"])) & LABELS:
                    yield f"{word} changes {found[1]}"
        elif word in {"DELETE", "DETACH DELETE"}:
            for name in re.findall(r"[\w`]+", body):
                if name not in theirs:
                    yield f"{word} takes {name} away"
        elif word in {"DROP", "FOREACH"}:
            yield f"{word} may change it"
    for procedure in writing_procedures(list(tokens(text))):
        yield f"{procedure.text} may change it"


def _quiet(text: str) -> str:
    """The text without comments and what strings say; of a name that may have any signs, the letters."""
    written, end = "", 0
    for token in tokens(text):
        letters = re.sub(r"\W", "_", token.text[1:])
        forms = {"string": "''", "quoted": f"`{letters[:-1]}`", "parameter": f"${letters}"}
        written += " " * (token.start > end) + forms.get(token.kind, token.text)
        end = token.end
    return written


def _named(text: str) -> set[str]:
    """The variables that some pattern gives a label or type, and none gives one of ours."""
    labels: dict[str, set[str]] = {}
    for pattern in (_NODE, _RELATION):
        for found in pattern.finditer(text):
            if found["name"]:
                labels.setdefault(found["name"], set()).update(_labels(found["labels"]))
    return {name for name, given in labels.items() if given and not given & LABELS.union(relationship_types())}


def _labels(text: str | None) -> list[str]:
    return re.findall(r"\w+", text or "")
