"""Lists in FollowTheMoney's JSON: entities with a schema and properties, as Aleph and OpenSanctions export them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import ListFileError
from kg.lists.csv_rows import Found
from kg.lists.own_list import ListedActor
from kg.lists.row import Row, actor_of
from kg.model import ActorType

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


def read_entities(data: bytes, path: Path) -> Found:
    """The actors among the entities of a JSON list, or of one object or one a line. Weak aliases are left out.

    Raises `ListFileError` and `ListRowError`.
    """
    actors: dict[str, ListedActor] = {}
    left_out = 0
    for line, entity in _entities(data, path):
        schema = entity.get("schema")
        row = Row(path, line, str(entity.get("id") or ""))
        if not isinstance(schema, str):
            raise row.wrong("schema", str(schema), "and an entity has the name of its schema there")
        if schema not in SCHEMAS:
            left_out += 1
            continue
        actor = actor_of(_row(row, SCHEMAS[schema], entity))
        if actor.id in actors:
            raise row.wrong("id", row.name, f"and an earlier entity is {actor.id} already")
        actors[actor.id] = actor
    return tuple(actors.values()), (), left_out


def _row(place: Row, kind: ActorType, entity: dict[str, Any]) -> Row:
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        raise place.wrong("properties", str(properties), "not an object of lists")
    names = list(dict.fromkeys(name for field in _ALIASES for name in _texts(place, properties, field)))
    names = ([str(entity["caption"])] if isinstance(entity.get("caption"), str) and not names else []) + names
    if not names:
        raise place.wrong("name", "", "and an actor needs one")
    country = next(iter(_texts(place, properties, "country")), "")
    wikidata = next(iter(_texts(place, properties, "wikidataId")), "")
    return Row(place.path, place.line, names[0], kind.value, "", tuple(names[1:]), country, wikidata)


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
    at, counted, line = 0, 0, 1
    is_array = text.lstrip().startswith("[")
    between = " \t\r\n" + ("[,]" if is_array else "")
    while True:
        while at < len(text) and text[at] in between:
            at += 1
        if at == len(text):
            return
        line += text.count("\n", counted, at)
        counted = at
        try:
            entity, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise ListFileError(path=path, detail=f"line {error.lineno}: {error.msg}") from error
        if not isinstance(entity, dict):
            raise ListFileError(path=path, detail=f"line {line} holds {entity!r}, not an entity")
        yield line, entity
