"""Names in a query that nothing in a graph has, so that it matches nothing: a label, a relationship, a term."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Final

from kg.folding import without_case

__all__ = ["unknown_names"]

_MARK: Final = "neg:"
_OF_SERVERS: Final = ("KgNode", "KgStore")
"""Labels that only the graph in a Neo4j server has."""
_UNREAD_IN_SPARQL: Final = re.compile(r"""<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*""")
_UNREAD_IN_CYPHER: Final = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`""", re.DOTALL)
_MAP: Final = re.compile(r"\{[^{}]*\}")
"""The properties of a node or relationship, where a colon stands before a value."""
_LABELS: Final = re.compile(r"(?:\(|\[|\bWHERE\b|\bAND\b|\bOR\b)\s*\w*\s*:\s*(\w+(?:\s*[|&:]+\s*\w+)*)", re.IGNORECASE)


def unknown_names(language: str, query: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name of a query in ``sparql`` or ``cypher`` that `kg` never writes, once, with the similar ones that it
    does. Names of others, that are not of the ontology or stand between backticks, are not looked at.

    >>> list(unknown_names("cypher", "MATCH (a:Aktor)-[:HOLDS]->(:Position {stance: 'demand'}) RETURN a"))
    [('Aktor', ('Actor',))]
    >>> list(unknown_names("sparql", "SELECT ?p { ?p neg:holdr ?a ; rdfs:label 'neg:holdr' }"))
    [('neg:holdr', ('neg:holder',))]
    """
    known, used = _sparql(query) if language == "sparql" else _cypher(query)
    by_key = {_key(name): name for name in known}
    for name in dict.fromkeys(used):
        if name not in known:
            close = difflib.get_close_matches(_key(name), by_key, n=2, cutoff=0.7)
            yield name, tuple(by_key[each] for each in close)


def _key(name: str) -> str:
    return without_case(name.removeprefix(_MARK))


def _sparql(query: str) -> tuple[set[str], list[str]]:
    from kg.vocabulary import labels, prefixed

    return {prefixed(iri) for iri in labels()}, re.findall(rf"\b{_MARK}\w+", _UNREAD_IN_SPARQL.sub(" ", query))


def _cypher(query: str) -> tuple[set[str], list[str]]:
    from kg.model import ActorType
    from kg.stores.property_graph.property_graph import NODE_PROPERTIES
    from kg.stores.property_graph.relationship_types import relationship_types

    patterns = _MAP.sub(" ", _UNREAD_IN_CYPHER.sub(" ", query))
    used = [name for each in _LABELS.findall(patterns) for name in re.findall(r"\w+", each)]
    types = {each.name.capitalize() for each in ActorType}
    return {*NODE_PROPERTIES, *types, *_OF_SERVERS, *relationship_types()}, used
