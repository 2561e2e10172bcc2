"""Matters whose clause says itself that something is not so or not to be: "said that it had [not] paid", "urged Peru
[not] to pay"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import own_subject
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.negation import negates
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["STANCES_FOR_A_MATTER", "with_negation_once", "with_own_negation", "without_own_negation"]

STANCES_FOR_A_MATTER = {
    Stance.ACCEPT, Stance.COMMIT, Stance.DEMAND, Stance.OFFER, Stance.PROPOSE, Stance.SUPPORT, Stance.THREATEN,
}  # fmt: skip
"""Stances that say the opposite of what is meant where their matter loses its "not"."""

STANCES_TOLD_BY_NOT = {Stance.DENY, Stance.REJECT}
"""Stances whose matter is what is not so or is not to be; what somebody is accused of may well be not to have paid."""
STANCES_AGAINST_A_MATTER = {*STANCES_TOLD_BY_NOT, Stance.OPPOSE}
WORDS_OF_CONTRAST_AND_REASON = {"because", "but"}
"""Words in a matter with which the negation tells only part of it: "did not pay [because] Chile had asked it"."""
VERBS_THAT_DENY = word_set("verbs-that-deny")


def with_negation_once(doc: Doc, matter: tuple[int, int], stance: Stance, head: Token) -> tuple[int, int]:
    """The tokens ``[start, end)`` of a matter with its own negation if the stance is for the matter, and without it if
    the stance tells it."""
    if stance in STANCES_FOR_A_MATTER:
        return with_own_negation(doc, matter, head)
    return without_own_negation(doc, matter, stance, head)


def with_own_negation(doc: Doc, matter: tuple[int, int], head: Token) -> tuple[int, int]:
    """The tokens ``[start, end)`` of a matter and the negation of its head right before it: "urged Peru [not to pay]",
    "must not be delayed, [nor must it be rushed]"."""
    start, end = matter
    before = start - 1
    if before > 0 and doc[before].lower_ == "to" and doc[before].head.i == head.i:
        before -= 1
    if before < 0:
        return matter
    word = doc[before]
    own = word.head.i == head.i or (word.lower_ == "nor" and head.dep_ == "conj" and word.head.i == head.head.i)
    return (before, end) if own and negates(word) else matter


def without_own_negation(doc: Doc, matter: tuple[int, int], stance: Stance, head: Token) -> tuple[int, int]:
    """The tokens ``[start, end)`` of a matter behind the "not" of its clause, where that tells the stance, so that
    nobody reads the negation twice: "said that Peru has not [paid bribes]"; the whole matter in "denied that [Peru has
    not paid]", "said that [the levy was not imposed]", "said that [it did not shell the port but the base]"."""
    start, end = matter
    if stance not in STANCES_TOLD_BY_NOT or head.pos_ not in CLAUSAL or _is_under_denial(head):
        return matter
    complements = [c for c in head.children if c.dep_ in {"acomp", "attr"}]
    if not all(lexicon.predicates_of(c.lemma_.casefold(), "ADJ") for c in complements):
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
    return is_passive(clause) or cluster_at(subject) is None


def _is_under_denial(clause: Token) -> bool:
    """Whether a word above a clause takes the stance: "[denied] that it had not paid", "[rejected] the claim that"."""
    governors = [clause.head, clause.head.head] if clause.head.pos_ == "NOUN" else [clause.head]
    governors += [
        c for c in clause.head.children if c.dep_ in {"acomp", "attr"}
    ]  # "it is [false] that it had not paid"
    return clause.dep_ != "ROOT" and any(map(_is_against, (word for word in governors if word.i != clause.i)))


def _is_against(word: Token) -> bool:
    lemma = word.lemma_.casefold()
    rows = lexicon.predicates_of(lemma, word.pos_)
    is_negative_judgement = lexicon.evaluations().get(lemma) in STANCES_AGAINST_A_MATTER
    return (
        is_negative_judgement
        or lemma in VERBS_THAT_DENY
        or any(row.stance in STANCES_AGAINST_A_MATTER for row in rows if len(row.words) == 1)
    )
