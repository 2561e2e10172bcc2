"""Facts as an object that `json.dumps` takes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kg.errors import FactsFormatError
from kg.model import (
    HEADINGS,
    Action,
    Actor,
    Document,
    Evidence,
    Facts,
    Granularity,
    Negotiation,
    Passage,
    Position,
    Statement,
    page_at,
)

__all__ = ["to_json"]

type Json = dict[str, Any]


def to_json(document: Document, facts: Facts) -> Json:
    """The facts of a document as an object that `json.dumps` takes; keys in the order of the guide.

    ``about`` of a position holds the matter's words and ``matter`` their offsets; ``source`` repeats the first of
    ``sources``, the reporter nearest to the holder. Evidence has its ``page`` where that is known. Raises
    `FactsFormatError` where two actors have one id.

    >>> to_json(Document("Talks began.", "talks", "file:///talks.txt"), Facts())["positions"]
    []
    """
    entities = {actor.id: _actor(actor) for actor in facts.actors}
    if len(entities) < len(facts.actors):
        ids = [actor.id for actor in facts.actors]
        twice = next(id_ for at, id_ in enumerate(ids) if id_ in ids[:at])
        raise FactsFormatError(place="/entities", value=f"twice {twice!r}", expected="an id of its own for each actor")
    whole: Json = {
        "document": document.name,
        "id": document.id,
        "uri": document.uri,
        "title": document.title,
        "date": _day(document.date),
        **({} if document.granularity is Granularity.DAY else {"granularity": document.granularity.value}),
        "source": document.source,
        "genre": document.genre.value if document.genre else None,
        "language": document.language,
        "entities": entities,
        "roles": [
            {"person": r.person, "title": r.title, "organization": r.organization, "evidence": _evidence(r.evidence)}
            for r in facts.roles
        ],
        "affiliations": [
            {"member": a.member, "of": a.of, "evidence": _evidence(a.evidence)} for a in facts.affiliations
        ],
        "leads": [{"leader": x.leader, "of": x.of, "evidence": _evidence(x.evidence)} for x in facts.leads],
        "negotiates_with": [_negotiation(n) for n in facts.negotiations],
        "statements": [_statement(s) for s in facts.statements],
        "positions": [_position(p) for p in facts.positions],
        "labels": [
            {"actor": x.actor, "label": x.label, "source": x.source, "evidence": _evidence(x.evidence)}
            for x in facts.labels
        ],
        "actions": [_action(a) for a in facts.actions],
    }
    for proof in (fact["evidence"] for heading in HEADINGS.values() for fact in whole[heading.key]):
        if (page := page_at(document.pages, proof["start"])) is not None:
            proof["page"] = page
    return whole


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _passage(passage: Passage) -> Json:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _evidence(evidence: Evidence) -> Json:
    return {**_passage(evidence), "rule": evidence.rule, "confidence": evidence.confidence}


def _actor(actor: Actor) -> Json:
    return {
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "country": actor.country,
        "gazetteer": actor.gazetteer,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "reason": m.reason.value} for m in actor.mentions
        ],
    }


def _negotiation(talks: Negotiation) -> Json:
    mediators = {"mediators": list(talks.mediators)} if talks.mediators else {}
    return {
        "parties": list(talks.parties),
        "modality": talks.modality.value,
        **mediators,
        "evidence": _evidence(talks.evidence),
    }


def _statement(statement: Statement) -> Json:
    return {
        "sources": list(statement.sources),
        "cue": _passage(statement.cue),
        "content": _passage(statement.content),
        "polarity": str(statement.polarity),
        "within": statement.within,
        "evidence": _evidence(statement.evidence),
    }


def _position(position: Position) -> Json:
    return {
        "holder": position.holder,
        "stance": position.stance.value,
        "about": position.matter.text,
        "matter": {"start": position.matter.start, "end": position.matter.end},
        "addressee": position.addressee,
        "modality": position.modality.value,
        "condition": _passage(position.condition) if position.condition else None,
        "source": position.sources[0] if position.sources else None,
        "sources": list(position.sources),
        "reply_to": position.reply_to,
        "date": _day(position.date),
        "granularity": position.granularity.value,
        "issues": [
            {"concept": i.concept, "confidence": i.confidence, **({"context": True} if i.from_context else {})}
            for i in position.issues
        ],
        "evidence": _evidence(position.evidence),
    }


def _action(action: Action) -> Json:
    return {
        "actor": action.actor,
        "kind": action.kind.value,
        "target": action.target,
        "amount": action.amount,
        "unit": action.unit,
        "rate": action.rate,
        "status": action.status.value,
        "date": _day(action.date),
        "granularity": action.granularity.value,
        "evidence": _evidence(action.evidence),
    }
