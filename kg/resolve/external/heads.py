"""Heads of state and of government and foreign ministers, and which of them a person of a graph is.

The data is ``schemas/actors/heads.csv``, a row a term of office. A person is one of them only where name, country and
the dates of the documents agree: a wrong item is worse than none.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.resolve.person_name import PersonName, family_names, person_name
from kg.resolve.spelling import folded_words
from kg.vocabulary import schema_path

__all__ = ["Head", "Seen", "head_of", "heads"]

_NEVER = 9999
_AROUND = 1
"""So many years before and after a term documents speak of its holder as of one who comes or has just gone."""
_BEFORE, _AFTER = 30, 40
"""So many years before and after a term somebody of the same country and the same full name is still the same."""


@dataclass(frozen=True, slots=True)
class Head:
    """A term of office. ``start`` and ``end`` are years: ``end`` is the last one that the source vouches for, and None
    where its newest answer still has the person in office. ``source`` is a key of ``sources.toml``."""

    id: str
    name: str
    aliases: tuple[str, ...]
    state: str
    office: str
    start: int
    end: int | None
    wikidata: str
    source: str

    def spans(self, year: int, before: int = 0, after: int = 0) -> bool:
        """Whether the year is one of the term, or so many years before or after it."""
        return self.start - before <= year <= (_NEVER if self.end is None else self.end) + after


@dataclass(frozen=True, slots=True)
class Seen:
    """What the documents tell of a person: what they call it, in how many of them it is of which country, and the year
    of each document that names it, None for one without a date."""

    texts: tuple[str, ...]
    countries: Mapping[str, int]
    years: Sequence[int | None]


@cache
def heads() -> tuple[Head, ...]:
    """Every row, in the order of the file."""
    with schema_path("actors/heads.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(
            Head(
                row["id"],
                row["name"],
                tuple(filter(None, row["aliases"].split("|"))),
                row["state"],
                row["office"],
                int(row["start"]),
                int(row["end"]) if row["end"] else None,
                row["wikidata"],
                row["source"],
            )
            for row in csv.DictReader(handle)
        )


def head_of(seen: Seen) -> Head | None:
    """A term of the one whom the person is; None where nobody is, or more than one might be.

    A full name is enough where the country agrees, or a document is of the time in office. A family name needs the
    title, the country, and every document within the term.

    >>> head_of(Seen(("Giorgia Meloni",), {"IT": 1}, (2023,))).wikidata
    'Q451791'
    >>> head_of(Seen(("Draghi", "Prime Minister Draghi"), {"IT": 2}, (2021, 2022))).name
    'Mario Draghi'
    >>> head_of(Seen(("Draghi",), {"IT": 2}, (2021, 2022))), head_of(Seen(("Mario Draghi",), {"US": 1}, (2021,)))
    (None, None)
    """
    named = {head.wikidata: head for text in seen.texts for head in _of_full_name(text, seen)}
    if not named:
        named = {head.wikidata: head for text in seen.texts for head in _of_title(text, seen)}
    return next(iter(named.values())) if len(named) == 1 else None


def _of_full_name(text: str, seen: Seen) -> Iterator[Head]:
    name = person_name(text)
    if name.short or len(name.words) < 2:
        return
    known = _by_name().get(name.words, ())
    for own, terms in known:
        is_exact = own.initials == name.initials
        agrees = is_exact or not (own.initials and name.initials)
        if agrees and not _is_contradicted(name, terms, known) and _may_be(terms, seen, is_exact):
            yield terms[0]


def _is_contradicted(
    name: PersonName, terms: Sequence[Head], known: Iterable[tuple[PersonName, Sequence[Head]]]
) -> bool:
    """Whether the holder has middle initials and the name has others: "William C. Rogers" is no William P. Rogers."""
    own = {each.initials for each, holder in known if holder is terms and each.initials}
    return bool(own and name.initials) and name.initials not in own


def _may_be(terms: Sequence[Head], seen: Seen, is_exact: bool) -> bool:
    """Whether country and dates let the person be the holder of these terms."""
    states = {head.state for head in terms}
    if _is_of_another(states, seen):
        return False
    years = [year for year in seen.years if year is not None]
    if is_exact and not states.isdisjoint(seen.countries):
        return not years or any(head.spans(year, _BEFORE, _AFTER) for head in terms for year in years)
    return any(head.spans(year, _AROUND, _AROUND) for head in terms for year in years)


def _of_title(text: str, seen: Seen) -> Iterator[Head]:
    for head in _by_title().get(folded_words(text), ()):
        agrees = head.state in seen.countries and not _is_of_another({head.state}, seen)
        if agrees and all(year is not None and head.spans(year) for year in seen.years):
            yield head


def _is_of_another(states: set[str], seen: Seen) -> bool:
    """Whether the documents say that the person is of another country: one slip among many documents says nothing."""
    most = max(seen.countries.values(), default=0)
    return most > 0 and states.isdisjoint(seen.countries) and 2 * most >= len(seen.years)


@cache
def _by_name() -> Mapping[tuple[str, ...], Sequence[tuple[PersonName, Sequence[Head]]]]:
    """Under the words of each full name the names that have them, with the terms of who has it."""
    terms: dict[str, list[Head]] = defaultdict(list)
    for head in heads():
        terms[head.wikidata].append(head)
    found: dict[tuple[str, ...], list[tuple[PersonName, Sequence[Head]]]] = defaultdict(list)
    for own in terms.values():
        for name in dict.fromkeys(person_name(text) for text in _texts(own)):
            found[name.words].append((name, own))
    return found


@cache
def _by_title() -> Mapping[tuple[str, ...], Sequence[Head]]:
    """Under ``prime minister draghi`` the terms in that office of those with that family name."""
    found: dict[tuple[str, ...], list[Head]] = defaultdict(list)
    for head in heads():
        for family in family_names(person_name(head.name).words, head.state):
            found[(*folded_words(head.office), *family.split())].append(head)
    return found


def _texts(terms: Iterable[Head]) -> Iterator[str]:
    for head in terms:
        yield from (head.name, *head.aliases)
