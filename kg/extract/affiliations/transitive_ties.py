"""Ties that follow from two others: an official of a state's ministry is of the state, a leader of a body's delegation
of the body."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster, kind_of
from kg.extract.affiliations.proposals import Ties
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["bodies_of_persons", "from_wholes", "serves_state"]

SERVING = {ActorType.GROUP, ActorType.PERSON}
SIDES = {ActorType.DELEGATION, ActorType.FACTION}
WHOLES = {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION, ActorType.GROUP}
OPENINGS_OF_SURE_RULES = ("owner-", "possessive", "gazetteer", "divided", "name-of-state", "in-capital", "members")
"""Openings of rules by which the words themselves indicate the whole of a part."""
KINDS_OF_STATE_BODIES = {"ministry", "office", "parliament", "armed", "bank"}
EXECUTIVE = {"ministry", "office"}
NAMES_OF_MINISTRIES = word_set("names-of-ministries")
BODIES_OF_A_STATE = word_set("bodies-of-a-state")


def bodies_of_persons(doc: Doc) -> dict[str, list[Cluster]]:
    """The bodies at which persons hold a post or which they lead, by the person's id."""
    bodies_by_person: dict[str, list[Cluster]] = {}
    for candidate in CANDIDATES(doc):
        if candidate.heading in {"roles", "leads"}:
            person = candidate.actors.get("person") or candidate.actors.get("leader")
            body = candidate.actors.get("organization") or candidate.actors.get("of")
            if person is not None and body is not None and person.type == ActorType.PERSON:
                bodies_by_person.setdefault(person.id, []).append(body)
    return bodies_by_person


def from_wholes(doc: Doc, ties: Ties) -> None:
    """Propose that members of a part belong to its whole, as far as that is proposed already."""
    wholes_by_member: dict[str, list[Cluster]] = {}
    guessed_states: dict[str, Cluster] = {}
    for member, whole, _, rule in ties.found:
        if whole.type in WHOLES and rule.startswith(OPENINGS_OF_SURE_RULES):
            wholes_by_member.setdefault(member.id, []).append(whole)
        elif rule == "nearest-state":
            guessed_states[member.id] = whole
    for member, body, token, _ in list(ties.found):
        if member.type in SERVING and _is_one_of(body, KINDS_OF_STATE_BODIES, BODIES_OF_A_STATE):
            for whole in wholes_by_member.get(body.id, ()):
                if whole.type == ActorType.STATE:
                    ties.add(member, whole, token, "whole-of-body")
            ties.add(member, guessed_states.get(body.id), token, "whole-of-house")
    for candidate in CANDIDATES(doc):
        if candidate.heading != "leads":
            continue
        leader, led_body = candidate.actors["leader"], candidate.actors["of"]
        if leader is None or led_body is None or led_body.type not in SIDES:
            continue
        for whole in wholes_by_member.get(led_body.id, ()):
            ties.add(leader, whole, doc[candidate.evidence[0]], "whole-of-led", **{f"led={led_body.type}": 1.0})


def serves_state(body: Cluster) -> bool:
    """Whether holders of posts at a body act for its state: at a ministry, not at a party, a parliament or a bank."""
    return _is_one_of(body, EXECUTIVE, NAMES_OF_MINISTRIES)


def _is_one_of(body: Cluster, kinds: Set[str], names: Set[str]) -> bool:
    if (kind := kind_of(body)) is not None:
        return kind in kinds
    return body.type == ActorType.ORGANIZATION and not names.isdisjoint(fold(body.name).split())
