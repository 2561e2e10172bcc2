"""Words for two actors at once are a mention of each, and no third."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.actors.actors import to_actor
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document

type Held = Callable[..., set[tuple[object, ...]]]

CALL = "Ali Keita had a telephone conversation with President of the Republic of Mali Ana Ruiz. "
CHANCELLOR = (
    "President Vladimir Putin of Russia rang Chancellor Angela Merkel of Germany about Libya. Libya is at war. "
)
TALKS = "Norway and Iceland held talks in Bergen. Norway has a draft, and Iceland read it. "
PAIRS = [
    (CALL + "The two presidents called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    (CALL + "The leaders called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    (TALKS + "Both countries called for a truce.", {"Norway", "Iceland"}),
    ("Ali Keita spoke with Ana Ruiz. Both called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    ("Ali Keita met Ana Ruiz. The two called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    (TALKS + "The sides called for a truce.", {"Norway", "Iceland"}),
    (
        "French President Luc Roy met Malian President Ali Keita. The French and Malian presidents called for a truce.",
        {"Luc Roy", "Ali Keita"},
    ),
    (CHANCELLOR + "Both sides called for a truce.", {"Russia", "Germany"}),
    ("The Norwegian and Icelandic governments called for a truce.", {"Norway", "Iceland"}),
    (TALKS + "Sweden knows, and Denmark told Sweden. Both sides called for a truce.", {"Norway", "Iceland"}),
    (TALKS + "The two delegations called for a truce.", {"Norway", "Iceland"}),
    ("Sweden asked Norway and Iceland to talk. Both sides called for a truce.", {"Norway", "Iceland"}),
    ("Sweden called on Norway and Iceland to talk. Both countries called for a truce.", {"Norway", "Iceland"}),
    ("Ali Keita phoned. Ali Keita and Ana Ruiz met. The presidents called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    ("Ali Keita and Ana Ruiz met. They called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    ("Ali Keita spoke with Ana Ruiz. In May they called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    ("Ali Keita spoke with Ana Ruiz. They read it. They called for a truce.", {"Ali Keita", "Ana Ruiz"}),
    # "They" refers to those who met, across sentences about things
    (
        "Ali Keita met Ana Ruiz. These grim raids break the law. There can be no excuse. They called for a truce.",
        {"Ali Keita", "Ana Ruiz"},
    ),
    (TALKS + "The two countries share a border. They called for a truce.", {"Norway", "Iceland"}),
]
MEETING = "Ali Keita and Ana Ruiz met on Monday. "
HOST = "President Ali Keita met President Luc Roy in May. Ali Keita flew to Lima. "
PAIRS += [
    (
        MEETING + "Ali Keita blamed Czech leaders. Both leaders called for a truce.",
        {"Ali Keita", "Ana Ruiz"},
    ),
    (
        HOST + "Ali Keita then met President Ana Ruiz. The two presidents called for a truce.",
        {"Ali Keita", "Ana Ruiz"},
    ),
    # a bystander without the post is not one of the two
    (
        "President Ali Keita met President Ana Ruiz. Tom Price watched. The two presidents called for a truce.",
        {"Ali Keita", "Ana Ruiz"},
    ),
]
NO_PAIR = [
    # it is unclear whether the last one named is one of the two
    HOST + "President Bo Ek was ill. The two presidents called for a truce.",
    CALL + "The presidents of the member states called for a truce.",
    CALL + "Two militia leaders called for a truce.",
    "President Luc Roy of France met President Ali Keita of Mali and President Bo Ek of Chad. "
    "The presidents called for a truce.",
    TALKS + "The parties to the conflict called for a truce.",
    "Ali Keita and Ana Ruiz met. The protesters waited. They called for a truce.",
    "Ali Keita and Ana Ruiz met Bo Ek. The two presidents called for a truce.",
    "Bo Ek spoke. President Ana Ruiz of Peru left. The two presidents called for a truce.",
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_words_for_two_mention_each_of_them(held: Held, text: str, expected: set[str]) -> None:
    assert {row[0] for row in held(text) if row[2] == "a truce"} == expected


OTHERS = [
    "Ali Keita and Ana Ruiz offered the miners a raise. They called for a truce.",
    "Ali Keita and Ana Ruiz were heckled by students. They called for a truce.",
    "Ali Keita and Ana Ruiz met forty mayors. They called for a truce.",
    MEETING + "In the hall stood a dozen nurses. They called for a truce.",
    MEETING + "It rained. The skaters waited. They called for a truce.",
    MEETING + "Everyone waited. They called for a truce.",
    "Ali Keita or Ana Ruiz will come. They called for a truce.",
    "Ali Keita did not meet Ana Ruiz. They called for a truce.",
    "President Ali Keita and Ana Ruiz met. Leaders of the unions gathered. The leaders called for a truce.",
    MEETING + "Two leaders of the unions gathered. Both leaders called for a truce.",
    "Norway and Iceland armed Mali and Chad. Both sides called for a truce.",
    "The war between Mali and Chad went on. Norway and Iceland sold arms. Norway and Iceland left. Mali waited. "
    "Both sides called for a truce.",
    "Sweden accused Norway and Iceland of fraud. Both sides called for a truce.",
    "Sweden asked Norway and Iceland to meet Mali. Both sides called for a truce.",
    "Norway and Iceland held talks. In Cairo, Hamas and Fatah met. The two delegations called for a truce.",
]
"""The words may refer to others than the two who are named together."""


@pytest.mark.parametrize("text", OTHERS)
def test_a_word_for_two_means_neither_where_others_may_be_meant(held: Held, text: str) -> None:
    assert not {row[0] for row in held(text) if row[2] == "a truce"} & {"Ali Keita", "Ana Ruiz", "Norway", "Iceland"}


@pytest.mark.parametrize("text", NO_PAIR)
def test_words_for_others_mean_neither_of_the_two(held: Held, text: str) -> None:
    assert not {row[0] for row in held(text) if row[2] == "a truce"} & {"Ali Keita", "Ana Ruiz", "Norway", "Luc Roy"}


def test_words_for_two_are_an_alias_of_neither(reader: Reader) -> None:
    text = CALL + "The two presidents agreed."
    doc = reader.parse(Document(text, "own", "memory:own"))
    found = {c.name: to_actor(doc, text, c) for c in CLUSTERS(doc)}
    assert "presidents" not in found
    for name in ("Ali Keita", "Ana Ruiz"):
        assert "The two presidents" in {m.text for m in found[name].mentions}
        assert "The two presidents" not in found[name].aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President of the Republic of Mali Ana Ruiz left.", "Ana Ruiz"),
        ("He met Prime Minister of the French Republic Bo Ek.", "Bo Ek"),
    ],
)
def test_a_post_before_its_body_and_the_name_is_the_person(reader: Reader, text: str, name: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert [c.name for c in CLUSTERS(doc) if c.type == "person" and c.titles] == [name]
    assert not [c.name for c in CLUSTERS(doc) if c.name in {"President", "Prime Minister"}]
