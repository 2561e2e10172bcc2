"""A SPARQL query, written so that each of its patterns looks into every named graph.

This is for services whose default graph is not the union of all. ``?s neg:holder/skos:prefLabel ?o`` becomes
``GRAPH ?_kg1 { ?s neg:holder ?_kg2 } GRAPH ?_kg3 { ?_kg2 skos:prefLabel ?o }``: what stands in different graphs is
joined, and what two graphs state alike is found twice, as the embedded store finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from kg.stores.rdf.tokens import TOKEN

__all__ = ["INVENTED", "in_named_graphs"]

INVENTED: Final = "_kg"
"""How the names of variables begin that are added."""
CLAUSES: Final = frozenset({"OPTIONAL", "MINUS", "UNION", "FILTER", "BIND", "VALUES", "GRAPH", "SERVICE", "SELECT"})
OPEN, CLOSED = frozenset("({["), frozenset(")}]")


def in_named_graphs(query: str) -> str:
    """The query with each triple pattern in a ``GRAPH`` of its own; as it was where it has forms that this cannot do.

    Patterns inside ``GRAPH`` and ``SERVICE`` stay as they are, as does a template of ``CONSTRUCT``. ``DESCRIBE`` of
    IRIs, about which the standard says nothing, gives what any graph says of them.

    >>> in_named_graphs("SELECT ?o { ?s a neg:State ; neg:type ?o }")
    'SELECT ?o { GRAPH ?_kg1 { ?s a neg:State } GRAPH ?_kg2 { ?s neg:type ?o } }'
    """
    try:
        return "".join(_Rewriting(query).query())
    except (_UnknownFormError, IndexError):
        return query


class _UnknownFormError(Exception):
    """A form that is not rewritten (a collection, ``CONSTRUCT WHERE``), or no SPARQL."""


class _Rewriting:
    """The tokens of a query, each also as it is written there with the space before it, and how far they have come."""

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
            yield self._copied()
            if self._peek() != "{":
                raise _UnknownFormError
            yield from self._balanced()
        while self._at < len(self._tokens):
            if self._peek() == "{":
                yield from self._group()
            elif self._peek().upper() == "VALUES":
                yield from self._values()
            else:
                yield self._copied()

    def _group(self) -> Iterator[str]:
        """From ``{`` to its ``}``."""
        yield self._copied()
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
                    yield self._copied()
                    yield from self._balanced()
                case "VALUES":
                    yield from self._values()
                case "OPTIONAL" | "MINUS" | "UNION":
                    yield self._copied()
                case _:
                    yield from self._triples()
        yield self._copied()

    def _values(self) -> Iterator[str]:
        """A table of values, with its variables."""
        yield self._copied()
        yield from self._balanced() if self._peek() == "(" else [self._copied()]
        yield from self._balanced()

    def _select(self) -> Iterator[str]:
        """A query within a query, up to the bracket that closes the group in which it stands."""
        while self._peek() != "{":
            yield from self._balanced() if self._peek() == "(" else [self._copied()]
        yield from self._group()
        while self._peek() != "}":
            yield from self._balanced() if self._peek() in OPEN else [self._copied()]

    def _filter(self) -> Iterator[str]:
        """A condition: in brackets, a function's call, or ``[NOT] EXISTS`` and a group."""
        yield self._copied()
        while self._peek() not in OPEN:
            yield self._copied()
        if self._peek() == "{":
            yield from self._group()
            return
        depth = 0
        while True:
            if self._peek() == "{":
                yield from self._group()
                continue
            token = self._peek()
            yield self._copied()
            depth += (token in OPEN) - (token in CLOSED)
            if depth == 0:
                return

    def _triples(self) -> Iterator[str]:
        """A subject and all that is said of it."""
        subject, inside = self._node()
        yield from inside
        if self._peek() not in (".", "}") and self._peek().upper() not in CLAUSES:
            yield from self._said_of(subject)
        if self._peek() not in (".", "}") and self._peek().upper() not in CLAUSES and self._peek() != "{":
            raise _UnknownFormError

    def _said_of(self, subject: str) -> Iterator[str]:
        while True:
            path = self._path()
            while True:
                value, inside = self._node()
                yield from self._joined(subject, path, value)
                yield from inside
                if self._peek() != ",":
                    break
                self._next()
            while self._peek() == ";":
                self._next()
            if self._peek() in (".", "}", "]") or self._peek().upper() in CLAUSES or self._tokens[self._at - 1] != ";":
                return

    def _node(self) -> tuple[str, list[str]]:
        """A subject or object, and the patterns that stand in its square brackets."""
        token = self._next()
        if token == "(":
            raise _UnknownFormError
        if token == "[":
            name = self._invented()
            inside = [] if self._peek() == "]" else list(self._said_of(name))
            self._next()
            return name, inside
        if token.startswith("_:"):
            return f"?{INVENTED}_{token[2:].replace('-', '_').replace('.', '_')}", []
        if self._peek() == "^^":
            return token + self._next() + self._next(), []
        return token, []

    def _path(self) -> list[list[str]]:
        """A predicate: its steps, one after the other."""
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

    def _joined(self, subject: str, path: list[list[str]], value: str) -> Iterator[str]:
        if len(path) > 1 and any("|" in step for step in path):
            path = [[token for n, step in enumerate(path) for token in (["/"] * (n > 0) + step)]]
        for step in path:
            last = value if step is path[-1] else self._invented()
            yield f" GRAPH {self._invented()} {{ {subject} {''.join(step)} {last} }}"
            subject = last

    def _balanced(self) -> list[str]:
        """From a bracket to the one that closes it, as it is."""
        taken, depth = [], 0
        while True:
            token = self._peek()
            taken.append(self._copied())
            depth += (token in OPEN) - (token in CLOSED)
            if depth == 0:
                return taken

    def _until(self, ends: tuple[str, ...]) -> Iterator[str]:
        while self._peek().upper() not in ends:
            yield self._copied()

    def _peek(self) -> str:
        return self._tokens[self._at]

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _copied(self) -> str:
        self._at += 1
        return self._written[self._at - 1]

    def _invented(self) -> str:
        return f"?{INVENTED}{next(self._numbers)}"
