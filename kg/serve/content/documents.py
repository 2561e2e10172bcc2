"""Documents: an entry of the list, and a whole document with its facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg.model import Document, ResolvedActor, ResolvedDocument
from kg.record.filtering import tags_of
from kg.serve.content.facts import facts
from kg.vocabulary import Concept

__all__ = ["actor_line", "line", "reading"]

type Json = dict[str, Any]


def line(resolved: ResolvedDocument) -> Json:
    """A document's entry in a list; ``facts`` counts its facts by heading."""
    counts = Counter(heading for heading, _ in resolved.facts.each())
    return {**_header(resolved.document), "facts": dict(counts)}


def reading(resolved: ResolvedDocument, issues: Mapping[str, Concept]) -> Json:
    """A document as it was read: its text, the mentions of actors with the reason for each, and its facts.

    Spans are half-open, in code points. ``mentions`` are lists of start, end, actor and reason; ``pages`` of the
    start of each page and what it is called; ``issues`` gives the labels.
    """
    mentions = sorted(
        [mention.start, mention.end, actor.id, mention.reason.value]
        for actor in resolved.facts.actors
        for mention in actor.mentions
    )
    return {
        **line(resolved),
        "uri": resolved.document.uri,
        "metadata": dict(resolved.document.metadata),
        "text": resolved.document.text,
        "pages": [[page.start, page.page] for page in resolved.document.pages],
        "actors": [actor_line(actor) for actor in resolved.actors],
        "mentions": mentions,
        "found": facts(resolved, issues),
    }


def actor_line(actor: ResolvedActor) -> Json:
    """An actor's entry in a list."""
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "country": actor.country,
        "wikidata": actor.wikidata,
    }


def _header(document: Document) -> Json:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "date": str(document.when) if document.when else None,
        "source": document.source,
        "genre": document.genre.value if document.genre else None,
        "language": document.language,
        "characters": len(document.text),
        "tags": list(tags_of(document)),
    }
