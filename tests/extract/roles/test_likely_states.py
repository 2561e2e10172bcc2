"""A post without a country is of the state that the words around it make likely, or of none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

STATES_OF_POSTS: list[tuple[str, Rows]] = [
    (
        "Chilean president Ana Ruiz and energy minister Bo Ek met on Friday.",
        {("Ana Ruiz", "Chile", "president"), ("Bo Ek", "Chile", "energy minister")},
    ),
    (
        "Peru rejected the claim. Its navy is ready, Foreign Minister Ana Ruiz told Chile on Friday.",
        {("Ana Ruiz", "Peru", "Foreign Minister")},
    ),
    (
        "Peru wants a deal. The country's army chief, Bo Ek, agreed.",
        {("Bo Ek", "Peru", "army chief")},
    ),
    (
        "LIMA - The White House shut its doors. Asked by the United States, Vice President Ana Ruiz said no.",
        {("Ana Ruiz", "United States", "Vice President")},
    ),
    ("Foreign Minister Ana Ruiz said that Chile was wrong.", {("Ana Ruiz", None, "Foreign Minister")}),
    ("Prime Minister Ana Ruiz rejected Chile's offer.", {("Ana Ruiz", None, "Prime Minister")}),
    ("Prime Minister Ana Ruiz said Chile would leave the bloc.", {("Ana Ruiz", "Chile", "Prime Minister")}),
    (
        "Foreign Ministers Ana Ruiz and Bo Ek rejected Chile's offer.",
        {("Ana Ruiz", None, "Foreign Minister"), ("Bo Ek", None, "Foreign Minister")},
    ),
    ("The strikers accused Prime Minister Ana Ruiz of leaning on Chile.", {("Ana Ruiz", None, "Prime Minister")}),
    ("Peru and Chile met. President Ana Ruiz was ill.", {("Ana Ruiz", None, "President")}),
    ("Peru and Chile agreed in Lima. They met. President Ana Ruiz was ill.", {("Ana Ruiz", "Peru", "President")}),
    ("Peru and Chile met in Lima. President Ana Ruiz was ill.", {("Ana Ruiz", None, "President")}),
    # Talks are held at a place by anybody.
    ("At the Lima summit, Chancellor Ana Ruiz gave in.", {("Ana Ruiz", None, "Chancellor")}),
    ("At the Lima trade talks, Chancellor Ana Ruiz gave in.", {("Ana Ruiz", None, "Chancellor")}),
    ("The Lima Summit has ended. Chancellor Ana Ruiz gave in.", {("Ana Ruiz", None, "Chancellor")}),
    ("The envoys met in Lima. Chancellor Ana Ruiz gave in.", {("Ana Ruiz", None, "Chancellor")}),
    ("Chile and Mali met in Lima. Chancellor Ana Ruiz gave in.", {("Ana Ruiz", None, "Chancellor")}),
    ("The unions met the government in Lima. Chancellor Ana Ruiz gave in.", {("Ana Ruiz", "Peru", "Chancellor")}),
    ("Farmers met in Lima. Chancellor Ana Ruiz gave in.", {("Ana Ruiz", "Peru", "Chancellor")}),
    ("Envoys met in Lima, where the chancellor, Ana Ruiz, gave in.", {("Ana Ruiz", "Peru", "chancellor")}),
    ("The cabinet met in Lima. Chancellor Ana Ruiz gave in.", {("Ana Ruiz", "Peru", "Chancellor")}),
    ("In Lima, Chancellor Ana Ruiz gave in.", {("Ana Ruiz", "Peru", "Chancellor")}),
    ("Peru paid. At the Lima summit, Chancellor Ana Ruiz gave in.", {("Ana Ruiz", "Peru", "Chancellor")}),
]


@pytest.mark.parametrize(("text", "expected"), STATES_OF_POSTS, ids=[s for s, _ in STATES_OF_POSTS])
def test_a_post_has_the_likeliest_state(proposed: Propose, text: str, expected: Rows) -> None:
    assert proposed(text, "roles") == expected


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("Peru has thrown its support behind General Bo Ek.", True),
        ("Peru lent its backing to Prime Minister Bo Ek.", True),
        ("Peru has put its weight behind President Bo Ek.", True),
        ("Peru sent its new Prime Minister Bo Ek.", False),
        ("Peru lent its backing to its Prime Minister Bo Ek.", False),
    ],
)
def test_what_a_state_lends_to_an_office_is_no_owner_of_it(reader: Reader, text: str, guessed: bool) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    (role,) = (c for c in CANDIDATES(doc) if c.heading == "roles")
    assert role.values["guessed"] is guessed
