"""Terms of office: those of ``terms.csv``, to the day, and those of the list of heads and ministers, to the year.

``terms.csv`` was written from general knowledge, for the states and years that documents on negotiations are mostly
about. It is used to resolve posts without a name, and has no ids.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.offices import heads
from kg.resolve.person_name import PersonName, person_name
from kg.resolve.posts.meaning import post_at, posts_file

__all__ = ["Term", "may_exist", "terms_at", "terms_of"]

_VOUCHED = frozenset({"world-leaders", "foreign-ministers"})
"""Sources in which the last year is one in office; in the others it is the year of leaving."""
_KNOWN_TO = dt.date(2027, 1, 1)
"""The day from which on neither list tells who is in office."""
_MOST = 0.9
"""The share of a year for which somebody has held a post if a document dated only by the year means them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A person held a post from ``start`` to ``end`` (exclusive). ``is_exact``: the days are known, not only the years.

    ``state`` is "" for a post of an international body, whose holder may be of any state.
    ``shown`` is the name as the list writes it."""

    post: str
    name: PersonName
    state: str
    start: dt.date
    end: dt.date
    shown: str
    is_exact: bool = True

    def share(self, year: int) -> float:
        """The share of the year that the term certainly covers; 0 or 1 where only years are known.

        >>> bush = terms_of(("george", "bush"), ("w",), "US")[0]
        >>> round(bush.share(2001), 2), bush.share(2004), bush.share(2010)
        (0.95, 1.0, 0.0)
        """
        first, next_first = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        return max((min(self.end, next_first) - max(self.start, first)).days, 0) / (next_first - first).days

    def spans(self, year: int, before: int = 0, after: int = 0) -> bool:
        """Whether the year is one of the term's, or at most so many years ``before`` or ``after`` it."""
        return self.start.year - before <= year <= self.end.year + after

    def is_most_of(self, year: int) -> bool:
        """Whether a document of the year that gives the post, with an unknown day, means this term's holder."""
        return self.share(year) >= _MOST


def terms_at(post: str) -> Sequence[Term]:
    """All known terms in a post, the earliest first.

    >>> [" ".join(term.name.words) for term in terms_at("president@UA")][-2:]
    ['petro poroshenko', 'volodymyr zelenskyy']
    """
    return _by_post().get(post, ())


def may_exist(post: str) -> bool:
    """Whether the place may have such a post: no president where somebody else is known to be the head.

    >>> may_exist("president@FR"), may_exist("president@GB"), may_exist("defense minister@GB")
    (True, False, True)
    """
    title, _, place = post.rpartition("@")
    return bool(terms_at(post)) or title not in posts_file()["heads"]["listed"] or place not in _places()


def terms_of(words: tuple[str, ...], initials: tuple[str, ...], country: str) -> tuple[Term, ...]:
    """The terms of the persons with this full name, as far as country and initials agree.

    >>> [term.post for term in terms_of(("george", "bush"), ("h", "w"), "US")]
    ['vice president@US', 'president@US']
    >>> terms_of(("george", "bush"), (), "AU")
    ()
    """
    found = [term for term in _by_words().get(words, ()) if not term.state or country in {"", term.state}]
    return tuple(term for term in found if not initials or not term.name.initials or initials == term.name.initials)


@cache
def _by_post() -> Mapping[str, Sequence[Term]]:
    """Exact terms; those known by years only where no exact term of the post overlaps with them."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in _exact():
        found[term.post].append(term)
    for term in _by_years():
        if not any(each.start < term.end and term.start < each.end for each in found[term.post] if each.is_exact):
            found[term.post].append(term)
    return {post: sorted(terms, key=lambda term: term.start) for post, terms in found.items()}


@cache
def _places() -> Set[str]:
    """The places with a known term."""
    return {post.rpartition("@")[2] for post in _by_post()}


@cache
def _by_words() -> Mapping[tuple[str, ...], Sequence[Term]]:
    found: dict[tuple[str, ...], list[Term]] = defaultdict(list)
    for terms in _by_post().values():
        for term in terms:
            found[term.name.words].append(term)
    return {words: sorted(terms, key=lambda term: term.start) for words, terms in found.items()}


def _exact() -> Sequence[Term]:
    with Path(__file__).with_name("terms.csv").open(encoding="utf-8", newline="") as handle:
        return [
            Term(
                post_at(row["office"], row["state"]),
                person_name(row["name"]),
                row["state"] if row["state"] not in posts_file()["bodies"] else "",
                dt.date.fromisoformat(row["start"]),
                dt.date.fromisoformat(row["end"]) if row["end"] else _KNOWN_TO,
                row["name"],
            )
            for row in csv.DictReader(handle)
        ]


def _by_years() -> Sequence[Term]:
    """Terms that are known by years. The first year and the year of leaving are left out, since another person may have
    held the post for a part of them; so is the time from the next holder's first year on: a person may hold it twice.
    """
    found = []
    posts = [post_at(head.office, head.state) for head in heads()]
    starts: dict[str, set[int]] = defaultdict(set)
    for head, post in zip(heads(), posts, strict=True):
        starts[post].add(head.start)
    for head, post in zip(heads(), posts, strict=True):
        later = [start for start in starts[post] if start > head.start]
        last = _KNOWN_TO.year - 1 if head.end is None else head.end if head.source in _VOUCHED else head.end - 1
        last = min([last, *(start - 1 for start in later)])
        if post and head.start < last:
            start, end = dt.date(head.start + 1, 1, 1), dt.date(last + 1, 1, 1)
            found.append(Term(post, person_name(head.name), head.state, start, end, head.name, is_exact=False))
    return found
