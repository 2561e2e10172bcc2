"""Who held a post at some time: by the lists of office holders, and by the documents of a collection."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Set

from kg.resolve.candidate import Candidate
from kg.resolve.person_name import PersonName, called_by
from kg.resolve.posts.meaning import post_at, title_of
from kg.resolve.posts.terms import Term, terms_at

__all__ = ["holder_in", "term_called", "term_in"]

_TERM = 4
"""The most years between two documents that name one person with a post, for nobody else to have held it between."""
_OUTWEIGHS = 4


def term_in(post: str, year: int, day: dt.date | None = None) -> Term | None:
    """The term of the holder of the post on ``day``, or for nearly all of the ``year`` if there is no day; None where
    that is not known.

    >>> [" ".join(term_in("president@RU", year).name.words) for year in (2005, 2010, 2018)]
    ['vladimir putin', 'dmitry medvedev', 'vladimir putin']
    >>> term_in("president@RU", 2008), term_in("president@NR", 1999), term_in("president@RU", 2040)
    (None, None, None)
    >>> [term_in("president@US", 2017, day).name.words[-1] for day in (None, dt.date(2017, 1, 10))]
    ['trump', 'obama']
    """
    held = [term for term in terms_at(post) if (term.start <= day < term.end if day else term.is_most_of(year))]
    return held[0] if len(held) == 1 else None


def term_called(name: PersonName, posts: Iterable[str], states: Set[str], year: int) -> Term | None:
    """The term of the only known holder whose name ends with ``name`` and who held one of the posts in the year of the
    document; None if there is none, or several. A post without a state may be of any of ``states``.

    >>> from kg.resolve.person_name import person_name
    >>> term_called(person_name("Bush"), ["president@"], {"IQ", "US"}, 2003).name.initials
    ('w',)
    >>> term_called(person_name("López Obrador"), ["president@MX"], set(), 2020).name.words
    ('andres', 'manuel', 'lopez', 'obrador')
    >>> term_called(person_name("George Bush"), ["president@US"], set(), 1990).name.initials
    ('h', 'w')
    >>> term_called(person_name("Bush"), ["senator@"], {"US"}, 2003), term_called(person_name("Bush"), [], {"US"}, 2003)
    (None, None)
    """
    found = {}
    for post in posts:
        title, _, place = post.rpartition("@")
        for state in ({place} if place else states) if year and title_of(title) else ():
            for term in terms_at(post_at(title, state)):
                if term.spans(year) and _ends(name, term):
                    found[term.name.words, term.name.initials] = term
    return next(iter(found.values())) if len(found) == 1 else None


def _ends(name: PersonName, term: Term) -> bool:
    """Whether the name is less than the holder's: without the middle initials, its end, or the family name, where the
    first initial fits."""
    whole = term.name.words
    if name.short:
        fits = not name.initials or whole[0].startswith(name.initials[0])
        return fits and name.short in called_by(whole, term.state)
    if name.words == whole:
        return bool(term.name.initials) and not name.initials
    return len(name.words) < len(whole) and name.words == whole[-len(name.words) :]


def holder_in(year: int, candidates: Iterable[Candidate]) -> str | None:
    """The actor who held a post in a year, by the years of the documents that name each candidate with it; or None.

    It is the one that documents of that year name, or those of the nearest years before and after, if these are no more
    than a term apart. A single misread document among many is outweighed.

    >>> def seen(actor: str, year: int) -> Candidate:
    ...     return Candidate("person:president@RU", actor, (), "RU", (), years=(year,))
    >>> terms = [seen("person/putin", 2003), seen("person/putin", 2007), seen("person/medvedev", 2010)]
    >>> [holder_in(year, terms) for year in (2003, 2005, 2008, 2010, 2012)]
    ['person/putin', 'person/putin', None, 'person/medvedev', None]
    """
    seen: dict[int, Counter[str]] = defaultdict(Counter)
    for each in candidates:
        for at in each.years:
            seen[at][each.actor] += each.weight
    before, after = max((at for at in seen if at <= year), default=0), min((at for at in seen if at >= year), default=0)
    if not (before and after) or after - before > _TERM:
        return None
    one, other = _most(seen[before]), _most(seen[after])
    return one if one == other else None


def _most(holders: Counter[str]) -> str | None:
    actor, weight = holders.most_common(1)[0]
    return actor if weight >= _OUTWEIGHS * (holders.total() - weight) else None
