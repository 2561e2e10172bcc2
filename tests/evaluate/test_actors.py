"""Entity resolution against sightings in real documents: the gold is sound, and resolution does well on it."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from kg.evaluate.actors import Part, Sighting, load_sightings, measure_actors, score_clusters

FOLDER = Path(__file__).resolve().parents[1] / "gold" / "actors"


@pytest.fixture(scope="module")
def sightings() -> list[Sighting]:
    return load_sightings(FOLDER / "sightings.jsonl")


@pytest.mark.parametrize("name", ["sightings.jsonl", "coreference.jsonl"])
def test_every_sighting_names_its_document_and_licence_and_holds_no_sentence(name: str) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        row = json.loads(line)
        assert row["document"].partition("#")[2]
        assert row["licence"]
        assert all(len(text.split()) <= 10 for text in (row["name"], *row.get("aliases", ())))


def test_the_gold_has_enough_pairs_and_disjoint_parts(sightings: list[Sighting]) -> None:
    groups = {part: Counter(one.group for one in sightings if one.part is part) for part in Part}
    for one, other in combinations(Part, 2):
        assert not groups[one].keys() & groups[other].keys()
    for part in (Part.HELD, Part.BLIND):
        assert sum(count * (count - 1) // 2 for count in groups[part].values()) >= 400


def test_the_blind_part_has_documents_of_its_own(sightings: list[Sighting]) -> None:
    blind = {one.document for one in sightings if one.part is Part.BLIND}
    others = [*sightings, *load_sightings(FOLDER / "coreference.jsonl")]
    assert not blind & {one.document for one in others if one.part is not Part.BLIND}


def test_resolution_does_well_on_the_blind_part(sightings: list[Sighting]) -> None:
    found = measure_actors([one for one in sightings if one.part is Part.BLIND])
    assert found.pairs.precision >= 0.985
    assert found.pairs.f1 >= 0.915
    assert found.f1 >= 0.95


def test_clusters_are_compared_by_pairs_and_by_mentions() -> None:
    found = score_clusters(["a", "a", "a", "b"], ["1", "1", "2", "2"])
    assert (found.pairs.right, found.pairs.predicted, found.pairs.gold) == (1, 2, 3)
    assert (found.precision, found.recall) == pytest.approx((0.75, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4))
