"""The facts that wait for review, the ones whose review is worth most first."""

from __future__ import annotations

import heapq
import json
import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.judgements.fields import actors_of
from kg.judgements.said import identifying_values, said
from kg.judgements.wording import said_in_words
from kg.model import HEADINGS, AnyFact, ResolvedDocument

__all__ = ["ORDERS", "Item", "Wanted", "alike", "queue"]

ORDERS: Final = ("doubt", "text", "random")
"""By doubt times effect; in text order, document by document; at random, which gives an unbiased precision."""
SURE: Final = 0.99
"""Confidences count as at most this, so that effect orders even facts that the rules are sure of."""


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
    """A fact that nobody has reviewed. ``said`` is its content in words; facts with the same content have the same
    ``key``, and ``like`` are the ids of the others of them in the queue. ``words``, ``start`` and ``end`` are the
    evidence, ``name`` the document's; ``weight`` is what the queue is ordered by."""

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
    weigh = _weighing(order, effects or {}, random.Random(seed))
    numbered = ((weigh(item), -number, item) for number, item in enumerate(items))
    best = heapq.nlargest(limit, numbered, key=lambda entry: entry[:2])
    return list(_with_like([replace(item, weight=weight) for weight, _, item in best]))


def alike(documents: Mapping[str, ResolvedDocument], fact: str) -> list[str]:
    """The ids of all unreviewed facts with the same content as ``fact``, itself included, in text order.

    ``documents`` are those to look in, by id. Empty where the fact is in none of them, or has been reviewed.
    """
    heading, _, rest = fact.partition("/")
    home = documents.get(rest.partition("/")[0])
    if home is None or heading not in HEADINGS:
        return []
    key = next((key for id_, key in _waiting(home, heading) if id_ == fact), None)
    return [id_ for resolved in documents.values() for id_, other in _waiting(resolved, heading) if other == key]


def _waiting(resolved: ResolvedDocument, heading: str) -> Iterator[tuple[str, str]]:
    """The id and content key of each unreviewed fact of a heading."""
    for fact in resolved.facts.under(heading):
        if not fact.standing.is_reviewed:
            yield fact.id, _key(heading, fact)


def _weighing(order: str, effects: Mapping[str, int], chance: random.Random) -> Callable[[Item], float]:
    match order:
        case "text":
            return lambda item: 0.0
        case "random":
            return lambda item: chance.random()
        case _:
            return lambda item: _doubt(item) * _effect(item, effects)


def _doubt(item: Item) -> float:
    return 1 - min(item.confidence, SURE)


def _effect(item: Item, effects: Mapping[str, int]) -> float:
    return math.log2(2 + max((effects.get(actor, 0) for actor in item.actors), default=0))


def _items(resolved: ResolvedDocument) -> Iterator[Item]:
    facts, document = resolved.facts, resolved.document
    actors = {actor.id: actor for actor in facts.actors}
    names = {actor.id: actor.name for actor in resolved.actors}
    shown = {id_: replace(actor, name=names.get(id_, actor.name)) for id_, actor in actors.items()}
    for heading, fact in facts.each():
        if fact.standing.is_reviewed:
            continue
        proof = fact.evidence
        content = said(heading, fact, shown)
        yield Item(
            fact.id,
            heading,
            said_in_words(heading, content),
            f"{heading} {_key(heading, fact)}",
            proof.text,
            document.id,
            document.name,
            proof.start,
            proof.end,
            proof.rule,
            proof.confidence,
            tuple(dict.fromkeys(actors_of(heading, fact))),
        )


def _key(heading: str, fact: AnyFact) -> str:
    """A key of a fact's content, whatever its document and evidence."""
    return json.dumps(identifying_values(heading, fact, str))


def _with_like(items: Sequence[Item]) -> Iterator[Item]:
    """The items, each with the ids of the others that say the same."""
    same: dict[str, list[str]] = {}
    for item in items:
        same.setdefault(item.key, []).append(item.fact)
    for item in items:
        yield replace(item, like=tuple(fact for fact in same[item.key] if fact != item.fact))
