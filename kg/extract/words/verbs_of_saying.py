"""Verbs of saying, thinking or wanting: a predicate for each such class of verbs, the narrowest first."""

from __future__ import annotations

from functools import cache

from kg.extract.words.lexicon import attitudes, cues, predicates_of, word_set

__all__ = ["has_class", "reports", "says_or_takes_a_stance", "says_thinks_or_wants", "voicing_words"]

VERBS_OF_TURNING_TO_TOPICS = word_set("verbs-of-turning-to-topics")


def reports(lemma: str) -> bool:
    """Whether a verb reports what somebody said or thinks: "said", "announced"."""
    return lemma in cues()


def has_class(lemma: str, *classes: str) -> bool:
    """Whether a verb is in one of the ``classes`` of ``attitudes.csv``: "say", "ask", "think", "show"."""
    return not {*classes}.isdisjoint(attitudes().get((lemma, "verb"), ()))


def says_or_takes_a_stance(lemma: str) -> bool:
    """Whether a verb reports, or carries a stance: "said", "rejected"."""
    return reports(lemma) or bool(predicates_of(lemma, "VERB"))


def says_thinks_or_wants(lemma: str) -> bool:
    """Whether a verb is one of saying, thinking or wanting, of any class: "said", "turned to", "hoped"."""
    return reports(lemma) or lemma in VERBS_OF_TURNING_TO_TOPICS or (lemma, "verb") in attitudes()


@cache
def voicing_words() -> frozenset[str]:
    """The lemmas of all words of saying, thinking and wanting: verbs, nouns and adjectives."""
    return cues() | VERBS_OF_TURNING_TO_TOPICS | {word for word, _ in attitudes()}
