"""Talks of several states' delegations, officials or ministries that one noun names."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.model import Document, Facts
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Thai and Lao officials met in Vientiane.", {("Thai officials", "Lao officials", "actual")}),
    (
        "The Chilean and Peruvian delegations will hold talks in Lima.",
        {("Chilean delegation", "Peruvian delegation", "planned")},
    ),
    (
        "Consultations between the Kenyan and Ghanaian foreign ministries began.",
        {("Kenyan foreign ministry", "Ghanaian foreign ministry", "actual")},
    ),
    (
        "Representatives of Kenyan and Ghanaian agencies met in Accra.",
        {("Kenyan agencies", "Ghanaian agencies", "actual")},
    ),
    (
        "The Chilean, Peruvian and Bolivian delegations held talks in Lima.",
        {
            ("Chilean delegation", "Peruvian delegation", "actual"),
            ("Chilean delegation", "Bolivian delegation", "actual"),
            ("Peruvian delegation", "Bolivian delegation", "actual"),
        },
    ),
    (
        "The Chilean and Peruvian delegations met with Ana Ruiz.",
        {("Chilean and Peruvian delegations", "Ana Ruiz", "actual")},
    ),
    ("The Chilean and Peruvian ministers met in Lima.", {("Chile", "Peru", "actual")}),
]
NOTHING = ["Thai officials met in Vientiane."]


@examples(FOUND, NOTHING)
def test_each_state_has_its_own(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "negotiates_with") == expected


def test_each_belongs_to_its_state(reader: Reader) -> None:
    found = _facts(reader, "EU and Chinese officials held talks in Brussels.")
    names = {actor.id: actor.name for actor in found.actors}
    tied = {(names[each.member], names[each.of]) for each in found.affiliations}
    assert tied >= {("EU officials", "European Union"), ("Chinese officials", "China")}
    assert ("EU officials", "China") not in tied


def test_one_that_the_text_names_elsewhere_is_the_same_actor(reader: Reader) -> None:
    found = _facts(reader, "The Chilean delegation came late. The Peruvian and Chilean delegations held talks in Lima.")
    assert [actor.name for actor in found.actors].count("Chilean delegation") == 1


@pytest.mark.parametrize("text", ["Thai and Lao officials want a dam.", "Thai and Lao officials met with Ana Ruiz."])
def test_only_those_who_talk_with_each_other_are_several(reader: Reader, text: str) -> None:
    assert not {actor.name for actor in _facts(reader, text).actors} & {"Thai officials", "Lao officials"}


def _facts(reader: Reader, text: str) -> Facts:
    return reader.read(Document(text, "note", "memory:note")).facts
