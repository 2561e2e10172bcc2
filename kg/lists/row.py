"""A row of a list, whatever its format: checking its fields, and finding the id of its actor or issue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import ListRowError
from kg.lists.own_list import ListedActor, ListedIssue
from kg.model import Actor, ActorType, Facts
from kg.offices import heads
from kg.resolve import Reason, folded_words, resolve, slug
from kg.resolve.gazetteer_entries import gazetteer
from kg.resolve.person_name import person_name
from kg.resolve.wordlist import words
from kg.vocabulary import concepts

__all__ = [
    "Row",
    "actor_of",
    "concept_named",
    "country_of",
    "id_by_name",
    "is_item",
    "is_long_enough",
    "is_name",
    "is_shipped_item",
    "issue_of",
    "own_concept",
]

_WIKIDATA = re.compile(r"Q[1-9]\d*")
_ID = re.compile(r"[a-z]+/[^\s<>\"{}|\\^`]+")
_DOCUMENT = "0" * 16
_OWN = "own/"
_BY_ITSELF = {Reason.ALONE, Reason.AMBIGUOUS, Reason.TIE}


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one actor or issue as a file has them. ``line`` counts from 1, or is a function that searches for
    the line if an error needs it."""

    path: Path
    line: int | Callable[[], int]
    name: str
    type: str = ""
    id: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    wikidata: str = ""
    broader: str = ""

    def wrong(self, field: str, value: str, detail: str) -> ListRowError:
        """The error for a value that a field does not take."""
        line = self.line if isinstance(self.line, int) else self.line()
        return ListRowError(path=self.path, line=line, field=field, value=repr(value), detail=detail)

    def names(self) -> tuple[str, ...]:
        """Its name, then its aliases, each once, with single spaces. Raises `kg.errors.ListRowError`."""
        names: dict[str, None] = {}
        for field, text in (("name", self.name), *(("aliases", alias) for alias in self.aliases)):
            name = " ".join(unicodedata.normalize("NFC", text).split())
            if _is_short(name):
                raise self.wrong(field, text, "and a name has two letters at least")
            names.setdefault(name)
        return tuple(names)


def is_name(text: str) -> bool:
    """Whether an actor may have this name: it has two letters and is no small word that texts use for everybody.

    >>> is_name("Ana Ek"), is_name("Y"), is_name("the")
    (True, False, False)
    """
    return not _is_short(text) and not _is_common(text)


def is_long_enough(text: str) -> bool:
    """Whether an actor or issue may have this name: it has two letters or digits, one of them a letter.

    >>> is_long_enough("EU"), is_long_enough("A"), is_long_enough("12")
    (True, False, False)
    """
    return not _is_short(text)


def is_item(text: str) -> bool:
    """Whether the words are the id of a Wikidata item.

    >>> is_item("Q148"), is_item("148")
    (True, False)
    """
    return _WIKIDATA.fullmatch(text) is not None


def is_shipped_item(kind: ActorType, text: str) -> bool:
    """Whether the Wikidata item is that of one shipped actor of this type.

    >>> is_shipped_item(ActorType.STATE, "Q148"), is_shipped_item(ActorType.PERSON, "Q148")
    (True, False)
    """
    return text in _ids_by_item() and _shipped_id(kind, "", text) is not None


def _is_short(name: str) -> bool:
    return sum(map(str.isalnum, name)) < 2 or not any(map(str.isalpha, name))


def _is_common(text: str) -> bool:
    """Whether a name is a small word, or several in small letters: He An may be a person."""
    words_of_name = folded_words(text)
    is_name = text.isupper() or (len(words_of_name) > 1 and not text.islower())
    return not is_name and words().function_words.issuperset(words_of_name)


def actor_of(row: Row) -> ListedActor:
    """The actor of a row: one of the gazetteer if id, Wikidata item or name say so. Raises `ListRowError`."""
    name, *aliases = row.names()
    if row.wikidata and not is_item(row.wikidata):
        raise row.wrong("wikidata", row.wikidata, "not an item's id such as Q148")
    country = country_of(row)
    kind = _type(row, name)
    id_ = row.id or id_by_name(kind, name, country, row.wikidata)
    if not _ID.fullmatch(id_) or id_.partition("/")[0] != kind.value:
        raise row.wrong("id", row.id, f"not {kind.value}/ and a word of letters, digits and hyphens")
    _check_shipped(row, id_, (name, *aliases))
    if (
        kind is ActorType.PERSON
        and (shipped_name := _heads_by_item().get(row.wikidata))
        and shipped_name not in (name, *aliases)
    ):
        aliases.append(shipped_name)
    return ListedActor(id_, name, kind, tuple(aliases), country, row.wikidata or None)


def id_by_name(kind: ActorType, name: str, country: str | None, wikidata: str = "") -> str:
    """The id of an actor whose row gives none: that of a shipped actor if item or name say so, else a new one."""
    return _shipped_id(kind, name, wikidata) or _new_id(kind, name, country)


def _check_shipped(row: Row, id_: str, names: Sequence[str]) -> None:
    """Check that the shipped actor whom id or item give is not another one than the name does, unless one of the other
    names is the shipped actor's own; and that no name is a small word. Raises `ListRowError`."""
    for text in names:
        if _is_common(text):
            raise row.wrong("aliases" if text in row.aliases else "name", text, "and texts use it for everybody")
    field, value = ("id", row.id) if row.id else ("wikidata", row.wikidata)
    ids_by_name = [_shipped_ids_named(id_, text) for text in names]
    if id_ in gazetteer() and (named_ids := ids_by_name[0]) and not any(id_ in each for each in ids_by_name):
        shipped = gazetteer()[id_].name
        others = ", ".join(named_ids)
        detail = f"that of {shipped}, but {names[0]} is {others}; give a name of {shipped} as alias if you mean it"
        raise row.wrong(field, value, detail)
    items = _ids_by_item().get(row.wikidata, ())
    if id_ in gazetteer() and items and id_ not in items:
        raise row.wrong("wikidata", row.wikidata, f"that of {', '.join(items)}, not of {id_}")


def _shipped_ids_named(id_: str, text: str) -> tuple[str, ...]:
    """The ids of the gazetteer of the same type with this name."""
    kind = id_.partition("/")[0]
    return tuple(each for each in _ids().get(folded_words(text), ()) if each.partition("/")[0] == kind)


def _type(row: Row, name: str) -> ActorType:
    type_name = row.type.casefold()
    if type_name in [*ActorType]:
        return ActorType(type_name)
    if not type_name:
        stems = {id_.partition("/")[0] for id_ in (row.id, *_ids().get(folded_words(name), ())) if id_}
        if len(stems) == 1 and (only_type := stems.pop()) in [*ActorType]:
            return ActorType(only_type)
    raise row.wrong("type", row.type, f"not issue or one of {', '.join(ActorType)}")


def country_of(row: Row) -> str | None:
    """The code of a row's country, None where it has none. Raises `ListRowError`."""
    if not row.country:
        return None
    if (code := row.country.upper()) in _codes():
        return code
    states = [id_ for id_ in _ids().get(folded_words(row.country), ()) if id_.startswith("state/")]
    if len(states) == 1 and (country := gazetteer()[states[0]].country):
        return country
    raise row.wrong("country", row.country, "neither a state's name nor its ISO 3166-1 alpha-2 code")


@cache
def _codes() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes of the states."""
    return frozenset(row.country for row in gazetteer().values() if row.country and row.id.startswith("state/"))


@cache
def _ids_by_item() -> dict[str, tuple[str, ...]]:
    """The ids of the gazetteer, and of heads of state and government and foreign ministers, by Wikidata item."""
    ids_by_item: dict[str, dict[str, None]] = {}
    shipped = [(row.wikidata, row.id) for row in gazetteer().values()] + [(head.wikidata, head.id) for head in heads()]
    for item, id_ in shipped:
        if item:
            ids_by_item.setdefault(item, {}).setdefault(id_)
    return {item: tuple(ids) for item, ids in ids_by_item.items()}


@cache
def _heads_by_item() -> dict[str, str]:
    """The name of each head of state or government or foreign minister by Wikidata item."""
    return {head.wikidata: head.name for head in heads() if head.wikidata}


@cache
def _ids() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The ids of the gazetteer by each name and alias, folded."""
    ids_by_name: dict[tuple[str, ...], dict[str, None]] = {}
    for row in gazetteer().values():
        for text in (row.name, *row.aliases):
            ids_by_name.setdefault(folded_words(text), {}).setdefault(row.id)
    return {name: tuple(ids) for name, ids in ids_by_name.items()}


def _shipped_id(kind: ActorType, name: str, wikidata: str) -> str | None:
    """The id of the only actor of the gazetteer with this item or name and this type, if there is one."""
    ids = _ids_by_item().get(wikidata) or _ids().get(folded_words(name), ())
    ids_of_type = [id_ for id_ in ids if id_.startswith(f"{kind.value}/")]
    return ids_of_type[0] if len(ids_of_type) == 1 else None


def _new_id(kind: ActorType, name: str, country: str | None) -> str:
    """The id that resolution gives an actor of this name: documents that were read before the list have it too. The id
    of a person who is not shipped has the middle initials, as if others of this name had no or other ones."""
    parsed_name = person_name(name)
    if kind is ActorType.PERSON and parsed_name.initials and not parsed_name.short:
        id_with_initials = (
            f"{kind.value}/{slug((*parsed_name.words[:1], *parsed_name.initials, *parsed_name.words[1:]))}"
        )
        return _head_called(parsed_name.words, parsed_name.initials, country) or id_with_initials
    link = resolve({_DOCUMENT: Facts((Actor("1", name, kind, country=country),))})[_DOCUMENT]["1"]
    return f"{kind.value}/{slug(folded_words(name))}" if link.reason in _BY_ITSELF else link.actor


@cache
def _head_called(words_: tuple[str, ...], initials: tuple[str, ...], country: str | None) -> str | None:
    """The id of the only head of state or government or foreign minister of a state with this name, none of whose names
    has other middle initials only."""
    initials_by_head: dict[str, set[tuple[str, ...]]] = {}
    for head in heads():
        if head.state == country:
            for parsed_name in map(person_name, (head.name, *head.aliases)):
                if parsed_name.words == words_:
                    initials_by_head.setdefault(head.id, set()).add(parsed_name.initials)
    matching_heads = [
        id_
        for id_, initials_of_names in initials_by_head.items()
        if initials in initials_of_names or initials_of_names == {()}
    ]
    return matching_heads[0] if len(matching_heads) == 1 else None


def issue_of(row: Row, concept: str | None = None, broader: str | None = None) -> ListedIssue:
    """The issue of a row. Raises `ListRowError`."""
    label, *aliases = row.names()
    return ListedIssue(concept or concept_named(label) or own_concept(label), label, tuple(aliases), broader)


def own_concept(label: str, used_names: Container[str] = ()) -> str:
    """A local name for a concept of a list, numbered if it is one of ``used_names``.

    >>> own_concept("Access to Markets"), own_concept("River tolls", ["own/river-tolls"])
    ('own/access-to-markets', 'own/river-tolls-2')
    """
    parts = re.split(r"[\W_]+", unicodedata.normalize("NFKC", label).casefold())
    name = _OWN + "-".join(filter(None, parts))
    number = 2
    while name in used_names:
        name = f"{name.removesuffix(f'-{number - 1}')}-{number}"
        number += 1
    return name


def concept_named(label: str) -> str | None:
    """The local name of the concept of the shipped scheme with this label, or None.

    >>> concept_named("Market access"), concept_named("River tolls")
    ('MarketAccess', None)
    """
    return _concepts().get(label.casefold())


@cache
def _concepts() -> dict[str, str]:
    return {each.label.casefold(): id_.removeprefix("issue/") for id_, each in concepts().items()}
