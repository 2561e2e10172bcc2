"""Any number of documents of the made-up world, and the batches that a store takes."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import batched

from kg.model import Actor, ActorType, Document, Facts, Genre, PageStart, ResolvedDocument
from kg.stores.protocol import Batch
from tests.doubles.factory.facts import action, affiliation, label, lead, negotiation, role, statements, talks_with_two
from tests.doubles.factory.page import Page
from tests.doubles.factory.positions import FIRST_DAY, positions_on
from tests.doubles.factory.world import cast_of_talks

__all__ = ["batches", "resolved_documents"]

PUBLISHERS = ("The Quay Courier", "Bulletin des Négociations", "Ministry Wire", None)
DAYS = 4000


def resolved_documents(documents: int, positions: int = 25, seed: int = 0) -> Iterator[ResolvedDocument]:
    """``documents`` documents of ``positions`` positions each and some facts of every other heading, lazily.

    The same arguments give the same documents, and a longer run begins with those of a shorter one.

    >>> first, second = resolved_documents(2, positions=5)
    >>> len(first.facts.positions), first == next(resolved_documents(1, positions=5))
    (5, True)
    """
    for index in range(documents):
        yield _resolved_document(index, positions, random.Random(f"{seed}/{index}"))


def batches(documents: Iterable[ResolvedDocument], size: int = 50, revision: int = 0) -> Iterator[Batch]:
    """The documents in batches of ``size``, as a store takes them; revisions count documents from ``revision`` on."""
    for chunk in batched(documents, size):
        revision += len(chunk)
        actors = {actor.id: actor for document in chunk for actor in document.actors}
        yield Batch(revision=revision, written=chunk, actors=tuple(actors[key] for key in sorted(actors)))


def _resolved_document(index: int, positions: int, rng: random.Random) -> ResolvedDocument:
    date = None if rng.random() < 0.1 else FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS))
    cast = cast_of_talks(rng)
    page = Page()
    others = max(2, positions // 6)
    found = positions_on(page, rng, cast, positions, date)
    facts = Facts(
        roles=tuple(role(page, rng, cast) for _ in range(others)),
        affiliations=tuple(affiliation(page, rng, cast) for _ in range(others)),
        leads=tuple(lead(page, rng, cast) for _ in range(others)),
        negotiations=tuple(negotiation(page, rng, cast) for _ in range(others)),
        statements=statements(page, rng, cast, others),
        positions=found,
        labels=tuple(label(page, rng, cast) for _ in range(others)),
        actions=tuple(action(page, rng, cast, date) for _ in range(others)),
    )
    facts = replace(facts, negotiations=(*facts.negotiations, *talks_with_two(page, rng, cast)))
    named = {actor.id: actor for actor in cast if actor.id in page.mentions}
    actors = tuple(
        Actor(
            id=actor.id,
            name=actor.name,
            type=actor.type,
            aliases=tuple(sorted({m.text for m in page.mentions[actor.id]} - {actor.name})),
            mentions=tuple(page.mentions[actor.id]),
            country=actor.country,
            gazetteer=actor.id if actor.type is ActorType.STATE else None,
        )
        for actor in named.values()
    )
    document = Document(
        text=page.text,
        name=f"talks-{index:06d}",
        uri=f"file:///generated/talks-{index:06d}.txt",
        title=None if rng.random() < 0.1 else f"Round {index}: “the” talks",
        date=date,
        source=rng.choice(PUBLISHERS),
        genre=rng.choice((*Genre, None)),
        encoding="utf-8",
        pages=_pages(page.text) if index % 2 else (),
    )
    return ResolvedDocument(
        document=document,
        facts=Facts(
            actors=actors,
            roles=facts.roles,
            affiliations=facts.affiliations,
            leads=facts.leads,
            negotiations=facts.negotiations,
            statements=facts.statements,
            positions=facts.positions,
            labels=facts.labels,
            actions=facts.actions,
        ),
        actors=tuple(named.values()),
    )


def _pages(text: str) -> tuple[PageStart, ...]:
    """A page for each paragraph, the first with a Roman number."""
    starts = [0, *(match.end() for match in re.finditer("\n\n", text))]
    return tuple(PageStart(start, str(number or "iv")) for number, start in enumerate(starts))
