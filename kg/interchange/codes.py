"""Codes of other tools as issues and actors: a code is the label of an issue (in DNA: a concept) or an actor's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

from kg.errors import ActorAmbiguousError, ActorUnknownError
from kg.extract.words.gazetteer import lookup
from kg.judgements import AboutFact
from kg.lists.row import concept_named, own_concept
from kg.model import ActorType
from kg.networks.from_graph.naming import is_name_of
from kg.query.values import actor_of
from kg.record import ActorMatches, Record
from kg.stores.ids import own_issue

__all__ = [
    "Actor",
    "FindActor",
    "actor_of_code",
    "actors_of_codes",
    "exported_actor",
    "issue_of_code",
    "issues_of_codes",
]

type Actor = str | dict[str, str]
"""The id of an actor, or the name and type of an unknown one."""


class FindActor(Protocol):
    """Finds the actor of a name and type; ``exported_id`` is the id that it was exported with, "" for none."""

    def __call__(self, name: str, kind: ActorType, exported_id: str = "") -> Actor: ...


def issue_of_code(label: str) -> str:
    """The local name of the concept with this label; without one, that of an issue of its own, as a list with this
    label would name it (`kg.lists.row.own_concept`).

    >>> issue_of_code("Market access"), issue_of_code("Tolls for grain")
    ('MarketAccess', 'own/tolls-for-grain')
    """
    return concept_named(label) or own_concept(label)


def issues_of_codes(record: Record) -> Callable[[str], str]:
    """A function like `issue_of_code` for a graph: its own lists come before the shipped concepts, and an issue that
    judgements use already under the content words of the label keeps that name."""
    concepts_by_label = {
        issue.label.casefold(): issue.concept for own_list in record.lists() for issue in own_list.issues
    }
    used_issues = {
        issue
        for judgement in record.all_judgements()
        if isinstance(judgement.about, AboutFact)
        for issue in (*judgement.about.said.get("issues", ()), *(judgement.values.get("issues") or ()))
    }

    def issue(label: str) -> str:
        issue_by_words = own_issue(label).removeprefix("issue/")
        return (
            concepts_by_label.get(label.casefold())
            or concept_named(label)
            or (issue_by_words if issue_by_words in used_issues else own_concept(label))
        )

    return issue


def actor_of_code(name: str, kind: ActorType, exported_id: str = "") -> Actor:
    """The only shipped state, organization or bloc of this name, else a new actor. A person is always a new actor.
    Without a graph nothing is known of an ``exported_id``.

    >>> actor_of_code("China", ActorType.ORGANIZATION), actor_of_code("China", ActorType.PERSON)
    ('state/CN', {'name': 'China', 'type': 'person'})
    """
    matches = lookup(name) if kind is not ActorType.PERSON else ()
    return matches[0].entry.id if len(matches) == 1 else {"name": name, "type": kind.value}


def exported_actor(record: Record) -> Callable[[str, str], str | None]:
    """A function that gives the id of the actor that was exported with a name and an id; None where the graph has no
    such actor, or the name is not its own, since somebody has written another one in its place."""

    @cache
    def actor(name: str, id_: str) -> str | None:
        found = record.find_actor(id_).actors[:1] if id_ else ()
        return next((each.id for each in found if is_name_of(name, (each.name, *each.aliases))), None)

    return actor


def actors_of_codes(record: Record) -> FindActor:
    """A function like `actor_of_code` for a graph: the only actor there with this name or ISO code comes before the
    shipped ones, and before both the actor that was exported under this name (several may have it), unless somebody
    has written another name in its place."""

    exported = exported_actor(record)

    @cache
    def actor(name: str, kind: ActorType, exported_id: str = "") -> Actor:
        if known_id := exported(name, exported_id):
            return known_id
        actors_of_name = record.find_named(name).actors
        if kind is ActorType.PERSON:
            actors_of_name = tuple(
                named_actor for named_actor in actors_of_name if named_actor.id.startswith(f"{kind}/")
            )
        try:
            return actor_of(name, lambda _: ActorMatches(actors_of_name)).id
        except (ActorUnknownError, ActorAmbiguousError):
            return actor_of_code(name, kind)

    return actor
