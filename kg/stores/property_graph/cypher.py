"""The analysis of Cypher queries (do they write, which columns do they return), and values of an engine as cells.

Refusing updates here is the first of two safeguards: the engine is opened read-only as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.stores.protocol import Value

__all__ = [
    "NESTING",
    "UPDATES",
    "Token",
    "called",
    "cell",
    "is_name",
    "place",
    "place_of_named",
    "procedures",
    "returned",
    "tokens",
    "update",
    "writing_procedures",
]

_UPDATES: Final = "ALTER CREATE DELETE DENY DETACH DROP FOREACH GRANT INSERT MERGE REMOVE RENAME REVOKE SET TERMINATE"
UPDATES: Final = frozenset(_UPDATES.split())
"""Keywords of clauses that change a graph, its schema or its users."""

_READING_PROCEDURES: Final = (
    "apoc.algo.allsimplepaths apoc.algo.astar apoc.algo.astarconfig apoc.algo.cover apoc.algo.dijkstra"
    " db.index.fulltext.querynodes db.index.fulltext.queryrelationships db.index.vector.querynodes db.info"
    " db.labels db.ping db.propertykeys db.relationshiptypes db.schema.nodetypeproperties"
    " db.schema.reltypeproperties db.schema.visualization dbms.components"
)
READING_PROCEDURES: Final = frozenset(_READING_PROCEDURES.split())
"""Procedures, in lower case, that are known only to read; so are those that `_READING` matches."""
_READING: Final = re.compile(r"(?:grafeo|apoc\.(?:meta|neighbors|path))\..*|gds\..*\.(?:estimate|stats|stream)")

NESTING: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
"""The change of nesting depth at each bracket."""
_AFTER_COLUMNS: Final = frozenset(["ORDER", "SKIP", "OFFSET", "LIMIT", "UNION"])

_TOKEN = re.compile(
    r"""
    (?P<blank>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))
  | (?P<string>'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z))
  | (?P<quoted>`(?:``|[^`])*(?:`|\Z))
  | (?P<parameter>\$\s*(?:\w+|`(?:``|[^`])*`))
  | (?P<word>[^\W\d]\w*)
  | (?P<number>\d\w*(?:\.\d\w*)?)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query; ``kind`` is string, quoted (in backticks), parameter, word, number or mark."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, without white space and comments.

    >>> [token.text for token in tokens("RETURN 'a // b' // c")]
    ['RETURN', "'a // b'"]
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "blank":
            yield Token(match.lastgroup, match.group(), match.start())


def update(text: str) -> Token | None:
    """The first keyword or procedure of a query that would change the graph; None where it only reads.

    Words in strings, comments or backticks do not count, nor do names of properties, labels, types, map keys or
    parameters. A procedure that is not known only to read counts as one that writes.

    >>> found = update("MATCH (n) SET n.set = 1")
    >>> found.text, found.start
    ('SET', 10)
    >>> update("MATCH (n:Set {create: $merge}) RETURN n.delete, 'DROP' AS `DROP`") is None
    True
    >>> update("CALL db.labels()") is None, update("CALL apoc.refactor.rename.label('A', 'B')").text
    (True, 'apoc.refactor.rename.label')
    >>> update("CALL gds.pageRank.stream('g')") is None, update("CALL gds.pageRank.write('g', {})").text
    (True, 'gds.pageRank.write')
    """
    pieces = list(tokens(text))
    words = (
        token
        for index, token in enumerate(pieces)
        if token.kind == "word" and token.text.upper() in UPDATES and not is_name(pieces, index)
    )
    return min((*writing_procedures(pieces), *words), key=lambda token: token.start, default=None)


def writing_procedures(pieces: list[Token]) -> Iterator[Token]:
    """The names of the procedures that a query calls and that are not known only to read."""
    for name, start in procedures(pieces):
        if name.lower() not in READING_PROCEDURES and not _READING.fullmatch(name.lower()):
            yield Token("word", name, start)


def procedures(pieces: list[Token]) -> Iterator[tuple[str, int]]:
    """The procedures that a query calls, each with the offset of its name.

    >>> list(procedures(list(tokens("CALL db.labels() YIELD label CALL (label) { RETURN 1 }"))))
    [('db.labels', 5)]
    """
    for index, token in enumerate(pieces[:-1]):
        after = pieces[index + 1]
        called = token.kind == "word" and token.text.upper() == "CALL" and not is_name(pieces, index)
        if called and after.text not in "({":
            yield _procedure(pieces[index + 1 :]), after.start


def called(pieces: list[Token]) -> Iterator[str]:
    """The names of the procedures and functions that a query calls, as written.

    >>> list(called(list(tokens("CALL db.labels YIELD label RETURN size(label), genai . `vector`.encode(label)"))))
    ['db.labels', 'size', 'genai.`vector`.encode']
    """
    yield from (name for name, _ in procedures(pieces))
    for index, token in enumerate(pieces):
        if token.text != "(" or not index or pieces[index - 1].kind not in ("word", "quoted"):
            continue
        start = index - 1
        while start > 1 and pieces[start - 1].text == "." and pieces[start - 2].kind in ("word", "quoted"):
            start -= 2
        yield "".join(each.text for each in pieces[start:index])


def place(text: str, offset: int) -> str:
    """The line and column of an offset, for messages.

    >>> place("MATCH (n)\\nRETURN m", 17)
    'line 2, column 8'
    """
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def place_of_named(text: str, message: str) -> str:
    """The line and column of the first occurrence of the name that an error message quotes.

    >>> place_of_named("MATCH (n) RETURN m", "Variable 'm' not defined"), place_of_named("RETURN 1", "too long")
    ('line 1, column 18', 'no place given')
    """
    named = re.search(r"'([^']+)'", message)
    starts = [token.start for token in tokens(text) if named is not None and token.text == named[1]]
    return place(text, starts[0]) if starts else "no place given"


def returned(text: str) -> tuple[str, ...]:
    """The names of a query's columns; empty where it returns nothing, or ``*``.

    >>> returned("MATCH (n) RETURN DISTINCT n.id AS id, count(*) + 1, [n, 'a, b'] AS `x y` ORDER BY id LIMIT 3")
    ('id', 'count(*) + 1', 'x y')
    >>> returned("MATCH (n) CALL (n) { RETURN 1 AS one } RETURN *"), returned("RETURN 1 AS x UNION RETURN 2 AS x")
    ((), ('x',))
    """
    items: list[list[Token]] = []
    is_within, depth = False, 0
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" and depth == 0 else ""
        depth += NESTING.get(token.text, 0) if token.kind == "mark" else 0
        if word == "RETURN":
            items, is_within = [[]], True
        elif word in _AFTER_COLUMNS or (token.text == ";" and depth == 0):
            is_within = False
        elif is_within and token.text == "," and depth == 0:
            items.append([])
        elif is_within and not (word == "DISTINCT" and items == [[]]):
            items[-1].append(token)
    if any(not item or item[0].text == "*" for item in items):
        return ()
    return tuple(_name_of(text, item) for item in items)


def _name_of(text: str, item: list[Token]) -> str:
    if len(item) > 2 and item[-2].text.upper() == "AS":
        return item[-1].text.strip("`").replace("``", "`")
    return text[item[0].start : item[-1].end]


def cell(value: object) -> Value:
    """A value as a cell of an answer: a scalar unchanged, a date in ISO 8601, a list or map as JSON text.

    >>> cell("x"), cell(["Beijing", "PRC"]), cell(dt.date(2018, 8, 24))
    ('x', '["Beijing", "PRC"]', '2018-08-24')
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    plain = _plain(value)
    if isinstance(plain, str):
        return plain
    import json

    return json.dumps(plain, ensure_ascii=False)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def is_name(pieces: list[Token], index: int) -> bool:
    """Whether the word at this index is in a position where only a name can be: ``n.set``, ``:Set``, ``{set: 1}``."""
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if after is not None and after.text == ":":
        return True
    if before is None or before.kind != "mark":
        return False
    if before.text == ".":
        owner = pieces[index - 2] if index > 1 else None
        return owner is not None and (owner.kind in ("word", "quoted", "parameter") or owner.text in ")]}")
    return before.text == ":"


def _procedure(pieces: list[Token]) -> str:
    name = ""
    for token in pieces:
        if token.text != "." and token.kind not in ("word", "quoted"):
            break
        if name and name[-1] != "." and token.text != ".":
            break
        name += token.text
    return name
