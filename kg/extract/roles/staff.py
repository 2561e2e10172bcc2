"""Whom somebody serves who works for a person: "Ruiz's lawyer", "a Ruiz adviser", "a spokesman for Mr Ruiz"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.occurrences import is_possessive_mark
from kg.extract.mentions.mention import TokenMention, names_of_persons
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set

__all__ = ["served"]

POSTS_UNDER_PERSONS = word_set("posts-under-persons")
BETWEEN = HONORIFICS | {"the", "then"}


def served(doc: Doc, start: int, end: int) -> tuple[Cluster, int, int] | None:
    """The person whom the holder of the post ``[start, end)`` works for, and where the words begin and end that tell
    both; None where they name none."""
    if doc[end - 1].lower_ not in POSTS_UNDER_PERSONS:
        return None
    starts, ends = _names(doc)
    owned = start - is_possessive_mark(doc, start - 1)
    before = ends.get(owned)
    if before is not None and (owned < start or _modifies(doc, before)):
        return _meant(doc, before, _opening(doc, before.start), end)
    if doc[end : end + 1].text not in {"for", "of", "to"}:
        return None
    at = end + 1
    while at < len(doc) and at not in starts and (at in title_tokens(doc) or doc[at].lower_ in BETWEEN):
        at += 1
    return _meant(doc, starts[at], start, starts[at].end) if at in starts else None


def _meant(doc: Doc, name: TokenMention, start: int, end: int) -> tuple[Cluster, int, int] | None:
    found = CLUSTER_OF(doc).get(name.head)
    return (found, start, end) if found is not None else None


def _modifies(doc: Doc, name: TokenMention) -> bool:
    """Whether a name only tells whose a post is: "a [Ruiz] adviser", and not "told [Ruiz] lawyers would come"."""
    return doc[name.head].dep_ in {"compound", "nmod", "poss"} and doc[name.head].head.i >= name.end


def _opening(doc: Doc, start: int) -> int:
    """Where the phrase of a name begins with its titles: "[President] Ruiz's lawyer"."""
    while start > 0 and (start - 1 in title_tokens(doc) or doc[start - 1].lower_ in HONORIFICS):
        start -= 1
    return start


@once_a_document
def _names(doc: Doc) -> tuple[dict[int, TokenMention], dict[int, TokenMention]]:
    """The names of persons by the token at which they start, and by that at which they have ended."""
    names = names_of_persons(doc)
    return {m.start: m for m in names}, {m.end: m for m in names}
