"""What a document's text ties its positions to: the actors they side with or against, the positions they answer."""

from __future__ import annotations

from kg.ties.ties import Ties, tie

__all__ = ["Ties", "tie"]
