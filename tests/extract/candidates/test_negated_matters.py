"""The matter of a stance against something, without the "not" that tells the stance."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.negated_matters import with_negation_once, without_own_negation
from kg.model import Document, Stance
from tests.extract.words_in_text import words_in_text


@pytest.mark.parametrize(
    ("text", "stance", "proposed", "told"),
    [
        ("Ana Ek said Peru had not paid bribes.", Stance.DENY, "Peru had not paid bribes", "paid bribes"),
        ("Ana Ek said Peru is not keen on a vote.", Stance.REJECT, "Peru is not keen on a vote", "keen on a vote"),
        ('Ana Ek said Peru is "not keen on it".', Stance.REJECT, 'Peru is "not keen on it', "keen on it"),
        (
            "Ana Ek said Peru had not paid bribes.",
            Stance.ACCUSE,
            "Peru had not paid bribes",
            "Peru had not paid bribes",
        ),
        ("Ana Ek said the levy was not set by Peru.", Stance.DENY, "the levy was not set by Peru", None),
        ("Ana Ek said Peru was not shelled by Chile.", Stance.DENY, "Peru was not shelled by Chile", None),
        ("Peru said it was not shelled by Chile.", Stance.DENY, "it was not shelled by Chile", "shelled by Chile"),
        ("Peru said it is not, and never was, a party.", Stance.DENY, "it is not, and never was, a party", None),
        ("Peru said it did not shell Lima but Arica.", Stance.DENY, "it did not shell Lima but Arica", None),
        ("Peru said it did not pay because it had to.", Stance.DENY, "it did not pay because it had to", None),
        ("Ana Ek said the toll is not just.", Stance.REJECT, "the toll is not just", "the toll is not just"),
        ("Ana Ek said Peru did not win.", Stance.OPPOSE, "Peru did not win", "Peru did not win"),
        ("Ana Ek denied that Peru had not paid.", Stance.DENY, "Peru had not paid", "Peru had not paid"),
        ("Ana Ek rejected the claim that Peru had not paid.", Stance.DENY, "Peru had not paid", "Peru had not paid"),
        ("Ana Ek said Peru had paid bribes.", Stance.DENY, "Peru had paid bribes", "Peru had paid bribes"),
        ("Ana Ek said Peru not only paid them.", Stance.DENY, "Peru not only paid them", "Peru not only paid them"),
    ],
)
def test_a_negation_is_told_once(reader: Reader, text: str, stance: Stance, proposed: str, told: str | None) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    start, end = words_in_text(doc, text, proposed)
    found = without_own_negation(doc, (start, end), stance, doc[start:end].root)
    assert doc[found[0] : found[1]].text == (told or proposed)


@pytest.mark.parametrize(
    ("text", "stance", "proposed", "told"),
    [
        ("Chile asked Peru not to mine the bay.", Stance.DEMAND, "mine the bay", "not to mine the bay"),
        ("Chile asked Peru to not mine the bay.", Stance.DEMAND, "mine the bay", "not mine the bay"),
        ("Chile asked Peru not only to mine the bay.", Stance.DEMAND, "mine the bay", "mine the bay"),
        ("Chile asked Peru, not Mali, to mine the bay.", Stance.DEMAND, "mine the bay", "mine the bay"),
        ("Chile does not want to mine the bay.", Stance.DEMAND, "mine the bay", "mine the bay"),
        ("Peru said it will not mine the bay.", Stance.REJECT, "mine the bay", "mine the bay"),
        (
            "Peru said the vote must not be delayed, nor must it be rushed.",
            Stance.DEMAND,
            "must it be rushed",
            "nor must it be rushed",
        ),
        ("Peru said the vote must be held, and it must be free.", Stance.DEMAND, "it must be free", "it must be free"),
    ],
)
def test_what_is_demanded_keeps_its_not(reader: Reader, text: str, stance: Stance, proposed: str, told: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    start, end = words_in_text(doc, text, proposed)
    found = with_negation_once(doc, (start, end), stance, doc[start:end].root)
    assert doc[found[0] : found[1]].text == told
