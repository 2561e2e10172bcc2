"""A post of one state before a comma is not that of whoever represents another state after it."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    (
        "Ahead of talks with the Chilean foreign minister, Peruvian Prime Minister Bo Ek called for calm.",
        {("Bo Ek", "Peru", "Prime Minister"), ("Chilean foreign minister", "Chile", "foreign minister")},
    ),
    (
        "Following a meeting with the Chilean president, Peruvian leader Bo Ek rejected the plan.",
        {("Bo Ek", "Peru", "leader"), ("Chilean president", "Chile", "president")},
    ),
    (
        "The plan was rejected by the Chilean president, Peruvian Foreign Minister Bo Ek said.",
        {("Bo Ek", "Peru", "Foreign Minister"), ("Chilean president", "Chile", "president")},
    ),
    ("Nothing was decided by the Chilean president, Bo Ek said.", {("Chilean president", "Chile", "president")}),
    ("The Chilean president, Bo Ek said, rejected the plan.", {("Chilean president", "Chile", "president")}),
    ("The plan was rejected by the Chilean president, Bo Ek.", {("Bo Ek", "Chile", "president")}),
    ("The Chilean foreign minister, former banker Bo Ek, left.", {("Bo Ek", "Chile", "foreign minister")}),
    (
        "The Chile mediator, Peruvian President Bo Ek, left.",
        {("Bo Ek", "Chile", "mediator"), ("Bo Ek", "Peru", "President")},
    ),
    (
        "Peru's president, Chilean-born Ambassador Bo Ek, left.",
        {("Bo Ek", "Peru", "president"), ("Bo Ek", "Peru", "Ambassador")},
    ),
    ("Now president of Peru, Bo Ek rejected the plan.", {("Bo Ek", "Peru", "president")}),
    ("Back as prime minister of Peru, Bo Ek left.", {("Bo Ek", "Peru", "prime minister")}),
    ("The UN envoy, Peruvian leader Bo Ek, left.", {("Bo Ek", "United Nations", "envoy"), ("Bo Ek", "Peru", "leader")}),
    ("The Vatican's foreign minister, British archbishop Bo Ek, left.", {("Bo Ek", "Holy See", "foreign minister")}),
]


@examples(FOUND, [])
def test_a_post_is_of_its_own_state(sentence: str, expected: Rows, proposed: Propose) -> None:
    posts = {row for row in proposed(sentence, "roles") if row[1] is not None}
    assert posts == expected
