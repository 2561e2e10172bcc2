"""The actors that have an id of their own in ``schemas/actors``: their names, the words that mean them, and their ids
in other catalogues, each with who says so."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model import ResolvedActor
from kg.resolve.spelling import folded_words
from kg.vocabulary import WIKIDATA, schema_path

__all__ = ["ExternalId", "Known", "external_ids", "known", "leading_state"]

_OWN_LIST = "a list of this graph"


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
    return {row.id: row for row in _rows()}


def leading_state(words: tuple[str, ...]) -> Known | None:
    """The state whose name is the longest beginning of ``words``.

    >>> leading_state(("guinea", "bissau", "officials")).name
    'Guinea-Bissau'
    """
    for length in range(min(len(words), _longest()), 0, -1):
        if found := _states_by_name().get(words[:length]):
            return found
    return None


def _rows() -> Iterator[Known]:
    for path in sorted(schema_path("actors").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
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


@dataclass(frozen=True, slots=True)
class ExternalId:
    """``scheme`` is the catalogue ("Wikidata", "ISO 3166-1 alpha-2", "ISO 3166-1 alpha-3"), ``value`` the id in it,
    ``iri`` its address where it has one; ``source`` says who bears out that it is this actor's."""

    scheme: str
    value: str
    source: str
    iri: str | None = None


def external_ids(actor: ResolvedActor) -> tuple[ExternalId, ...]:
    """What other catalogues call the actor, the codes of a state first; empty for whom none is known, and for whom
    none is borne out: an actor that has another type than its row in the gazetteer is another than the row's.

    >>> from kg.model import ActorType
    >>> norway = ResolvedActor("state/NO", "Norway", ActorType.STATE, wikidata="Q20")
    >>> [(each.scheme, each.value) for each in external_ids(norway)]
    [('ISO 3166-1 alpha-2', 'NO'), ('ISO 3166-1 alpha-3', 'NOR'), ('Wikidata', 'Q20')]
    >>> external_ids(ResolvedActor("state/NO", "Norway", ActorType.PERSON, wikidata="Q20"))
    ()
    """
    return tuple(_ids(actor))


def _ids(actor: ResolvedActor) -> Iterator[ExternalId]:
    row, kind = known().get(actor.id), actor.type.value
    iso = _title(_file()["iso"].get(kind))
    if row is not None and row.alpha3 and iso:
        yield ExternalId("ISO 3166-1 alpha-2", str(row.country), iso)
        yield ExternalId("ISO 3166-1 alpha-3", row.alpha3, iso)
    if actor.wikidata:
        is_ours = row is not None and row.wikidata == actor.wikidata
        source = _title(_others().get(actor.id) or _file()["wikidata"].get(kind)) if is_ours else _OWN_LIST
        if source:
            yield ExternalId("Wikidata", actor.wikidata, source, WIKIDATA + actor.wikidata)


def _title(source: str | None) -> str | None:
    """The name of a source; None where no source tells of such actors."""
    return str(_file()["titles"][source]) if source in _file()["titles"] else None


@cache
def _others() -> Mapping[str, str]:
    return {actor: source for source, actors in _file()["others"].items() for actor in actors}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(schema_path("actors/sources.toml").read_text(encoding="utf-8"))
