"""The codes of other tools: a code is a label of an issue (DNA: a concept), or the name of an actor."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kg.errors import ActorAmbiguousError, ActorUnknownError
from kg.extract.words.gazetteer import lookup
from kg.judgements import AboutFact
from kg.lists.row import concept_named, own_concept
from kg.model import ActorType
from kg.query.values import actor_of
from kg.record import ActorMatches, Record
from kg.stores.ids import own_issue

__all__ = ["Actor", "actor_of_code", "actors_of_codes", "issue_of_code", "issues_of_codes"]

type Actor = str | dict[str, str]
"""The id of an actor, or the name and type of one that nobody knows."""


def issue_of_code(label: str) -> str:
    """The local name of the concept of this label, else of an issue of its own: the one that a list with this label
    would have (`kg.lists.row.own_concept`).

    >>> issue_of_code("Market access"), issue_of_code("Tolls for grain")
    ('MarketAccess', 'own/tolls-for-grain')
    """
    return concept_named(label) or own_concept(label)


def issues_of_codes(record: Record) -> Callable[[str], str]:
    """The same for the codes that come into a graph: its own lists are ahead of the shipped concepts, and an issue that
    somebody's facts are about already, under the content words of the label alone, keeps its name."""
    listed = {issue.label.casefold(): issue.concept for own in record.lists() for issue in own.issues}
    used = {
        issue
        for each in record.all_judgements()
        if isinstance(each.about, AboutFact)
        for issue in (*each.about.said.get("issues", ()), *(each.values.get("issues") or ()))
    }

    def issue(label: str) -> str:
        by_words = own_issue(label).removeprefix("issue/")
        return (
            listed.get(label.casefold())
            or concept_named(label)
            or (by_words if by_words in used else own_concept(label))
        )

    return issue


def actor_of_code(name: str, kind: ActorType) -> Actor:
    """The one state, organization or bloc of this name that ships, else an actor of its own; a person is no state.

    >>> actor_of_code("China", ActorType.ORGANIZATION), actor_of_code("China", ActorType.PERSON)
    ('state/CN', {'name': 'China', 'type': 'person'})
    """
    matches = lookup(name) if kind is not ActorType.PERSON else ()
    return matches[0].entry.id if len(matches) == 1 else {"name": name, "type": kind.value}


def actors_of_codes(record: Record) -> Callable[[str, ActorType], Actor]:
    """The same for the codes that come into a graph: whoever alone is called so there, or has this ISO code, is ahead
    of those that ship."""

    @cache
    def actor(name: str, kind: ActorType) -> Actor:
        called = record.find_named(name).actors
        if kind is ActorType.PERSON:
            called = tuple(each for each in called if each.id.startswith(f"{kind}/"))
        try:
            return actor_of(name, lambda _: ActorMatches(called)).id
        except (ActorUnknownError, ActorAmbiguousError):
            return actor_of_code(name, kind)

    return actor
