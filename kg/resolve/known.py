"""The states, organizations and blocs that have an id of their own in ``schemas/actors``, and the words that mean
them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.resolve.spelling import folded_words
from kg.vocabulary import schema_path

__all__ = ["Known", "known", "known_as", "leading_state"]

_FILES: Final = {"bloc": "blocs.csv", "organization": "organizations.csv", "state": "states.csv"}
"""The file of each type of actors that has one."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the gazetteer. ``texts`` are its name, aliases, demonyms, capital and metonyms; ``alpha3`` is the code
    of three letters of a state that ISO 3166-1 lists."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    wikidata: str | None
    texts: tuple[str, ...]
    alpha3: str | None = None

    @property
    def phrases(self) -> frozenset[tuple[str, ...]]:
        """The texts as folded words."""
        return _phrases(self.texts)


@cache
def known() -> Mapping[str, Known]:
    """Every row by its id.

    >>> known()["state/CN"].wikidata, ("chinese",) in known()["state/CN"].phrases
    ('Q148', True)
    """
    return {id_: row for type_ in _FILES for id_, row in _of_type(type_).items()}


def known_as(id_: str) -> Known | None:
    """The row with this id, for whom no file but that of its type need be read.

    >>> known_as("state/CN").name, known_as("person/liu-he")
    ('China', None)
    """
    return _of_type(id_.partition("/")[0]).get(id_)


def leading_state(words: tuple[str, ...]) -> Known | None:
    """The state whose name is the longest beginning of ``words``.

    >>> leading_state(("guinea", "bissau", "officials")).name
    'Guinea-Bissau'
    """
    for length in range(min(len(words), _longest()), 0, -1):
        if found := _states_by_name().get(words[:length]):
            return found
    return None


@cache
def _of_type(type_: str) -> Mapping[str, Known]:
    """The rows of the actors of this type, by their ids."""
    return {row.id: row for row in _rows(_FILES[type_])} if type_ in _FILES else {}


def _rows(file: str) -> Iterator[Known]:
    with schema_path(f"actors/{file}").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            aliases = tuple(filter(None, (row.get("aliases") or "").split("|")))
            texts = [row["name"], *aliases]
            for column in ("demonyms", "capital", "metonyms"):
                texts += (row.get(column) or "").split("|")
            yield Known(
                row["id"],
                row["name"],
                aliases,
                row.get("alpha2") or row.get("state") or None,
                row.get("wikidata") or None,
                tuple(texts),
                row.get("alpha3") or None,
            )


@cache
def _phrases(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(folded_words(text) for text in texts) - {()}


@cache
def _states_by_name() -> Mapping[tuple[str, ...], Known]:
    return {folded_words(row.name): row for row in known().values() if row.id.startswith("state/")}


@cache
def _longest() -> int:
    return max((len(name) for name in _states_by_name()), default=0)
