"""Posts of persons whom the text does not name: joined to other persons, or the leader whom a text has in mind."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

JOINED: list[tuple[str, Rows]] = [
    (
        "The envoy met the Chilean trade minister and the Peruvian trade minister.",
        {("Chilean trade minister", "Chile", "trade minister"), ("Peruvian trade minister", "Peru", "trade minister")},
    ),
    (
        "The prime minister of Chile and the president of Peru will attend.",
        {("prime minister of Chile", "Chile", "prime minister"), ("president of Peru", "Peru", "president")},
    ),
    ("Ana Ruiz and the Chilean president signed.", {("Chilean president", "Chile", "president")}),
]
IN_PASSING = [
    "Farmers and the Chilean president disagree.",
    "The guards of the Chilean king left.",
    "Bo Ek ran for the Chilean presidency and Peruvian president.",
]
LEADERS: list[tuple[str, Rows]] = [
    ("The President told the union in Lima that Peru would sign.", {("President", None, "President")}),
    ("The union thanked the Prime Minister on Monday.", {("Prime Minister", None, "Prime Minister")}),
    ("President Bo Ek left. The President met the union.", {("Bo Ek", None, "President")}),
]
NOBODY_KNOWN = ["The president told the union that Peru would sign.", "The powers of the President are wide."]


@examples(JOINED, IN_PASSING)
def test_those_joined_to_persons_hold_posts(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected


@examples(LEADERS, NOBODY_KNOWN)
def test_the_leader_whom_a_text_has_in_mind(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected
