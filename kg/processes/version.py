"""Which version of the project runs."""

from __future__ import annotations

from functools import cache

__all__ = ["own_version"]


@cache
def own_version() -> str:
    """The version that is installed; looked up on the disk once."""
    from importlib.metadata import version

    return version("negotiation-kg")
