"""What the ledger counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.record.ledger import silent

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda at: (at[0], sum(at))), max_size=9)


@given(SPANS, SPANS)
def test_sentences_that_prove_nothing_are_counted_in_one_look_at_the_proofs(
    sentences: list[tuple[int, int]], proofs: list[tuple[int, int]]
) -> None:
    touched = [any(start < last and first < end for first, last in proofs) for start, end in sentences]
    assert silent(sentences, iter(proofs)) == touched.count(False)
