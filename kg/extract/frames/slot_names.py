"""The names of a predicate's slots, in the lexicon's tables and in the code.

Every other name is a colon and a preposition, whose complement fills the slot: ``:for``.
"""

from __future__ import annotations

__all__ = [
    "AFTER_LAST_WORD",
    "CLAUSE",
    "CLAUSES",
    "DEED_OF_OBJECT",
    "GERUND",
    "INFINITIVE",
    "INFINITIVE_AFTER_LAST_WORD",
    "NOT_YET_DONE",
    "NOUN_AFTER_LAST_WORD",
    "OBJECT",
    "OTHERS_INFINITIVE",
    "OWNER",
    "QUOTATION",
    "RECIPIENT",
    "SUBJECT",
]

OBJECT = "obj"
"""Objects, or the passive subject: "rejected [the deal]", "[the deal] was rejected"."""
SUBJECT = "subj"
"""The grammatical subject."""
CLAUSE = "that"
"""A finite clause: "demanded [that Peru pay]"."""
QUOTATION = "quote"
"""Words in quotation marks in the sentence."""
INFINITIVE = "inf"
"""An infinitive that the holder does: "refused [to pay]"."""
OTHERS_INFINITIVE = "objinf"
"""An infinitive with a doer of its own, who is the addressee: "urged Greece [to act]"."""
GERUND = "ing"
"""What the holder does, as a gerund: "rejected [paying a levy]"."""
AFTER_LAST_WORD, INFINITIVE_AFTER_LAST_WORD, NOUN_AFTER_LAST_WORD = "@", "@inf", "@obj"
"""The complement of the last word that was matched, its infinitive or its noun phrase: "is ready [to sign]"."""
OWNER = "poss"
"""The possessor of the last word that was matched: "sprang to [the plan]'s defence"."""
RECIPIENT = ":dative"
"""Who or what is given something: "gave [the offer] short shrift"."""
DEED_OF_OBJECT = "in"
"""What the actor in the object slot does, found together with that actor: "supported Peru [in proposing a levy]"."""

NOT_YET_DONE = {INFINITIVE, OTHERS_INFINITIVE, GERUND, INFINITIVE_AFTER_LAST_WORD, DEED_OF_OBJECT}
"""Slots that hold what is yet to be done."""
CLAUSES = {CLAUSE, INFINITIVE, OTHERS_INFINITIVE, QUOTATION, AFTER_LAST_WORD}
"""Slots of clauses, with which others may be coordinated: "demanded that Peru pay and Chile leave"."""
