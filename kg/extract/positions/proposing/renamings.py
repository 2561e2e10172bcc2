"""Appositions that rename a matter, with a relative clause that answers it: "a levy, an idea that Chile rejected"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.clause import RELATIVE_PRONOUNS
from kg.extract.grammar.phrase import renames, trimmed
from kg.extract.grammar.tense import CLAUSAL

__all__ = ["apposition", "named_before"]

ARCS_OF_OBJECTS = ("dobj", "xcomp", "ccomp")
ARCS_TO_NOUN = 4
"""Arcs between the verb of a stance and the noun that its relative clause modifies."""


def apposition(verb: Token, matter: Token) -> Token | None:
    """The renaming noun that ``matter`` refers to in the relative clause of ``verb``; None where there is none.

    The matter may be the noun itself, or a verb whose object is the relative pronoun ("something that Peru has refused
    to accept").
    """
    noun = _relative_noun(verb)
    if noun is None or not renames(noun):
        return None
    is_open = (matter.i == verb.i or matter.dep_ == "xcomp") and _lacks_own_object(matter)
    return noun if matter.i == noun.i or is_open else None


def named_before(noun: Token) -> tuple[tuple[int, int], Token] | None:
    """The object or clause that an apposition renames: that of the verb above it; None where there is none."""
    first = noun.left_edge.i
    above = noun.head
    for _ in range(ARCS_TO_NOUN):
        if above.pos_ in CLAUSAL:
            break
        above = above.head
    for kind in ARCS_OF_OBJECTS:
        for child in above.children:
            if child.dep_ == kind and above.i < child.i < first - 1:
                start, end = trimmed(child, drop={"mark", "punct", "cc"}, skip_to=kind == "xcomp")
                return (start, min(end, first - 1)), child
    return None


def _relative_noun(verb: Token) -> Token | None:
    token = verb
    for _ in range(ARCS_TO_NOUN):
        if token.dep_ in {"relcl", "acl"}:
            return token.head
        if token.dep_ not in {"xcomp", "conj", "ccomp"}:
            return None
        token = token.head
        if token.pos_ in {"NOUN", "PRON"}:
            return token
    return None


def _lacks_own_object(verb: Token) -> bool:
    """Whether a verb has no object but a relative pronoun."""
    return not any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "attr"} and c.lower_ not in RELATIVE_PRONOUNS for c in verb.children
    )
