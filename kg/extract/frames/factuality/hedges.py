"""Adverbs by which a text does not assert a clause: "perhaps", "will probably", "reportedly"."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_own_subject
from kg.extract.words.lexicon import word_set

__all__ = ["is_hearsay", "is_presumed"]

ADVERBS_OF_THE_POSSIBLE = word_set("adverbs-of-the-possible")
ADVERBS_OF_HEARSAY = word_set("adverbs-of-hearsay")
OPENERS_OF_ADVERBIALS = {"ADP", "SCONJ"}


def is_presumed(predicate: Token) -> bool:
    """Whether a clause is called possible or likely: "[perhaps] Peru will pay", "will [probably] pay"."""
    return _has_adverb(predicate, ADVERBS_OF_THE_POSSIBLE)


def is_hearsay(predicate: Token) -> bool:
    """Whether a clause is told on the word of nobody named: "[reportedly], Peru paid", "is [allegedly] unwilling"."""
    return _has_adverb(predicate, ADVERBS_OF_HEARSAY)


def _has_adverb(predicate: Token, adverbs: Set[str]) -> bool:
    """Whether one of these adverbs belongs to a predicate, or to the first of the verbs that share its subject."""
    word = predicate
    while True:
        if any(_covers(adverb, word) for adverb in word.children if adverb.lower_ in adverbs):
            return True
        shares_subject = word.dep_ == "conj" and word.tag_ == word.head.tag_ and not has_own_subject(word)
        if not shares_subject or {"but", "yet"} & {c.lower_ for c in word.head.children if c.dep_ == "cc"}:
            return False
        word = word.head


def _covers(adverb: Token, predicate: Token) -> bool:
    """Whether an adverb below a predicate is about the whole clause, and not only about what follows: not "perhaps
    surprisingly, Peru paid", "perhaps in reply, Peru paid", "paid perhaps twice"."""
    if adverb.i > predicate.i:
        words_after = adverb.doc[adverb.i + 1 : adverb.sent.end]
        is_last = adverb.nbor(-1).text == "," and all(t.is_punct or t.is_space for t in words_after)
        words_between = adverb.doc[predicate.i + 1 : adverb.i]
        return is_last or (predicate.lemma_ == "be" and all(t.pos_ in {"ADV", "PART"} for t in words_between))
    following = adverb.nbor()
    if following.pos_ == "ADV" and following != predicate:
        while following.pos_ == "ADV" and following.i < predicate.i:
            following = following.nbor()
        return following.text != ","
    return following == predicate or following.pos_ not in OPENERS_OF_ADVERBIALS
