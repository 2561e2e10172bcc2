"""Lists in FollowTheMoney's JSON: entities with a schema and properties, as Aleph and OpenSanctions export them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import ListFileError, ListRowError
from kg.lists.csv_rows import Found
from kg.lists.omissions import warn_of_omissions
from kg.lists.own_list import ListedActor
from kg.lists.row import Row, actor_of, country_of, is_item, is_name, is_shipped_item
from kg.model import ActorType
from kg.resolve import folded_words, slug

__all__ = ["SCHEMAS", "read_entities"]

SCHEMAS = {
    "Person": ActorType.PERSON,
    "Organization": ActorType.ORGANIZATION,
    "PublicBody": ActorType.ORGANIZATION,
    "Company": ActorType.ORGANIZATION,
    "LegalEntity": ActorType.ORGANIZATION,
}
"""The type of actor for each schema. Entities of other schemas (addresses, vessels, ownership) are left out."""
_ALIASES = ("name", "alias", "previousName", "abbreviation")


class _Omissions:
    """What is left out of a file: how much, and its values with their lines."""

    def __init__(self) -> None:
        self.count = 0
        self.values: list[str] = []

    def add(self, place: Row, field: str, value: str) -> None:
        """Count a value that a list cannot hold."""
        self.count += 1
        self.values.append(f"line {place.line}: {field} {value!r}")


def read_entities(data: bytes, path: Path) -> Found:
    """The actors among the entities of a JSON list, or of one object or one a line. Weak aliases are left out, as are
    values that a list cannot hold, such as codes of no state, and names of two entities: none of them has these for
    sure. They are counted, and a `KgWarning` names the first.

    Raises `ListFileError` and `ListRowError`.
    """
    omissions = _Omissions()
    rows: list[tuple[Row, str]] = []
    for line, entity in _entities(data, path):
        schema = entity.get("schema")
        entity_row = Row(path, line, str(entity.get("id") or ""))
        if not isinstance(schema, str):
            raise entity_row.wrong("schema", str(schema), "and an entity has the name of its schema there")
        if schema not in SCHEMAS:
            omissions.count += 1
        elif (row := _row(entity_row, SCHEMAS[schema], entity, omissions)) is not None:
            rows.append((row, entity_row.name))
    actors: dict[str, ListedActor] = {}
    for row in _with_distinct_names(_merged_rows(rows), omissions):
        try:
            actor = actor_of(row)
        except ListRowError as error:  # an item that is another shipped actor's
            omissions.add(row, str(error.fields["field"]), row.name)
            continue
        if actor.id in actors:
            omissions.add(row, "name", row.name)
        actors.setdefault(actor.id, actor)
    warn_of_omissions(f"{path} is read without what a list cannot hold", omissions.values)
    return tuple(actors.values()), (), omissions.count


def _merged_rows(rows: list[tuple[Row, str]]) -> list[tuple[Row, str]]:
    """The rows with one for each entity: a file may have an entity twice, with the names that one or the other gives.
    It has the first country and item."""
    row_by_entity: dict[object, tuple[Row, str]] = {}
    for number, (row, entity) in enumerate(rows):
        key = (row.type, entity) if entity else number
        first_row, _ = row_by_entity.get(key, (row, entity))
        aliases = dict.fromkeys((*first_row.aliases, row.name, *row.aliases))
        aliases.pop(first_row.name, None)
        country, item = first_row.country or row.country, first_row.wikidata or row.wikidata
        row_by_entity[key] = replace(first_row, aliases=tuple(aliases), country=country, wikidata=item), entity
    return list(row_by_entity.values())


def _with_distinct_names(rows: list[tuple[Row, str]], omissions: _Omissions) -> Iterator[Row]:
    """The rows without the names that several entities have, and with an id of its own for each that loses one: that
    of its name and its entity. One with the Wikidata item of a shipped actor keeps the names that others have too, and
    is that actor."""
    shipped_items = {number: row.wikidata for number, (row, _) in enumerate(rows) if _is_shipped(row)}
    bearers: defaultdict[tuple[str, ...], set[int | str]] = defaultdict(set)
    for number, (row, _) in enumerate(rows):
        for text in (row.name, *row.aliases):
            bearers[folded_words(text)].add(shipped_items.get(number, number))
    for number, (row, entity) in enumerate(rows):
        names = []
        for text in (row.name, *row.aliases):
            others = bearers[folded_words(text)] - {shipped_items.get(number, number)}
            if others.intersection(shipped_items.values()) if number in shipped_items else others:
                omissions.add(row, "name of several", text)
            else:
                names.append(text)
        if not names:
            continue
        is_same = number in shipped_items or names[0] == row.name
        new_id = "" if is_same else f"{row.type}/{slug((*folded_words(row.name), *folded_words(entity)))}"
        yield replace(row, name=names[0], aliases=tuple(names[1:]), id=new_id)


def _is_shipped(row: Row) -> bool:
    return is_shipped_item(ActorType(row.type), row.wikidata)


def _row(place: Row, kind: ActorType, entity: dict[str, Any], omissions: _Omissions) -> Row | None:
    """The row of an entity, or None if texts cannot call it by any of its names."""
    properties = entity.get("properties") or {}
    if not isinstance(properties, dict):
        raise place.wrong("properties", str(properties), "not an object of lists")
    names_of_entity = _names_of_entity(place, properties, entity.get("caption"))
    if not names_of_entity:
        omissions.add(place, "entity without a name", place.name)
        return None
    countries, items = _texts(place, properties, "country"), _texts(place, properties, "wikidataId")
    names = [name for name in names_of_entity if is_name(name)]
    states = [code for code in countries if _is_state(place, code)]
    valid_items = [item for item in items if is_item(item)]
    for field, values, valid_values in (
        ("name", names_of_entity, names),
        ("country", countries, states),
        ("wikidataId", items, valid_items),
    ):
        for value in values:
            if value not in valid_values:
                omissions.add(place, field, value)
    if not names:
        return None
    country, item = (next(iter(values), "") for values in (states, valid_items))
    return Row(place.path, place.line, names[0], kind.value, "", tuple(names[1:]), country, item)


def _names_of_entity(place: Row, properties: dict[str, Any], caption: object) -> dict[str, None]:
    """The names that an entity gives, its caption first if it is one of them ("UN (New York)" is not one of the United
    Nations), or is all that it has."""
    names = dict.fromkeys(name for field in _ALIASES for name in _texts(place, properties, field))
    is_name = isinstance(caption, str) and (not names or folded_words(caption) in map(folded_words, names))
    return {str(caption): None} | names if is_name else names


def _is_state(place: Row, code: str) -> bool:
    try:
        return country_of(replace(place, country=code)) is not None
    except ListRowError:
        return False


def _texts(place: Row, properties: dict[str, Any], field: str) -> list[str]:
    value = properties.get(field, [])
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise place.wrong(field, str(value), "not a list of strings")
    return texts


def _entities(data: bytes, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each entity with the line in which it begins."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListFileError(path=path, detail=f"byte {error.start} is no UTF-8") from error
    decoder = json.JSONDecoder()
    offset, counted_to, line = 0, 0, 1
    is_array = text.lstrip().startswith("[")
    separators = " \t\r\n" + ("[,]" if is_array else "")
    while True:
        while offset < len(text) and text[offset] in separators:
            offset += 1
        if offset == len(text):
            return
        line += text.count("\n", counted_to, offset)
        counted_to = offset
        try:
            entity, offset = decoder.raw_decode(text, offset)
        except json.JSONDecodeError as error:
            raise ListFileError(path=path, detail=f"line {error.lineno}: {error.msg}") from error
        if not isinstance(entity, dict):
            raise ListFileError(path=path, detail=f"line {line} holds {entity!r}, not an entity")
        yield line, entity
