"""The data model: documents, actors and facts as frozen dataclasses.

Every span is half-open, ``[start, end)``, in Unicode code points of the document's stored text. Every reference from
one fact to an actor is that actor's ``id``: local to the document in what extraction returns, the same across documents
once `kg.resolve` has been through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.processes.lazy import lazy_names

if TYPE_CHECKING:
    from kg.model.facts import (
        Action,
        Actor,
        Affiliation,
        AnyFact,
        Document,
        Evidence,
        Facts,
        IssueLink,
        Label,
        Lead,
        Mention,
        Negotiation,
        Passage,
        Position,
        Role,
        Statement,
    )
    from kg.model.headings import HEADINGS, Heading
    from kg.model.kinds import (
        FOR,
        ActionKind,
        ActionStatus,
        ActorType,
        Genre,
        Granularity,
        MentionReason,
        Polarity,
        PositionModality,
        Stance,
        TalkModality,
    )
    from kg.model.pages import PageStart, page_at
    from kg.model.periods import When
    from kg.model.resolved import Named, ResolvedActor
    from kg.model.resolved_document import ResolvedDocument

__all__ = [
    "FOR",
    "HEADINGS",
    "Action",
    "ActionKind",
    "ActionStatus",
    "Actor",
    "ActorType",
    "Affiliation",
    "AnyFact",
    "Document",
    "Evidence",
    "Facts",
    "Genre",
    "Granularity",
    "Heading",
    "IssueLink",
    "Label",
    "Lead",
    "Mention",
    "MentionReason",
    "Named",
    "Negotiation",
    "PageStart",
    "Passage",
    "Polarity",
    "Position",
    "PositionModality",
    "ResolvedActor",
    "ResolvedDocument",
    "Role",
    "Stance",
    "Statement",
    "TalkModality",
    "When",
    "page_at",
]

if not TYPE_CHECKING:  # mypy would accept any name as one of these
    __getattr__ = lazy_names(
        __name__,
        {
            "facts": "Action Actor Affiliation AnyFact Document Evidence Facts IssueLink Label Lead Mention "
            "Negotiation Passage Position Role Statement",
            "headings": "HEADINGS Heading",
            "kinds": "FOR ActionKind ActionStatus ActorType Genre Granularity MentionReason Polarity "
            "PositionModality Stance TalkModality",
            "pages": "PageStart page_at",
            "periods": "When",
            "resolved": "Named ResolvedActor",
            "resolved_document": "ResolvedDocument",
        },
    )
