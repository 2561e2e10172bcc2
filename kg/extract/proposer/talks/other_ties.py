"""Two actors whom a sentence names together for another reason than that they talk with each other."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, is_media
from kg.extract.grammar.arcs import logical_objects, objects_of
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.negotiations.parties import preside_together
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["are_tied_otherwise"]

VERBS_OF_COMING_AFTER = word_set("verbs-of-coming-after")
PREPOSITIONS_OF_INTERVIEWS = {"during", "for", "in"}


def are_tied_otherwise(one: Token, other: Token, lowest: Token, actors: Sequence[Cluster]) -> bool:
    """Whether two do something else than talk: one interviews the other or comes after the other in a post, or both
    preside over the talks of others. ``lowest``: the lowest word above both in the parse."""
    interviewed = any(map(is_media, actors)) or any(
        t.lemma_ == "interview" for t in objects_of(lowest, PREPOSITIONS_OF_INTERVIEWS)
    )
    return interviewed or _comes_after(one, actors) or _comes_after(other, actors) or _preside(one, lowest, actors)


def _comes_after(token: Token, actors: Sequence[Cluster]) -> bool:
    """Whether a person comes after somebody in a post, or is replaced: "was succeeded by [Ruiz]", "replaced [Ruiz] as
    envoy"; states replace envoys, and talk."""
    if any(actor.type != ActorType.PERSON for actor in actors):
        return False
    is_agent = token.dep_ == "pobj" and token.head.lower_ == "by"
    verb = next((t for t in token.ancestors if t.pos_ in CLAUSAL), token) if is_agent else token.head
    return verb.lemma_ in VERBS_OF_COMING_AFTER and (is_agent or token in {*subjects(verb), *logical_objects(verb)})


def _preside(one: Token, lowest: Token, actors: Sequence[Cluster]) -> bool:
    """Whether two, of whom the first named is the first in their list, preside over others."""
    first = one if one.dep_ != "conj" else one.head
    return lowest.lemma_ != "meet" and preside_together([first], actors)
