"""Rewrites a SPARQL query so that each of its triple patterns is matched in every named graph.

This is for services whose default graph is not the union of all graphs. ``?s neg:holder/skos:prefLabel ?o`` becomes
``GRAPH ?_kg1 { ?s neg:holder ?_kg2 } GRAPH ?_kg3 { ?_kg2 skos:prefLabel ?o }``: triples of different graphs are joined,
and a triple in two graphs is found twice, as in the embedded store.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from kg.stores.rdf.tokens import TOKEN

__all__ = ["VARIABLE_PREFIX", "in_named_graphs"]

VARIABLE_PREFIX: Final = "_kg"
"""The prefix of the variables that are added."""
CLAUSES: Final = frozenset({"OPTIONAL", "MINUS", "UNION", "FILTER", "BIND", "VALUES", "GRAPH", "SERVICE", "SELECT"})
OPENING, CLOSING = frozenset("({["), frozenset(")}]")


def in_named_graphs(query: str) -> str:
    """The query with each triple pattern in a ``GRAPH`` of its own; unchanged if it has a form that is not supported.

    Patterns inside ``GRAPH`` and ``SERVICE``, and the template of ``CONSTRUCT``, stay as they are. ``DESCRIBE`` of
    IRIs, which the standard leaves to implementations, gives the triples of all graphs with these subjects.

    >>> in_named_graphs("SELECT ?o { ?s a neg:State ; neg:type ?o }")
    'SELECT ?o { GRAPH ?_kg1 { ?s a neg:State } GRAPH ?_kg2 { ?s neg:type ?o } }'
    """
    try:
        return "".join(_Rewriting(query).query())
    except (_UnknownFormError, IndexError):
        return query


class _UnknownFormError(Exception):
    """An unsupported form (a collection, ``CONSTRUCT WHERE``), or not SPARQL at all."""


class _Rewriting:
    """A recursive descent through the tokens of a query; ``_written`` has each token with the white space before it."""

    def __init__(self, query: str) -> None:
        self._tokens: list[str] = []
        self._written: list[str] = []
        space = ""
        for match in TOKEN.finditer(query):
            if match["space"] is not None:
                space += match[0]
                continue
            self._tokens.append(match[0])
            self._written.append(space + match[0])
            space = ""
        self._at = 0
        self._numbers = count(1)

    def query(self) -> Iterator[str]:
        words = [token.upper() for token in self._tokens]
        if "DESCRIBE" in words and "{" not in words:
            yield from self._until(("DESCRIBE",))
            described = " ".join(self._tokens[self._at + 1 :])
            yield f" CONSTRUCT {{ ?x ?p ?o }} WHERE {{ VALUES ?x {{ {described} }} GRAPH ?g {{ ?x ?p ?o }} }}"
            return
        if "CONSTRUCT" in words:
            yield from self._until(("CONSTRUCT",))
            yield self._copy()
            if self._peek() != "{":
                raise _UnknownFormError
            yield from self._balanced()
        while self._at < len(self._tokens):
            if self._peek() == "{":
                yield from self._group()
            elif self._peek().upper() == "VALUES":
                yield from self._values()
            else:
                yield self._copy()

    def _group(self) -> Iterator[str]:
        """A group graph pattern, from ``{`` to its ``}``."""
        yield self._copy()
        while (token := self._peek()) != "}":
            match token.upper():
                case "{":
                    yield from self._group()
                case ".":
                    self._next()
                case "SELECT":
                    yield from self._select()
                case "FILTER":
                    yield from self._filter()
                case "GRAPH" | "SERVICE":
                    yield from self._until(("{",))
                    yield from self._balanced()
                case "BIND":
                    yield self._copy()
                    yield from self._balanced()
                case "VALUES":
                    yield from self._values()
                case "OPTIONAL" | "MINUS" | "UNION":
                    yield self._copy()
                case _:
                    yield from self._triples()
        yield self._copy()

    def _values(self) -> Iterator[str]:
        """A ``VALUES`` clause."""
        yield self._copy()
        yield from self._balanced() if self._peek() == "(" else [self._copy()]
        yield from self._balanced()

    def _select(self) -> Iterator[str]:
        """A subquery, up to the ``}`` of the group that it is in."""
        while self._peek() != "{":
            yield from self._balanced() if self._peek() == "(" else [self._copy()]
        yield from self._group()
        while self._peek() != "}":
            yield from self._balanced() if self._peek() in OPENING else [self._copy()]

    def _filter(self) -> Iterator[str]:
        """A ``FILTER``: a bracketed expression, a function call, or ``[NOT] EXISTS`` with a group."""
        yield self._copy()
        while self._peek() not in OPENING:
            yield self._copy()
        if self._peek() == "{":
            yield from self._group()
            return
        depth = 0
        while True:
            if self._peek() == "{":
                yield from self._group()
                continue
            token = self._peek()
            yield self._copy()
            depth += (token in OPENING) - (token in CLOSING)
            if depth == 0:
                return

    def _triples(self) -> Iterator[str]:
        """A subject with its property list."""
        subject, inside = self._node()
        yield from inside
        if self._peek() not in (".", "}") and self._peek().upper() not in CLAUSES:
            yield from self._property_list(subject)
        if self._peek() not in (".", "}") and self._peek().upper() not in CLAUSES and self._peek() != "{":
            raise _UnknownFormError

    def _property_list(self, subject: str) -> Iterator[str]:
        while True:
            path = self._path()
            while True:
                value, inside = self._node()
                yield from self._graph_patterns(subject, path, value)
                yield from inside
                if self._peek() != ",":
                    break
                self._next()
            while self._peek() == ";":
                self._next()
            if self._peek() in (".", "}", "]") or self._peek().upper() in CLAUSES or self._tokens[self._at - 1] != ";":
                return

    def _node(self) -> tuple[str, list[str]]:
        """A subject or object, and the patterns inside its square brackets."""
        token = self._next()
        if token == "(":
            raise _UnknownFormError
        if token == "[":
            name = self._new_variable()
            inside = [] if self._peek() == "]" else list(self._property_list(name))
            self._next()
            return name, inside
        if token.startswith("_:"):
            return f"?{VARIABLE_PREFIX}_{token[2:].replace('-', '_').replace('.', '_')}", []
        if self._peek() == "^^":
            return token + self._next() + self._next(), []
        return token, []

    def _path(self) -> list[list[str]]:
        """A predicate as the steps of its property path."""
        steps: list[list[str]] = [[]]
        while True:
            while self._peek() in ("^", "!"):
                steps[-1].append(self._next())
            steps[-1] += self._balanced() if self._peek() == "(" else [self._next()]
            if self._peek() in ("*", "+", "?"):
                steps[-1].append(self._next())
            if self._peek() == "/":
                self._next()
                steps.append([])
            elif self._peek() == "|":
                steps[-1].append(self._next())
            else:
                return steps

    def _graph_patterns(self, subject: str, path: list[list[str]], value: str) -> Iterator[str]:
        if len(path) > 1 and any("|" in step for step in path):
            path = [[token for n, step in enumerate(path) for token in (["/"] * (n > 0) + step)]]
        for step in path:
            last = value if step is path[-1] else self._new_variable()
            yield f" GRAPH {self._new_variable()} {{ {subject} {''.join(step)} {last} }}"
            subject = last

    def _balanced(self) -> list[str]:
        """The tokens from a bracket to the one that closes it, unchanged."""
        taken, depth = [], 0
        while True:
            token = self._peek()
            taken.append(self._copy())
            depth += (token in OPENING) - (token in CLOSING)
            if depth == 0:
                return taken

    def _until(self, ends: tuple[str, ...]) -> Iterator[str]:
        while self._peek().upper() not in ends:
            yield self._copy()

    def _peek(self) -> str:
        return self._tokens[self._at]

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _copy(self) -> str:
        self._at += 1
        return self._written[self._at - 1]

    def _new_variable(self) -> str:
        return f"?{VARIABLE_PREFIX}{next(self._numbers)}"
