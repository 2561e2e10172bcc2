"""What must, should or needs to be done: a demand of whoever says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

DEMANDED = [
    ("Norway said the onus was on Sweden to pay.", ("Norway", "demand", "pay")),
    ("Ana Ruiz said it was time for Kenya to open the road.", ("Ana Ruiz", "demand", "open the road")),
    ("Peru said it was up to Chile to act.", ("Peru", "demand", "act")),
    ("Fiji said it was imperative that Tonga ratify the pact.", ("Fiji", "demand", "ratify the pact")),
    ("Ghana said donors had a duty to help refugees.", ("Ghana", "demand", "help refugees")),
    ("Samoa said further work was needed.", ("Samoa", "demand", "further work was needed")),
    ("Samoa said there was a need for more funds.", ("Samoa", "demand", "there was a need for more funds")),
    ("Ana Ruiz said the road was closed. Kenya must open it.", ("Ana Ruiz", "demand", "Kenya must open it")),
    ('"Free the hostages," Ana Ruiz said.', ("Ana Ruiz", "demand", "Free the hostages")),
    ("India maintained that storage must be settled first.", ("India", "demand", "storage must be settled first")),
    ("Kenya stressed that the fund should be audited.", ("Kenya", "demand", "the fund should be audited")),
    ("Laos said Vietnam must not build the dam.", ("Laos", "demand", "Vietnam must not build the dam")),
    ("Mali said it was necessary for Niger to pay.", ("Mali", "demand", "pay")),
    ("The time has come for Kenya to open the road, Ana Ruiz said.", ("Ana Ruiz", "demand", "open the road")),
    ('"Now is the time to lift the ban," Ana Ruiz said.', ("Ana Ruiz", "demand", "lift the ban")),
    ("Peru said it was for Chile to act.", ("Peru", "demand", "act")),
    ("It falls to Chile to act, Peru said.", ("Peru", "demand", "act")),
    ("Peru said Chile was obliged to open the port.", ("Peru", "demand", "open the port")),
    (
        "Kenya cannot be allowed to keep the reef, Ana Ruiz said.",
        ("Ana Ruiz", "demand", "Kenya cannot be allowed to keep the reef"),
    ),
    ('"The ball is in Kenya\'s court," Ana Ruiz said.', ("Ana Ruiz", "demand", "The ball is in Kenya's court")),
    ('"Don\'t touch our reef," Ana Ruiz told Kenya.', ("Ana Ruiz", "demand", "Don't touch our reef")),
    ('"Come back to the table," Ana Ruiz told the rebels.', ("Ana Ruiz", "demand", "Come back to the table")),
    ('"Let\'s share the reef," Ana Ruiz told the rebels.', ("Ana Ruiz", "propose", "share the reef")),
]
NOT_DEMANDED = [
    "It was time for lunch.",
    "The onus was on the driver.",
    "The minister must resign.",
    "Peru has to leave early.",
    "It is up to Chile.",
    "There was a need for soup.",
    "Free hostages arrived.",
    "The work was needed.",
    "The time came when the road was closed.",
    "The ball is in the box.",
    '"Going home, they sang," Ana Ruiz said.',
    '"The road is closed," Ana Ruiz said. Kenya must open it.',
]


@pytest.mark.parametrize(("sentence", "expected"), DEMANDED)
def test_saying_that_something_must_be_done_demands_it(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence)


def test_a_duty_is_no_judgement_too(held: Held) -> None:
    assert held("Mali, supported by Peru, said it was necessary to open the port.", "holder", "stance") == {
        ("Mali", "demand"),
        ("Peru", "support"),
    }
    assert held("Mali said the levy was necessary.", "holder", "stance") == {("Mali", "support")}


@pytest.mark.parametrize("text", NOT_DEMANDED)
def test_without_a_speaker_or_a_duty_there_is_no_demand(held: Held, text: str) -> None:
    assert held(text) == set()
