"""Skeletons, bars, distances and polarisation are those of DNA 3.1.2."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from kg.networks.bar_counts import bars
from kg.networks.counting.series import networks
from kg.networks.distances import distances
from kg.networks.dna.arguments import options_of
from kg.networks.polarisation import polarisation, polarisation_score
from kg.networks.skeleton import nested_skeleton, skeleton_losses
from tests.networks.files import codings_of, extras


def each(name: str) -> list[Any]:
    return [
        pytest.param(file, one, id=f"{file}-{n}") for file, all in extras().items() for n, one in enumerate(all[name])
    ]


@pytest.mark.parametrize(("file", "told"), each("nested_backbone"))
def test_the_skeleton_is_the_same(file: str, told: Any) -> None:
    options = options_of({"networkType": "onemode", **told})
    steps = nested_skeleton(codings_of(file), options)
    assert [step.dropped for step in steps] == [(entity,) for entity in told["entity"]]
    assert [step.counted for step in steps] == told["numStatements"]
    np.testing.assert_allclose([step.skeleton_loss for step in steps], told["backboneLoss"], rtol=1e-9)
    np.testing.assert_allclose([step.redundant_loss for step in steps], told["redundantLoss"], rtol=1e-9)
    for penalty in (0, 5):
        found = skeleton_losses(codings_of(file), options, told["evaluated_backbone"], penalty)
        losses = [found.skeleton_loss, found.redundant_loss]
        np.testing.assert_allclose(losses, told[f"evaluated_losses_p{penalty}"], rtol=1e-9)


@pytest.mark.parametrize(("file", "told"), each("barplot"))
def test_the_bars_are_the_same(file: str, told: Any) -> None:
    arguments = {"variable1": told["variable"], "qualifier": told["qualifier"], "duplicates": told["duplicates"]}
    found = bars(codings_of(file), options_of(arguments))
    assert (list(found.labels), list(found.levels)) == (told["values"], told["levels"])
    assert found.counts.tolist() == told["counts"]


@pytest.mark.parametrize(("file", "told"), each("distance"))
def test_the_distances_are_the_same(file: str, told: Any) -> None:
    found = networks(codings_of(file), options_of({"networkType": "onemode", **told}))
    assert len(found) == told["size"]
    apart = distances(found[:8], told["distanceMethod"], as_dna=True)
    np.testing.assert_allclose(apart, told["first8x8"], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("file", "told"), each("polarization_greedy_best_of_8"))
def test_the_camps_are_the_same_or_better(file: str, told: Any) -> None:
    options = options_of({"networkType": "onemode", "normalization": "average"})
    congruence, conflict = (
        networks(codings_of(file), replace(options, aggregation=which))[0] for which in ("congruence", "conflict")
    )
    score = polarisation_score(congruence, conflict, tuple(told["memberships"]), told["normalizeScores"], as_dna=True)
    assert score == pytest.approx(told["best"], rel=1e-9)
    found = polarisation(congruence, conflict, told["numClusters"], told["normalizeScores"], as_dna=True)
    assert found.score >= told["best"] - 1e-9
    assert found.labels == tuple(told["names"])
