"""Pictures of networks, drawn by matplotlib without a display; the same seed gives the same picture."""

from __future__ import annotations

from typing import Final

__all__ = ["SUFFIXES"]

SUFFIXES: Final = (".png", ".svg", ".pdf")
"""The suffixes of pictures' file names."""
