"""The filter's features of a proposed measure, by which it distinguishes measures from mere words about one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.actions.amounts import Quantity
from kg.extract.actions.measures.measures import Measure
from kg.extract.actions.measures.objects import classes_of, done_to
from kg.extract.actions.status_words import Standing, does_its_object
from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.candidates.values import ActionValues
from kg.extract.grammar.arcs import has_own_subject, joined_auxiliaries
from kg.extract.grammar.tense import is_infinitive
from kg.extract.mentions.mention import TokenMention
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.text.document import document_of
from kg.extract.text.layout import is_in_heading
from kg.model import ActionKind, ActorType

__all__ = ["Doer", "Telling", "features_of", "stances_by_token", "values_of"]

type Doer = tuple[str, Token, Cluster]
"""Who takes a measure: how it was found, the token that names it, and the actor."""

STANCES_OF_DOERS = {"commit", "threaten", "offer"}
"""Stances of those who would take the measure themselves."""


def stances_by_token(doc: Doc) -> dict[int, str]:
    """For each token inside the matter of a proposed position, its stance; in several, that of the shortest matter."""
    length: dict[int, int] = {}
    found: dict[int, str] = {}
    for candidate in CANDIDATES(doc):
        if candidate.heading != "positions" or candidate.rule == "position.plain":
            continue
        start, end = candidate.values["matter"]
        for i in range(start, end):
            if end - start < length.get(i, 1000):
                length[i], found[i] = end - start, str(candidate.values["stance"])
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """How a text presents a measure: its word and the ``verb`` above it, how far it has come, how much of what, and the
    ``stance`` of the position in whose matter it stands, "-" for none."""

    measure: Measure
    verb: Token
    standing: Standing
    quantity: Quantity
    stance: str


def values_of(telling: Telling, kind: ActionKind, identity: tuple[object, ...]) -> ActionValues:
    """The values of a candidate for a measure; ``identity`` distinguishes one actor's measures."""
    amount, unit, rate = telling.quantity
    return {
        "kind": kind,
        "status": telling.standing.status,
        "amount": amount,
        "unit": unit,
        "rate": rate,
        "measure": identity,
        "told": tuple(dict.fromkeys((telling.measure.token.i, telling.verb.i))),
    }


def features_of(telling: Telling, doer: Doer, target: Cluster | None) -> dict[str, float]:
    """Named features of a proposed measure; all are 1 for true unless they are counts.

    Their order is kept: a sum of weights depends on it in its last bits.
    """
    _, where, cluster = doer
    token = telling.measure.token
    objects = done_to(token, telling.measure.verbal)
    mention = next((m for m in cluster.mentions if m.head == where.i), None)
    out = {
        **_names(telling, doer, mention, target),
        f"target={target.type if target is not None else '-'}": 1.0,
        **_words(telling, objects),
        **_measures(telling, objects),
        "mentions": min(len(cluster.mentions), 8) / 4,
        "distance": min(abs(where.i - token.i), 30) / 15,
        "plural": float(mention is not None and mention.plural),
    }
    for name in sorted(classes_of(objects[0]) if objects else ()):
        out[f"class={name}"] = 1.0
    if mention is not None and mention.noun:
        out[f"actor-noun={mention.noun}"] = 1.0
    return out


def _names(telling: Telling, doer: Doer, mention: TokenMention | None, target: Cluster | None) -> dict[str, float]:
    """The measure, its status and its doer.

    Where one person wounds another, it counts by its family: persons seldom strike, since wars are their states'.
    """
    measure, standing = telling.measure, telling.standing
    path, _, cluster = doer
    pos = "verb" if measure.verbal else "noun"
    crime = measure.family == "killing" and target is not None and {cluster.type, target.type} == {ActorType.PERSON}
    return {
        f"family={measure.family}": 1.0,
        f"kind={measure.kind}": 1.0,
        f"kind,pos={measure.kind},{pos}": 1.0,
        f"pos={pos}": 1.0,
        f"lemma={measure.token.lemma_.casefold()}": 1.0,
        f"path={path}": 1.0,
        f"family,path={measure.family},{path}": 1.0,
        f"status={standing.status}": 1.0,
        f"mood={standing.mood}": 1.0,
        f"mood,pos={standing.mood},{pos}": 1.0,
        f"over={standing.above or '-'}": 1.0,
        f"actor={cluster.type}": 1.0,
        f"actor,kind={cluster.type},{measure.family if crime else measure.kind}": 1.0,
        f"reason={mention.reason if mention is not None else '-'}": 1.0,
    }


def _words(telling: Telling, objects: list[Token]) -> dict[str, float]:
    """The words around the measure and the genre of its text."""
    verb, stance, tag = telling.verb, telling.stance, _tag(telling)
    genre = document_of(verb.doc).genre
    return {
        f"tag={tag}": 1.0,
        f"dep={verb.dep_}": 1.0,
        f"tag,dep={tag},{verb.dep_}": 1.0,
        f"aux={joined_auxiliaries(verb)}": 1.0,
        f"above={verb.head.lemma_.casefold() if verb.dep_ != 'ROOT' else '-'}": 1.0,
        f"object={objects[0].lemma_.casefold() if objects else '-'}": 1.0,
        f"matter-of={stance}": 1.0,
        f"matter-of,mood={stance},{telling.standing.mood}": 1.0,
        f"genre={genre or '-'}": 1.0,
    }


def _tag(telling: Telling) -> str:
    """The tag of the verb. The present in which headlines and chronicles say what was done counts as the past: "Peru
    frees ten hostages"."""
    verb = telling.verb
    doing = telling.measure.verbal or does_its_object(verb)
    chronicled = doing and verb.tag_ == "VBZ" and verb.dep_ == "ROOT" and verb.i not in SPEAKERS(verb.doc)
    return "VBD" if chronicled else str(verb.tag_)


def _measures(telling: Telling, objects: list[Token]) -> dict[str, float]:
    """Yes-no features."""
    token, verb, stance = telling.measure.token, telling.verb, telling.stance
    amount, unit, rate = telling.quantity
    return {
        "in-matter": float(stance != "-" and stance not in STANCES_OF_DOERS),
        "object": float(bool(objects)),
        "money": float(unit is not None and unit.isupper()),
        "amount": float(amount is not None),
        "rate": float(rate is not None),
        "quoted": float(token.i in SPEAKERS(token.doc)),
        "heading": float(is_in_heading(token)),
        "infinitive": float(is_infinitive(verb)),
        "dated": float(any(t.ent_type_ == "DATE" for c in verb.children for t in (c, *c.children))),
        "finite-past": float(_tag(telling) == "VBD" or (verb.tag_ == "VBN" and joined_auxiliaries(verb) != "-")),
        "own-subject": float(has_own_subject(verb)),
    }
