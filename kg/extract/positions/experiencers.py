"""The experiencers of a judgement, in whose eyes something is good or bad: "unacceptable to Peru", "for Peru"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import complements
from kg.extract.grammar.clause import conjuncts
from kg.model import Stance

__all__ = ["apposed", "experiencers"]

STANCES_OF_EXPERIENCERS = {Stance.ACCEPT, Stance.REJECT}
"""Stances that are always the experiencer's own: what is bad or important for Peru may be so in the eyes of others."""


def experiencers(verb: Token, judged: Token, stance: Stance) -> list[Token]:
    """Heads of those in whose eyes the subject of ``verb`` is what ``judged`` says; empty where nobody is named."""
    for place in (*verb.children, *judged.children):
        if place.dep_ != "prep" or place.lower_ not in {"to", "for"}:
            continue
        who = [p for p in complements(place) if cluster_at(p) is not None]
        apart = place.lower_ == "for" and _is_set_off(place)
        red_line = judged.lower_ == "line" and any(c.lower_ == "red" for c in judged.children)
        if who and (apart or red_line or stance in STANCES_OF_EXPERIENCERS):
            return conjuncts(who)
    return []


def apposed(verb: Token) -> Token | None:
    """The complement of "is" that the parser made an apposition of the experiencer: "is, for Peru, [a red line]"."""
    for place in verb.children:
        if place.dep_ == "prep" and place.i > verb.i and place.lower_ == "for" and place.nbor(-1).text == ",":
            return next((c for p in place.children for c in p.children if c.dep_ == "appos"), None)
    return None


def _is_set_off(preposition: Token) -> bool:
    """Whether a phrase stands between commas, or opens the sentence and ends with one."""
    doc = preposition.doc
    last = next((p.i for p in complements(preposition)), preposition.right_edge.i)
    opens = preposition.is_sent_start or doc[preposition.i - 1].text in {",", ";"}
    return bool(opens and last + 1 < len(doc) and doc[last + 1].text == ",")
