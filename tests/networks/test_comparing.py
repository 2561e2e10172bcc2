"""Skeletons, distances, bars and polarisation on small debates, and where they differ from DNA."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from kg.errors import NetworkOptionError, NetworkVariableError
from kg.networks.bar_counts import bars
from kg.networks.counting.series import networks
from kg.networks.distances import distances
from kg.networks.network import Network
from kg.networks.options import Options
from kg.networks.polarisation import Polarisation, polarisation, polarisation_score
from kg.networks.skeleton import annealed_skeleton, nested_skeleton, skeleton_losses
from kg.networks.spectrum import spectrum
from tests.networks.files import codings_of
from tests.networks.handmade import network, told

DEBATE = told(*(f"2020-01-01 {a} {c}" for a, c in ("A1", "B1", "A2", "B2", "C2", "A3", "B3", "D3", "C4", "D4")))
ONE = Options(mode="one-mode")
SYNTHETIC = Options(
    mode="one-mode", kind="DNA Statement", qualifier="agreement", aggregation="congruence", normalisation="average",
    duplicates="document",
)  # fmt: skip


def ties(*weights: tuple[str, str, float], labels: str = "ABCD") -> Network:
    matrix = np.zeros((len(labels), len(labels)))
    for one, other, weight in weights:
        matrix[labels.index(one), labels.index(other)] = matrix[labels.index(other), labels.index(one)] = weight
    return Network(tuple(labels), tuple(labels), matrix, one_mode=True)


def test_the_spectrum_is_of_the_laplacian_and_in_dna_of_the_degrees() -> None:
    line = ties(("A", "B", 2), ("B", "C", 2), labels="ABC").weights
    np.testing.assert_allclose(spectrum(line), [0, 2 / 8, 6 / 8], atol=1e-12)
    np.testing.assert_allclose(spectrum(line, as_dna=True), [2 / 8, 2 / 8, 4 / 8])
    assert not spectrum(-line).any()
    assert spectrum(np.diag([4.0, 0])).tolist() == [0, 0]


def test_a_skeleton_drops_one_concept_after_another() -> None:
    steps = nested_skeleton(DEBATE, ONE)
    assert [len(step.dropped) for step in steps] == [1, 1, 1, 1]
    assert [step.counted for step in steps][-1] == 0
    assert steps[-1].skeleton_loss == pytest.approx(1)
    assert steps[-1].redundant_loss == pytest.approx(0)
    left = {"1", "2", "3", "4"} - {name for step in steps[:2] for name in step.dropped}
    found = skeleton_losses(DEBATE, ONE, left)
    assert (found.skeleton_loss, found.redundant_loss) == (steps[1].skeleton_loss, steps[1].redundant_loss)


def test_of_equally_dispensable_concepts_the_last_is_dropped_and_in_dna_all() -> None:
    codings = told("2020-01-01 A 1", "2020-01-01 B 1", "2020-01-01 A 2", "2020-01-01 B 2")
    assert [step.dropped for step in nested_skeleton(codings, ONE)] == [("2",), ("1",)]
    assert [step.dropped for step in nested_skeleton(codings, replace(ONE, as_dna=True))] == [("2", "1")]


def test_annealing_starts_from_the_nested_skeleton() -> None:
    # Each concept alone gives the same tie of A and B: both methods drop the last one first.
    codings = told("2020-01-01 A 1", "2020-01-01 B 1", "2020-01-01 A 2", "2020-01-01 B 2")
    assert annealed_skeleton(codings, ONE, size=1, iterations=0).skeleton == ("1",)
    steps = nested_skeleton(DEBATE, ONE)
    for size in (1, 2, 3):
        gone = {name for step in steps[: len(steps) - size] for name in step.dropped}
        assert set(annealed_skeleton(DEBATE, ONE, size=size, iterations=0).redundant) == gone


def test_annealing_finds_the_best_set_of_a_size() -> None:
    codings = codings_of("synthetic.dna")
    found = annealed_skeleton(codings, SYNTHETIC, size=2, iterations=300)
    concepts = sorted({*found.skeleton, *found.redundant})
    best = min(skeleton_losses(codings, SYNTHETIC, pair).skeleton_loss for pair in combinations(concepts, 2))
    assert len(found.skeleton) == 2
    assert found.skeleton_loss == pytest.approx(best)
    assert found == annealed_skeleton(codings, SYNTHETIC, size=2, iterations=300)


def test_a_penalty_yields_a_smaller_set() -> None:
    few, many = (annealed_skeleton(DEBATE, ONE, penalty=penalty, iterations=200) for penalty in (50, 0))
    assert len(few.skeleton) == 1
    assert 1 <= len(many.skeleton) < 4
    assert few == annealed_skeleton(DEBATE, ONE, penalty=50, iterations=200)


def test_options_that_give_no_skeleton_are_refused() -> None:
    with pytest.raises(NetworkOptionError, match="that of a one-mode network"):
        nested_skeleton(DEBATE, Options())
    with pytest.raises(NetworkOptionError, match="of the whole range"):
        nested_skeleton(DEBATE, replace(ONE, window="days"))
    with pytest.raises(NetworkOptionError, match="there are 4 concepts"):
        annealed_skeleton(DEBATE, ONE, size=5)
    with pytest.raises(NetworkVariableError, match="'5'"):
        skeleton_losses(DEBATE, ONE, ["5"])


def test_distances_are_sums_of_differences() -> None:
    one, other = ties(("A", "B", 2), ("A", "C", 1)), ties(("A", "B", 2), ("A", "D", 3))
    assert distances([one, other]).tolist() == [[0, 8], [8, 0]]
    assert distances([one, one], "spectral").tolist() == [[0, 0], [0, 0]]
    assert distances([]).shape == (0, 0)


def test_only_networks_of_the_same_labels_are_compared() -> None:
    with pytest.raises(NetworkOptionError, match="other labels"):
        distances([ties(), ties(labels="ABC")])
    with pytest.raises(NetworkOptionError, match="one-mode"):
        distances([network(DEBATE)], "spectral")


def test_bars_count_by_level() -> None:
    codings = told("2020-01-01 A tax 1", "2020-01-01 A coal 1", "2020-01-01 A tax 0", "2020-01-02 B tax 0")
    found = bars(codings, Options(qualifier="level"))
    assert (found.labels, found.levels, found.counts.tolist()) == (("A", "B"), (0, 1), [[1, 2], [1, 0]])
    found = bars(codings, Options(qualifier="level", duplicates="document"))
    assert found.counts.tolist() == [[1, 1], [1, 0]]
    found = bars(codings, Options())
    assert (found.levels, found.counts.tolist()) == ((1,), [[3], [1]])


CAMPS = ties(("A", "C", 1), ("B", "D", 1)), ties(("A", "B", 1), ("C", "D", 1))


def test_two_camps_agree_within_and_dispute_across_but_not_in_dna() -> None:
    found = polarisation(*CAMPS)
    assert found.camps == (0, 1, 0, 1)
    assert found.score == pytest.approx(polarisation_score(*CAMPS, camps=(7, 3, 7, 3)))
    # DNA takes the division with the lowest score.
    assert polarisation(*CAMPS, as_dna=True).camps == (0, 0, 1, 1)


def test_the_ideal_debate_scores_one() -> None:
    agree, dispute = ties(("A", "C", 1), ("B", "D", 1)), ties(*((a, b, 3) for a in "AC" for b in "BD"))
    assert polarisation(agree, dispute) == Polarisation(1.0, tuple("ABCD"), (0, 1, 0, 1))
    assert polarisation(agree, dispute, normalised=False).score == 2 * 2 + 2 * 4 * 3
    assert polarisation_score(agree, dispute, (0, 0, 1, 1)) < 0.5


def test_camps_may_differ_in_size_but_not_in_dna() -> None:
    agree = ties(*((a, b, 1) for a, b in combinations("ABCDE", 2)), labels="ABCDEF")
    dispute = ties(*(("F", a, 1) for a in "ABCDE"), labels="ABCDEF")
    assert polarisation(agree, dispute) == Polarisation(1.0, tuple("ABCDEF"), (0, 0, 0, 0, 0, 1))
    assert sorted(polarisation(agree, dispute, as_dna=True).camps) == [0, 0, 0, 1, 1, 1]


def test_the_score_follows_its_formula() -> None:
    # Two camps of two: four ordered pairs within, eight across; C = F = 4. Of the pairs across, four dispute.
    camps = (0, 1, 0, 1)
    distance = 4 * (1 - 4 / 4) + 4 * (1 - 4 / 8) + 4 * (4 / 8)
    assert polarisation_score(*CAMPS, camps) == pytest.approx(1 - distance / (2 * 8))
    assert polarisation_score(*CAMPS, camps, normalised=False) == pytest.approx(8 - distance / 2)
    # DNA's means are n_c (n_c - 1) / W * C / W = 2/4 * 1 within, and n_c n_d / B * F / B = 4/8 * 4/8 across.
    in_dna = 4 * (1 - 0.5) + 4 * (1 - 0.25) + 4 * 0.25
    assert polarisation_score(*CAMPS, camps, as_dna=True) == pytest.approx(in_dna / (2 * 8))
    assert polarisation_score(*CAMPS, camps, normalised=False, as_dna=True) == pytest.approx(in_dna / 2)


@pytest.mark.parametrize("as_dna", [True, False])
def test_the_camps_have_the_highest_score(as_dna: bool) -> None:
    codings = codings_of("synthetic.dna")
    congruence, conflict = (
        networks(codings, replace(SYNTHETIC, variable1="person", aggregation=which, duplicates="include"))[0]
        for which in ("congruence", "conflict")
    )
    chosen = np.arange(8)
    agree, dispute = (
        Network(n.rows[:8], n.rows[:8], n.weights[np.ix_(chosen, chosen)], one_mode=True)
        for n in (congruence, conflict)
    )
    found = polarisation(agree, dispute, starts=8, as_dna=as_dna)
    sizes = [4] if as_dna else range(1, 8)
    divisions = [tuple(int(n in camp) for n in range(8)) for size in sizes for camp in combinations(range(8), size)]
    assert found.score == pytest.approx(max(polarisation_score(agree, dispute, d, as_dna=as_dna) for d in divisions))


def test_impossible_divisions_into_camps_are_refused() -> None:
    with pytest.raises(NetworkOptionError, match="there are 4 actors"):
        polarisation(*CAMPS, camps=5)
    with pytest.raises(NetworkOptionError, match="there are 4 actors"):
        polarisation_score(*CAMPS, camps=(0, 1))
    with pytest.raises(NetworkOptionError, match="over the same labels"):
        polarisation(CAMPS[0], ties(labels="ABC"))


def test_one_camp_or_no_ties_at_all() -> None:
    assert polarisation(*CAMPS, camps=1).camps == (0, 0, 0, 0)
    assert polarisation(ties(), ties()).score == 0
    assert polarisation(ties(labels=""), ties(labels=""), camps=1).camps == ()
