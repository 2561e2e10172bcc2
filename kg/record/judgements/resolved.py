"""The facts of documents as the stores get them, with actors that are linked across documents."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

from kg.model import ActorType, Facts, ResolvedDocument
from kg.record.documents import read_document
from kg.record.judgements import judged_facts
from kg.record.naming import actors_by_id
from kg.resolve import Link, Reason, merge

__all__ = ["linked_facts", "links", "resolved", "resolved_facts"]


def links(db: sqlite3.Connection, key: int) -> dict[str, Link]:
    """The link of each actor of the document, by its local id: the actor that it is across documents, and why."""
    rows = db.execute("SELECT local, actor, reason FROM links WHERE document = ? ORDER BY ordinal", (key,))
    return {local: Link(actor, Reason(reason)) for local, actor, reason in rows}


def resolved_facts(db: sqlite3.Connection, key: int) -> Facts:
    """The facts as people have judged them, with actor ids that hold across documents."""
    return linked_facts(db, key, judged_facts(db, key).facts)


def linked_facts(db: sqlite3.Connection, key: int, judged: Facts) -> Facts:
    """These facts of the document with actor ids that hold across documents."""
    actor_ids: dict[str, Any] = dict(db.execute("SELECT local, actor FROM links WHERE document = ?", (key,)))
    merged = merge(judged, actor_ids)
    # Where a person has set another type, only the id has it.
    retyped = tuple(replace(actor, type=ActorType(actor.id.partition("/")[0])) for actor in merged.actors)
    return merged if retyped == merged.actors else replace(merged, actors=retyped)


def resolved(db: sqlite3.Connection, key: int) -> ResolvedDocument:
    """The document, its resolved facts, and the actors that they name."""
    facts = resolved_facts(db, key)
    actors = actors_by_id(db, [actor.id for actor in facts.actors])
    return ResolvedDocument(read_document(db, key), facts, tuple(actors[actor.id] for actor in facts.actors))
