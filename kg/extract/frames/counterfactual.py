"""Whether a text names a stance as what is not taken: "instead of [demanding] a refund", "stopped short of [demanding]
one", "neither [accepted] nor [rejected] it", "had Peru [demanded] one", "both [disagree] over it"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.clause import grammatical_subjects, inverted, negated
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set

__all__ = ["counterfactual", "left_undone"]

WHEN = {"DATE", "TIME"}


def counterfactual(predicate: Token) -> bool:
    """Whether what a verb says is told as left undone, as what would have been, or of nobody in particular."""
    return left_undone(predicate) or _undecided(predicate) or _among_themselves(predicate)


def left_undone(verb: Token) -> bool:
    """Whether what a verb says is told as not done: "instead of demanding", "had Peru demanded"."""
    return _is_instead(verb) or _supposed_first(verb)


def _is_instead(verb: Token) -> bool:
    """ "Instead of demanding", "rather than demand", "short of demanding", "without demanding"."""
    above = verb.head
    if verb.dep_ == "pcomp" and above.pos_ == "ADP":
        around = {above.lower_, above.head.lower_, *(c.lower_ for c in above.children if c.i < verb.i)}
        twice = above.lower_ == "without" and negated(above.head)  # "would not sign without demanding"
        return not twice and not around.isdisjoint(word_set("words-of-leaving-undone"))
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod", "prep", "cc"} and c.i < verb.i}
    return verb.dep_ in {"advcl", "conj", "xcomp"} and {"rather", "than"} <= marks


def _supposed_first(verb: Token) -> bool:
    """ "Had Peru demanded a vote, Chile would have agreed"."""
    return verb.dep_ == "advcl" and verb.i < verb.head.i and verb.left_edge.dep_ == "aux" and inverted(verb)


def _undecided(verb: Token) -> bool:
    """ "Neither accepted nor rejected the offer": of two that are opposed, none is said."""
    first = verb.head if verb.dep_ == "conj" else verb
    if not any(c.lower_ == "neither" for c in first.children):
        return False
    signs = {_sign(each) for each in (first, *(c for c in first.children if c.dep_ == "conj"))}
    return {"against", "for"} <= signs


def _among_themselves(verb: Token) -> bool:
    """ "Peru and Chile [disagree] over the levy": one of them may want it."""
    several = verb.lemma_ in word_set("verbs-of-disagreeing") and len(grammatical_subjects(verb)) > 1
    about = {c.lower_ for c in verb.children if c.dep_ == "prep" and not any(p.ent_type_ in WHEN for p in c.children)}
    return several and "with" not in about and not about.isdisjoint({"about", "on", "over"})


def _sign(verb: Token) -> str:
    rows = lexicon.predicates().get((verb.lemma_, "verb"), ())
    return next((row.stance.sign for row in rows if len(row.words) == 1), "")
