"""The topic that a sentence announces ("On fish, ..."), and how far it reaches in a paragraph."""

from __future__ import annotations

import pytest

from kg.extract.issues.announced_topics import announced_topic, topic_before
from kg.model import Passage


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
def test_a_sentence_may_announce_a_topic(sentence: str, topic: str) -> None:
    assert announced_topic(sentence) == topic


def test_the_nearest_topic_is_found_with_the_sentences_since() -> None:
    text = "On fish, Peru was firm. On sinks, Mali was not. Chad went on. Oman agreed."
    evidence = Passage(text.index("Oman"), len(text), "Oman agreed.")
    found = topic_before(text, evidence)
    assert found is not None
    topic, since = found
    assert topic == "sinks"
    assert [each.strip() for each in since] == ["On sinks, Mali was not.", "Chad went on.", "Oman agreed."]


def test_a_topic_stays_in_its_paragraph_and_within_reach() -> None:
    for between in ("\n", "Chad went on. " * 400):
        text = f"On fish, Peru was firm. {between}Oman agreed."
        assert topic_before(text, Passage(text.index("Oman"), len(text), "Oman agreed.")) is None
