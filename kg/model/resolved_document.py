"""Documents after resolution by `kg.resolve`."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.facts import Document, Facts
from kg.model.resolved import ResolvedActor

__all__ = ["ResolvedDocument"]


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A document as the stores write it: every actor id in ``facts`` is the id of one of ``actors``.

    ``facts.actors`` keeps the document's own mentions under the resolved ids, one `Actor` an id.
    """

    document: Document
    facts: Facts
    actors: tuple[ResolvedActor, ...]
