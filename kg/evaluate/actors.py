"""Measure entity resolution across documents: which actors are the same, against sightings that people have sorted.

A sighting is one actor of one document: what reading found about it (names, posts, ties, the states that the document
mentions), and which actor it really is. No text is read: resolution is measured, not reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kg.evaluate.figures import Figures
from kg.evaluate.reading import json_lines
from kg.model import Actor, ActorType, Affiliation, Evidence, Facts, Mention, MentionReason, Role
from kg.resolve import resolve

__all__ = [
    "ClusterScore",
    "Part",
    "Sighting",
    "facts_of",
    "load_sightings",
    "measure_actors",
    "resolved_ids",
    "score_clusters",
]

SURE, UNSURE = 0.9, 0.5
"""The confidence of a tie that resolution may rely on (all posts are such), and of one that it may not."""


class Part(StrEnum):
    """Weights are learned from ``tune``, ``held`` and ``silver``, which was not sorted by a person but by full names in
    the same document; ``blind`` is never tuned on."""

    TUNE = "tune"
    SILVER = "silver"
    HELD = "held"
    BLIND = "blind"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One actor of one document. ``document`` is the file and the id of the document in it, ``start`` the offset of the
    name. Sightings of one ``group`` could be mistaken for one another; ``entity`` is the actor that it really is.
    ``posts`` are titles with countries ("" for none); ``ties`` are actors that it belongs to, with whether that is
    sure; ``states`` count the mentions of each state. ``publisher`` is the state or body that has published the
    document, empty for a newspaper."""

    document: str
    year: int
    actor: Actor
    posts: tuple[tuple[str, str], ...]
    ties: tuple[tuple[Actor, bool], ...]
    states: Mapping[str, int]
    group: str
    entity: str
    part: Part
    start: int = 0
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class ClusterScore:
    """How well sightings are clustered: figures over pairs, and B-cubed precision and recall (over sightings)."""

    pairs: Figures
    precision: float
    recall: float
    sightings: int

    @property
    def f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def load_sightings(path: Path) -> list[Sighting]:
    """The sightings of a file of JSON Lines. Raises `kg.errors.GoldFormatError`."""
    return list(json_lines(path, _sighting))


def _sighting(row: Mapping[str, Any], number: int) -> Iterator[Sighting]:
    start, name, local = row.get("start", 0), row["name"], f"sighting-{number}"
    reasons = [MentionReason(reason) for reason in row.get("reasons", ["name"])]
    actor = Actor(
        local,
        name,
        ActorType(row["type"]),
        tuple(row.get("aliases", ())),
        tuple(Mention(start, start + len(name), name, reason) for reason in reasons),
        row.get("country"),
        row.get("gazetteer"),
    )
    ties = [
        (
            Actor(
                f"{local}-{number_of_tie}",
                owner_name,
                ActorType(owner_type),
                country=country or None,
                gazetteer=gazetteer_id or None,
            ),
            sure,
        )
        for number_of_tie, (owner_type, owner_name, gazetteer_id, country, sure) in enumerate(row.get("ties", ()))
    ]
    posts = tuple((title, place) for title, place in row.get("posts", ()))
    states = dict(row.get("states", {}))
    part = Part(row["part"])
    yield Sighting(
        row["document"],
        row.get("year", 0),
        actor,
        posts,
        tuple(ties),
        states,
        row["group"],
        row["entity"],
        part,
        start,
        row.get("publisher", ""),
    )


def facts_of(sightings: Iterable[Sighting]) -> Facts:
    """The facts that reading would have found for these sightings of one document."""
    actors: dict[str, Actor] = {}
    roles, affiliations = [], []
    for sighting in sightings:
        for code, mentions in sighting.states.items():
            spans = tuple(Mention(offset, offset + 1, code, MentionReason.NAME) for offset in range(mentions))
            actors[f"state-{code}"] = Actor(
                f"state-{code}", code, ActorType.STATE, mentions=spans, gazetteer=f"state/{code}"
            )
        actors[sighting.actor.id] = sighting.actor
        for title, place in sighting.posts:
            if place:
                actors.setdefault(
                    f"state-{place}", Actor(f"state-{place}", place, ActorType.STATE, gazetteer=f"state/{place}")
                )
            roles.append(Role(sighting.actor.id, title, f"state-{place}" if place else None, _proof(SURE)))
        for owner, is_sure in sighting.ties:
            actors[owner.id] = owner
            affiliations.append(Affiliation(sighting.actor.id, owner.id, _proof(SURE if is_sure else UNSURE)))
    return Facts(tuple(actors.values()), tuple(roles), tuple(affiliations))


def _proof(confidence: float) -> Evidence:
    return Evidence(0, 1, "", "sighting", confidence)


def resolved_ids(sightings: Sequence[Sighting]) -> list[str]:
    """The id that resolution gives each of the sightings, all of them being one collection."""
    sightings_by_document: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        sightings_by_document[sighting.document].append(sighting)
    ids = {document: f"{number:016x}" for number, document in enumerate(sorted(sightings_by_document))}
    years = {ids[document]: seen_there[0].year for document, seen_there in sightings_by_document.items()}
    publishers = {ids[document]: seen_there[0].publisher for document, seen_there in sightings_by_document.items()}
    links = resolve(
        {ids[document]: facts_of(seen_there) for document, seen_there in sightings_by_document.items()},
        years,
        publishers,
    )
    return [links[ids[sighting.document]][sighting.actor.id].actor for sighting in sightings]


def measure_actors(sightings: Sequence[Sighting]) -> ClusterScore:
    """How well the actors that resolution makes of the sightings agree with their entities."""
    return score_clusters([one.entity for one in sightings], resolved_ids(sightings))


def score_clusters(entities: Sequence[str], clusters: Sequence[str]) -> ClusterScore:
    """Compare two clusterings of the same items, each given as the cluster of each item.

    >>> score_clusters(["a", "a", "b"], ["1", "1", "1"]).pairs
    Figures(right=1, predicted=3, gold=1)
    """
    labels = list(zip(entities, clusters, strict=True))
    size, entity_sizes, cluster_sizes = Counter(labels), Counter(entities), Counter(clusters)
    pairs = Figures(_pairs(size.values()), _pairs(cluster_sizes.values()), _pairs(entity_sizes.values()))
    count = max(1, len(labels))
    precision = sum(size[label] / cluster_sizes[label[1]] for label in labels) / count
    recall = sum(size[label] / entity_sizes[label[0]] for label in labels) / count
    return ClusterScore(pairs, precision, recall, len(labels))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
