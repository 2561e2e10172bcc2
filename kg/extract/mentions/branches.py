"""Branches of an organization, named for the state in which they work: "WWF Germany", "Oxfam America"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import MentionFinder
from kg.model import ActorType, MentionReason

__all__ = ["join_branches"]

WITH_BRANCHES = {"company", "media", "ngo"}
"""Kinds of listed organizations that have branches; an unlisted organization may be of any kind."""
REASONS_OF_STATES = {MentionReason.NAME, MentionReason.ALIAS}


def join_branches(doc: Doc, finder: MentionFinder) -> None:
    """Join an organization's name and that of a state right after it into one mention, unless the state modifies a noun
    that follows ("Oxfam Syria appeal"): what a branch wants is not what the state wants."""
    ending = {m.end: m for m in finder.taken.values() if m.type == ActorType.ORGANIZATION and _has_branches(m)}
    for head, state in list(finder.taken.items()):
        body = ending.get(state.start)
        named = state.type == ActorType.STATE and state.reason in REASONS_OF_STATES
        if body is None or not named or doc[head].dep_ == "compound" or doc[body.head].head.i != head:
            continue
        name = doc[body.start : state.end].text
        del finder.taken[body.head], finder.taken[head]
        finder.add(
            TokenMention(
                body.start, state.end, head, ActorType.ORGANIZATION, MentionReason.NAME, name, country=state.country
            )
        )


def _has_branches(body: TokenMention) -> bool:
    return body.entry is None or body.entry.kind in WITH_BRANCHES
