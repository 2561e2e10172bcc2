"""What the words of a document tie its positions to: whom they side with or stand against, what they answer."""

from __future__ import annotations

from kg.ties.ties import Ties, tie

__all__ = ["Ties", "tie"]
