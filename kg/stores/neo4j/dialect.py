"""Differences between servers that speak Bolt: Neo4j, and ArcadeDB, which presents itself as Neo4j."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["ARCADEDB", "NEO4J", "Dialect", "Server", "server_of", "spelled_out"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """Optional capabilities of a product.

    ``has_names_in_rows``: a statement may take labels and types from its rows (``$(row.labels)``).
    ``has_full_text``: a full-text index can be created in Cypher, and waited for.
    """

    product: str
    has_names_in_rows: bool
    has_full_text: bool


NEO4J: Final = Dialect("Neo4j", has_names_in_rows=True, has_full_text=True)
ARCADEDB: Final = Dialect("ArcadeDB", has_names_in_rows=False, has_full_text=False)

_ARCADEDB: Final = re.compile(r"\(ArcadeDB (?P<version>[^)\s]+)\)")
_NUMBERS: Final = re.compile(r"\d+")
_NAMES: Final = re.compile(r"\$\(row\.(?P<key>\w+)\)")


@dataclass(frozen=True, slots=True)
class Server:
    """A server's dialect and version (empty if unknown)."""

    dialect: Dialect
    version: str

    @classmethod
    def named(cls, agent: str) -> Server:
        """The server with this agent string in its first answer.

        >>> Server.named("Neo4j/5.26.21").version, Server.named("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)").version
        ('5.26.21', '26.10.2')
        """
        if other := _ARCADEDB.search(agent):
            return cls(ARCADEDB, other["version"])
        return cls(NEO4J, agent.partition("/")[2])

    def is_older_than(self, *numbers: int) -> bool:
        """Whether its version is older than this one; false for an unknown version.

        >>> Server.named("Neo4j/5.9.1").is_older_than(5, 26), Server.named("Neo4j/2026.09.0").is_older_than(5, 26)
        (True, False)
        """
        found = tuple(int(number) for number in _NUMBERS.findall(self.version)[: len(numbers)])
        return bool(found) and found < numbers

    def __str__(self) -> str:
        return f"{self.dialect.product} {self.version}".rstrip()


def server_of(connection: Session | ManagedTransaction) -> Server:
    """The server of this session or transaction."""
    return Server.named(connection.run("RETURN 1").consume().server.agent)


def spelled_out(text: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """The statement with labels and types written out, once for each combination in its rows, and the rows of each.

    >>> rows = [{"type": "IN", "a": 1}, {"type": "LEADS", "a": 2}, {"type": "IN", "a": 3}]
    >>> for text, some in spelled_out("CREATE (a)-[:$(row.type)]->(b)", rows):
    ...     print(text, [row["a"] for row in some])
    CREATE (a)-[:`IN`]->(b) [1, 3]
    CREATE (a)-[:`LEADS`]->(b) [2]
    """
    found = defaultdict(list)
    for row in rows:
        found[_NAMES.sub(lambda match: _quoted(row[match["key"]]), text)].append(row)  # noqa: B023 - used at once
    yield from found.items()


def _quoted(names: str | Sequence[str]) -> str:
    each = [names] if isinstance(names, str) else names
    return ":".join(f"`{name}`" for name in each)
