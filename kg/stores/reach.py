r"""What a query would reach beside its store, another machine or a file, and whether it may.

A text is read so that a doubt counts as yes: what is refused in vain can be allowed, what slips through cannot be taken
back.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.errors import QueryFilesError, QueryNetworkError

__all__ = ["QueryReach", "of_address", "permit", "spellings"]

_ELSEWHERE = ("http", "https", "ftp", "s3", "gs", "azb")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


class QueryReach(NamedTuple):
    """The words of a query that reach another machine, and those that reach a file; empty for none."""

    network: str = ""
    files: str = ""

    def __or__(self, other: QueryReach) -> QueryReach:
        return QueryReach(self.network or other.network, self.files or other.files)


def permit(reach: QueryReach, language: str, *, network: bool, files: bool) -> None:
    """Raises `QueryNetworkError` or `QueryFilesError` for what is reached without leave."""
    if reach.network and not network:
        raise QueryNetworkError(language=language, what=reach.network)
    if reach.files and not files:
        raise QueryFilesError(language=language, what=reach.files)


def of_address(what: str, address: str) -> QueryReach:
    """What reading from this address reaches; both where the address does not tell.

    >>> [tuple(of_address("LOAD", each)) for each in ("file:///x", "https://x.example", "x")]
    [('', 'LOAD'), ('LOAD', ''), ('LOAD', 'LOAD')]
    """
    scheme = address.partition(":")[0].lower()
    return QueryReach("" if scheme == "file" else what, "" if scheme in _ELSEWHERE else what)


def spellings(text: str) -> tuple[str, ...]:
    r"""The text, and what a server makes of it that takes ``\uNNNN`` for the character wherever it stands.

    >>> spellings(r"\u0053ERVICE")
    ('\\u0053ERVICE', 'SERVICE')
    """
    meant = _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
    return (text,) if meant == text else (text, meant)
