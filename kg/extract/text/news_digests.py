"""Digests, in which each paragraph is a news item of its own, so that no antecedent stands in another paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.extract.text.layout import BLOCKS, block_of
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set

__all__ = ["are_in_one_item"]

LEAST_ITEMS = 3
"""Paragraphs of prose, at least, in a digest."""
SENTENCES_OF_ITEM = 3
"""Sentences, at most, in a news item."""
NEIGHBOURS_APART = 1 / 3
"""Share, at least, of neighbouring items of a digest that have no noun in common. Hearst 1997, TextTiling."""
ITEMS_WITH_A_NAME = 1 / 2
"""Share, at most, of the items of a digest in which one name stands."""
PRONOUNS_OF_PERSONS = word_set("masculine-pronouns") | word_set("feminine-pronouns")
PERSONAL_PRONOUNS = PRONOUNS_OF_PERSONS | word_set("plural-pronouns") | {"it"}
FIRST_PERSON = word_set("first-person") - {"us"}
"""Pronouns of a speaker, whose paragraphs continue each other; "US" is a state."""
QUOTES = {'"', "'"}
NAMES = {"GPE", "ORG", "PERSON"}
NOUNS = {"NOUN", "PROPN"}
SUBJECTS = {"nsubj", "nsubjpass"}


def are_in_one_item(one: Token, other: Token) -> bool:
    """Whether two tokens stand in one item of a digest; true in any text that is no digest."""
    return not _is_digest(one.doc) or block_of(one) == block_of(other)


@once_a_document
def _is_digest(doc: Doc) -> bool:
    """Whether a text is a digest: short paragraphs about different things, none of which continues the one before, as
    those of an article do: "But Ruiz refused.", "They left."."""
    paragraphs = (doc.char_span(b.start, b.end, alignment_mode="expand") for b in BLOCKS(doc) if not b.heading)
    items = [span for span in paragraphs if span is not None]
    if len(items) < LEAST_ITEMS or any(_goes_on(item) for item in items) or _knows_somebody(items):
        return False
    nouns = [{t.lemma_ for t in item if t.pos_ in NOUNS} for item in items]
    apart = sum(one.isdisjoint(other) for one, other in pairwise(nouns))
    items_with_name = Counter(name for item in items for name in {e[-1].text for e in item.ents if e.label_ in NAMES})
    most_items = max(items_with_name.values(), default=0)
    return apart >= NEIGHBOURS_APART * (len(items) - 1) and most_items <= ITEMS_WITH_A_NAME * len(items)


def _goes_on(item: Span) -> bool:
    """Whether a paragraph is too long for a news item, or continues the one before: with a quotation, a conjunction, or
    a pronoun before its first name. "She" as a subject has an antecedent before in any case, as no place is "she"."""
    if sum(bool(t.is_sent_start) for t in item) > SENTENCES_OF_ITEM or item[0].text in QUOTES or item[0].tag_ == "CC":
        return True
    first_name = next((t.i for t in item if t.pos_ == "PROPN"), item.end)
    opening = item.doc[item.start : first_name]
    pronoun = any(t.lower_ in PERSONAL_PRONOUNS and t.dep_ != "poss" for t in opening)
    if pronoun or any(t.lower_ in FIRST_PERSON for t in item):
        return True
    subject = next((t for t in item if t.dep_ in SUBJECTS), None)
    words = (subject, *(c for c in subject.children if c.dep_ == "poss")) if subject is not None else ()
    return any(t.lower_ in PRONOUNS_OF_PERSONS for t in words)


def _knows_somebody(items: Sequence[Span]) -> bool:
    """Whether an item calls somebody by a family name alone, "Ruiz" and not "President Ruiz", whom an item before named
    in full."""
    full_names: set[str] = set()
    for item in items:
        persons = [e for e in item.ents if e.label_ == "PERSON"]
        surnames_alone = {e.text for e in persons if len(e) == 1 and not _has_title(e)}
        surnames_in_full = {e[-1].text for e in persons if len(e) > 1}
        if surnames_alone & (full_names - surnames_in_full):
            return True
        full_names |= surnames_in_full
    return False


def _has_title(person: Span) -> bool:
    return person.start > 0 and person[0].nbor(-1).pos_ == "PROPN"
