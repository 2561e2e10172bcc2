"""Judgements: what people decide about facts, actors and documents, so that it lasts.

A judgement of a fact is keyed to the document's text, the span and what is said there, a judgement of an actor to its
mentions; never to a number that a reading assigns. `applying` applies the judgements of a text to the facts that any
reader found in it; the record keeps the judgements, and the stores follow it. This package knows no record:
`kg.judgement_entry` makes judgements from what a person enters about one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.processes.lazy import lazy_names

if TYPE_CHECKING:
    from kg.judgements.applying import Judged, is_reviewed, judged, with_ids
    from kg.judgements.judgement import (
        AboutActors,
        AboutDocument,
        AboutFact,
        ActorSeen,
        Judgement,
        MentionSeen,
        Reach,
        State,
        Undoing,
        Verdict,
        text_key,
        verdict_of,
    )

__all__ = [
    "AboutActors",
    "AboutDocument",
    "AboutFact",
    "ActorSeen",
    "Judged",
    "Judgement",
    "MentionSeen",
    "Reach",
    "State",
    "Undoing",
    "Verdict",
    "is_reviewed",
    "judged",
    "text_key",
    "verdict_of",
    "with_ids",
]

if not TYPE_CHECKING:  # mypy would accept any name as one of these
    __getattr__ = lazy_names(
        __name__,
        {
            "applying": "Judged is_reviewed judged with_ids",
            "judgement": "AboutActors AboutDocument AboutFact ActorSeen Judgement MentionSeen Reach State Undoing "
            "Verdict text_key verdict_of",
        },
    )
