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
from kg.resolve.names.outcome import Outcome
from kg.resolve.names.short_names import join_short
from kg.resolve.names.units import resolve_unit
from kg.resolve.spelling import folded_words, slug
from kg.resolve.variants import join_variants

__all__ = ["is_of_one_document", "place", "resolve", "resolve_names"]

_ID_OF_ONE_DOCUMENT = re.compile(r"[a-z]+/[0-9a-f]{16}-.+")


def is_of_one_document(actor: str) -> bool:
    """Whether an id is valid in one document only.

    >>> is_of_one_document("group/9f86d081884c7d65-officials"), is_of_one_document("group/china-officials")
    (True, False)
    """
    return _ID_OF_ONE_DOCUMENT.fullmatch(actor) is not None


def place(document_id: str, claims: Sequence[Claim], outcomes: Mapping[Name, Outcome]) -> dict[str, Link]:
    """A link for each claim, by its local id. ``outcomes`` has one for each name among the claims.

    >>> from kg.model import ActorType
    >>> us = Claim("us", ActorType.STATE, ("united", "states"), "US", fixed="state/US")
    >>> them = Claim("them", ActorType.GROUP, ("officials",), ties=("us",))
    >>> place("9f86d081884c7d65", (us, them), {})["them"].actor
    'group/united-states-officials'
    """
    links: dict[str, Link] = {}
    unlinked: list[tuple[Claim, Reason]] = []
    for claim in claims:
        outcome = outcomes[claim.name] if claim.name else None
        if claim.fixed:
            links[claim.local] = Link(claim.fixed, Reason.GAZETTEER)
        elif outcome and outcome.actor:
            links[claim.local] = Link(outcome.actor, Reason.HOLDER if claim.post else outcome.reason)
        elif outcome:
            unlinked.append((claim, outcome.reason))
        elif not claim.ties and not claim.state:
            unlinked.append((claim, Reason.ALONE))
    tied_claims = {claim.local: claim for claim in claims if claim.ties or claim.state}
    unlinked_locals = {claim.local for claim, _ in unlinked}
    for claim in claims:
        if claim.local in tied_claims and not _place_tied(claim, tied_claims, links, unlinked_locals):
            unlinked.append((claim, Reason.ALONE))
    positions = {claim.local: position for position, claim in enumerate(claims)}
    used_ids: set[str] = set()
    for claim, reason in sorted(unlinked, key=lambda each: positions[each[0].local]):
        links[claim.local] = Link(_id_in_document(document_id, claim, used_ids), reason)
    return links


def _place_tied(
    claim: Claim, tied_claims: Mapping[str, Claim], links: dict[str, Link], unlinked_locals: set[str]
) -> bool:
    """Link a claim by its ties, after linking those; False if a tie cannot be linked or ties form a circle.

    A claim that cannot be linked is added to ``unlinked_locals``.
    """
    if claim.local in links:
        return True
    if claim.local in unlinked_locals:
        return False
    # It counts as unlinked until it is placed, so that a circle of ties ends here.
    unlinked_locals.add(claim.local)
    tie_ids = []
    for local in claim.ties:
        if local in tied_claims and not _place_tied(tied_claims[local], tied_claims, links, unlinked_locals):
            return False
        if local not in links:
            return False
        tie_ids.append(links[local].actor)
    unlinked_locals.discard(claim.local)
    links[claim.local] = Link(_tied_id(claim, tie_ids or [claim.state]), Reason.TIE)
    return True


def _tied_id(claim: Claim, tie_ids: Sequence[str]) -> str:
    """The id of an actor that is identified by its ties, such as ``group/united-states-officials``.

    It ends in a hash unless its words can only be divided into these ties and this name.
    """
    ties = sorted(set(tie_ids))
    tie_names = [folded_words(gazetteer()[tie].name) if tie in gazetteer() else _slug_words(tie) for tie in ties]
    id_words = (*(word for name in tie_names for word in name), *claim.words)
    are_states = all(tie.startswith("state/") and tie in gazetteer() for tie in ties)
    is_unambiguous = are_states and _divided(id_words) == (ties, claim.words)
    return f"{claim.type}/{slug(id_words, mark=() if is_unambiguous else tuple(ties))}"


def _slug_words(actor: str) -> tuple[str, ...]:
    return tuple(actor.partition("/")[2].lower().split("-"))


def _divided(id_words: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """The ids of the states that the words begin with, and the remaining words, at least one."""
    states, rest = [], id_words
    while len(rest) > 1 and (state := leading_state(rest)):
        states.append(state.id)
        rest = rest[len(folded_words(state.name)) :]
    return states, rest


def _id_in_document(document_id: str, claim: Claim, used_ids: set[str]) -> str:
    """An id that is valid in this document only, with a number if another of its actors has it; it is added to
    ``used_ids``."""
    country = (claim.country.lower(),) if claim.country else ()
    base = f"{claim.type}/{document_id}-{slug((*claim.words, *country))}"
    actor, number = base, 2
    while actor in used_ids:
        actor, number = f"{base}-{number}", number + 1
    used_ids.add(actor)
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
    outcomes = resolve_names(claim for of_document in claims.values() for claim in of_document)
    return {id_: place(id_, of_document, outcomes) for id_, of_document in claims.items()}


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
    for names in units.values():
        unit = resolve_unit(names, posts)
        outcomes |= unit.outcomes
        for candidate in unit.candidates:
            candidates[candidate.key].append(candidate)
    variant_of: dict[str, str] = {}
    for key in sorted(candidates):
        variant_of |= join_variants(candidates[key])
    short_names: dict[str, list[Name]] = defaultdict(list)
    for name, outcome in outcomes.items():
        if name.short and not name.gazetteer:
            short_names[short_key(name.type, name.short)].append(name)
        elif outcome.actor in variant_of:
            outcomes[name] = Outcome(variant_of[outcome.actor], Reason.SPELLING)
    for key, names_of_key in short_names.items():
        joined = [replace(each, actor=variant_of.get(each.actor, each.actor)) for each in candidates.get(key, ())]
        outcomes |= join_short(names_of_key, joined)
    return outcomes
