"""The states, organizations and blocs of the gazetteer, ``schemas/actors``, and the words that mean them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.resolve.gazetteer import TYPES, rows
from kg.resolve.spelling import folded_words

__all__ = ["Known", "known", "leading_state"]


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the gazetteer. ``texts`` are its name, aliases, demonyms, capital and metonyms; ``alpha3`` is the ISO
    3166-1 alpha-3 code of a state that has one."""

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
    """All rows of the gazetteer by id.

    >>> known()["state/CN"].wikidata, ("chinese",) in known()["state/CN"].phrases
    ('Q148', True)
    """
    return {row.id: row for type_ in TYPES for row in _rows(type_)}


def leading_state(words: tuple[str, ...]) -> Known | None:
    """The state with the longest name that ``words`` begin with, or None.

    >>> leading_state(("guinea", "bissau", "officials")).name
    'Guinea-Bissau'
    """
    for length in range(min(len(words), _longest()), 0, -1):
        if found := _states_by_name().get(words[:length]):
            return found
    return None


def _rows(type_: str) -> Iterator[Known]:
    for row in rows(type_):
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
