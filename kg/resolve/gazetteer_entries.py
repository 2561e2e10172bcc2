"""The states, organizations and blocs of the gazetteer, ``schemas/actors``, and the words that mean them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.resolve.gazetteer import TYPES, rows
from kg.resolve.spelling import folded_words

__all__ = ["GazetteerEntry", "gazetteer", "leading_state"]


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """An actor of the gazetteer. ``texts`` are its name, aliases, demonyms, capital and metonyms.

    ``country`` is the ISO 3166-1 alpha-2 code of a state, or of the state that a body belongs to; ``alpha3`` is the
    alpha-3 code of a state. Both are None where there is none.
    """

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
def gazetteer() -> Mapping[str, GazetteerEntry]:
    """All entries of the gazetteer by id.

    >>> gazetteer()["state/CN"].wikidata, ("chinese",) in gazetteer()["state/CN"].phrases
    ('Q148', True)
    """
    return {entry.id: entry for type_ in TYPES for entry in _entries(type_)}


def leading_state(words: tuple[str, ...]) -> GazetteerEntry | None:
    """The state with the longest name that ``words`` begin with, or None.

    >>> leading_state(("guinea", "bissau", "officials")).name
    'Guinea-Bissau'
    """
    for length in range(min(len(words), _longest_name()), 0, -1):
        if state := _states_by_name().get(words[:length]):
            return state
    return None


def _entries(type_: str) -> Iterator[GazetteerEntry]:
    for row in rows(type_):
        aliases = tuple(filter(None, (row.get("aliases") or "").split("|")))
        texts = [row["name"], *aliases]
        for column in ("demonyms", "capital", "metonyms"):
            texts += (row.get(column) or "").split("|")
        yield GazetteerEntry(
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
def _states_by_name() -> Mapping[tuple[str, ...], GazetteerEntry]:
    return {folded_words(entry.name): entry for entry in gazetteer().values() if entry.id.startswith("state/")}


@cache
def _longest_name() -> int:
    """The number of words of the longest name of a state."""
    return max((len(name) for name in _states_by_name()), default=0)
