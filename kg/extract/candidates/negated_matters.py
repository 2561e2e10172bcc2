"""Matters of stances against something, whose clause says itself that it is not so: "said that it had [not] paid"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import cluster_at
from kg.extract.grammar.arcs import own_subject
from kg.extract.grammar.clause import passive
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
WORDS_OF_CONTRAST_AND_REASON = {"because", "but"}
"""Words in a matter with which the negation tells only part of it: "did not pay [because] Chile had asked it"."""
VERBS_THAT_DENY = word_set("verbs-that-deny")


def without_own_negation(doc: Doc, matter: tuple[int, int], stance: Stance, head: Token) -> tuple[int, int]:
    """The tokens ``[start, end)`` of a matter behind the "not" of its clause, where that tells the stance, so that
    nobody reads the negation twice: "said that Peru has not [paid bribes]"; the whole matter in "denied that [Peru has
    not paid]", "said that [the levy was not imposed]", "said that [it did not shell the port but the base]"."""
    start, end = matter
    if stance not in STANCES_TOLD_BY_NOT or head.pos_ not in CLAUSAL or _is_under_denial(head):
        return matter
    complements = [c for c in head.children if c.dep_ in {"acomp", "attr"}]
    if any((c.lemma_.casefold(), "adjective") not in lexicon.predicates() for c in complements):
        return matter  # "that is not acceptable": the subject is the matter
    words = (head, *complements)
    nots = [c.i for word in words for c in word.children if c.dep_ == "neg" and c.i < end and negates(c)]
    if len(nots) != 1 or not start <= nots[0] < end - 1 or _is_about_subject(head):
        return matter
    start = nots[0] + 1
    while start < end - 1 and doc[start].is_punct:
        start += 1
    goes_on = doc[start].dep_ == "cc" or any(t.lower_ in WORDS_OF_CONTRAST_AND_REASON for t in doc[start:end])
    return matter if goes_on else (start, end)


def _is_about_subject(clause: Token) -> bool:
    """Whether the matter is about a clause's subject, so that it is nothing without it: "the [levy] was not imposed",
    "[Peru] was not shelled"; not "Peru had not paid bribes", "it was not told"."""
    subject = own_subject(clause)
    if subject is None or subject.pos_ == "PRON":
        return False
    return passive(clause) or cluster_at(subject) is None


def _is_under_denial(clause: Token) -> bool:
    """Whether a word above a clause takes the stance: "[denied] that it had not paid", "[rejected] the claim that"."""
    governors = [clause.head, clause.head.head] if clause.head.pos_ == "NOUN" else [clause.head]
    governors += [
        c for c in clause.head.children if c.dep_ in {"acomp", "attr"}
    ]  # "it is [false] that it had not paid"
    return clause.dep_ != "ROOT" and any(map(_is_against, (word for word in governors if word.i != clause.i)))


def _is_against(word: Token) -> bool:
    lemma = word.lemma_.casefold()
    rows = lexicon.predicates().get((lemma, PARTS_OF_SPEECH.get(word.pos_, "")), ())
    is_negative_judgement = lexicon.evaluations().get(lemma) in STANCES_AGAINST_A_MATTER
    return (
        is_negative_judgement
        or lemma in VERBS_THAT_DENY
        or any(row.stance in STANCES_AGAINST_A_MATTER for row in rows if len(row.words) == 1)
    )
