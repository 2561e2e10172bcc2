"""Spans of words from tags: beginnings, continuations, and the handicap on the tag for none."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.proposer.spans import best_path, likely_spans, spans_of
from kg.extract.proposer.windows import windows

LABELS = 25


def log_probabilities(likely: list[int], sure: float = 0.9) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    table = np.full((len(likely), LABELS), (1 - sure) / (LABELS - 1))
    table[np.arange(len(likely)), likely] = sure
    return np.log(table).astype(np.float32)


def test_the_likeliest_labels_form_the_path_if_their_sequence_is_valid() -> None:
    assert best_path(log_probabilities([0, 3, 4, 4, 0]), 0.0) == [0, 3, 4, 4, 0]


def test_a_span_without_a_beginning_is_repaired() -> None:
    path = best_path(log_probabilities([0, 4, 4, 0]), 0.0)
    assert path[1] in {0, 3}
    assert spans_of(path) in ([(1, 3)], [])


def test_a_handicap_on_the_tag_for_none_finds_unlikely_spans() -> None:
    unsure = log_probabilities([0, 0, 0], 0.6)
    unsure[1, 5] = np.log(0.3)
    assert spans_of(best_path(unsure, 0.0)) == []
    assert (1, 2) in likely_spans([unsure])[0]


@given(st.lists(st.integers(0, LABELS - 1), min_size=1, max_size=12))
def test_every_path_is_a_valid_sequence_of_labels(likely: list[int]) -> None:
    path = best_path(log_probabilities(likely, 0.7), 0.0)
    for before, tag in zip([0, *path], path, strict=False):
        assert tag == 0 or tag % 2 == 1 or before in {tag, tag - 1}


@given(st.lists(st.lists(st.integers(0, LABELS - 1), min_size=1, max_size=9), min_size=1, max_size=5))
def test_a_batch_of_sentences_has_the_spans_of_each_alone(texts: list[list[int]]) -> None:
    tables = [log_probabilities(likely, 0.5) for likely in texts]
    assert likely_spans(tables) == [likely_spans([table])[0] for table in tables]


def test_without_sentences_there_are_no_spans() -> None:
    assert likely_spans([]) == []


@given(st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=30), min_size=1, max_size=20))
def test_windows_hold_each_sentence_once_and_see_its_words(lengths: list[list[int]]) -> None:
    sentences, at = [], 0
    for sentence in lengths:
        sentences.append((at, at + len(sentence)))
        at += len(sentence)
    found = list(windows(sentences, [n for sentence in lengths for n in sentence]))
    assert [k for window in found for k in range(*window.sentences)] == list(range(len(sentences)))
    for window in found:
        start, end = window.words
        assert 0 <= start <= sentences[window.sentences[0]][0]
        assert end <= at
