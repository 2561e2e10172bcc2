"""Posts into which somebody comes, by verbs of appointing and swearing in."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Bo Ek was sworn in on Tuesday as prime minister of Peru.", {("Bo Ek", "Peru", "prime minister")}),
    ("The court swore in Bo Ek as president of Peru.", {("Bo Ek", "Peru", "president")}),
    ("Ana Ruiz swore in Bo Ek as foreign minister of Peru.", {("Bo Ek", "Peru", "foreign minister")}),
    ("Bo Ek was sworn in as president of Peru after he won the vote.", {("Bo Ek", "Peru", "president")}),
    ("Ana Ruiz swore in as president of Peru on Monday.", {("Ana Ruiz", "Peru", "president")}),
    ("Bo Ek swore in front of judges as president of Peru.", {("Bo Ek", "Peru", "president")}),
    ("Bo Ek had himself sworn in as president of Peru.", {("Bo Ek", "Peru", "president")}),
    ("Bo Ek, sworn in as president of Peru on Monday, left.", {("Bo Ek", "Peru", "president")}),
    ("Bo Ek is sworn in as the new president of Peru.", {("Bo Ek", "Peru", "president")}),
    ("The African Union named Otto Wirth as its envoy.", {("Otto Wirth", "African Union", "envoy")}),
    ("Bo Ek was named on Friday as foreign minister of Peru.", {("Bo Ek", "Peru", "foreign minister")}),
    ("Ana Ruiz swore as president of Peru to fight graft.", {("Ana Ruiz", "Peru", "president")}),
]
NOTHING = [
    "They elected Ana Ruiz (Peru) for ECOWAS Chair, Otto Wirth (Fiji) for OPEC Chair, and Bo Ek for Rapporteur.",
    "Bo Ek will be sworn in as president of Peru.",
    "Bo Ek was to be sworn in as president of Peru.",
    "The court blocked the bid to swear in Bo Ek as president of Peru.",
    "Judges stopped the court from swearing in Bo Ek as president of Peru.",
    "Until Bo Ek is sworn in as president of Peru, Chile will wait.",
    "Once Bo Ek has been sworn in as president of Peru, Chile will agree.",
    "Bo Ek was sworn in as a citizen of Peru.",
    "Bo Ek was not sworn in as president of Peru.",
    "Bo Ek refused to be appointed foreign minister of Peru.",
    "The African Union named Otto Wirth as a threat to its envoy.",
]


@examples(FOUND, NOTHING)
def test_who_comes_into_a_post_holds_it(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected
