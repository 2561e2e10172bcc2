"""The version of the project that is running."""

from __future__ import annotations

from functools import cache

__all__ = ["own_version"]


@cache
def own_version() -> str:
    """The installed version; read from disk once."""
    from importlib.metadata import version

    return version("negotiation-kg")
