"""The graph for drawing in the browser: actors, issues, and all ties with their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.model import HEADINGS, Granularity, Position, ResolvedDocument
from kg.networks.from_graph.selection import Selection
from kg.resolve import external_ids
from kg.serve.content.documents import line
from kg.serve.content.ties import KINDS, Tie
from kg.serve.content.world import World
from kg.stores.ids import fact_id, issue_label
from kg.vocabulary import DIGITS

__all__ = ["FIELDS", "drawn"]

type Json = dict[str, Any]

FIELDS = (
    *("kind", "sign", "source", "target", "document", "fact", "date", "modality", "confidence"),
    *("issues", "start", "end", "words", "again", "reply_to", "review", "granularity"),
)
"""The columns of a tie. ``kind``, ``document``, ``issues``, ``source`` and ``target`` are indices into their lists; a
``target`` of -1 means none. ``fact`` is the fact's id without the document's. ``start`` and ``end`` are the span of the
evidence. ``again`` is 1 for a position that only says to another addressee what an earlier one says: it does not count
once more for its issues. ``reply_to`` is the last part of the id of the position in the same document that this one
answers, or None. ``review`` is the result of people's review, empty if there is none. ``granularity`` is the length of
the period that begins on ``date``, empty for a day."""


def drawn(world: World, becomes: Mapping[str, str], selection: Selection | None = None) -> Json:
    """The selected ties with their actors and issues, and the documents.

    ``becomes`` maps former ids of actors to current ones. Without a selection all actors are included, those without
    ties at the end. A position about several issues is one tie. See `FIELDS`. The last item of an actor is a name that
    no other actor has, empty if its name is one.
    """
    selected = selection or Selection()
    documents = {id_: n for n, id_ in enumerate(world.documents)}
    actors: dict[str, int] = {}
    issues: dict[str, int] = {}
    rows: dict[tuple[str, str, str, str], list[Any]] = {}
    for id_, resolved in world.documents.items():
        if not selected.has(resolved.document):
            continue
        details_of_fact = _details_of_facts(resolved)
        for tie in world.ties[id_]:
            pair = tie.pair
            ends = tuple(end for end in pair.actors if end)
            # A position is one tie with the position's confidence; the confidence of its issues does not matter.
            if not selected.takes(replace(pair, certainty=1.0), world.types.__getitem__, ends):
                continue
            key = (tie.kind, pair.fact, pair.actor, pair.other)
            if key not in rows:
                source = actors.setdefault(pair.actor, len(actors))
                target = actors.setdefault(pair.other, len(actors)) if pair.other else -1
                rows[key] = [
                    *_row(tie, source, target, documents[id_]),
                    *details_of_fact.get(pair.fact, (None, "", "")),
                ]
            if issue := pair.values.get("issue"):
                rows[key][9].append(issues.setdefault(str(issue), len(issues)))
    if selected == Selection():
        for id_ in world.actors:
            actors.setdefault(id_, len(actors))
    return {
        "revision": world.revision,
        "kinds": list(KINDS),
        "actors": [_actor(world, id_) for id_ in actors],
        "issues": [[id_, issue_label(id_, world.issues)] for id_ in issues],
        "becomes": {former: current for former, current in becomes.items() if current in actors},
        "documents": [line(resolved) for resolved in world.documents.values()],
        "fields": list(FIELDS),
        "ties": list(rows.values()),
    }


def _row(tie: Tie, source: int, target: int, document: int) -> list[Any]:
    pair = tie.pair
    heading, _, n = pair.fact.split("/")
    return [
        KINDS.index(tie.kind),
        tie.sign,
        source,
        target,
        document,
        f"{heading}/{n}",
        pair.date.isoformat() if pair.date else None,
        pair.values.get("modality", ""),
        round(pair.evidence.confidence, DIGITS),
        [],
        pair.evidence.start,
        pair.evidence.end,
        pair.values.get("matter", ""),
        int(tie.is_again),
    ]


def _details_of_facts(resolved: ResolvedDocument) -> dict[str, tuple[str | None, str, str]]:
    """For facts that have any of these: the position answered, the result of the review, and the granularity of the
    date."""
    facts, document = resolved.facts, resolved.document.id
    details: dict[str, tuple[str | None, str, str]] = {}
    for heading in HEADINGS:
        for n, fact in enumerate(facts.under(heading)):
            reply = fact.reply_to if isinstance(fact, Position) else None
            when = resolved.document.when_of(fact)
            period = "" if when is None or when.granularity is Granularity.DAY else when.granularity.value
            if reply is not None or fact.standing.is_reviewed or period:
                answered = None if reply is None else fact_id("position", document, reply, facts.positions[reply])
                answered_part = answered.rpartition("/")[2] if answered else None
                review = fact.standing.review.value if fact.standing.is_reviewed else ""
                details[fact_id(heading, document, n, fact)] = (answered_part, review, period)
    return details


def _actor(world: World, id_: str) -> list[Any]:
    actor = world.actors[id_]
    ids = [[each.scheme, each.value, each.source, each.iri] for each in external_ids(actor)]
    known_as = world.names[id_]
    unique = known_as if known_as != actor.name else ""
    return [id_, actor.name, actor.type.value, actor.country or "", list(actor.aliases), ids, unique]
