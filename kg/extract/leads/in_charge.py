"""Who is in charge: "Ruiz was in charge of the mission", "Ruiz, in charge of the delegation"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.actors.cluster import BODIES
from kg.extract.actors.lists import actors_of
from kg.extract.frames.factuality import asserted
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.tense import is_infinitive
from kg.extract.leads.proposals import Leads
from kg.extract.mentions.mention import mentions_before
from kg.model import ActorType

__all__ = ["propose_in_charge"]


def propose_in_charge(found: Leads, charge: Token) -> None:
    """Propose that whoever is "in charge of" a body leads it; not whoever is to be in charge of it, or of a field."""
    doc, link, above = charge.doc, charge.head, charge.head.head
    beside = mentions_before(doc, link.i - 1) if link.i > 1 and doc[link.i - 1].text == "," else ()
    named = next((doc[m.head] for m in beside if m.type == ActorType.PERSON), None)
    if named is not None:
        heads = [named]
    elif above.lemma_ == "be" and asserted(above) and not is_infinitive(above):
        heads = subjects(above)
    elif above.pos_ in {"NOUN", "PROPN"}:
        heads = [above]
    else:
        return
    bodies = [c for t in objects_of(charge, {"of"}) if (c := cluster_at(t)) is not None]
    for _, leader, _ in actors_of(heads):
        for body in bodies:
            if body.type in BODIES - {ActorType.STATE}:
                found.add(leader, body, charge, "holds-office")
