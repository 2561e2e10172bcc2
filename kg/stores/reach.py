r"""What a query would reach beside its store, another machine or a file, and whether it may.

A text is read so that a doubt counts as yes: what is refused in vain can be allowed, what slips through cannot be taken
back.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.errors import QueryFilesError, QueryNetworkError

__all__ = ["Reach", "of_address", "permit", "spellings"]

_ELSEWHERE = ("http", "https", "ftp", "s3", "gs", "azb")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


class Reach(NamedTuple):
    """The words of a query that reach another machine, and those that reach a file; empty for none."""

    network: str = ""
    files: str = ""

    def __or__(self, other: Reach) -> Reach:
        return Reach(self.network or other.network, self.files or other.files)


def permit(reach: Reach, language: str, *, network: bool, files: bool) -> None:
    """Raises `QueryNetworkError` or `QueryFilesError` for what is reached without leave."""
    if reach.network and not network:
        raise QueryNetworkError(language=language, what=reach.network)
    if reach.files and not files:
        raise QueryFilesError(language=language, what=reach.files)


def of_address(what: str, address: str) -> Reach:
    """What reading from this address reaches; both where the address does not tell.

    >>> of_address("LOAD", "file:///x"), of_address("LOAD", "https://x.example"), of_address("LOAD", "x")
    (Reach(network='', files='LOAD'), Reach(network='LOAD', files=''), Reach(network='LOAD', files='LOAD'))
    """
    scheme = address.partition(":")[0].lower()
    return Reach("" if scheme == "file" else what, "" if scheme in _ELSEWHERE else what)


def spellings(text: str) -> tuple[str, ...]:
    r"""The text, and what a server makes of it that takes ``\uNNNN`` for the character wherever it stands.

    >>> spellings(r"\u0053ERVICE")
    ('\\u0053ERVICE', 'SERVICE')
    """
    meant = _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
    return (text,) if meant == text else (text, meant)
