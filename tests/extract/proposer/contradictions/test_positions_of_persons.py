"""What a person says or does is not a state's, too, unless the words say so."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS, clusters_by_id
from kg.extract.proposer.contradictions.positions_of_persons import given_to_states
from kg.extract.proposer.reranker import Proposed
from kg.model import Document, Stance

OF_PERSONS = [
    "Ana Ruiz met the envoy of Peru and hailed the ceasefire.",
    "During her visit to Peru, Ana Ruiz welcomed the ceasefire.",
]
OF_BOTH = [
    "Ana Ruiz and Peru hailed the ceasefire.",
    "Ana Ruiz said that Peru had hailed the ceasefire.",
    "Ana Ruiz praised Peru's support for the ceasefire.",
    "Ana Ruiz conveyed Peruvian support for the ceasefire.",
]


def given(reader: Reader, text: str, of_state: float, by_rule: float | None = None) -> list[Proposed]:
    """The proposals given to a state, where a person's has a probability of 0.7."""
    doc = reader.parse(Document(text, "own", "memory:own"))
    span = doc.char_span(text.index("the ceasefire"), text.index("the ceasefire") + len("the ceasefire"))
    assert span is not None
    ids = {c.name: c.id for c in CLUSTERS(doc)}
    words = (span.start, span.end)
    of_person = (Proposed(ids["Ana Ruiz"], Stance.SUPPORT, words, None), 0.7)
    state = (Proposed(ids["Peru"], Stance.SUPPORT, words, by_rule), of_state)
    return list(given_to_states(doc, [state, of_person], clusters_by_id(doc).get, lambda one, other: one == other))


@pytest.mark.parametrize("text", OF_PERSONS)
def test_what_a_person_says_is_not_a_states(reader: Reader, text: str) -> None:
    assert [one.stance for one in given(reader, text, 0.5)] == [Stance.SUPPORT]


@pytest.mark.parametrize("text", OF_BOTH)
def test_a_state_that_acts_or_owns_keeps_its_position(reader: Reader, text: str) -> None:
    assert not given(reader, text, 0.5)


def test_a_state_keeps_what_is_as_likely_or_found_by_a_rule(reader: Reader) -> None:
    assert not given(reader, OF_PERSONS[0], 0.65)
    assert not given(reader, OF_PERSONS[0], 0.5, by_rule=0.5)
