"""Whether a query would reach other machines or files besides its store, and whether it is allowed to.

In case of doubt the answer is yes: a query that is refused needlessly can be allowed, one that slips through cannot be
undone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.errors import QueryFilesError, QueryNetworkError

__all__ = ["QueryReach", "of_address", "permit", "spellings"]

_NETWORK_SCHEMES = ("http", "https", "ftp", "s3", "gs", "azb")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


class QueryReach(NamedTuple):
    """The keyword or procedure of a query that reaches another machine, and one that reaches a file; empty for none."""

    network: str = ""
    files: str = ""

    def __or__(self, other: QueryReach) -> QueryReach:
        return QueryReach(self.network or other.network, self.files or other.files)


def permit(reach: QueryReach, language: str, *, network: bool, files: bool) -> None:
    """Raises `QueryNetworkError` or `QueryFilesError` for what a query reaches and is not allowed to."""
    if reach.network and not network:
        raise QueryNetworkError(language=language, what=reach.network)
    if reach.files and not files:
        raise QueryFilesError(language=language, what=reach.files)


def of_address(what: str, address: str) -> QueryReach:
    """The reach of an operation ``what`` that reads this address; both kinds where the scheme does not tell.

    >>> [tuple(of_address("LOAD", each)) for each in ("file:///x", "https://x.example", "x")]
    [('', 'LOAD'), ('LOAD', ''), ('LOAD', 'LOAD')]
    """
    scheme = address.partition(":")[0].lower()
    return QueryReach("" if scheme == "file" else what, "" if scheme in _NETWORK_SCHEMES else what)


def spellings(text: str) -> tuple[str, ...]:
    r"""The text; and the text with each ``\uNNNN`` replaced by its character, as some servers read it, if that differs.

    >>> spellings(r"\u0053ERVICE")
    ('\\u0053ERVICE', 'SERVICE')
    """
    unescaped = _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
    return (text,) if unescaped == text else (text, unescaped)
