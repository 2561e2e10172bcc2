"""Who may use the server, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["LOOPBACK", "Access"]

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names of this machine."""


@dataclass(frozen=True, slots=True)
class Access:
    """``host`` is where the server listens. ``token`` is required from everybody, unless it is None; ``origins`` are
    other sites whose pages may send requests; ``write`` says whether the graph may be changed."""

    host: str = "127.0.0.1"
    token: str | None = None
    origins: tuple[str, ...] = ()
    write: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK
