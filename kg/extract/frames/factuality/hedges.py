"""Adverbs by which a text does not assert a clause: "perhaps", "will probably", "reportedly"."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_own_subject
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["is_hearsay", "is_presumed"]

ADVERBS_OF_THE_POSSIBLE = word_set("adverbs-of-the-possible")
ADVERBS_OF_HEARSAY = word_set("adverbs-of-hearsay")
OPENERS_OF_ADVERBIALS = {"ADP", "SCONJ"}
TAGS_OF_RANK_AND_NUMBER = {"CD", "JJS", "RBS"}
WORDS_OF_RANK = {"first", "last", "only"}


def is_presumed(predicate: Token) -> bool:
    """Whether a clause is called possible or likely: "[perhaps] Peru will pay", "will [probably] pay"."""
    return _verbs_up_to_adverb(predicate, ADVERBS_OF_THE_POSSIBLE) is not None


def is_hearsay(predicate: Token) -> bool:
    """Whether a clause is told on the word of nobody named: "[reportedly], Peru paid", "is [allegedly] unwilling"."""
    later_verbs = _verbs_up_to_adverb(predicate, ADVERBS_OF_HEARSAY)
    return later_verbs is not None and not any(map(_is_answer, later_verbs))


def _verbs_up_to_adverb(predicate: Token, adverbs: Set[str]) -> list[Token] | None:
    """The verbs from a predicate back to the one, before it under the same subject, to which one of these adverbs
    belongs, without that one: none where it belongs to the predicate itself. None if there is no such adverb."""
    word, later_verbs = predicate, []
    while not any(_covers(adverb, word) for adverb in word.children if adverb.lower_ in adverbs):
        shares_subject = word.dep_ == "conj" and word.tag_ == word.head.tag_ and not has_own_subject(word)
        if not shares_subject or {"but", "yet"} & {c.lower_ for c in word.head.children if c.dep_ == "cc"}:
            return None
        later_verbs.append(word)
        word = word.head
    return later_verbs


def _is_answer(second: Token) -> bool:
    """Whether a verb denies or judges what the verb before it tells: "allegedly shelled a town and [denied] it"."""
    stances, stances_before = _stances(second), _stances(second.head)
    return bool(stances) and (not stances_before or Stance.DENY in stances)


def _stances(verb: Token) -> set[Stance]:
    """The stances that the lexicon gives a verb with the words below it: "deny", "voice opposition"."""
    lemmas = {t.lemma_ for t in verb.subtree}
    rows = lexicon.predicates_of(verb.lemma_, "VERB")
    return {row.stance for row in rows if lemmas.issuperset(row.words) and row.stance is not None}


def _covers(adverb: Token, predicate: Token) -> bool:
    """Whether an adverb below a predicate is about the whole clause, and not only about what follows: not "perhaps
    surprisingly, Peru paid", "perhaps in reply, Peru paid", "perhaps two envoys paid", "paid perhaps twice"."""
    if adverb.i > predicate.i:
        words_after = adverb.doc[adverb.i + 1 : adverb.sent.end]
        is_last = adverb.nbor(-1).text == "," and all(t.is_punct or t.is_space for t in words_after)
        words_between = adverb.doc[predicate.i + 1 : adverb.i]
        return is_last or (predicate.lemma_ == "be" and all(t.pos_ in {"ADV", "PART"} for t in words_between))
    if _is_about_what_opens(adverb, predicate):
        return False
    following = adverb.nbor()
    if (following.pos_ == "ADV" or following.dep_ == "neg") and following != predicate:
        while (following.pos_ == "ADV" or following.dep_ == "neg") and following.i < predicate.i:
            following = following.nbor()
        return following.text != ","
    return following == predicate or following.pos_ not in OPENERS_OF_ADVERBIALS


def _is_about_what_opens(adverb: Token, predicate: Token) -> bool:
    """Whether an adverb before a subject is about a number or rank that opens it, or about a phrase that a comma parts
    from it: "perhaps [300] soldiers left", "perhaps the [oldest] levy fell", "perhaps [the richest of all], Peru"."""
    subject = next((c for c in predicate.children if c.dep_ in NOUN_SUBJECTS and c.i > adverb.i), None)
    if subject is None:
        return False
    opening = adverb.doc[adverb.i + 1 : max(subject.left_edge.i, adverb.i + 1)]
    if len(opening):
        return any(t.text == "," for t in opening[1:])
    return any(
        t.tag_ in TAGS_OF_RANK_AND_NUMBER or t.lower_ in WORDS_OF_RANK for t in adverb.doc[adverb.i + 1 : subject.i]
    )
