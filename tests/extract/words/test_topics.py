"""A matter that names no issue takes the topic that its paragraph has announced."""

from __future__ import annotations

import pytest

from kg.extract.words.topics import announced, issues_in
from kg.model import Passage

BULLETIN = (
    "On bunker fuels, Peru opposed a new workshop. Chad supported this proposal.\n"
    "On the next text, Peru asked for time. Chad supported this proposal.\n"
    "Chad supported this proposal.\n"
)


def concepts_of(number: int) -> list[str]:
    """The issues of the matter "this proposal" where it stands for the nth time."""
    start = -1
    for _ in range(number):
        start = BULLETIN.index("this proposal", start + 1)
    sentence = BULLETIN.rindex("Chad", 0, start)
    matter = Passage(start, start + 13, "this proposal")
    return [
        each.concept
        for each in issues_in(BULLETIN, matter, Passage(sentence, start + 14, BULLETIN[sentence : start + 14]))
    ]


def test_the_topic_holds_to_the_end_of_its_paragraph_and_says_less_than_the_matters_own_words() -> None:
    assert concepts_of(1) == ["BunkerFuels"]
    assert concepts_of(3) == []


def test_a_topic_of_procedure_is_too_wide() -> None:
    assert concepts_of(2) == []


def test_a_topic_does_not_hold_through_a_paragraph_without_end() -> None:
    text = f"On bunker fuels, Peru was firm. {'Chad went on. ' * 400}Chad supported this proposal."
    start = text.index("this")
    evidence = Passage(text.index("Chad supported"), len(text), "Chad supported this proposal.")
    assert issues_in(text, Passage(start, start + 13, "this proposal"), evidence) == ()


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("", ["BunkerFuels"]),
        ("Mali was glad of the carbon sinks. ", ["BunkerFuels"]),
        ("Mali was glad of the carbon sinks. Togo asked about plastics. ", []),
    ],
)
def test_a_topic_does_not_hold_once_the_text_has_turned_to_others(between: str, found: list[str]) -> None:
    text = f"On bunker fuels, Peru was firm. {between}Chad supported this proposal."
    start = text.index("this")
    evidence = Passage(text.index("Chad supported"), len(text), "Chad supported this proposal.")
    assert [each.concept for each in issues_in(text, Passage(start, start + 13, "this proposal"), evidence)] == found


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Regarding carbon sinks: Chad asked for more.", "carbon sinks"),
        ("With respect to wages, the union was firm.", "wages"),
        ("On the review of the inventories, Peru asked for time.", "the review of the inventories"),
        ("On carbon sinks the EU asked for time.", "carbon sinks "),
        ("Once more Chad asked for bunker fuels, and got none.", ""),
    ],
)
def test_what_a_sentence_announces(sentence: str, topic: str) -> None:
    assert announced(sentence) == topic
