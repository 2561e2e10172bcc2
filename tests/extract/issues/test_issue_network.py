"""The likelihoods of issues that an encoder gives: one layer over its vectors of the pieces around a matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.issues.scheme import concepts
from kg.extract.proposer.description import described_in
from kg.extract.proposer.issues.network import IssueNetwork, pieces_around
from kg.extract.proposer.weights import issues_by
from kg.extract.proposer.wordpiece import WordPieces
from kg.model import Passage
from tests.doubles.tiny_network import tiny_network

BEFORE = "Chile left. "
EVIDENCE = Passage(12, 34, "Peru opposed the levy.")
MATTER = Passage(25, 33, "the levy")


def network() -> IssueNetwork:
    """A network for two concepts whose layer has random weights."""
    tiny = tiny_network()
    weight = np.random.default_rng(1).normal(size=(3, 16)).astype(np.float32)
    bias = np.zeros(3, np.float32)
    return IssueNetwork(tiny.encoder, tiny.pieces, tiny.opening, tiny.closing, ("Fish", "Tax"), weight, bias)


def test_the_matter_is_marked_within_sentence_and_context() -> None:
    words = ["[UNK]", "chile", "left", ".", "peru", "opposed", "the", "levy"]
    pieces = WordPieces({word: number for number, word in enumerate(words)})
    found = [(words[number], inside) for number, inside in pieces_around(BEFORE, MATTER, EVIDENCE, pieces)]
    assert [word for word, _ in found] == ["chile", "left", ".", "peru", "opposed", "the", "levy", "."]
    assert [word for word, inside in found if inside] == ["the", "levy"]


def test_a_long_sentence_is_cut_to_the_words_around_the_matter() -> None:
    words = [f"w{n}" for n in range(300)]
    sentence = " ".join(words)
    start = sentence.index("w200")
    pieces = WordPieces({word: n for n, word in enumerate(["[UNK]", *words])})
    found = list(pieces_around("", Passage(start, start + 9, "w200 w201"), Passage(0, 1, sentence), pieces))
    assert [number for number, inside in found if inside] == [201, 202]
    assert len(found) < 60


def test_likelihoods_add_up_to_one() -> None:
    found = network()(BEFORE, MATTER, EVIDENCE)
    assert list(found) == ["Fish", "Tax"]
    assert 0 < sum(found.values()) < 1


@given(st.integers(0, 22), st.integers(0, 22))
def test_both_mean_vectors_have_unit_length_or_are_zero(one: int, other: int) -> None:
    start, end = sorted((EVIDENCE.start + one, EVIDENCE.start + other))
    vector = network().vector(BEFORE, Passage(start, end, (BEFORE + EVIDENCE.text)[start:end]), EVIDENCE)
    own, whole = np.linalg.norm(vector.reshape(2, -1), axis=1)
    assert whole == pytest.approx(1, abs=1e-4)
    assert own == pytest.approx(1, abs=1e-4) or own == 0


@pytest.mark.parametrize("reader", ["careful", "small"])
def test_a_reader_knows_the_concepts_of_the_scheme(reader: str) -> None:
    assert tuple(described_in(reader)["issues"]) == tuple(concepts())
    assert issues_by(reader) is not None


def test_the_small_reader_tells_an_issue_by_the_sentence() -> None:
    told = issues_by("small")
    assert told is not None
    sentence = "Peru rejected the new fees on goods that cross the border."
    matter = Passage(14, 57, sentence[14:57])
    found = told("", matter, Passage(0, len(sentence), sentence))
    assert max(found, key=lambda concept: found[concept]) == "Tariffs"
