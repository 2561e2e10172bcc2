"""Who is tied to whom, and how: aggregation, normalisation, levels, isolates."""

from __future__ import annotations

import math
from datetime import datetime

import numpy as np
import pytest

from kg.networks.options import Exclusion
from tests.networks.handmade import cells, network, told

# On tax, A says yes twice and no once, B says yes once. On coal, A says no and B yes. Only C speaks of gas.
DEBATE = told(
    "2020-01-01 A tax 1", "2020-01-02 A tax 1", "2020-01-03 A tax 0", "2020-01-04 B tax 1",
    "2020-01-05 A coal 0", "2020-01-06 B coal 1", "2020-01-07 C gas 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("aggregation", "weight"),
    [("ignore", 3 * 1 + 1 * 1), ("congruence", 2 * 1), ("conflict", 1 * 1 + 1 * 1), ("subtract", 2 - 2)],
)
def test_a_cell_is_a_sum_of_pairs_of_codings(aggregation: str, weight: float) -> None:
    found = network(DEBATE, mode="one-mode", qualifier="level", aggregation=aggregation)
    assert found.rows == found.columns == ("A", "B", "C")
    assert cells(found) == ({("A", "B"): weight} if weight else {})
    assert np.array_equal(found.weights, found.weights.T)
    assert found.integer
    assert found.counted == 7


@pytest.mark.parametrize(
    ("normalisation", "in_dna", "here"),
    [
        ("average", 2 / ((4 + 2) / 2), 2 / 3),
        # Only A has tax no and coal no, only B has coal yes, and they share tax yes 2 * 1 times.
        ("jaccard", 2 / (1 + 1 + 1 + 2), 2 / 5),
        ("cosine", 2 / (4 * 2), 2 / (math.sqrt(4 + 1 + 1) * math.sqrt(1 + 1))),
    ],
)
def test_normalisation_divides_a_cell(normalisation: str, in_dna: float, here: float) -> None:
    options = {"mode": "one-mode", "qualifier": "level", "aggregation": "congruence", "normalisation": normalisation}
    assert cells(network(DEBATE, **options, as_dna=True)) == pytest.approx({("A", "B"): in_dna})
    assert cells(network(DEBATE, **options)) == pytest.approx({("A", "B"): here})
    assert not network(DEBATE, **options).integer


def test_actors_with_equal_codings_have_similarity_one() -> None:
    codings = told("2020-01-01 A tax", "2020-01-01 A coal", "2020-01-01 B tax", "2020-01-01 B coal")
    for normalisation, here, in_dna in (("cosine", 1.0, 2 / (2 * 2)), ("jaccard", 1.0, 1.0)):
        options = {"mode": "one-mode", "normalisation": normalisation}
        assert cells(network(codings, **options)) == pytest.approx({("A", "B"): here})
        assert cells(network(codings, **options, as_dna=True)) == {("A", "B"): in_dna}


def test_an_ignored_qualifier_matters_only_in_dna() -> None:
    codings = told("2020-01-01 A tax 1", "2020-01-01 B tax 0")
    options = {"mode": "one-mode", "normalisation": "jaccard"}
    assert cells(network(codings, **options, as_dna=True)) == {("A", "B"): 1}
    assert cells(network(codings, **options, as_dna=True, qualifier="level")) == {("A", "B"): 1 / 2}
    assert cells(network(codings, **options, qualifier="level")) == {("A", "B"): 1}


@pytest.mark.parametrize(("aggregation", "weight"), [("congruence", 3 / 4), ("conflict", 1 / 4), ("subtract", 1 / 2)])
def test_the_similarity_of_numbers_falls_with_their_distance(aggregation: str, weight: float) -> None:
    codings = told("2020-01-01 A tax 0", "2020-01-01 B tax 1", "2020-01-01 C coal -3", type="integer")
    found = network(codings, mode="one-mode", qualifier="level", aggregation=aggregation)
    assert cells(found) == {("A", "B"): weight}
    assert not found.integer


def test_the_scale_spans_all_codings_but_in_dna_only_the_range() -> None:
    codings = told("2020-01-01 A tax 0", "2020-01-01 B tax 1", "2020-02-01 C coal 4", type="integer")
    options = {"mode": "one-mode", "qualifier": "level", "aggregation": "congruence", "stop": datetime(2020, 1, 9)}
    assert cells(network(codings, **options)) == {("A", "B"): 3 / 4}
    assert cells(network(codings, **options, as_dna=True)) == {}


def test_on_a_scale_of_one_level_all_agree_but_in_dna_weights_are_nan() -> None:
    codings = told("2020-01-01 A tax 5", "2020-01-01 B tax 5", "2020-01-01 C coal 5", type="integer")
    options = {"mode": "one-mode", "qualifier": "level"}
    assert cells(network(codings, **options, aggregation="congruence")) == {("A", "B"): 1}
    assert cells(network(codings, **options, aggregation="conflict")) == {}
    weights = network(codings, **options, aggregation="conflict", as_dna=True).weights
    assert np.isnan(weights[~np.eye(3, dtype=bool)]).all()
    assert not weights.diagonal().any()
    assert cells(network(codings, **options, aggregation="ignore", as_dna=True)) == {("A", "B"): 1}


@pytest.mark.parametrize("type", ["short text", "document"])
@pytest.mark.parametrize(
    ("aggregation", "here", "in_dna"),
    [
        ("congruence", {("A", "B"): 2}, {("A", "B"): 2}),
        # DNA adds the codings of one actor at a level where the other has none, even if the other has none at all.
        ("conflict", {("A", "B"): 2 + 1 + 1}, {("A", "B"): 1 + 1 + 1, ("A", "C"): 4 + 1, ("B", "C"): 2 + 1}),
        ("subtract", {("A", "B"): 2 - 4}, {("A", "B"): 2 - 3, ("A", "C"): -5, ("B", "C"): -3}),
    ],
)
def test_words_are_either_equal_or_different(type: str, aggregation: str, here: object, in_dna: object) -> None:
    lines = ("A tax cost", "A tax cost", "A tax jobs", "B tax cost", "B tax aid", "C coal aid", "A gas cost")
    if type == "document":  # The level is the document's id.
        codings = told(*(f"2020-01-01 {line.rsplit(' ', 1)[0]} 1 {line.split()[-1]}" for line in lines))
    else:
        codings = told(*(f"2020-01-01 {line}" for line in lines), type=type)
    qualifier = "document.id" if type == "document" else "level"
    options = {"mode": "one-mode", "qualifier": qualifier, "aggregation": aggregation}
    assert cells(network(codings, **options)) == here
    assert cells(network(codings, **options, as_dna=True)) == in_dna
    assert network(codings, **options).integer


def test_isolates_are_labels_without_counted_codings() -> None:
    out = (Exclusion("concept", ("gas",)),)
    assert network(DEBATE, mode="one-mode", exclude=out).rows == ("A", "B")
    found = network(DEBATE, mode="one-mode", exclude=out, isolates=True)
    assert found.rows == ("A", "B", "C")
    assert not found.weights[2].any()


def test_labels_are_in_the_order_of_utf_16() -> None:
    names = [
        "a",
        "Z",
        "ß",
        "\N{FULLWIDTH LATIN CAPITAL LETTER A}",
        "\N{MATHEMATICAL DOUBLE-STRUCK CAPITAL A}",
        "10",
        "9",
    ]
    found = network(told(*(f"2020-01-01 {name} tax" for name in names)), mode="one-mode")
    assert found.rows == ("10", "9", "Z", "a", "ß", "𝔸", "Ａ")


def test_metadata_of_documents_can_be_a_variable() -> None:
    sources = {"p": {"source": "Post"}, "n": {"source": "News"}}
    codings = told("2020-01-01 A tax 1 p", "2020-01-01 B tax 1 n", "2020-01-01 A coal 1 n", documents=sources)
    assert cells(network(codings, mode="one-mode", variable1="document.source")) == {("News", "Post"): 1}
    assert cells(network(codings, mode="one-mode", variable2="document.source")) == {("A", "B"): 1}


def test_without_codings_the_network_is_empty() -> None:
    found = network(told(), mode="one-mode", qualifier="level", aggregation="congruence", normalisation="average")
    assert (found.rows, found.weights.shape, found.window, found.integer) == ((), (0, 0), None, True)


def test_a_network_is_computed_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"mode": "one-mode", "qualifier": "level", "aggregation": "conflict", "normalisation": "jaccard"}
    whole = network(DEBATE, **options).weights
    monkeypatch.setattr("kg.networks.counting.one_mode.CELLS", 1)
    assert np.array_equal(network(DEBATE, **options).weights, whole)
