"""Where a document lies that is a file."""

from __future__ import annotations

from pathlib import Path

__all__ = ["uri_of"]


def uri_of(path: Path) -> str:
    """The URI of a file, the same from wherever it is named: ``..`` is taken out, other links are kept as they are.

    >>> uri_of(Path("/talks/notes/../a.txt"))
    'file:///talks/a.txt'
    """
    whole = path.absolute()
    if ".." in whole.parts:
        # What lies above a link is the system's to say: `link/..` need not be the folder that the link is in.
        last = len(whole.parts) - whole.parts[::-1].index("..")
        whole = Path(*whole.parts[:last]).resolve().joinpath(*whole.parts[last:])
    return whole.as_uri()
