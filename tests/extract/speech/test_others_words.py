"""What others say should be done, as a speaker tells it, is no demand of the speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

OF_OTHERS = [
    ('Ana Ruiz said: "I hear voters saying the dam should go, and I disagree."', {"voters"}),
    ('Ana Ruiz said: "I have seen posts saying the dam should go."', set()),
    ('Ana Ruiz said: "We hear that the dam should go."', set()),
    ('Ana Ruiz said: "There are critics who argue that the dam should go."', {"critics"}),
    ('Ana Ruiz said: "It is often claimed that the dam should go."', set()),
    ('Ana Ruiz said: "Chile says that the dam should go."', {"Chile"}),
    ('Ana Ruiz said: "I heard Chile say that the dam should go."', {"Chile"}),
    ('Ana Ruiz said: "They say that the dam should go."', set()),
    ('Ana Ruiz said: "We do not agree with those who say that the dam should go."', set()),
    ("Ana Ruiz said it is widely believed that the dam should go.", set()),
    ("Ana Ruiz said there was a theory that the dam should go.", set()),
    ('Ana Ruiz said: "I read a lot of talk about: "we need no dams, they should go.""', set()),
]
OF_SPEAKERS = [
    'Ana Ruiz said: "I believe that the dam should go."',
    'Ana Ruiz said: "My colleagues and I say that the dam should go."',
    'Ana Ruiz said: "Those of us who say the dam should go are many."',
    'Ana Ruiz said: "Everyone here thinks that the dam should go."',
    'Ana Ruiz said: "Everybody agrees that the dam should go."',
    'Ana Ruiz said: "I hear people say it is safe, but the dam should go."',
    'Ana Ruiz said: "We hear that fish die. The dam should go."',
    "Ana Ruiz said that the dam should go.",
    "Ana Ruiz wrote a letter saying that the dam should go.",
]


@pytest.mark.parametrize(("text", "holders"), OF_OTHERS)
def test_what_others_say_is_not_the_speakers(text: str, holders: set[str], held: Held) -> None:
    assert {who for who, stance in held(text, "holder", "stance") if stance == "demand"} == holders


@pytest.mark.parametrize("text", OF_SPEAKERS)
def test_what_speakers_say_is_theirs(text: str, held: Held) -> None:
    assert "Ana Ruiz" in {who for who, stance in held(text, "holder", "stance") if stance == "demand"}
