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

STATE_OF_OFFICES = "US"
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
    first_year, last_year = (int(row[name][:4]) if row[name] else 0 for name in ("started", "ended"))
    year_of_start, year_of_end = first_year or last_year, last_year or first_year
    if not year_of_start:
        return
    full, family = str(row["person"]), _family(str(row["person"]), str(row["person_id"]))
    state = leading_state(folded_words(str(row["place"]).replace("-", " ")))
    host = state.country if state and state.country else None
    title = _TITLES.get(row["role"], str(row["role"]).replace("-", " "))
    post = f"{title} to {state.name}" if state and host else title
    forms = (
        (full, post, year_of_start),
        (_name_with_middle_initial(full, family), post, (year_of_start + year_of_end) // 2),
        (family, title, year_of_end),
    )
    for form_number, (name, post_of_form, year) in enumerate(forms):
        yield Sighting(
            document=f"{number}-{form_number}",
            year=year,
            actor=Actor(f"term-{number}", name, ActorType.PERSON),
            posts=((post_of_form, STATE_OF_OFFICES),),
            ties=(),
            states={STATE_OF_OFFICES: 3} | ({host: 2} if host else {}),
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
    for first_word in range(1, len(parts)):
        if person.startswith("-".join(folded_words(" ".join(parts[first_word:])))):
            return " ".join(parts[first_word:])
    return parts[-1]


def _name_with_middle_initial(name: str, family: str) -> str:
    """The first given name, the initial of the second, the family name and a suffix: ``William H. Hornibrook``."""
    given_names = _SUFFIX.sub("", name).removesuffix(family).split()
    suffix = _SUFFIX.search(name)
    return " ".join(
        [*given_names[:1], *(f"{each[0]}." for each in given_names[1:2]), family, *(suffix.groups() if suffix else ())]
    )


def undated(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The same sightings without years: the difference in scores shows what the dates contribute."""
    return [replace(sighting, year=0) for sighting in sightings]


def measure_offices(sightings: Sequence[Sighting]) -> Offices:
    """Resolve all of them as one collection, and compare with the list."""
    ids = resolved_ids(sightings)
    entity_by_id = {
        id_: sighting.entity
        for id_, sighting in zip(ids, sightings, strict=True)
        if sighting.actor.name != sighting.group
    }
    short_sightings = [
        (id_, sighting.entity)
        for id_, sighting in zip(ids, sightings, strict=True)
        if sighting.actor.name == sighting.group
    ]
    joined_sightings = [(entity_by_id[id_], entity) for id_, entity in short_sightings if id_ in entity_by_id]
    right = sum(entity_of_id == entity for entity_of_id, entity in joined_sightings)
    score_of_all = score_clusters([sighting.entity for sighting in sightings], ids)
    return Offices(score_of_all, Figures(right, len(joined_sightings), len(short_sightings)))
