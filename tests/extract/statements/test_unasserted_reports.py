"""What a text asks, supposes or thinks possible, and what a speaker ascribes to others, is said by nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Heard = Callable[[str], set[tuple[tuple[str, ...], str, str]]]

SPEECH = "MINISTER RUIZ: Thank you. I am glad to be here, and we in Lima want to help. I thank the hosts. {}"


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Has Ana Ruiz said that Peru will leave the pact?", "said"),
        ("What did Ana Ruiz say about the pact?", "say about"),
        ("And did Peru tell you that the bay is closed?", "tell"),
        ("If Ana Ruiz says that the pact is dead, Chile will leave it.", "says"),
        ("And if Norway concludes that it can pay, we will help.", "concludes"),
        ("Unless Peru announces that it will pay, the port stays closed.", "announces"),
        ("If it is the intention of Norway to close the bay, it will fail.", "intention"),
        ("Peru may call the vote a fraud.", "call"),
        ("Ana Ruiz might say that the pact is dead.", "say"),
        ("Ana Ruiz will probably say that the pact is dead.", "say"),
        ("Peru is perhaps willing to pay.", "willing"),
        (SPEECH.format("Norway plans to close the bay."), "plans"),
        ("Ana Ruiz denied that Peru planned a levy.", "planned"),
        ("Ana Ruiz rejected reports that Peru had demanded a levy.", "demanded"),
        ("It is not true that Peru planned a levy.", "planned"),
        ("Peru failed to say that Chile must pay.", "say"),
    ],
)  # fmt: skip
def test_what_is_only_asked_or_supposed_is_no_statement(heard: Heard, text: str, unsaid: str) -> None:
    assert unsaid not in {cue for _, cue, _ in heard(text)}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Why did Ana Ruiz say that Peru will leave the pact?", "say"),
        ("Ana Ruiz denied that Peru planned a levy.", "denied"),
        ("Ana Ruiz confirmed that Peru planned a levy.", "planned"),
        ("Ana Ruiz did not deny that Peru planned a levy.", "planned"),
        ("Peru never fails to say that Chile must pay.", "say"),
        ("Peru denied that it fired first and demanded an apology.", "demanded"),
        ("Peru denied that it dumps steel, saying that Chile must pay.", "saying"),
        ("Ana Ruiz denied that Peru, which had demanded a levy, had left.", "demanded"),
        ('"Has Peru said that it will pay?" asked Ana Ruiz.', "asked"),
        ("Ana Ruiz asked whether Peru had said that it would pay.", "asked"),
        ('Ana Ruiz explained: "What does that have to do with the bay?"', "explained"),
        ("Ana Ruiz said that Peru should pay if Chile asks for it.", "said"),
        ("Peru plans to close the bay.", "plans"),
        ("Perhaps surprisingly, Peru says that it will pay.", "says"),
        ("Peru reportedly says that it will pay.", "says"),
        (SPEECH.format("Norway says that it wants rain."), "says"),
    ],
)
def test_what_is_said_is_a_statement(heard: Heard, text: str, cue: str) -> None:
    assert cue in {cue for _, cue, _ in heard(text)}
