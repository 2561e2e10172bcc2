"""Talks of several states' delegations, officials or ministries that one noun names."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.model import Document, Facts
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("On April 2, Thai and Lao officials met in Vientiane.", {("Thai officials", "Lao officials", "actual")}),
    (
        "The Chilean and Peruvian delegations will hold talks in Lima.",
        {("Chilean delegation", "Peruvian delegation", "planned")},
    ),
    (
        "Consultations between the Kenyan and Ghanaian foreign ministries began.",
        {("Kenyan foreign ministry", "Ghanaian foreign ministry", "actual")},
    ),
    (
        "Consultations between the Kenyan and Ghanaian Foreign Ministries began.",
        {("Kenyan Foreign Ministry", "Ghanaian Foreign Ministry", "actual")},
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
        {("Chilean delegation", "Ana Ruiz", "actual"), ("Peruvian delegation", "Ana Ruiz", "actual")},
    ),
    (
        "The Chilean and Peruvian delegations and the Bolivian delegation held talks.",
        {
            ("Chilean delegation", "Peruvian delegation", "actual"),
            ("Chilean delegation", "Bolivian delegation", "actual"),
            ("Peruvian delegation", "Bolivian delegation", "actual"),
        },
    ),
    ("Talks between Qatari and Egyptian officials continued.", {("Qatari officials", "Egyptian officials", "actual")}),
    (
        "Thai and Lao officials met in Vientiane. Japan held talks with Thai officials.",
        {("Thai officials", "Lao officials", "actual"), ("Japan", "Thai officials", "actual")},
    ),
    (
        "South Korean, Japanese and Chinese officials met in Seoul.",
        {
            ("South Korean officials", "Japanese officials", "actual"),
            ("South Korean officials", "Chinese officials", "actual"),
            ("Japanese officials", "Chinese officials", "actual"),
        },
    ),
    ("The Chilean and Peruvian ministers met in Lima.", {("Chile", "Peru", "actual")}),
]
NOTHING = [
    "Thai officials met in Vientiane.",
    "US and U.S. officials met.",
    "The EU and US said officials met on Monday.",
    "Tariffs hit the EU, and US officials met on Monday.",
]


@examples(FOUND, NOTHING)
def test_each_state_has_its_own(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "negotiates_with") == expected


def test_each_belongs_to_its_state(reader: Reader) -> None:
    found = _facts(reader, "EU and Chinese officials held talks in Brussels.")
    names = {actor.id: actor.name for actor in found.actors}
    tied = {(names[each.member], names[each.of]) for each in found.affiliations}
    assert tied == {("EU officials", "European Union"), ("Chinese officials", "China")}


def test_one_that_the_text_names_elsewhere_is_the_same_actor(reader: Reader) -> None:
    found = _facts(reader, "The Chilean delegation came late. The Peruvian and Chilean delegations held talks in Lima.")
    assert [actor.name for actor in found.actors].count("Chilean delegation") == 1


@pytest.mark.parametrize("text", ["Thai and Lao officials want a dam.", "Thai and Lao officials did not meet Reuters."])
def test_only_those_who_talk_are_several(reader: Reader, text: str) -> None:
    assert not {actor.name for actor in _facts(reader, text).actors} & {"Thai officials", "Lao officials"}


def test_a_position_is_of_all_of_them_together(reader: Reader) -> None:
    found = _facts(reader, "Thai and Lao officials met in Vientiane. Thai and Lao officials want a dam.")
    names = {actor.id: actor.name for actor in found.actors}
    assert {names[each.holder] for each in found.positions} == {"Thai and Lao officials"}


def _facts(reader: Reader, text: str) -> Facts:
    return reader.read(Document(text, "note", "memory:note")).facts
