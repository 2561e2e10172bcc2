"""Giving each actor of a document its id, from the document's claims and the outcomes of their names."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kg.model import Facts
from kg.resolve.candidate import Candidate, short_key
from kg.resolve.claim import Claim, Link, Name, Reason
from kg.resolve.describing import describe
from kg.resolve.gazetteer_entries import gazetteer, leading_state
from kg.resolve.naming import Outcome, join_short, resolve_unit
from kg.resolve.spelling import folded_words, slug
from kg.resolve.variants import join_variants

__all__ = ["is_of_one_document", "place", "resolve", "resolve_names"]

_OWN = re.compile(r"[a-z]+/[0-9a-f]{16}-.+")


def is_of_one_document(actor: str) -> bool:
    """Whether an id is valid in one document only.

    >>> is_of_one_document("group/9f86d081884c7d65-officials"), is_of_one_document("group/china-officials")
    (True, False)
    """
    return _OWN.fullmatch(actor) is not None


def place(document_id: str, claims: Sequence[Claim], outcomes: Mapping[Name, Outcome]) -> dict[str, Link]:
    """A link for each claim, by its local id. ``outcomes`` has one for each name among the claims.

    >>> from kg.model import ActorType
    >>> us = Claim("us", ActorType.STATE, ("united", "states"), "US", fixed="state/US")
    >>> them = Claim("them", ActorType.GROUP, ("officials",), ties=("us",))
    >>> place("9f86d081884c7d65", (us, them), {})["them"].actor
    'group/united-states-officials'
    """
    links: dict[str, Link] = {}
    own: list[tuple[Claim, Reason]] = []
    for claim in claims:
        outcome = outcomes[claim.name] if claim.name else None
        if claim.fixed:
            links[claim.local] = Link(claim.fixed, Reason.GAZETTEER)
        elif outcome and outcome.actor:
            links[claim.local] = Link(outcome.actor, Reason.HOLDER if claim.post else outcome.reason)
        elif outcome:
            own.append((claim, outcome.reason))
        elif not claim.ties and not claim.state:
            own.append((claim, Reason.ALONE))
    tied = {claim.local: claim for claim in claims if claim.ties or claim.state}
    alone = {claim.local for claim, _ in own}
    for claim in claims:
        if claim.local in tied and not _place_tied(claim, tied, links, alone):
            own.append((claim, Reason.ALONE))
    order = {claim.local: at for at, claim in enumerate(claims)}
    taken: set[str] = set()
    for claim, reason in sorted(own, key=lambda each: order[each[0].local]):
        links[claim.local] = Link(_own_id(document_id, claim, taken), reason)
    return links


def _place_tied(claim: Claim, tied: Mapping[str, Claim], links: dict[str, Link], alone: set[str]) -> bool:
    """Link a claim by its ties, after the claims of these; False where a tie has no link or ties form a circle."""
    if claim.local in links:
        return True
    if claim.local in alone:
        return False
    # It counts as alone until it is placed, so that a circle of ties ends here.
    alone.add(claim.local)
    ties = []
    for local in claim.ties:
        if local in tied and not _place_tied(tied[local], tied, links, alone):
            return False
        if local not in links:
            return False
        ties.append(links[local].actor)
    alone.discard(claim.local)
    links[claim.local] = Link(_tied_id(claim, ties or [claim.state]), Reason.TIE)
    return True


def _tied_id(claim: Claim, ties: Sequence[str]) -> str:
    """``group/united-states-officials``; with a hash where the words could be divided into ties and name otherwise."""
    ties = sorted(set(ties))
    names = [folded_words(gazetteer()[tie].name) if tie in gazetteer() else _slug_words(tie) for tie in ties]
    shown = (*(word for name in names for word in name), *claim.words)
    plain = all(tie.startswith("state/") and tie in gazetteer() for tie in ties) and _divided(shown) == (
        ties,
        claim.words,
    )
    return f"{claim.type}/{slug(shown, mark=() if plain else tuple(ties))}"


def _slug_words(actor: str) -> tuple[str, ...]:
    return tuple(actor.partition("/")[2].lower().split("-"))


def _divided(shown: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """The states that the words begin with, and the other words."""
    states = []
    while len(shown) > 1 and (state := leading_state(shown)):
        states.append(state.id)
        shown = shown[len(folded_words(state.name)) :]
    return states, shown


def _own_id(document_id: str, claim: Claim, taken: set[str]) -> str:
    """An id from those of the document and the actor, numbered where another actor of the document has it."""
    tail = (claim.country.lower(),) if claim.country else ()
    base = f"{claim.type}/{document_id}-{slug((*claim.words, *tail))}"
    actor, count = base, 2
    while actor in taken:
        actor, count = f"{base}-{count}", count + 1
    taken.add(actor)
    return actor


def resolve(
    documents: Mapping[str, Facts],
    years: Mapping[str, int] = MappingProxyType({}),
    publishers: Mapping[str, str] = MappingProxyType({}),
    days: Mapping[str, dt.date] = MappingProxyType({}),
) -> dict[str, dict[str, Link]]:
    """For each document (by its id) the link of each of its actors (by its local id), whatever the documents' order.

    ``years`` has the years of documents with a date, ``days`` the dates that are known to the day, ``publishers`` the
    ids of the states and bodies that published documents.

    >>> from kg.model import Actor, ActorType
    >>> first = Facts((Actor("1", "Liu He", ActorType.PERSON, country="CN"),))
    >>> second = Facts((Actor("1", "Liu", ActorType.PERSON, country="CN"),))
    >>> resolve({"a" * 16: first, "b" * 16: second})["b" * 16]["1"].actor
    'person/liu-he'
    """
    claims = {
        id_: describe(facts, years.get(id_, 0), publishers.get(id_, ""), days.get(id_))
        for id_, facts in documents.items()
    }
    outcomes = resolve_names(claim for each in claims.values() for claim in each)
    return {id_: place(id_, each, outcomes) for id_, each in claims.items()}


def resolve_names(claims: Iterable[Claim]) -> dict[Name, Outcome]:
    """The outcome of each name among the claims of a collection."""
    units: dict[str, Counter[Name]] = defaultdict(Counter)
    posts: dict[Name, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.name:
            units[claim.name.unit][claim.name] += 1
            posts[claim.name].update(claim.posts)
    outcomes: dict[Name, Outcome] = {}
    candidates: dict[str, list[Candidate]] = defaultdict(list)
    for same in units.values():
        unit = resolve_unit(same, posts)
        outcomes |= unit.outcomes
        for candidate in unit.candidates:
            candidates[candidate.key].append(candidate)
    becomes: dict[str, str] = {}
    for key in sorted(candidates):
        becomes |= join_variants(candidates[key])
    shorts: dict[str, list[Name]] = defaultdict(list)
    for name, outcome in outcomes.items():
        if name.short and not name.gazetteer:
            shorts[short_key(name.type, name.short)].append(name)
        elif outcome.actor in becomes:
            outcomes[name] = Outcome(becomes[outcome.actor], Reason.SPELLING)
    for key, same_key in shorts.items():
        joined = [replace(each, actor=becomes.get(each.actor, each.actor)) for each in candidates.get(key, ())]
        outcomes |= join_short(same_key, joined)
    return outcomes
