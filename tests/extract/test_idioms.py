"""Light verbs and idioms: the stance is in the phrase, not in the verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

IDIOMS = [
    ("Kenya drew a red line at new tariffs.", ("Kenya", "oppose", "new tariffs")),
    ("Norway left the door open to a second round.", ("Norway", "offer", "a second round")),
    ("Ghana came out against the levy.", ("Ghana", "oppose", "the levy")),
    ("Peru held out the prospect of lower tariffs.", ("Peru", "offer", "lower tariffs")),
    ("Chile gave the green light to the pipeline.", ("Chile", "accept", "the pipeline")),
    ("Fiji threw its weight behind the ban.", ("Fiji", "support", "the ban")),
    ("Turkey turned its back on the accord.", ("Turkey", "reject", "the accord")),
    ("Laos took aim at the quota.", ("Laos", "accuse", "the quota")),
    ("Mali dragged its feet on the audit.", ("Mali", "oppose", "the audit")),
    ("Canada lent its backing to the fund.", ("Canada", "support", "the fund")),
    ("Spain put pressure on Portugal to close the mine.", ("Spain", "demand", "close the mine")),
    ("Iran lashed out at the sanctions.", ("Iran", "accuse", "the sanctions")),
    ("Cuba stands ready to share the vaccine.", ("Cuba", "offer", "share the vaccine")),
    ("Oman reiterated its objection to the levy.", ("Oman", "oppose", "the levy")),
    ("Samoa voiced fears about rising seas.", ("Samoa", "concern", "rising seas")),
    ("Malta extended an invitation to Tunis to visit Valletta.", ("Malta", "propose", "visit Valletta")),
    ("India saw no need for a new fund.", ("India", "reject", "a new fund")),
    ("Brazil sees merit in a cap.", ("Brazil", "support", "a cap")),
    ("In the harbour Kenya sees no point in a new fund.", ("Kenya", "oppose", "a new fund")),
    ("Kenya renewed its call for a truce.", ("Kenya", "demand", "a truce")),
    ("Japan poured cold water on the plan.", ("Japan", "oppose", "the plan")),
]
LITERAL = [
    "Norway drew a line on the map.",
    "The guard left the door open.",
    "Peru put stones on the road.",
    "The cold water stood on the table.",
    "Kenya made tea for the guests.",
    "Fiji gave the keys to the driver.",
    "Ghana took the lift to the roof.",
    "Japan held the meeting in Kyoto.",
    "Mali raised cattle in the north.",
    "Chad had lunch with Niger.",
]


@pytest.mark.parametrize(("sentence", "expected"), IDIOMS)
def test_the_phrase_carries_the_stance(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence)


@pytest.mark.parametrize("text", LITERAL)
def test_the_same_words_taken_literally_carry_none(held: Held, text: str) -> None:
    assert held(text) == set()
