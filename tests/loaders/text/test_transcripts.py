"""Transcripts of recordings: each speaker right before the words, in one form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from loaders.text.transcript import with_speakers

Read = Callable[..., Document]

TURNS = [
    ("Ana Ruiz", "Peru rejects the levy.", "0:05"),
    ("Bo Ek, Ambassador of Norway", "It stays.", "1:41"),
    ("Ana Ruiz", "Why?", "1:02:10"),
]
EXPECTED = "\n\n".join(f"{name}: {words}" for name, words, _ in TURNS)
FORMS = [
    "[{time}] {name}: {words}",
    "{time} {name}\n{words}",
    "{time} - {time}\n{name}:\n{words}",
    "{name} ({time}):\n{words}",
    "{name}  {time}  \n{words}",
    "{name} [{time}] {words}",
    "{name}: ({time}) {words}",
    "{name}:\n\n{words}",
    "{name}: {words}",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_speaker_stands_right_before_the_words(document: Read, form: str) -> None:
    text = "\n\n".join(form.format(name=who, words=words, time=time) for who, words, time in TURNS)
    assert document(text, "talks.txt", check_language=False).text.replace("\n\n", "\n") == EXPECTED.replace(
        "\n\n", "\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "09:30 Opening\n10:00 Ana Ruiz\n11:00 Bo Ek\n12:00 Ana Ruiz",
        "14:05 Peru Leaves Talks\nIts envoy left.\n\n13:20 Talks Open\nPeru came.\n\n13:00 Envoys Arrive\nBoth came.",
        "Background:\nPeru left.\n\nDemands:\nPeru wants fish.\n\nOutlook:\nIt is bad.",
        "July 21, 10:00 a.m. - Tour.\nJuly 21, 12:00 p.m. - Lunch.\nJuly 21, 2:00 p.m. - Tea.",
        "Ana Ruiz: Peru left.\nBo Ek: Why?\nAna Ruiz: It rained at 10:30.",
        "9:00 Talks\nPeru rejects the levy.\n10:30 Break\n11:00 Talks\nChile wants fish.\n12:00 Votes\nAll agree.",
        "13:00 Ana Ruiz\nPeru left.\n13:20 Bo Ek\n“Why did we stay?” asked Chile.\n13:40 Ana Ruiz\nPeru came.",
        "Peru:\nIt rejects the levy.\nChile:\nIt wants fish.\nPeru:\nIt wants talks.",
        "",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert with_speakers(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:05 Ana\n{}0:07 Bo\n\n0:09 Ana\n{}0:11 Bo\n{}0:12 Ana\n{}", "Ana: {}0:07 Bo\n\nAna: {}Bo: {}Ana: {}"),
        ("0:05 Ana\n{}0:07 Bo\n{}0:09 Ana\n{}0:11 Bo\n{}0:12 Ana", "Ana: {}Bo: {}Ana: {}Bo: {}0:12 Ana"),
    ],
)
def test_a_name_that_no_words_follow_stays(text: str, expected: str) -> None:
    words = ("We agree.\nAt\n10:30 it rained.\n", "Why?\n", "No.\n", "I leave.\n")
    assert with_speakers(text.format(*words)) == expected.format(*words)


@given(st.lists(st.sampled_from(["0:05", "Ana Ruiz", "Bo", ":", "\n", " ", "We agree.", "[", "]", "9"]), max_size=40))
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert with_speakers(text).count("agree") == text.count("agree")
    assert with_speakers("\n".join(pieces)).count("agree") == "\n".join(pieces).count("agree")
