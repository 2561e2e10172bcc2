"""Ties that follow from two others: a leader of a body's delegation is of the body."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.actors import Cluster
from kg.extract.affiliations.proposals import Ties
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import ActorType

__all__ = ["bodies_of_persons", "from_wholes"]

SIDES = {ActorType.DELEGATION, ActorType.FACTION}
WHOLES = {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION, ActorType.GROUP}
SURE = ("owner-", "possessive", "gazetteer", "divided", "name-of-state", "in-capital", "members")
"""By which ties a part's whole is told: by the words themselves."""


def bodies_of_persons(doc: Doc) -> dict[str, list[Cluster]]:
    """The bodies at which persons hold a post or which they lead, by the person's id."""
    found: dict[str, list[Cluster]] = {}
    for candidate in CANDIDATES(doc):
        if candidate.heading in {"roles", "leads"}:
            person = candidate.actors.get("person") or candidate.actors.get("leader")
            body = candidate.actors.get("organization") or candidate.actors.get("of")
            if person is not None and body is not None and person.type == ActorType.PERSON:
                found.setdefault(person.id, []).append(body)
    return found


def from_wholes(doc: Doc, ties: Ties) -> None:
    """Propose that who leads a part is of its whole."""
    above: dict[str, list[Cluster]] = {}
    for member, whole, _, rule in ties.found:
        if whole.type in WHOLES and rule.startswith(SURE):
            above.setdefault(member.id, []).append(whole)
    for candidate in CANDIDATES(doc):
        if candidate.heading != "leads":
            continue
        leader, led = candidate.actors["leader"], candidate.actors["of"]
        if leader is None or led is None or led.type not in SIDES:
            continue
        for whole in above.get(led.id, ()):
            ties.add(leader, whole, doc[candidate.evidence[0]], "whole-of-led", **{f"led={led.type}": 1.0})
