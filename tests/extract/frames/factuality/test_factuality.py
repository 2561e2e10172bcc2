"""Negation, conditions, possibility, hearsay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

ASSERTED = [
    ("Kenya does not support the levy.", ("Kenya", "oppose", "the levy", "asserted")),
    ("Kenya could accept a lower levy.", ("Kenya", "accept", "a lower levy", "possible")),
    ("Kenya would accept the levy if Uganda paid.", ("Kenya", "accept", "the levy", "conditional")),
    ("Kenya cannot accept the levy.", ("Kenya", "reject", "the levy", "asserted")),
    ("Kenya is said to oppose the levy.", ("Kenya", "oppose", "the levy", "reported-belief")),
    ("Kenya is expected to reject the levy.", ("Kenya", "reject", "the levy", "reported-belief")),
    ("Kenya is likely to reject the levy.", ("Kenya", "reject", "the levy", "possible")),
    ("Kenya seems to back the levy.", ("Kenya", "support", "the levy", "reported-belief")),
    ("Can the talks go on when Kenya opposes the levy?", ("Kenya", "oppose", "the levy", "asserted")),
    ("Kenya won't sign the treaty.", ("Kenya", "reject", "the treaty", "asserted")),
    ("Kenya never agreed to the levy.", ("Kenya", "reject", "the levy", "asserted")),
    ("Kenya may reject the levy.", ("Kenya", "reject", "the levy", "possible")),
    ('"We could insist on a vote," Kenya said.', ("Kenya", "demand", "a vote", "possible")),
    ("I can assure you that Kenya rejects the levy.", ("Kenya", "reject", "the levy", "asserted")),
    ("Kenya will not pay unless Uganda leaves.", ("Kenya", "reject", "pay", "conditional")),
    ("Kenya insisted that it would not pay.", ("Kenya", "reject", "it would not pay", "asserted")),
]
NOTHING = [
    "Does that mean that Kenya opposes the levy?",
    "QUESTION: Does Kenya oppose the levy?",
    "And now, is Kenya opposed to the levy?",
    "So is Kenya going to accept the levy?",
    "Kenya does not oppose the levy.",
    "Kenya did not condemn Uganda.",
    "Kenya is not opposed to the levy.",
    "Kenya did not threaten to leave.",
    "Kenya did not deny the report.",
    "Kenya is unlikely to support the levy.",
    "Kenya is not expected to support the levy.",
]


@pytest.mark.parametrize(("sentence", "expected"), ASSERTED)
def test_stance_and_modality_follow_the_words(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence, "holder", "stance", "matter", "modality")


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("Mali would sue unless Fiji paid the fee.", {"Fiji paid the fee"}),
        ("Mali threatened to sue if Fiji sold the ships.", set()),
    ],
)
def test_the_condition_that_averts_a_threat_is_demanded(held: Held, text: str, demanded: set[str]) -> None:
    assert {matter for stance, matter in held(text, "stance", "matter") if stance == "demand"} == demanded


def test_inversion_may_mark_a_condition(held: Held) -> None:
    rows = held("The union demanded a pledge and threatened a strike should none be given.", "stance", "matter")
    assert rows == {("demand", "a pledge"), ("threaten", "a strike")}


@pytest.mark.parametrize("text", NOTHING)
def test_a_negation_without_an_opposite_is_no_position(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear whether Kenya supports the levy.",
        "Nobody believes that Kenya supports the levy.",
        "There is no sign that Kenya supports the levy.",
        "Kenya did not say whether it supported the levy.",
        "Kenya pretended to support the levy.",
        "Rumours that Kenya backs the levy spread.",
        "If Kenya supported the levy, it was late.",
        "It is not true that Kenya supports the levy.",
        "It is a lie that Kenya supports the levy.",
        "The claim that Kenya supports the levy is nonsense.",
        "There is no disinformation that Kenya supports the levy.",
        "Disinformation claimed that Kenya supports the levy.",
        "Disinformation is being spread, claiming that Kenya supports the levy.",
        "Uganda spread disinformation, claiming that Kenya supports the levy.",
    ],
)
def test_a_position_that_is_doubted_or_rumoured_is_not_held(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[:2] == ("Kenya", "support")}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Kenya supports the levy even if Uganda does not.", ("Kenya", "support", "the levy")),
        ("Everybody believes that Kenya supports the levy.", ("Kenya", "support", "the levy")),
        ("Kenya did not deny that it supported the levy.", ("Kenya", "support", "the levy")),
        ("Uganda said that Kenya supported the levy.", ("Kenya", "support", "the levy")),
        ("It is true that Kenya supports the levy.", ("Kenya", "support", "the levy")),
        ("It is not right that Kenya supports the levy.", ("Kenya", "support", "the levy")),
        ("The claim that Kenya supports the levy is not false.", ("Kenya", "support", "the levy")),
        ("It is no lie that Kenya supports the levy.", ("Kenya", "support", "the levy")),
        ("Uganda fights disinformation, saying that Kenya supports the levy.", ("Kenya", "support", "the levy")),
        ("There is no doubt that Kenya supports the levy.", ("Kenya", "support", "the levy")),
    ],
)
def test_a_position_that_is_affirmed_is_held(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Kenya insisted it had done nothing wrong.", ("Kenya", "deny", "it had done nothing wrong")),
        ("Kenya insisted that it had paid.", ("Kenya", "support", "it had paid")),
        ("Kenya insisted that Uganda pay.", ("Kenya", "demand", "Uganda pay")),
        ("Kenya insists that Uganda will pay.", ("Kenya", "demand", "Uganda will pay")),
        ("Kenya insists it is time to leave.", ("Kenya", "demand", "it is time to leave")),
        ("Kenya insists that wells are to be dug.", ("Kenya", "demand", "wells are to be dug")),
        ("Kenya insists that it is time for a vote.", ("Kenya", "demand", "it is time for a vote")),
        ("Kenya insists that each baker has a contract.", ("Kenya", "demand", "each baker has a contract")),
        ("Kenya insists that hostages are freed.", ("Kenya", "demand", "hostages are freed")),
        ("Kenya said there was no evidence that the bridge was unsafe.",
         ("Kenya", "deny", "there was no evidence that the bridge was unsafe")),
        ("Kenya said there was no reason to wait.", ("Kenya", "reject", "there was no reason to wait")),
        ("If Uganda pays, Kenya will sign the pact, Ann Bo said.", ("Kenya", "accept", "the pact")),
    ],
)  # fmt: skip
def test_an_assertion_is_distinguished_from_a_demand(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya insists the herd is growing.",
        "Kenya insists that the herd will grow.",
        "Kenya insists that the bridge is a tunnel.",
        "Kenya insists that it has enough grain.",
        '"The herd is growing," Kenya insisted.',
    ],
)
def test_insisting_that_something_is_so_is_no_demand(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Mali proposed a levy. Kenya was opposed.", ("Kenya", "oppose", "a levy")),
        ("Mali proposed a levy. Kenya spoke in support.", ("Kenya", "support", "a levy")),
        ("Mali proposed a levy. Kenya was not in favour.", ("Kenya", "oppose", "a levy")),
    ],
)
def test_an_answer_takes_up_the_matter_of_a_proposal(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Kenya said it did not force Mali to pay.", ("Kenya", "deny", "force Mali to pay")),
        ("Kenya wanted to hold off on talks.", ("Kenya", "oppose", "talks")),
        ("Kenya came with an offer to cut its own quota.", ("Kenya", "offer", "cut its own quota")),
        ("China and Peru did not agree with listing the shark.", ("Peru", "oppose", "listing the shark")),
        ("The Dockers' Union demanded a raise of Blue Line. The union accepted the offer.",
         ("Dockers' Union", "accept", "the offer")),
    ],
)  # fmt: skip
def test_holder_and_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


def test_even_if_is_no_condition(held: Held) -> None:
    text = "Kenya supports the levy even if Mali leaves. It is anything but certain that Mali would accept the levy."
    rows = held(text, "holder", "stance", "modality", "condition")
    assert {("Kenya", "support", "asserted", None), ("Mali", "accept", "possible", None)} <= rows


def test_a_noun_of_stance_takes_up_no_earlier_matter(held: Held) -> None:
    assert not {row for row in held("Mali proposed a levy. Kenya's support was loud.") if row[0] == "Kenya"}


@pytest.mark.parametrize(
    ("text", "held_by"),
    [
        ("The levy would hurt farmers, Ann Bo said.", True),
        ("The levy would hurt farmers.", False),
        ("The levy would not hurt farmers, Ann Bo said.", False),
        ("Ann Bo said the levy reached the farmers.", False),
    ],
)
def test_saying_that_something_does_harm_is_concern(reader: Reader, text: str, held_by: bool) -> None:
    found = {
        (holder.name, str(c.values["stance"]))
        for c in CANDIDATES(reader.parse(Document(text, "own", "memory:own")))
        if c.heading == "positions" and (holder := c.actors["holder"]) is not None
    }
    assert (("Ann Bo", "concern") in found) == held_by
