"""The persons for whom others work: "Ruiz's lawyer", "a Ruiz adviser", "a spokesman for Mr Ruiz"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.occurrences import after_article, is_possessive_mark
from kg.extract.mentions.mention import TokenMention, names_of_persons
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.posts_before_names import is_served
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set

__all__ = ["employer_of_post"]

POSTS_UNDER_PERSONS = word_set("posts-under-persons")
BETWEEN = HONORIFICS | {"the", "then"}


def employer_of_post(doc: Doc, start: int, end: int) -> tuple[Cluster, int, int] | None:
    """The person for whom the holder of the post ``[start, end)`` works, and where the words for both begin and end;
    None where they name no person."""
    if doc[end - 1].lower_ not in POSTS_UNDER_PERSONS:
        return None
    starts, ends = _names(doc)
    owned = start - is_possessive_mark(doc, start - 1)
    before = ends.get(owned)
    if before is not None and (owned < start or _modifies(doc, before)):
        return _with_bounds(doc, before, _phrase_start(doc, before.start), end)
    if doc[end : end + 1].text not in {"for", "of", "to"}:
        return None
    at = end + 1
    while at < len(doc) and at not in starts and (at in title_tokens(doc) or doc[at].lower_ in BETWEEN):
        at += 1
    if at not in starts or is_served(doc, after_article(doc, end + 1), at):
        return None
    return _with_bounds(doc, starts[at], start, starts[at].end)


def _with_bounds(doc: Doc, name: TokenMention, start: int, end: int) -> tuple[Cluster, int, int] | None:
    found = CLUSTER_OF(doc).get(name.head)
    return (found, start, end) if found is not None else None


def _modifies(doc: Doc, name: TokenMention) -> bool:
    """Whether a name modifies a noun after it: "a [Ruiz] adviser"; not "told [Ruiz] lawyers would come"."""
    return doc[name.head].dep_ in {"compound", "nmod", "poss"}


def _phrase_start(doc: Doc, start: int) -> int:
    """Where a name begins with the titles before it: "[President] Ruiz's lawyer"."""
    while start - 1 in title_tokens(doc):
        start -= 1
    return start


@once_a_document
def _names(doc: Doc) -> tuple[dict[int, TokenMention], dict[int, TokenMention]]:
    """The names of persons by their first token, and by the token after them."""
    names = names_of_persons(doc)
    return {m.start: m for m in names}, {m.end: m for m in names}
