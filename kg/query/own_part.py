"""Whether an update would change what the graph writes itself, and not only what somebody keeps beside it.

A text is read so that a doubt counts as yes: whoever keeps notes of their own names their graph, or their label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kg.errors import OwnPartError
from kg.model import ActorType
from kg.stores.neo4j.schema import MARK, STATE
from kg.stores.property_graph.property_graph import NODE_PROPERTIES
from kg.stores.property_graph.relationship_types import relationship_types
from kg.stores.rdf.named_graphs import TOKEN
from kg.vocabulary import ID, PREFIXES, SCHEME_GRAPH

__all__ = ["check_own_part"]

LABELS: Final = frozenset({MARK, STATE, *NODE_PROPERTIES, *(kind.value.capitalize() for kind in ActorType)})
NOTES: Final[Mapping[str, str]] = {
    "sparql": "a named graph of your own, GRAPH <urn:my-notes> { ... }",
    "cypher": "nodes with a label of your own, (n:MyNote)",
}

_QUIET: Final = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_CLAUSE: Final = re.compile(
    r"(?<![\w.:$`])(DETACH\s+DELETE|OPTIONAL\s+MATCH|ON\s+CREATE\s+SET|ON\s+MATCH\s+SET|LOAD\s+CSV|ORDER\s+BY"
    r"|MATCH|WHERE|WITH|RETURN|UNWIND|CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|CALL|LIMIT|SKIP|UNION)\b",
    re.IGNORECASE,
)
_NODE: Final = re.compile(r"\(\s*(?P<name>[\w`]+)?\s*(?P<labels>(?::\s*[^(){}\[\]]+)?)\s*(?:\{|\)|\s+WHERE)")
_RELATION: Final = re.compile(r"\[\s*(?P<name>[\w`]+)?\s*(?P<labels>:\s*[^\[\]{}]+?)?\s*(?:\*[^\]]*)?(?:\{|\])")
_TARGET: Final = re.compile(r"(?:^|,)\s*([\w`]+)\s*(?:\.|\+?=|:\s*(?P<labels>[\w`:&]+))")


def check_own_part(language: str, text: str) -> None:
    """Raise `OwnPartError` where an update in ``sparql`` or ``cypher`` may change what the graph writes itself."""
    for detail in _sparql(text) if language == "sparql" else _cypher(text):
        raise OwnPartError(detail=detail, own=NOTES[language])


def _sparql(text: str) -> Iterator[str]:
    tokens = [match[0] for match in TOKEN.finditer(text) if match["space"] is None]
    prefixes = dict(PREFIXES)
    for at, token in enumerate(tokens[:-2]):
        if token.upper() == "PREFIX":
            prefixes[tokens[at + 1].removesuffix(":")] = tokens[at + 2].strip("<>")
    template = deletes = is_within = False
    depth = 0
    for at, token in enumerate(tokens):
        word, following = token.upper(), tokens[at + 1] if at + 1 < len(tokens) else ""
        if word in {"INSERT", "DELETE"} and depth == 0:
            template = True
        elif word in {"WHERE", "USING", ";"} and depth == 0:
            # The pattern of DELETE WHERE is what is deleted.
            template = word == "WHERE" and tokens[at - 1].upper() == "DELETE"
        if depth == 0 and word in {"WITH", ";"}:
            is_within = word == "WITH"
        if depth == 0 and word in {"DELETE", "INSERT"}:
            deletes = word == "DELETE" and not is_within
        if token == "{" and depth == 0 and template and deletes and following.upper() not in {"GRAPH", "}"}:
            # What a service takes for its default graph may be all of them.
            yield "it deletes without naming a graph"
        depth += (token == "{") - (token == "}")
        if word == "WITH" or (word == "GRAPH" and (template or depth == 0)) or (word == "TO" and depth == 0):
            named = tokens[at + 2] if following.upper() == "GRAPH" else following
            if _is_own(named, prefixes):
                yield f"it writes to {named}"
        elif depth == 0 and word in {"CLEAR", "DROP"}:
            which = tokens[at + 2] if following.upper() == "SILENT" and at + 2 < len(tokens) else following
            if which.upper() in {"ALL", "NAMED"}:
                yield f"it takes out {which}"
        elif (
            depth == 0
            and word == "MOVE"
            and _is_own(tokens[at + 2] if following.upper() == "GRAPH" else following, prefixes)
        ):
            yield f"it takes {following} away"


def _is_own(graph: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a graph is one of ours, or may be one."""
    if graph.startswith(("?", "$")):
        return True
    iri = graph.strip("<>")
    if not graph.startswith("<") and ":" in graph:
        prefix, _, rest = graph.partition(":")
        iri = prefixes.get(prefix, "") + rest
    return iri.startswith(ID) or iri == SCHEME_GRAPH


def _cypher(text: str) -> Iterator[str]:
    quiet = _QUIET.sub("''", text)
    parts = _CLAUSE.split(quiet)
    theirs = _named(quiet)
    types = set(relationship_types())
    for clause, body in zip(parts[1::2], parts[2::2], strict=True):
        word = " ".join(clause.upper().split())
        if word in {"CREATE", "MERGE"}:
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
