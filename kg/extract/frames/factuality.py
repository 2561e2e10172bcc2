"""Whether a text says that something is so: what stands under "if", "whether", "denied that" or "no sign that" it does
not."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.clause import negated, passive, subjects, supposed
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words.lexicon import word_set

__all__ = ["veiled"]

HIGHEST = 6
"""Arcs between a verb and the clause that takes back what it says."""
OPEN = word_set("marks-of-open-clauses")
CLAUSES = {"ccomp", "xcomp", "conj", "advcl", "acl", "relcl", "acomp", "pcomp", "csubj"}


def veiled(predicate: Token) -> bool:  # noqa: PLR0911 - each construction answers at once
    """Whether the clause of ``predicate`` is asked, supposed, denied or merely rumoured."""
    token = predicate
    for _ in range(HIGHEST):
        marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"} and c.i < token.i}
        if supposed(token) or (marks & OPEN and not _even(token)):
            return True
        if token.dep_ not in CLAUSES:
            return False
        above = token.head
        if token.dep_ == "ccomp" and token.i > above.i and _takes_back(above):
            return True
        if token.dep_ in {"acl", "relcl"}:
            return any(c.lower_ == "that" and c.dep_ == "mark" for c in token.children) and _no_fact(above)
        if token.dep_ == "xcomp" and above.lemma_ in word_set("verbs-of-pretence"):
            return True
        if token.dep_ == "xcomp" and above.lemma_ in word_set("verbs-of-asking") and passive(above):
            return True  # "were invited to submit proposals": they have submitted none
        if token.dep_ == "xcomp" and above.lemma_ in {"have", "be"} and any(c.lower_ == "yet" for c in above.children):
            return True  # "has yet to agree"
        if above.pos_ not in CLAUSAL | {"ADJ"}:
            return False
        token = above
    return False


def _even(clause: Token) -> bool:
    return any(t.lower_ in {"even", "only", "as"} for t in clause.doc[max(0, clause.left_edge.i - 1) : clause.i])


def _takes_back(verb: Token) -> bool:
    """ "Denied that", "doubts that", "nobody believes that"."""
    no = negated(verb) or any(s.lower_ in {"nobody", "none", "few"} for s in subjects(verb))
    if verb.lemma_ in word_set("verbs-that-deny"):
        return not no
    return no and verb.lemma_ in word_set("verbs-of-belief")


def _no_fact(noun: Token) -> bool:
    """ "No sign that", "rumours that"; "dismissed reports that"."""
    if any(c.lower_ == "no" for c in noun.children) or noun.lemma_ in word_set("nouns-of-hearsay"):
        return True
    return noun.dep_ == "dobj" and noun.head.lemma_ in word_set("verbs-that-deny")
