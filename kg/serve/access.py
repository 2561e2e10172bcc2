"""Who reaches the server, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["LOOPBACK", "Access"]

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""What this machine calls itself."""


@dataclass(frozen=True, slots=True)
class Access:
    """``host`` is where the server listens. ``token`` is what everybody has to show, None for nobody; ``origins`` are
    those of other sites whose pages may ask; ``write`` whether the graph may be changed."""

    host: str = "127.0.0.1"
    token: str | None = None
    origins: tuple[str, ...] = ()
    write: bool = False

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches the server."""
        return self.host in LOOPBACK
