"""Finding out which head of state or government or foreign minister (`kg.offices`) a person of a graph is: only where
name, country and the dates of the documents agree, since a wrong Wikidata item is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.offices import Head, heads
from kg.resolve.person_name import PersonName, called_by, person_name
from kg.resolve.spelling import folded_words
from kg.resolve.wordlist import words

__all__ = ["Seen", "head_of", "is_named_as_one", "listed_name"]

_AROUND = 1
"""Years before and after a term in which documents mention its holder as the next or the last one."""
_BEFORE, _AFTER = 30, 40
"""Years before and after the time in office in which a person of the same country is the holder, if a title or middle
names agree too."""
_SOON_BEFORE, _SOON_AFTER = 10, 20
"""The same if only first name and family name agree, which others may have too."""
_DISTINCT = 3
"""From this number of words and initials on, hardly two people of a country share a name."""
_RECENT = 1990
"""Undated documents are mostly recent: they mention holders who were in office in this year or later."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What documents tell of a person: the names, and the numbers of documents by country of the person and by year of
    the document (None: undated)."""

    texts: tuple[str, ...]
    countries: Mapping[str, int]
    years: Mapping[int | None, int]


def head_of(seen: Seen) -> Head | None:
    """A term of the holder that the person is; None where it is none of them, or may be several.

    A full name has to agree in country, and with the time in office of one document, or nearly. A family name needs the
    title, the country, and all documents within the term.

    >>> head_of(Seen(("Giorgia Meloni",), {"IT": 1}, {2023: 1})).wikidata
    'Q451791'
    >>> head_of(Seen(("Draghi", "Prime Minister Draghi"), {"IT": 2}, {2021: 1, 2022: 1})).name
    'Mario Draghi'
    >>> head_of(Seen(("Draghi",), {"IT": 1}, {2021: 1})), head_of(Seen(("Mario Draghi",), {"US": 1}, {2021: 1}))
    (None, None)
    """
    named = {head.wikidata: head for text in seen.texts for head in _of_full_name(text, seen)}
    if not named:
        named = {head.wikidata: head for text in seen.texts for head in _of_title(text, seen)}
    return next(iter(named.values())) if len(named) == 1 else None


def is_named_as_one(texts: Iterable[str]) -> bool:
    """Whether a person with these names or titles may be one of the holders at all, whatever the country and dates.

    >>> is_named_as_one(["Mr. Draghi", "Prime Minister Draghi"]), is_named_as_one(["Draghi", "Nobody Known"])
    (True, False)
    """
    return any(person_name(text).words in _by_name() or folded_words(text) in _by_title() for text in texts)


def listed_name(name: PersonName) -> PersonName:
    """The name under which the list has the only holder whom ``name`` means, where it adds "Jr." or the like to that
    name; else ``name``. Names of which one alone has such a word are otherwise of two persons.

    >>> listed_name(person_name("Ferdinand Marcos, Jr.")).words, listed_name(person_name("Ann Ek, Jr.")).words
    (('bongbong', 'marcos'), ('ann', 'ek', 'jr'))
    """
    if not name.words or name.words[-1] not in words().suffixes:
        return name
    found = {
        terms[0].wikidata: person_name(terms[0].name)
        for own, terms in _by_name().get(name.words, ())
        if own.initials == name.initials or not (own.initials and name.initials)
    }
    listed = next(iter(found.values())) if len(found) == 1 else name
    return name if name.words[-1] in listed.words else listed


def _of_full_name(text: str, seen: Seen) -> Iterator[Head]:
    name = person_name(text)
    if name.short or len(name.words) < 2:
        return
    known = _by_name().get(name.words, ())
    for own, terms in known:
        agrees = own.initials == name.initials or not (own.initials and name.initials)
        if agrees and not _is_contradicted(name, terms, known) and _may_be(name, own, terms, seen):
            yield terms[0]


def _is_contradicted(
    name: PersonName, terms: Sequence[Head], known: Iterable[tuple[PersonName, Sequence[Head]]]
) -> bool:
    """Whether the holder's middle initials differ from the name's: "William C. Rogers" is not William P. Rogers."""
    own = {each.initials for each, holder in known if holder is terms and each.initials}
    return bool(own and name.initials) and name.initials not in own


def _may_be(name: PersonName, own: PersonName, terms: Sequence[Head], seen: Seen) -> bool:
    """Whether country and dates allow the person to be the holder of these terms, whose name is ``own``."""
    states = {head.state for head in terms}
    if _is_of_another(states, seen):
        return False
    years = [year for year in seen.years if year is not None]
    if any(head.spans(year, _AROUND, _AROUND) for head in terms for year in years):
        return True
    is_titled = any(head in _by_title().get(folded_words(text), ()) for text in seen.texts for head in terms)
    # A name without the initials that its holder uses is a common one: "William Rogers" for William P. Rogers.
    is_whole = is_titled or bool(name.initials) or not person_name(terms[0].name).initials
    if states.isdisjoint(seen.countries) or own.initials != name.initials or not is_whole:
        return False
    first, last = min(head.start for head in terms), max(head.until for head in terms)
    if not years:
        return is_titled or last >= _RECENT
    is_distinct = is_titled or len(name.words) + len(name.initials) >= _DISTINCT
    before, after = (_BEFORE, _AFTER) if is_distinct else (_SOON_BEFORE, _SOON_AFTER)
    return any(first - before <= year <= last + after for year in years)


def _of_title(text: str, seen: Seen) -> Iterator[Head]:
    for head in _by_title().get(folded_words(text), ()):
        agrees = head.state in seen.countries and not _is_of_another({head.state}, seen)
        if agrees and all(year is not None and head.spans(year) for year in seen.years):
            yield head


def _is_of_another(states: set[str], seen: Seen) -> bool:
    """Whether the documents give the person other countries only, and one of them at least half of the documents."""
    most = max(seen.countries.values(), default=0)
    return most > 0 and states.isdisjoint(seen.countries) and 2 * most >= sum(seen.years.values())


@cache
def _by_name() -> Mapping[tuple[str, ...], Sequence[tuple[PersonName, Sequence[Head]]]]:
    """By the words of each full name: the parsed names with these words, each with the terms of its holder."""
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
    """By words such as ``prime minister draghi``: the terms in that office of holders with that family name."""
    found: dict[tuple[str, ...], list[Head]] = defaultdict(list)
    for head in heads():
        for family in called_by(person_name(head.name).words, head.state):
            found[(*folded_words(head.office), *family.split())].append(head)
    return found


def _texts(terms: Iterable[Head]) -> Iterator[str]:
    for head in terms:
        yield from (head.name, *head.aliases)
