"""Who mediates between others that talk."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.model import Document, Facts

MEDIATED = [
    ("Norway mediated between Peru and Chile.", {"Norway"}),
    ("Norway brokered a truce between Peru and Chile.", {"Norway"}),
    ("Ruiz mediated an end to the war between Peru and Chile.", {"Ruiz"}),
    ("Talks between Peru and Chile are taking place through the mediation of Norway.", {"Norway"}),
    ("Peru and Chile agreed to a truce mediated by Norway and Ghana.", {"Norway", "Ghana"}),
    ("A ceasefire between Peru and Chile, brokered by Norway, took hold.", {"Norway"}),
    ("The Norwegian-brokered ceasefire between Peru and Chile took hold.", {"Norway"}),
    ("Norway served as an intermediary between Peru and Chile.", {"Norway"}),
    ("Norway is the mediator in talks between Peru and Chile.", {"Norway"}),
    ("Peru and Chile, with Norway's mediation, agreed on a truce.", {"Norway"}),
    ("Peru and Chile signed a truce after Norwegian mediation.", {"Norway"}),
    ("The talks between Peru and Chile were facilitated by Norway.", {"Norway"}),
    ("Ruiz brought Peru and Chile to the negotiating table.", {"Ruiz"}),
    ("Peru and Chile met in Lima. Norway mediated between Peru and Chile.", {"Norway"}),
]
NOT_MEDIATED = [
    "Norway hosted talks between Peru and Chile.",
    "Norway met Peru and Chile.",
    "Peru and Chile rejected the mediation of Norway. Peru and Chile met in Lima.",
    "The reform brings together our miners and our farmers.",
    "A US envoy mediated between the United States and Chile.",
    "Peru and Chile signed a truce that was not brokered by Norway.",
    "Peru and Chile signed a deal which could have been brokered by Norway.",
    "Norway would not act as a mediator between Peru and Chile.",
    "Norway facilitated travel between Peru and Chile. Peru and Chile met in Lima.",
    "Norway supervises the border between Peru and Chile. Peru and Chile met in Lima.",
    "The company is an intermediary for trade between Peru and Chile.",
    "Peru and Chile met after mediation by Norway failed.",
    "Mediator Norway said Peru and Chile had talked in Ghana.",
    "Mediator Norway said Peru and Chile had agreed in Ghana to a truce.",
    "Norway, the mediator in Mali, said Peru and Chile had agreed to a truce.",
    "Norway, which mediated the Lima accords, said Peru and Chile had agreed to a truce.",
    "Norway, which did not broker the deal, said Peru and Chile had agreed to a truce.",
    "Norway, which could mediate the talks, said Peru and Chile had agreed to a truce.",
    "Norway, which brokered the deal, said Peru and Chile had agreed to a truce.",
    "Norway, which brokered the truce, said Peru and Chile had agreed on the worth of peace.",
    "Mediator Norway said Peru and Chile had agreed to raise tariffs.",
    "Former mediator Norway said Peru and Chile had agreed to a truce.",
    "Norway, which brokered the sale, said Peru and Chile had agreed to a truce.",
]


def mediators(reader: Reader, text: str) -> set[str]:
    """The mediators of all talks in a text."""
    facts: Facts = reader.read(Document(text, "a", "file:///a.txt")).facts
    names = {actor.id: actor.name for actor in facts.actors}
    return {names[mediator] for talks in facts.negotiations for mediator in talks.mediators}


@pytest.mark.parametrize(("text", "found"), MEDIATED)
def test_who_mediates_between_two_is_told(reader: Reader, text: str, found: set[str]) -> None:
    assert mediators(reader, text) == found


@pytest.mark.parametrize("text", NOT_MEDIATED)
def test_hosts_guests_and_envoys_of_one_side_are_no_mediators(reader: Reader, text: str) -> None:
    assert mediators(reader, text) == set()


def test_a_sentence_that_names_the_mediator_proves_talks_beside_another(reader: Reader) -> None:
    text = "Peru and Chile met in Lima. Norway mediated between Peru and Chile."
    facts = reader.read(Document(text, "a", "file:///a.txt")).facts
    names = {actor.id: actor.name for actor in facts.actors}
    both = (each for each in facts.negotiations if {names[p] for p in each.parties} == {"Peru", "Chile"})
    assert [(talks.evidence.text, len(talks.mediators)) for talks in both] == [
        ("Peru and Chile met in Lima.", 0),
        ("Norway mediated between Peru and Chile.", 1),
    ]


def test_one_has_a_deal_with_each_of_a_list(reader: Reader) -> None:
    text = "Norway brokered deals between Peru and Chile, Ghana and Mali."
    facts = reader.read(Document(text, "a", "file:///a.txt")).facts
    names = {actor.id: actor.name for actor in facts.actors}
    found = {frozenset(names[each] for each in talks.parties) for talks in facts.negotiations if talks.mediators}
    assert found == {frozenset(("Peru", other)) for other in ("Chile", "Ghana", "Mali")}
