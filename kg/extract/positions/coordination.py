"""The matters coordinated with the one in a slot, each a position of its own: "pledged to pay and [to leave]"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.slot_names import CLAUSE, CLAUSES
from kg.extract.frames.slots import Slot
from kg.extract.grammar.arcs import governed, own_subject, own_subjects
from kg.extract.grammar.clause import shares_not_or_object
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.words.lexicon import word_set

__all__ = ["coordinated"]

ENDS_OF_IDIOMS = word_set("ends-of-idioms")
FORMS_OF_DEEDS = {"VB", "VBG"}
"""Tags of infinitives and gerunds."""


def coordinated(token: Token, place: Slot) -> Iterator[Slot]:
    """The clauses, infinitives and gerunds coordinated with the one in a slot, "demanded that Peru pay and [Chile
    leave]", "is committed to paying and [leaving]", and what follows the same preposition again, "thanked Peru for its
    help and for [the visit]"."""
    yield from _after_the_same_preposition(place, token.doc)
    head = token.doc[place.head]
    deed = head.pos_ in {"VERB", "AUX"} and head.tag_ in FORMS_OF_DEEDS
    if place.name not in CLAUSES and not deed:
        return
    bare = place.name != CLAUSE
    for other in _conjuncts(head, further=bare and deed):
        if place.name not in CLAUSES and other.tag_ != head.tag_:
            continue
        if _speaks_again(token, other) or shares_not_or_object(other):
            continue
        doer = own_subject(other) if bare else None  # "called on Peru to pay and [for Chile] to leave"
        is_told = bare and (doer is None or cluster_at(doer) is not None)
        drop = {"punct", "cc", "mark"} | (SUBJECTS if is_told else set())
        actor = doer.i if doer is not None and doer.pos_ != "PRON" else place.actor
        yield Slot(place.name, other.i, *trimmed(other, drop=drop, skip_to=is_told), actor)


def _after_the_same_preposition(place: Slot, doc: Doc) -> Iterator[Slot]:
    """What follows the preposition of a slot where it is repeated after the words in that slot: "opposed to a toll and
    to [a levy]", "to a toll, to [a levy] and to paving"; not "agreed to a toll, to the delight of drivers"."""
    first = doc[place.start - 1]
    after = place.end + (word_at(doc, place.end) == ",")
    again = [t for t in doc[place.end : first.sent.end] if t.lower_ == first.lower_]
    joined = [word_at(doc, t.i - 1) in {"and", "or"} for t in again]
    if first.dep_ != "prep" or not (any(joined) or len(joined) > 1):
        return
    after += word_at(doc, after) in {"and", "or"}
    if after == place.end or word_at(doc, after) != first.lower_:
        return
    link = doc[after]
    depends = link.dep_ in {"conj", "prep"} and link.head.i in {first.i, first.head.i}
    head = next(iter(governed(link)), None) if depends else None
    if head is None or head.lower_ in ENDS_OF_IDIOMS:
        return
    clause = head.pos_ in {"AUX", "VERB"}
    drop = {"punct", "cc", "mark"} | SUBJECTS if clause else {"punct", "cc", "relcl", "preconj"}
    next_place = Slot(place.name, head.i, *trimmed(head, drop=drop, skip_to=clause))
    yield next_place
    yield from _after_the_same_preposition(next_place, doc)


def _conjuncts(head: Token, *, further: bool) -> Iterator[Token]:
    """The verbs after ``head`` that are coordinated with it; with ``further``, those in the same form that are
    coordinated with one of these, too: "to pay, apologise [and leave]"."""
    for other in head.children:
        if other.dep_ == "conj" and other.pos_ in {"VERB", "AUX"} and other.i > head.i and not other.is_punct:
            yield other
            if further:
                yield from (c for c in _conjuncts(other, further=True) if c.tag_ == head.tag_)


def _speaks_again(verb: Token, clause: Token) -> bool:
    """Whether a coordinated clause is the speaker's next main clause: "we know that it is late, and [we promise]"."""
    subject = own_subject(clause)
    if subject is None or subject.lower_ not in word_set("first-person"):
        return False
    return any(c.lower_ == subject.lower_ for c in own_subjects(verb))
