"""Terms of the highest offices of states: a text that calls somebody president long after a term is about the past."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from itertools import dropwhile

from kg.extract.words import gazetteer
from kg.extract.words.folding import name_parts
from kg.extract.words.lexicon import titles, word_set
from kg.model import ActorType
from kg.offices import Head, heads

__all__ = ["HIGHEST_OFFICES", "YEAR_OF_OFFICE", "has_left_long_ago", "office_of", "presided", "was_long_before"]

YEAR_OF_OFFICE = re.compile(r"\b(?:1[789]|20)\d\d\b")
"""A year in which somebody may have held an office that texts tell of."""
HIGHEST_OFFICES = word_set("highest-offices")
WORDS_BEFORE_OFFICES = word_set("words-before-offices")
YEARS_AFTER_TERM = 10
"""Years after a term that count as long: its last year in the data may only be the last that the source knew of."""


def has_left_long_ago(name: str, title: str, year: int, state: str | None) -> bool:
    """Whether a person is known to have held the office that a title names, in a ``state`` (two letters) or in any if
    None, and all these terms ended long before a year.

    >>> [has_left_long_ago("Harry Truman", "U.S. President", year, None) for year in (2010, 1950)]
    [True, False]
    >>> [has_left_long_ago("Harry Truman", title, 2010, None) for title in ("Senator", "Deputy President")]
    [False, False]
    """
    terms = [head for head in _by_name().get(name.casefold(), ()) if state in {None, head.state}]
    if not terms:
        return False  # of most names, so that their titles are not looked up
    office = office_of(title)
    terms = [head for head in terms if head.office == office]
    return bool(terms) and all(was_long_before(head.until, year) for head in terms)


def office_of(title: str) -> str:
    """The listed title that a title is, in lower case and without hyphens, without the name of a state before it and,
    for one of the highest offices, words such as "acting"; empty for one with other words before it.

    >>> office_of("U.S. President"), office_of("Acting Prime Minister"), office_of("German Federal Chancellor")
    ('president', 'prime minister', 'chancellor')
    >>> office_of("French Vice-President"), office_of("Honorary President"), office_of("party president")
    ('vice president', '', 'party president')
    """
    words = title.replace("-", " ").split()
    start = next((n for n in range(len(words)) if _is_listed(words[n:])), len(words))
    states = gazetteer.lookup(" ".join(words[:start]))
    if start and not any(match.entry.type == ActorType.STATE for match in states):
        return ""
    listed = [word.casefold() for word in words[start:]]
    highest = " ".join(dropwhile(WORDS_BEFORE_OFFICES.__contains__, listed))
    return highest if highest in HIGHEST_OFFICES else " ".join(listed)


def _is_listed(words: list[str]) -> bool:
    """Whether words are a whole title of the list."""
    parts = tuple(map(str.casefold, words))
    return bool(parts) and any(tuple(w for w in t.words if w != "-") == parts for t in titles().get(parts[0], ()))


def was_long_before(until: int, year: int) -> bool:
    """Whether a term that ended in the year ``until`` was over long before a year."""
    return until + YEARS_AFTER_TERM <= year


def presided(name: str, state: str, years: Collection[int]) -> bool:
    """Whether a president of a state with a name, or a family name alone, was in office in one of the years, or left it
    the year before.

    >>> presided("Johnson", "US", [1966]), presided("Johnson", "US", [2021]), presided("Johnson", "GB", [2021])
    (True, False, False)
    >>> presided("Lyndon Johnson", "US", [1966]), presided("Brandon Johnson", "US", [1966])
    (True, False)
    """
    *given_names, family = name_parts(name) or ("",)
    return any(
        head.state == state
        and head.office == "president"
        and any(head.spans(year, after=1) for year in years)
        and any(_fits(full, given_names, family) for full in (head.name, *head.aliases))
        for head in heads()
    )


def _fits(full: str, given_names: Collection[str], family: str) -> bool:
    """Whether a full name has a family name, and one of the given names, if any."""
    *first_names, last_name = name_parts(full)
    return last_name == family and (not given_names or not set(given_names).isdisjoint(first_names))


@cache
def _by_name() -> Mapping[str, list[Head]]:
    heads_by_name: dict[str, list[Head]] = defaultdict(list)
    for head in heads():
        for name in (head.name, *head.aliases):
            heads_by_name[name.casefold()].append(head)
    return heads_by_name
