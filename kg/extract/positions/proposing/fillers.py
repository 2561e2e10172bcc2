"""What fills the slots of a predicate of stance, where the parser may have attached it to another word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.frames.slot_names import AFTER_LAST_WORD, OBJECT
from kg.extract.frames.slots import Slot, slot
from kg.extract.grammar.clause import is_passive
from kg.extract.positions.proposing.owners.nouns import is_aim, is_said_to_exist
from kg.extract.words.lexicon import Predicate, word_set

__all__ = ["RECIPROCAL", "fill"]

RECIPROCAL = {"other", "another"}
"""Last words of "each other" and "one another"."""


def fill(predicate: Predicate, token: Token, name: str, last: Token) -> Slot | None:
    """The first filler of slot ``name`` of a predicate at ``token`` that ends in ``last``; None where it is empty.

    Complements that the parser attached to the object count too: "accused X [of fraud]" fills ``:of``.
    """
    if name == OBJECT:
        return _object(token, last)
    found = next(slot(token, name, last), None)
    if found is not None and last.lower_ == "not" and found.start == last.i:  # "decided [not to] attend the talks"
        return replace(found, start=last.i + (2 if last.nbor().lower_ == "to" else 1))
    return next(_elsewhere(predicate, token, name, last), None) if found is None and name.startswith(":") else found


def _object(token: Token, last: Token) -> Slot | None:
    fillers = slot(token, OBJECT, last)
    found = next(fillers, None)
    if found is None:  # "voted down [the bill]", the particle read as a preposition
        particle = last.dep_ in {"prep", "prt"} and last.i == token.i + 1
        return next(slot(token, AFTER_LAST_WORD, last), None) if particle else None
    if found.head == last.i:
        found = next(fillers, found)  # "made [an apology] a condition"
    if found.head < last.i < found.end:
        found = replace(found, end=last.left_edge.i)  # "pinned [the raid] on Peru", "on" attached to the raid
    return found


def _elsewhere(predicate: Predicate, token: Token, name: str, last: Token) -> Iterator[Slot]:
    """Complements of a preposition attached to the object, to the complement of another preposition, or to the verb
    above a noun."""
    if OBJECT in predicate.addressee:
        for head in _addressed_objects(predicate, token):
            yield from slot(head, name)
    if predicate.pos == "verb":  # "locked horns with Peru [over the mine]"
        for preposition in (n for n in predicate.addressee if n.startswith(":") and n != name):
            for place in slot(token, preposition, last):
                yield from slot(token.doc[place.head], name)
    elif predicate.pos == "noun":
        for verb in _verbs_above(token):
            yield from (s for s in slot(verb, name) if s.start > token.i)


def _addressed_objects(predicate: Predicate, token: Token) -> Iterator[Token]:
    """The objects of a verb that name its addressee, and the agents of its passive: "accused by Peru [of theft]"."""
    if token.pos_ == "VERB":
        for child in token.children:
            addressed = OBJECT not in predicate.matter or child.i in CLUSTER_OF(token.doc) or child.lower_ in RECIPROCAL
            if child.dep_ in {"dobj", "nsubjpass"} and addressed:
                yield child
    if is_passive(token):
        yield from (p for c in token.children if c.dep_ == "agent" for p in c.children)


def _verbs_above(noun: Token) -> Iterator[Token]:
    """The verb that says that a noun exists, or that somebody conveys it: "placed on record its reservation [to the
    article]"."""
    if is_said_to_exist(noun):
        yield noun.head
    if noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.lemma_.casefold() in word_set("light-verbs") or is_aim(noun):
            yield verb
