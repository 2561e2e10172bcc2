"""The referents of "we" in the words of a spokesperson, and of "both"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS, cluster_at
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('"We reject the new map of Peru," Ana Quispe, a spokeswoman for the Foreign Ministry of Bolivia, said. '
         "Bolivia closed the road.",
         ("Bolivia", "reject", ("Ana Quispe",))),
        ('"We reject the offer," said Jan Holt, a spokesman for the miners\' union.',
         ("miners' union", "reject", ("Jan Holt",))),
        ('"We reject the offer," Jan Holt, the trade minister of Latvia, said.', ("Latvia", "reject", ("Jan Holt",))),
        ('"We reject the offer," Jan Holt, the ambassador of Latvia, said.', ("Latvia", "reject", ("Jan Holt",))),
        ('"We reject the offer," Jan Holt, the shadow trade minister of Latvia, said.', ("Jan Holt", "reject", ())),
        ('"I reject the offer," Jan Holt, the trade minister of Latvia, said.', ("Jan Holt", "reject", ())),
        ('"I reject the offer," said Jan Holt, a spokesman for the miners\' union.', ("Jan Holt", "reject", ())),
        ('"We reject the offer," said Jan Holt, the chairman of the miners\' union.', ("Jan Holt", "reject", ())),
    ],
)  # fmt: skip
def test_a_spokesperson_speaks_for_the_body(held: Held, text: str, row: tuple[object, ...]) -> None:
    assert row in held(text, "holder", "stance", "sources")


PRESIDENTS = [
    ('"We have agreed to cut the levy," Jan Holt, the president of Latvia, said.', ("Latvia", "accept", ("Jan Holt",))),
    ('"We are ready to cut the levy," said Latvian President Jan Holt.', ("Latvia", "offer", ("Jan Holt",))),
    ('"We will help the miners," said Latvian President Jan Holt.', ("Latvia", "commit", ("Jan Holt",))),
    ('"I will help the miners," said Latvian President Jan Holt.', ("Jan Holt", "commit", ())),
    ('"We must help the miners," said Latvian President Jan Holt.', ("Jan Holt", "demand", ())),
    ('"We will help the miners," said former Latvian President Jan Holt.', ("Jan Holt", "commit", ())),
    ('"We will help the miners," said Jan Holt, the president of the union.', ("Jan Holt", "commit", ())),
    ('"We will help the miners," said Jan Holt, the president of Latvia\'s Senate.', ("Jan Holt", "commit", ())),
    ('"We will help the miners," Latvia\'s hockey federation president Jan Holt said.', ("Jan Holt", "commit", ())),
    ('"We at the fund will help the miners," Latvian President Jan Holt said.', ("Jan Holt", "commit", ())),
]


@pytest.mark.parametrize(("text", "row"), PRESIDENTS)
def test_what_a_president_says_that_we_do_is_done_by_the_state(held: Held, text: str, row: tuple[object, ...]) -> None:
    assert row in held(text, "holder", "stance", "sources")


SIGNED = """Joint statement by Peruvian Foreign Minister Ana Ruiz and Chilean Foreign Minister Bo Ek.

We reject the levy. Togo supports the levy. We want a vote."""


def test_of_ministers_who_sign_together_each_speaks_for_one_state(held: Held) -> None:
    assert {
        ("Peru", "reject", ("Ana Ruiz",)),
        ("Chile", "reject", ("Bo Ek",)),
        ("Togo", "support", ("Bo Ek", "Ana Ruiz")),
    } <= held(SIGNED, "holder", "stance", "sources")


BRIEFING = """Briefing by the Spokesperson of the Ministry of Foreign Affairs of the Republic of Latvia

Spokesperson Ilze Ozola: Good morning. We welcome the release of the crew.

Question (Baltic News): And the fine?

Spokesperson: In our view, the fine must be paid.

Question (Baltic News): By whom?

Spokesperson: I will not name names."""


def test_a_heading_names_whose_spokesperson_answers(held: Held) -> None:
    rows = held(BRIEFING, "holder", "stance")
    assert {("Latvia", "support"), ("Latvia", "demand")} <= rows
    assert ("Ilze Ozola", "demand") not in rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The country needs more judges, Omar Haddad said.", ("Omar Haddad", "demand")),
        ("The court needs more judges.", ("court", "demand")),
    ],
)
def test_saying_that_something_is_needed_demands_it(held: Held, text: str, row: tuple[str, str]) -> None:
    assert {row} == held(text, "holder", "stance")


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Chile hesitated and Peru wavered, but both backed the French line.", {"Chile", "Peru"}),
        ("The talks ended with Ghana and Togo at the table. Both reject the toll.", {"Ghana", "Togo"}),
        ("Chile backed both plans.", {"Chile"}),
        ("The snow and the rain stopped. Both were welcomed by Norway.", {"Norway"}),
    ],
)
def test_both_refers_to_the_last_two_actors(held: Held, text: str, holders: set[str]) -> None:
    assert {row[0] for row in held(text, "holder")} == holders


def test_my_delegation_and_our_country_are_the_state_of_the_speaker(held: Held) -> None:
    text = (
        "Mr. Lund (Norway): My delegation supports the draft.\n\n"
        "Ms. Quiroga (Peru): I thank the envoy. My delegation opposes the levy. Our country rejects the ban. "
        "My Government supports the treaty. The delegation backs the fund."
    )
    own = {row[2]: row[0] for row in held(text)}
    assert own["the draft"] == "Norway"
    assert {own[matter] for matter in ("the levy", "the ban", "the treaty")} == {"Peru"}


def test_my_country_is_the_state_even_in_a_speech_on_behalf_of_a_bloc(held: Held) -> None:
    text = (
        "Ms. Quiroga (Peru): I speak on behalf of the Rio Group. We reject the levy. Our countries want a vote. "
        "My country supports the draft. My Government accepts the map. In my national capacity, I oppose the ban."
    )
    own = {row[2]: row[0] for row in held(text)}
    assert own == {
        "the levy": "Rio Group",
        "a vote": "Rio Group",
        "the draft": "Peru",
        "the map": "Peru",
        "the ban": "Peru",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Loayza (Peru): I thank you. We wait.\n\nEuropean Union: My delegation opposes the levy.\n\n"
        "Mr. Ek (Chile): We support the draft.\n\nEuropean Union: Our delegation opposes the levy.",
        'Mr. Loayza (Peru): I thank you. We wait.\n\n"My delegation opposes the levy," the European Union said.',
    ],
)
def test_the_delegation_of_a_bloc_in_its_own_turn_or_quotation_is_the_bloc(held: Held, text: str) -> None:
    assert {row[0] for row in held(text) if row[2] == "the levy"} == {"European Union"}


def test_the_delegation_of_a_state_is_no_other_actor(reader: Reader) -> None:
    text = (
        "Mr. Traore (Guinea): My country welcomes the truce. We thank the envoy.\n\n"
        "Ms. Ruiz (Peru): My delegation rejects the levy. It urges Chile to wait."
    )
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert {c.name for c in CLUSTERS(doc)} == {"Traore", "Guinea", "envoy", "Ruiz", "Peru", "Chile"}
    (it,) = (t for t in doc if t.text == "It")
    meant = cluster_at(it)
    assert meant is not None
    assert meant.name == "Peru"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lund (Norway): My delegation backs the fund.\n\nMr. Ek: My delegation opposes the levy.",
        "Mr. Lund (Norway): My delegation backs the fund.\n\nMr. Ek: Our country opposes the dam. It rejects the levy.",
        '"My country backs the fund," Norway said. Ana Ek, a nurse, differed. "My country rejects the levy," she said.',
    ],
)
def test_a_speaker_of_no_known_state_does_not_speak_for_that_of_another(held: Held, text: str) -> None:
    of = {row[2]: row[0] for row in held(text)}
    assert of["the fund"] == "Norway"
    assert of.get("the levy") != "Norway"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chile regrets the raid. Our country is opposed to the levy. We support the talks.", {"Chile"}),
        ('"My country rejects the levy," said Bo Ek. He welcomes the plan.', {"Bo Ek"}),
        ("Bo Ek left Lima. The country rejects the levy.", {"Peru"}),
        ("A neighbouring country rejects the levy.", {"neighbouring country"}),
        ("The two countries reject the levy.", {"countries"}),
    ],
)
def test_a_country_of_which_no_more_is_told_is_no_actor(held: Held, text: str, names: set[str]) -> None:
    assert {row[0] for row in held(text)} == names
