"""What a judgement is about, without the judgement: "[a new body] was unnecessary", "it was premature [to vote]"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.negation import negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import is_infinitive
from kg.extract.positions.proposing.antecedents import Matter
from kg.model import Stance

__all__ = ["AGAINST", "judged_by"]

AGAINST = {Stance.OPPOSE, Stance.REJECT}
"""Stances that repeat the judgement: who says that a vote is premature opposes the vote, not that it is premature."""


def judged_by(verb: Token) -> Matter | None:
    """What the clause of "is" judges: its subject, or the clause that "it" announces, which has ``verb`` as head.

    None where the words name nothing, or only deny that it is good for something: "elections are no mark of freedom".
    """
    subject = next(iter(grammatical_subjects(verb)), None)
    links = [verb, *verb.rights]
    if subject is None or (subject.pos_ != "PRON" and negated(verb) and any(True for c in links[1:] for _ in c.rights)):
        return None
    if subject.lower_ in {"it", "that", "this"}:
        for clause in (c for link in links for c in link.rights):
            if clause.dep_ in {"acl", "advcl", "ccomp", "relcl", "xcomp"} and is_infinitive(clause):
                return trimmed(clause, drop={"cc", "mark", "punct"}, skip_to=True), verb
            if clause.dep_ in {"ccomp", "csubj"} and has_mark(clause, {"that"}):
                return trimmed(clause, drop={"cc", "mark", "punct"}), verb
    if subject.lower_ == "it" or not subject.is_alpha:
        return None
    return trimmed(subject, drop={"punct", "cc", "relcl"}), subject
