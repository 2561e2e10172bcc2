"""Digests, of which each paragraph is a news item of its own: nothing in one tells of who is named in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.extract.text.layout import BLOCKS, block_of
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set

__all__ = ["in_one_item"]

ITEMS = 3
"""Paragraphs of prose that a digest has at least."""
SENTENCES = 3
"""Sentences of a news item at most."""
NEIGHBOURS_APART = 1 / 3
"""Share of neighbouring items of a digest that have no noun in common, at least. Hearst 1997, TextTiling."""
ITEMS_WITH_A_NAME = 1 / 2
"""Share of the items of a digest in which one name stands, at most."""
OF_PERSONS = word_set("masculine-pronouns") | word_set("feminine-pronouns")
PERSONAL = OF_PERSONS | word_set("plural-pronouns") | {"it"}
OWN = word_set("first-person") - {"us"}
"""Words of a speaker, whose paragraphs go on with one another; "US" is a state."""
QUOTES = {'"', "'"}
NAMES = {"GPE", "ORG", "PERSON"}
NOUNS = {"NOUN", "PROPN"}
SUBJECTS = {"nsubj", "nsubjpass"}


def in_one_item(one: Token, other: Token) -> bool:
    """Whether what is told at two tokens belongs together: everywhere but in two items of a digest."""
    return not _is_digest(one.doc) or block_of(one) == block_of(other)


@once_a_document
def _is_digest(doc: Doc) -> bool:
    """Whether a text is a digest: short paragraphs that are about different things, none of which goes on with the one
    before, as those of an article do: "But Ruiz refused.", "They left."."""
    laid = (doc.char_span(b.start, b.end, alignment_mode="expand") for b in BLOCKS(doc) if not b.heading)
    items = [span for span in laid if span is not None]
    if len(items) < ITEMS or any(_goes_on(item) for item in items) or _knows_somebody(items):
        return False
    nouns = [{t.lemma_ for t in item if t.pos_ in NOUNS} for item in items]
    apart = sum(one.isdisjoint(other) for one, other in pairwise(nouns))
    named = Counter(name for item in items for name in {e[-1].text for e in item.ents if e.label_ in NAMES})
    most = max(named.values(), default=0)
    return apart >= NEIGHBOURS_APART * (len(items) - 1) and most <= ITEMS_WITH_A_NAME * len(items)


def _goes_on(item: Span) -> bool:
    """Whether a paragraph is too long for a news item, or goes on with what stands before it: no place that is
    named first is "she"."""
    if sum(bool(t.is_sent_start) for t in item) > SENTENCES or item[0].text in QUOTES or item[0].tag_ == "CC":
        return True
    named = next((t.i for t in item if t.pos_ == "PROPN"), item.end)
    before = item.doc[item.start : named]
    if any(t.lower_ in PERSONAL and t.dep_ != "poss" for t in before) or any(t.lower_ in OWN for t in item):
        return True
    subject = next((t for t in item if t.dep_ in SUBJECTS), None)
    if subject is None:
        return False
    return any(t.lower_ in OF_PERSONS for t in (subject, *(c for c in subject.children if c.dep_ == "poss")))


def _knows_somebody(items: Sequence[Span]) -> bool:
    """Whether somebody is called by a family name alone whom an item before told in full: "Ruiz", and not "President
    Ruiz"."""
    known: set[str] = set()
    for item in items:
        persons = [e for e in item.ents if e.label_ == "PERSON"]
        alone = {e.text for e in persons if len(e) == 1 and not _has_title(e)}
        full = {e[-1].text for e in persons if len(e) > 1}
        if alone & (known - full):
            return True
        known |= full
    return False


def _has_title(person: Span) -> bool:
    return person.start > 0 and person[0].nbor(-1).pos_ == "PROPN"
