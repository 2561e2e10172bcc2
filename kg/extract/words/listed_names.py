"""The actors of a project's own lists, as entries in addition to those of the gazetteer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.extract.words.gazetteer import Entry, Names, entry, names_of
from kg.lists import ListedActor, OwnList
from kg.model import ActorType

__all__ = ["listed_countries", "listed_names", "listed_person"]

_ARTICLE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=8)
def listed_names(lists: tuple[OwnList, ...]) -> Names | None:
    """The names of the lists' actors, None without any. An actor of the gazetteer keeps its other data."""
    found = [_entry(actor) for each in lists for actor in each.actors]
    return names_of(found) if found else None


def _entry(actor: ListedActor) -> Entry:
    ours = entry(actor.id)
    own = replace(ours, demonyms=(), capitals=(), metonyms=()) if ours else Entry(actor.id, actor.name, actor.type)
    bare = [_ARTICLE.sub("", name) for name in (actor.name, *actor.aliases)]
    return replace(
        own,
        name=actor.name,
        aliases=tuple(dict.fromkeys(bare)),
        country=actor.country or own.country,
        wikidata=actor.wikidata or own.wikidata,
    )


def listed_person(lists: tuple[OwnList, ...], name: str) -> Entry | None:
    """The listed person to whom a name refers; None where it may refer to several actors, or to no person."""
    names = listed_names(lists)
    found = [match.entry for match in names.lookup(name)] if names is not None else []
    return found[0] if len(found) == 1 and found[0].type is ActorType.PERSON else None


def listed_countries(lists: tuple[OwnList, ...]) -> dict[str, str]:
    """The countries of actors in the lists, by the actor's id."""
    return {actor.id: actor.country for each in lists for actor in each.actors if actor.country}
