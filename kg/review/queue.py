"""The facts that wait for review, the ones whose review is worth most first."""

from __future__ import annotations

import heapq
import json
import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kg.judgements.descriptions import said_in_words
from kg.judgements.fact_content import fact_content, identifying_values
from kg.judgements.fields import actors_of
from kg.model import HEADINGS, AnyFact, ResolvedDocument

__all__ = ["ORDERS", "Item", "Wanted", "alike", "queue"]

ORDERS: Final = ("doubt", "text", "random")
"""The orders of a queue: by doubt times effect, the largest first; document by document, by where the evidence begins;
at random, which gives an unbiased precision."""
MAX_CONFIDENCE: Final = 0.99
"""Higher confidences count as this one, so that effect orders even facts that the rules are sure of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter of the facts to review; an empty field takes any. ``facts`` are ids (None: any; empty: none), ``actors``
    and ``documents`` ids; confidences are from 0 to 1."""

    facts: Sequence[str] | None = None
    actors: Sequence[str] = ()
    documents: Sequence[str] = ()
    headings: Sequence[str] = ()
    rules: Sequence[str] = ()
    min_confidence: float = 0.0
    max_confidence: float = 1.0

    def takes(self, item: Item) -> bool:
        """Whether the item passes the filter."""
        return (
            (self.facts is None or item.fact in self.facts)
            and (not self.actors or bool(set(self.actors) & set(item.actors)))
            and (not self.documents or item.document in self.documents)
            and (not self.headings or item.heading in self.headings)
            and (not self.rules or item.rule in self.rules)
            and self.min_confidence <= item.confidence <= self.max_confidence
        )


@dataclass(frozen=True, slots=True)
class Item:
    """A fact that nobody has reviewed; ``fact``, ``document`` and ``actors`` are ids.

    ``content`` are its fields as JSON, without empty ones, and ``said`` the same in words. Facts with the same content
    have the same ``key``; ``like`` are the others of them in the queue. ``words``, ``start`` and ``end`` are the
    evidence, ``page`` is where it begins (None if it is not known), ``name`` is the document's short name. The queue is
    in descending order of ``weight``.
    """

    fact: str
    heading: str
    said: str
    key: str
    words: str
    document: str
    name: str
    start: int
    end: int
    rule: str
    confidence: float
    actors: tuple[str, ...]
    content: Mapping[str, Any]
    page: str | None = None
    weight: float = 0.0
    like: tuple[str, ...] = ()


def queue(
    documents: Iterable[ResolvedDocument],
    wanted: Wanted = Wanted(),
    *,
    order: str = ORDERS[0],
    effects: Mapping[str, int] | None = None,
    limit: int = 1000,
    seed: int = 0,
) -> list[Item]:
    """The first ``limit`` wanted facts of the documents that nobody has reviewed, in one of `ORDERS`.

    ``effects`` has the number of documents that name each actor: the effect of a fact is the logarithm of the largest
    among its actors. ``seed`` fixes the random order.
    """
    items = (item for resolved in documents for item in _items(resolved) if wanted.takes(item))
    weight_of = _weight_function(order, effects or {}, random.Random(seed))
    # Of items with the same weight the first one comes first.
    entries = ((weight_of(item), -number, item) for number, item in enumerate(items))
    first = heapq.nlargest(limit, entries, key=lambda entry: entry[:2])
    return list(_with_like([replace(item, weight=weight) for weight, _, item in first]))


def alike(documents: Mapping[str, ResolvedDocument], fact_id: str) -> list[str]:
    """The ids of all unreviewed facts with the same content as the fact of this id, itself included, in text order.

    ``documents`` are those to look in, by id. Empty if the fact is in none of them, or has been reviewed.
    """
    heading, _, rest = fact_id.partition("/")
    document = documents.get(rest.partition("/")[0])
    if document is None or heading not in HEADINGS:
        return []
    wanted_key = next((key for id_, key in _unreviewed_keys(document, heading) if id_ == fact_id), None)
    return [
        id_ for resolved in documents.values() for id_, key in _unreviewed_keys(resolved, heading) if key == wanted_key
    ]


def _unreviewed_keys(resolved: ResolvedDocument, heading: str) -> Iterator[tuple[str, str]]:
    """The id and content key of each unreviewed fact of a heading."""
    for fact in resolved.facts.under(heading):
        if not fact.standing.is_reviewed:
            yield fact.id, _content_key(heading, fact)


def _weight_function(order: str, effects: Mapping[str, int], generator: random.Random) -> Callable[[Item], float]:
    match order:
        case "text":
            return lambda item: 0.0
        case "random":
            return lambda item: generator.random()
        case _:
            return lambda item: _doubt(item) * _effect(item, effects)


def _doubt(item: Item) -> float:
    return 1 - min(item.confidence, MAX_CONFIDENCE)


def _effect(item: Item, effects: Mapping[str, int]) -> float:
    return math.log2(2 + max((effects.get(actor, 0) for actor in item.actors), default=0))


def _items(resolved: ResolvedDocument) -> Iterator[Item]:
    """The unreviewed facts of a document in text order."""
    facts, document = resolved.facts, resolved.document
    actors = {actor.id: actor for actor in facts.actors}
    graph_names = {actor.id: actor.name for actor in resolved.actors}
    named_actors = {id_: replace(actor, name=graph_names.get(id_, actor.name)) for id_, actor in actors.items()}
    unreviewed = [(heading, fact) for heading, fact in facts.each() if not fact.standing.is_reviewed]
    for heading, fact in sorted(unreviewed, key=lambda each: (each[1].evidence.start, each[1].evidence.end)):
        evidence = fact.evidence
        content = fact_content(heading, fact, named_actors)
        yield Item(
            fact.id,
            heading,
            said_in_words(heading, content),
            f"{heading} {_content_key(heading, fact)}",
            evidence.text,
            document.id,
            document.name,
            evidence.start,
            evidence.end,
            evidence.rule,
            evidence.confidence,
            tuple(dict.fromkeys(actors_of(heading, fact))),
            content,
            document.page_of(evidence),
        )


def _content_key(heading: str, fact: AnyFact) -> str:
    """A key of a fact's content, whatever its document and evidence."""
    return json.dumps(identifying_values(heading, fact, str))


def _with_like(items: Sequence[Item]) -> Iterator[Item]:
    """The items, each with the ids of the others that say the same."""
    fact_ids: dict[str, list[str]] = {}
    for item in items:
        fact_ids.setdefault(item.key, []).append(item.fact)
    for item in items:
        yield replace(item, like=tuple(id_ for id_ in fact_ids[item.key] if id_ != item.fact))
