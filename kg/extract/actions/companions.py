"""Who else takes a measure: actors named beside its subject, as its examples or at its side."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.grammar.arcs import complements, objects_of
from kg.extract.grammar.tense import SUBJECTS

__all__ = ["companions"]

AT_THE_SIDE = {"along", "alongside"}
BEFORE_EXAMPLES = {"including"}


def companions(subject: Token, verb: Token) -> Iterator[Token]:
    """The actors beside the subject of a verb: "Peru, alongside [Chile], imposed a ban", "many states, including
    [Chile], boycotted the vote", "many states boycotted the vote, including [Chile]"."""
    if subject.i > verb.i:
        return
    beside = [*subject.children, *(c for c in verb.children if subject.i < c.i < verb.i)]
    found = [t for t in beside if t.lower_ in AT_THE_SIDE | BEFORE_EXAMPLES]
    one_thing = all(c.tag_ == "NN" for c in verb.children if c.dep_ == "dobj")  # not "killed 12, including"
    if subject.tag_ == "NNS" and one_thing:
        below = (c for word in (verb, *verb.children) if word.dep_ not in SUBJECTS for c in word.children)
        found += [c for c in below if c.lower_ in BEFORE_EXAMPLES and c.i > verb.i and c.nbor(-1).text == ","]
    for preposition in found:
        named = complements(preposition) or objects_of(preposition, {"with"})  # "along with Chile"
        yield from (p for p in named if cluster_at(p) is not None)
