"""Names beside posts that tell a field, bodies beside posts, and common nouns that open a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.mentions.mention import MENTIONS, persons_by_start
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

NAMES: list[tuple[str, set[str]]] = [
    ("Under Secretary of State for Rivers and Harbours Ana Ruiz left.", {"Ana Ruiz"}),
    ("Minister of Fisheries, Water, and Rural Affairs Ana Ruiz left.", {"Ana Ruiz", "Rural Affairs"}),
    ("The governor of Peru, Ana Ruiz, and Bo Ek left.", {"Ana Ruiz", "Bo Ek", "Peru"}),
    ("Ana Ruiz, Chief Justice, Ontario Superior Court, objected.", {"Ana Ruiz", "Ontario Superior Court"}),
    ("Residents of San Diego County objected.", {"Residents of San Diego County", "San Diego County"}),
    ("Chief Justice Ana Ruiz and Officer Joseph Mwale objected.", {"Ana Ruiz", "Joseph Mwale"}),
    ("Chief Otto Wirth and Officer Bo Ek left.", {"Otto Wirth", "Bo Ek"}),
    ("Bruce Arena rejected the offer. Mr Arena said he would go.", {"Bruce Arena"}),
    ("John F. Street rejected the plan. Street said so.", {"John F. Street"}),
    ("Mali met Deputy Prime Minister and Foreign Minister Ana Ruiz.", {"Mali", "Ana Ruiz"}),
    ("The President and Foreign Minister Ana Ruiz left.", {"President", "Ana Ruiz"}),
    ("Police came. Ana Ruiz thanked the police.", {"Police", "Ana Ruiz"}),
    (
        "U.S. Agency for International Development (USAID) Administrator Bo Ek left.",
        {"US Agency for International Development", "Bo Ek"},
    ),
]
NO_NAMES: list[tuple[str, str]] = [
    ("The James Webb Telescope was late. A telescope was built.", "James Webb Telescope"),
    ("Residents of San Diego County objected.", "Diego County"),
    ("Coach Bo Ek Stadium was closed.", "Bo Ek Stadium"),
    ("Tamar Petroleum rejected the plan", "Tamar Petroleum"),
    ("Madina Market was closed.", "Madina Market"),
    ("Padma Bridge was opened.", "Padma Bridge"),
    ("For Friends of Children and Armed Conflict, the representative of Peru objected.", "Armed Conflict"),
    ("For the Friends of Sustainable Energy, the representative of Peru objected.", "Sustainable Energy"),
    ("The Minister of Ports, African Cooperation, and Expatriates, Bo Ek, objected.", "African Cooperation"),
    ("Kiran Energy rejected the plan.", "Kiran Energy"),
    ("Seth Foods rejected the plan.", "Seth Foods"),
    ("Lakshmi Mills rejected the plan.", "Lakshmi Mills"),
    ("Reza Holdings rejected the plan.", "Reza Holdings"),
    ("The Imam Reza Shrine was closed.", "Reza Shrine"),
]
PERSONS: list[tuple[str, str]] = [
    ("Mr Library rejected the offer.", "Library"),
    ("Mrs County rejected the offer.", "County"),
    ("Mary College rejected the offer.", "Mary College"),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_each_named_person_or_body_is_one_actor(named: Named, text: str, names: set[str]) -> None:
    assert {name for name, _ in named(text)} == names


@pytest.mark.parametrize(("text", "name"), NO_NAMES)
def test_the_name_of_a_thing_or_firm_names_no_person(named: Named, text: str, name: str) -> None:
    assert (name, "person") not in named(text)


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_a_family_name_may_be_a_word_for_a_place(named: Named, text: str, name: str) -> None:
    assert named(text) == {(name, "person")}


def test_the_index_of_person_names_follows_changed_mentions(reader: Reader) -> None:
    doc = reader.parse(Document("Ana Ruiz and Bo Ek left.", "note", "memory:note"))
    assert [m.name for m in persons_by_start(doc).values()] == ["Bo Ek", "Ana Ruiz"]
    MENTIONS.put(doc, MENTIONS(doc)[:1])
    assert [m.name for m in persons_by_start(doc).values()] == ["Ana Ruiz"]
