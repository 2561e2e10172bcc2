"""What the filter looks at when it decides whether a proposed measure is one, or words about one."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from kg.extract.actions.amounts import Quantity
from kg.extract.actions.measures import Measure, done_to, things
from kg.extract.actions.status import Standing
from kg.extract.actors.actors import Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.text.document import document_of
from kg.extract.text.layout import in_heading

__all__ = ["matters", "told"]

OWN = {"commit", "threaten", "offer"}
"""Stances of those who would take the measure themselves."""


def matters(doc: Doc) -> dict[int, str]:
    """For each token inside the matter of a proposed position, its stance; of the shortest matter where several are."""
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


def told(
    measure: Measure,
    verb: Token,
    standing: Standing,
    path: str,
    doer: tuple[Token, Cluster],
    target: Cluster | None,
    measured: Quantity,
    stances: Mapping[int, str],
) -> dict[str, float]:
    """Named features of a proposed measure; all are 1 for true unless they are counts."""
    token = measure.token
    doc = token.doc
    lemma = token.lemma_.casefold()
    objects = done_to(token, measure.verbal)
    classes = sorted(objects[0:1] and things(objects[0]))
    amount, unit, rate = measured
    where, cluster = doer
    mention = next((m for m in cluster.mentions if m.head == where.i), None)
    stance = stances.get(token.i, "-")
    auxiliaries = "+".join(sorted(c.lower_ for c in verb.children if c.dep_ == "aux")) or "-"
    pos = "verb" if measure.verbal else "noun"
    above = verb.head.lemma_.casefold() if verb.dep_ != "ROOT" else "-"
    genre = document_of(doc).genre
    heading = in_heading(token)
    out = {
        f"family={measure.family}": 1.0,
        f"kind={measure.kind}": 1.0,
        f"kind,pos={measure.kind},{pos}": 1.0,
        f"pos={pos}": 1.0,
        f"lemma={lemma}": 1.0,
        f"path={path}": 1.0,
        f"family,path={measure.family},{path}": 1.0,
        f"status={standing.status}": 1.0,
        f"mood={standing.mood}": 1.0,
        f"mood,pos={standing.mood},{pos}": 1.0,
        f"over={standing.above or '-'}": 1.0,
        f"actor={cluster.type}": 1.0,
        f"actor,kind={cluster.type},{measure.kind}": 1.0,
        f"reason={mention.reason if mention is not None else '-'}": 1.0,
        f"target={target.type if target is not None else '-'}": 1.0,
        f"tag={verb.tag_}": 1.0,
        f"dep={verb.dep_}": 1.0,
        f"tag,dep={verb.tag_},{verb.dep_}": 1.0,
        f"aux={auxiliaries}": 1.0,
        f"above={above}": 1.0,
        f"object={objects[0].lemma_.casefold() if objects else '-'}": 1.0,
        f"matter-of={stance}": 1.0,
        f"matter-of,mood={stance},{standing.mood}": 1.0,
        f"genre={genre or '-'}": 1.0,
        "in-matter": float(stance != "-" and stance not in OWN),
        "object": float(bool(objects)),
        "money": float(unit is not None and unit.isupper()),
        "amount": float(amount is not None),
        "rate": float(rate is not None),
        "quoted": float(token.i in SPEAKERS(doc)),
        "heading": float(heading),
        "infinitive": float(is_infinitive(verb)),
        "dated": float(any(t.ent_type_ == "DATE" for c in verb.children for t in (c, *c.children))),
        "finite-past": float(verb.tag_ == "VBD" or (verb.tag_ == "VBN" and auxiliaries != "-")),
        "own-subject": float(any(c.dep_ in SUBJECTS for c in verb.children)),
        "mentions": min(len(cluster.mentions), 8) / 4,
        "distance": min(abs(where.i - token.i), 30) / 15,
        "plural": float(mention is not None and mention.plural),
    }
    for name in classes:
        out[f"class={name}"] = 1.0
    if mention is not None and mention.noun:
        out[f"actor-noun={mention.noun}"] = 1.0
    return out
