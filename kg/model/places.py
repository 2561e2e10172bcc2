"""The URIs of files."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

__all__ = ["is_missing", "plain", "uri_of"]


def is_missing(uri: str) -> bool:
    """Whether a URI is that of a file, or of a part of one, that does not exist.

    >>> is_missing("file:///no/such/talks.csv#row%202"), is_missing("https://example.org/talks")
    (True, False)
    """
    return uri.startswith("file:///") and not os.path.lexists(_path(uri.partition("#")[0]))


def uri_of(path: Path) -> str:
    """The URI of a file without ``..`` in it; symbolic links are resolved only where ``..`` follows them.

    >>> uri_of(Path("/talks/notes/../a.txt"))
    'file:///talks/a.txt'
    """
    first, *rest = path.absolute().parts
    whole = Path(first)
    for part in rest:
        # `link/..` is the parent of the folder that the link points to, not the folder that the link is in.
        above = whole.resolve() if part == ".." and whole.is_symlink() else whole
        whole = above.parent if part == ".." else whole / part
    return whole.as_uri()


def plain(uri: str) -> str:
    """The URI of a file, or of a part of one (FILE#PART), without ``..`` in it, as `uri_of` makes it.

    >>> plain("file:///talks/notes/../a%20b.csv#row%202")
    'file:///talks/a%20b.csv#row%202'
    """
    whole, mark, part = uri.partition("#")
    return uri_of(Path(os.fsdecode(_path(whole)))) + mark + part


def _path(uri: str) -> bytes:
    return unquote_to_bytes(uri.removeprefix("file://"))
