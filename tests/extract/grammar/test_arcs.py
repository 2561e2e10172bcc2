"""The dependents of a word, and the words above it."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.grammar.arcs import relative_clause_over

MET = "the union at the door of the office of whose leader students met"
HEADS = [1, 1, 12, 4, 2, 4, 7, 5, 7, 10, 8, 12, 1]
ARCS = ["det", "ROOT", "prep", "det", "pobj", "prep", "det", "pobj", "prep", "poss", "pobj", "nsubj", "relcl"]


def test_a_relative_clause_is_found_at_any_height_above_a_word() -> None:
    doc = Doc(Vocab(), words=MET.split(), heads=HEADS, deps=ARCS)
    whose, met = doc[9], doc[12]
    assert relative_clause_over(whose) == relative_clause_over(met) == met
    assert relative_clause_over(doc[0]) is None
