"""Resolving titles with a family name, and posts without a name, by holders that lists or the document name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from kg.model import ActorType
from kg.resolve.claim import Claim, Name
from kg.resolve.likeness import Profile, are_apart
from kg.resolve.person_name import PersonName, called_by, family_names
from kg.resolve.posts.holding import term_called
from kg.resolve.posts.meaning import post_at, posts_file, title_of
from kg.resolve.posts.terms import Term, terms_at
from kg.resolve.spelling import folded_words

__all__ = ["by_bearers", "by_office", "may_preside"]

type _Bearers = Mapping[str, Set[Name]]


def may_preside(names: Iterable[str]) -> bool:
    """Whether one of the bodies with these names may have a president of its own: a firm, a university.

    >>> may_preside(["the university"]), may_preside(["Senate of the club"]), may_preside(["World Trade Organization"])
    (True, True, False)
    """
    own = set(posts_file()["shared"]["bodies"])
    return any(not own.isdisjoint(folded_words(name)) for name in names)


def by_office(claim: Claim, own: Set[str], named: Set[str], *, is_of_a_body: bool) -> Claim:
    """The claim of a family name with a post, with the full name of the holder that the lists know. Of a person without
    a country the state is ``own``, the publisher's, or one of the ``named`` states of the document; the latter only if
    the whole family name agrees, and the title cannot be that of a body (``is_of_a_body``)."""
    name = claim.name
    if name is None or name.type is not ActorType.PERSON or name.is_post or name.gazetteer or claim.post:
        return claim
    posts = name.posts or claim.posts
    if not posts:
        return claim
    called = PersonName(name.words, name.initials, name.short)
    term = term_called(called, posts, {name.country} if name.country else own, name.year)
    if term is None and not name.country:
        shared = posts_file()["shared"]["titles"]
        posts_ = [post for post in posts if not (is_of_a_body and title_of(post.rpartition("@")[0]) in shared)]
        term = _whole(called, term_called(called, posts_, named, name.year))
    if term is None:
        return claim
    full = Name(name.type, term.name.words, term.name.initials, term.state or name.country, year=name.year)
    return replace(claim, country=full.country, name=full, posts=posts, post=term.post, holder=term.shown)


def _whole(called: PersonName, term: Term | None) -> Term | None:
    """The term, unless its holder has two family names and is called by one: "President Lopez" may be anybody."""
    is_one_of_two = term and called.short and len(family_names(term.name.words, term.state)) > 1
    return None if is_one_of_two else term


def by_bearers(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with posts without a name checked against the persons whom the document names with the post.

    If the lists do not know the post, it means the only person named with it. If they know a holder, but the document
    names somebody else with the post who has not held it before, it means nobody: the list may be out of date, or the
    document may call a rival so.
    """
    if not any(claim.post for claim in claims):
        return tuple(claims)
    bearers: dict[str, set[Name]] = defaultdict(set)
    for claim in claims:
        if claim.name is None or claim.name.type is not ActorType.PERSON or _is_by_post(claim):
            continue
        for title, _, place in (post.rpartition("@") for post in claim.name.posts or claim.posts):
            if not claim.country or place in {"", claim.country}:
                bearers[post_at(title, place or claim.country)].add(claim.name)
    return tuple(_by_bearers(claim, bearers) if _is_by_post(claim) else claim for claim in claims)


def _is_by_post(claim: Claim) -> bool:
    """Whether the document gives a post without a name."""
    return bool(claim.post) and not claim.posts


def _by_bearers(claim: Claim, bearers: _Bearers) -> Claim:
    named, name = bearers.get(claim.post, set()), claim.name
    if name is None:
        return claim
    if name.is_post:
        is_told = len(named) == 1 and not terms_at(claim.post)
        return replace(claim, name=next(iter(named))) if is_told else claim
    return (
        replace(claim, name=None, post="", holder="")
        if any(_is_new(each, name, claim.post) for each in named)
        else claim
    )


def _is_new(named: Name, holder: Name, post: str) -> bool:
    """Whether a person named with a post is neither its holder nor known as an earlier holder."""
    if not are_apart(_profile(named), _profile(holder)):
        return False
    earlier = [term for term in terms_at(post) if term.end.year <= holder.year]
    if named.short:
        return not any(named.short in called_by(term.name.words, term.state) for term in earlier)
    return named.words not in {term.name.words for term in earlier}


def _profile(name: Name) -> Profile:
    return Profile(name.type, name.words, name.initials, name.short, name.country)
