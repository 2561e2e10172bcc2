"""Measure resolution of persons by name, office and date alone, against a list of appointments: JSON Lines, one a line.

A line is ``{"person_id": ..., "person": ..., "role": ..., "place": ..., "started": ..., "ended": ...}``: who held which
office where, from when to when (``2001-02-03``; an appointment without either date is left out). No text is read: each
term of office becomes three made-up documents, in its first, middle and last year. They mention the state where the
office is held and name the holder as the press does: in full, with a middle initial, and by title and family name. The
persons that resolution makes of them are compared with the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.evaluate.actors import ClusterScore, Part, Sighting, resolved_ids, score_clusters
from kg.evaluate.figures import Figures
from kg.evaluate.reading import json_lines
from kg.model import Actor, ActorType
from kg.resolve import folded_words
from kg.resolve.gazetteer_entries import leading_state

__all__ = ["Offices", "load_offices", "measure_offices", "undated"]

OF_STATE = "US"
"""The state whose offices the list has."""
_SUFFIX = re.compile(r",? (Jr\.?|Sr\.?|I{2,3}|IV)$")
_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "ambassador-e-p": "ambassador",
        "envoy-extraordinary-minister-plenipotentiary": "envoy",
        "minister-plenipotentiary": "envoy",
        "secretary": "secretary of state",
        "secretary-ad-interim": "acting secretary of state",
    }
)


@dataclass(frozen=True, slots=True)
class Offices:
    """The score of all sightings; and, of those by family name only, how many are resolved to the right person with a
    full name, to any such person, and how many there are."""

    whole: ClusterScore
    by_family_name: Figures


def load_offices(path: Path) -> list[Sighting]:
    """Three sightings for each term of office, in the file's order. Raises `kg.errors.GoldFormatError`."""
    return list(json_lines(path, _term))


def _term(row: Mapping[str, Any], number: int) -> Iterator[Sighting]:
    started, ended = (int(row[name][:4]) if row[name] else 0 for name in ("started", "ended"))
    first, last = started or ended, ended or started
    if not first:
        return
    full, family = str(row["person"]), _family(str(row["person"]), str(row["person_id"]))
    state = leading_state(folded_words(str(row["place"]).replace("-", " ")))
    host = state.country if state and state.country else None
    title = _TITLES.get(row["role"], str(row["role"]).replace("-", " "))
    post = f"{title} to {state.name}" if state and host else title
    told = ((full, post, first), (_with_initial(full, family), post, (first + last) // 2), (family, title, last))
    for at, (name, held, year) in enumerate(told):
        yield Sighting(
            document=f"{number}-{at}",
            year=year,
            actor=Actor(f"term-{number}", name, ActorType.PERSON),
            posts=((held, OF_STATE),),
            ties=(),
            states={OF_STATE: 3} | ({host: 2} if host else {}),
            group=family,
            entity=str(row["person_id"]),
            part=Part.BLIND,
        )


def _family(name: str, person: str) -> str:
    """The family name: the last words of a name, with which the person's id begins.

    >>> _family("Cornelius Van Hemert Engert", "engert-cornelius-van-hemert"), _family("Ann de Vries", "de-vries-ann")
    ('Engert', 'de Vries')
    """
    parts = _SUFFIX.sub("", name).split()
    for at in range(1, len(parts)):
        if person.startswith("-".join(folded_words(" ".join(parts[at:])))):
            return " ".join(parts[at:])
    return parts[-1]


def _with_initial(name: str, family: str) -> str:
    """``William H. Hornibrook`` for "William Harrison Hornibrook"."""
    given = _SUFFIX.sub("", name).removesuffix(family).split()
    suffix = _SUFFIX.search(name)
    return " ".join([*given[:1], *(f"{each[0]}." for each in given[1:2]), family, *(suffix.groups() if suffix else ())])


def undated(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The same sightings without years: the difference in scores shows what the dates contribute."""
    return [replace(one, year=0) for one in sightings]


def measure_offices(sightings: Sequence[Sighting]) -> Offices:
    """Resolve all of them as one collection, and compare with the list."""
    found = resolved_ids(sightings)
    named = {who: one.entity for who, one in zip(found, sightings, strict=True) if one.actor.name != one.group}
    short = [(who, one.entity) for who, one in zip(found, sightings, strict=True) if one.actor.name == one.group]
    joined = [(named[who], entity) for who, entity in short if who in named]
    right = sum(is_of == entity for is_of, entity in joined)
    whole = score_clusters([one.entity for one in sightings], found)
    return Offices(whole, Figures(right, len(joined), len(short)))
