"""A project's own lists: its actors with their names and aliases, and its codebook of issues.

`read_list` reads a CSV, SKOS or FollowTheMoney file, the record keeps what it gives, and reading uses it ahead of
``schemas/``.
"""

from __future__ import annotations

from kg.lists.own_list import ListedActor, ListedIssue, OwnList, digest
from kg.lists.reading import read_list

__all__ = ["ListedActor", "ListedIssue", "OwnList", "digest", "read_list"]
