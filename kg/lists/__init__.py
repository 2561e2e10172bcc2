"""A project's own lists: its actors with their names and aliases, and its codebook of issues.

`read_list` reads a CSV, SKOS or FollowTheMoney file, the record keeps the list, and readers use it with precedence over
``schemas/``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lists.own_list import ListedActor, ListedIssue, OwnList, digest, own_concepts

if TYPE_CHECKING:
    from kg.lists.reading import read_list

__all__ = ["ListedActor", "ListedIssue", "OwnList", "digest", "own_concepts", "read_list"]


def __getattr__(name: str) -> object:
    # Reading files needs imports that using a list does not.
    if name == "read_list":
        from kg.lists.reading import read_list

        return read_list
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
