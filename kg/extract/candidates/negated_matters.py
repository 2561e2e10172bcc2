"""Matters of stances against something, whose clause says itself that it is not so: "said that it had [not] paid"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.negation import negates
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["without_own_negation"]

STANCES_TOLD_BY_NOT = {Stance.DENY, Stance.REJECT}
"""Stances whose matter is what is not so or is not to be; what somebody is accused of may well be not to have paid."""
STANCES_AGAINST_A_MATTER = {*STANCES_TOLD_BY_NOT, Stance.OPPOSE}
PARTS_OF_SPEECH = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
VERBS_THAT_DENY = word_set("verbs-that-deny")


def without_own_negation(doc: Doc, matter: tuple[int, int], stance: Stance, head: Token) -> tuple[int, int]:
    """The tokens ``[start, end)`` of a matter behind the "not" of its clause, where that tells the stance, so that
    nobody reads the negation twice: "said that Peru has not [paid bribes]"; the whole matter in "denied that [Peru has
    not paid]"."""
    start, end = matter
    if stance not in STANCES_TOLD_BY_NOT or head.pos_ not in CLAUSAL or _is_under_denial(head):
        return matter
    judged = [c for c in head.children if c.dep_ in {"acomp", "attr"}]
    if any((c.lemma_.casefold(), "adjective") not in lexicon.predicates() for c in judged):
        return matter  # "that is not acceptable": the subject is the matter
    words = (head, *judged)
    nots = [c.i for word in words for c in word.children if c.dep_ == "neg" and c.i < end and negates(c)]
    if len(nots) != 1 or not start <= nots[0] < end - 1:
        return matter
    start = nots[0] + 1
    while start < end - 1 and doc[start].is_punct:
        start += 1
    return start, end


def _is_under_denial(clause: Token) -> bool:
    """Whether a word above a clause takes the stance: "[denied] that it had not paid", "[rejected] the claim that"."""
    above = [clause.head, clause.head.head] if clause.head.pos_ == "NOUN" else [clause.head]
    above += [c for c in clause.head.children if c.dep_ in {"acomp", "attr"}]  # "it is [false] that it had not paid"
    return clause.dep_ != "ROOT" and any(map(_is_against, (word for word in above if word.i != clause.i)))


def _is_against(word: Token) -> bool:
    lemma = word.lemma_.casefold()
    rows = lexicon.predicates().get((lemma, PARTS_OF_SPEECH.get(word.pos_, "")), ())
    judged = lexicon.evaluations().get(lemma) in STANCES_AGAINST_A_MATTER
    return (
        judged
        or lemma in VERBS_THAT_DENY
        or any(row.stance in STANCES_AGAINST_A_MATTER for row in rows if len(row.words) == 1)
    )
