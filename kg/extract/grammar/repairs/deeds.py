"""What somebody is charged with, where the parser took its gerund for an adjective: "accused the bankers of [leading]
Denmark into ruin"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.words.lexicon import word_set

__all__ = ["read_as_deed"]

VERBS_OF_CHARGING_OR_DEPRIVING = word_set("verbs-of-charging-or-depriving")


def read_as_deed(participle: Token) -> None:
    """Make the gerund right behind the "of" of a charge the verb of a name behind it, with what the parser attached to
    the verb of charging or the name after that; a noun may have a participle: "accused of mounting debts"."""
    name, of = participle.head, participle.nbor(-1) if participle.i else participle
    if participle.tag_ != "VBG" or name.pos_ != "PROPN" or name.dep_ != "pobj" or name.head != of or of.lower_ != "of":
        return
    charge = of.head if of.head.pos_ == "VERB" else of.head.head
    if charge.lemma_ not in VERBS_OF_CHARGING_OR_DEPRIVING or participle.i < charge.i:
        return
    behind = [c for above in (charge, name) for c in above.children if c.dep_ == "prep" and c.i > name.i]
    for token in behind:
        token.head = participle
    participle.head, participle.dep_ = of, "pcomp"
    name.head, name.dep_ = participle, "dobj"
