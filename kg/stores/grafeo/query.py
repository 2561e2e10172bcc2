"""Runs a query written for Neo4j on a grafeo engine, with our form of answers and errors."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import (
    CypherFailedError,
    CypherParameterError,
    CypherSyntaxError,
    CypherTimeoutError,
    CypherUpdateError,
    KgError,
)
from kg.stores.property_graph.cypher import Token, cell, place, place_of_named, tokens
from kg.stores.protocol import Rows, Value

__all__ = ["ask"]

NOT_UNDERSTOOD = ("Q001", "Q002", "Q004")
"""The engine's codes for errors of syntax and semantics, and for unsupported features."""
_FAILURE = re.compile(
    r"GRAFEO-(?P<code>\w+): (?:(?:syntax|semantic|timeout) error: )?(?:\[Cypher\] )?(?P<detail>[^\n]*)"
)
_PLACE = re.compile(r"--> query:(?P<line>\d+):(?P<column>\d+)")
_SUM = "coalesce(sum("


@dataclass(frozen=True, slots=True)
class _Adapted:
    """A query adapted to grafeo; ``pieces`` are pairs of offsets, in the adapted and in the original text."""

    text: str
    pieces: tuple[tuple[int, int], ...]

    def origin(self, offset: int) -> int:
        """The offset in the original text."""
        adapted, original = self.pieces[bisect_right(self.pieces, (offset, offset)) - 1]
        return original + offset - adapted


def ask(engine: Any, text: str, parameters: Mapping[str, object]) -> Rows:
    """Query an open `grafeo.GrafeoDB`; ``parameters`` as `kg.stores.property_graph.parameters.bind` gives them.

    A node, relationship, path, list or map becomes JSON text. Raises `CypherSyntaxError`, `CypherParameterError`,
    `CypherUpdateError` (the engine is open for reading only), `CypherTimeoutError` (the engine's own limit of thirty
    seconds) or `CypherFailedError`.
    """
    from grafeo import GrafeoError

    adapted = _adapt(text)
    try:
        result = engine.execute_cypher(adapted.text, dict(parameters))
    except GrafeoError as error:
        raise _failure(str(error), text, adapted) from error
    columns = tuple(result.columns)
    shown = tuple(_original_name(name) for name in columns) if _SUM in adapted.text else columns
    return Rows(shown, _cells(engine, result, columns))


def _cells(engine: Any, result: Any, columns: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    for row in result:
        yield tuple(cell(_plain(engine, row[name])) for name in columns)


def _plain(engine: Any, value: Any) -> object:
    """The engine's nodes, relationships and paths as plain maps, without its internal numbers."""
    if isinstance(value, list):
        return [_plain(engine, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "_labels" in value:
        return {"labels": value["_labels"], **_own(value)}
    if "_type" in value:
        ends = {name: engine.get_node(value[f"_{name}"]) for name in ("source", "target")}
        ids = {name: node.properties()["id"] for name, node in ends.items() if node is not None}
        return {"type": value["_type"], **ids, **_own(value)}
    if value.keys() == {"nodes", "edges"}:
        parts = {"nodes": value["nodes"], "relationships": value["edges"]}
        return {name: _plain(engine, part) for name, part in parts.items()}
    return {key: _plain(engine, item) for key, item in value.items()}


def _own(properties: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in properties.items() if not name.startswith("_")}


def _adapt(text: str) -> _Adapted:
    """The query with constructs that grafeo reads differently from Neo4j rewritten.

    A type named ``IN`` is put in backticks, and ``sum`` over nothing becomes 0.

    >>> _adapt("MATCH (p)-[:IN]->(d) RETURN sum(p.x) AS s").text
    'MATCH (p)-[:`IN`]->(d) RETURN coalesce(sum(p.x), 0) AS s'
    """
    pieces = list(tokens(text))
    closing = _closing(pieces)
    edits: list[tuple[int, int, str]] = []
    for index, token in enumerate(pieces):
        before = pieces[index - 1].text if index else ""
        if token.kind != "word":
            continue
        if token.text == "IN" and before in (":", "|"):
            edits.append((token.start, token.end, "`IN`"))
        elif token.text.lower() == "sum" and before != ".":
            close = closing.get(index + 1)
            if close is not None:
                edits.append((token.start, token.start, "coalesce("))
                edits.append((close.end, close.end, ", 0)"))
    parts: list[str] = []
    offsets: list[tuple[int, int]] = [(0, 0)]
    done = length = 0
    for start, end, words in sorted(edits):
        parts += [text[done:start], words]
        length += start - done
        offsets.append((length, start))
        length += len(words)
        offsets.append((length, end))
        done = end
    return _Adapted("".join([*parts, text[done:]]), tuple(offsets))


def _closing(pieces: list[Token]) -> Mapping[int, Token]:
    """The closing parenthesis for the index of each opening one; unclosed ones are left out."""
    found: dict[int, Token] = {}
    opening: list[int] = []
    for index, token in enumerate(pieces):
        if token.kind == "mark" and token.text == "(":
            opening.append(index)
        elif token.kind == "mark" and token.text == ")" and opening:
            found[opening.pop()] = token
    return found


def _original_name(column: str) -> str:
    """The name of a column without what `_adapt` has put around its sums.

    >>> _original_name("1 + coalesce(sum(f(x)), 0)")
    '1 + sum(f(x))'
    >>> _original_name("coalesce(coalesce(sum(x), 0), 0)")
    'coalesce(sum(x), 0)'
    """
    pieces = list(tokens(column))
    closing = _closing(pieces)
    for index, token in enumerate(pieces):
        if column.startswith(_SUM, token.start):
            inner, outer = closing.get(index + 3), closing.get(index + 1)
            if inner is not None and outer is not None and column[inner.end : outer.end] == ", 0)":
                middle = column[token.start + len("coalesce(") : inner.end]
                return column[: token.start] + middle + _original_name(column[outer.end :])
    return column


def _failure(message: str, text: str, adapted: _Adapted) -> KgError:
    match = _FAILURE.match(message)
    code, detail = (match["code"], match["detail"].strip()) if match else ("", message.partition("\n")[0])
    detail = detail.rstrip(".") or message
    if missing := re.search(r"Missing parameter: \$(\w+)", message):
        return CypherParameterError(name=missing[1], detail="has no value")
    if limit := re.search(r"exceeded the (\d+)s timeout", message):
        return CypherTimeoutError(seconds=int(limit[1]))
    if code == "T003":
        return CypherUpdateError(word="the question", place="the engine is open for reading only")
    if code in NOT_UNDERSTOOD:
        return CypherSyntaxError(place=_where(message, detail, text, adapted), detail=detail)
    return CypherFailedError(detail=detail)


def _where(message: str, detail: str, text: str, adapted: _Adapted) -> str:
    if at := _PLACE.search(message):
        lines = adapted.text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: int(at["line"]) - 1]) + int(at["column"]) - 1
        return place(text, adapted.origin(min(offset, len(adapted.text))))
    return place_of_named(text, detail)
