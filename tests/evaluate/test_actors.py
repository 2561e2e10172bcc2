"""Who is who, against sightings in real documents: what the gold is, and how well resolution does on it."""

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


def test_there_are_pairs_enough_and_no_group_is_in_two_parts(sightings: list[Sighting]) -> None:
    groups = {part: Counter(one.group for one in sightings if one.part is part) for part in Part}
    for one, other in combinations(Part, 2):
        assert not groups[one].keys() & groups[other].keys()
    for part in (Part.HELD, Part.BLIND):
        assert sum(count * (count - 1) // 2 for count in groups[part].values()) >= 400


def test_what_is_measured_blindly_comes_from_documents_of_its_own(sightings: list[Sighting]) -> None:
    blind = {one.document for one in sightings if one.part is Part.BLIND}
    others = [*sightings, *load_sightings(FOLDER / "coreference.jsonl")]
    assert not blind & {one.document for one in others if one.part is not Part.BLIND}


def test_what_nobody_tuned_on_is_sorted_well(sightings: list[Sighting]) -> None:
    found = measure_actors([one for one in sightings if one.part is Part.BLIND])
    assert found.pairs.precision >= 0.985
    assert found.pairs.f1 >= 0.915
    assert found.f1 >= 0.95


def test_clusters_are_compared_over_pairs_and_over_things() -> None:
    found = score_clusters(["a", "a", "a", "b"], ["1", "1", "2", "2"])
    assert (found.pairs.right, found.pairs.predicted, found.pairs.gold) == (1, 2, 3)
    assert (found.precision, found.recall) == pytest.approx((0.75, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4))
