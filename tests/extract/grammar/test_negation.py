"""What a "not" denies: the verb after it, and those that "or", "nor" and "and" join to that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.examples import Propose

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile urged Peru not to circumvent or undermine the sanctions.",
            {("Chile", "demand", "not to circumvent or undermine the sanctions")},
        ),
        (
            "The minister called on Peru not to arm, train or finance the rebels.",
            {("minister", "demand", "not to arm, train or finance the rebels")},
        ),
        (
            "Peru said the treaty should not be weakened or undermined by new doctrines.",
            {("Peru", "demand", "the treaty should not be weakened or undermined by new doctrines")},
        ),
        (
            "Chile urged Peru not to delay and to pay the farmers.",
            {("Chile", "demand", "not to delay"), ("Chile", "demand", "pay the farmers")},
        ),
        (
            "Peru said Chile should not only pay but leave the area.",
            {("Peru", "demand", "Chile should not only pay"), ("Peru", "demand", "leave the area")},
        ),
        (
            "Iran promised not to strike or blockade the port.",
            {("Iran", "commit", "not to strike or blockade the port")},
        ),
        (
            "Chile urged Peru not to close the bay nor seize the ferry.",
            {("Chile", "demand", "not to close the bay nor seize the ferry")},
        ),
        (
            "Kenya urged Mali neither to ban the paper nor to arrest its staff.",
            {("Kenya", "demand", "neither to ban the paper nor to arrest its staff")},
        ),
        (
            "Kenya urged Mali not to ban the paper and arrest its staff.",
            {("Kenya", "demand", "not to ban the paper and arrest its staff")},
        ),
        (
            "Peru said Kenya must not arm and encourage Mali to raid the camps.",
            {("Peru", "demand", "Kenya must not arm and encourage Mali to raid the camps")},
        ),
        (
            "Peru said Kenya must not wait and instead open the road.",
            {("Peru", "demand", "Kenya must not wait"), ("Peru", "demand", "instead open the road")},
        ),
        (
            "Kenya called on Mali not to give up and resume the talks.",
            {("Kenya", "demand", "not to give up"), ("Kenya", "demand", "resume the talks")},
        ),
        (
            "Kenya urged Mali not to ban the paper but free its staff.",
            {("Kenya", "demand", "not to ban the paper"), ("Kenya", "demand", "free its staff")},
        ),
        (
            "The ministers do not accept the vote and call on Chile to hold another.",
            {("ministers", "reject", "the vote"), ("ministers", "demand", "hold another")},
        ),
        ("Kenya will neither sell the port nor lease it.", {("Kenya", "reject", "sell the port nor lease it")}),
        ("Kenya did not come out and demand a vote.", set()),
        (
            "Kenya did not sign the treaty and quit the pact.",
            {("Kenya", "reject", "the treaty"), ("Kenya", "reject", "the pact")},
        ),
        ("Kenya did not stop and leave the pact.", set()),
        ("Mr. Otieno never came out and said that Mali should pay.", set()),
        ("Mr. Otieno did not go as far as to say that Mali should pay.", set()),
        ("Mr. Otieno has not gone so far as to demand a vote.", set()),
        ("Kenya went as far as to demand a vote.", {("Kenya", "demand", "a vote")}),
        ("Kenya came out and demanded a vote.", {("Kenya", "demand", "a vote")}),
        (
            "Kenya did not sign the treaty and rejected the levy.",
            {("Kenya", "reject", "the treaty"), ("Kenya", "reject", "the levy")},
        ),
    ],
)
def test_not_scopes_over_verbs_joined_by_or_nor_and(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "holder", "stance", "matter") == expected


def test_nor_does_not_negate_the_verb_before_it(held: Held) -> None:
    text = "Chile urged Peru not to mine the bay nor seize the ferry."  # "seize" read as a second verb beside "urged"
    assert held(text, "holder", "stance", "matter") == {("Chile", "demand", "not to mine the bay")}


def test_will_not_recognize_or_support_is_no_support(held: Held) -> None:
    stances = held("Kenya will not recognize or support the new government.", "stance")
    assert stances
    assert ("support",) not in stances


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("On no occasion did Kenya support the ban.", "oppose"),
        ("At no point has Kenya supported the ban.", "oppose"),
        ("By no means does Kenya support the ban.", "oppose"),
        ("At no time in its history has Kenya supported the ban.", "oppose"),
        ("In no other case has Kenya supported the ban.", "oppose"),
        ("At no previous time has Kenya supported the ban.", "oppose"),
        ("In no time Kenya supported the ban.", "support"),
        ("In no time at all did Kenya support the ban.", "support"),
        ("In no small way did Kenya support the ban.", "support"),
        ("At no cost to Peru did Kenya support the ban.", "support"),
        ("With no dissent did Kenya support the ban.", "support"),
        ("With no help from others, Kenya supported the ban.", "support"),
    ],
)
def test_no_occasion_before_an_auxiliary_negates_its_verb(held: Held, text: str, stance: str) -> None:
    assert held(text, "holder", "stance") == {("Kenya", stance)}


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Kenya did not seem worried about the ban.", set()),
        ("Kenya does not appear to be opposed to the ban.", set()),
        ("Kenya does not seem willing to lift the ban.", {("reject",)}),
        ("Kenya seems worried about the ban.", {("concern",)}),
        ("It does not look as if Kenya opposes the ban.", set()),
        ("It does not appear that Kenya opposes the ban.", set()),
        ("It looks as if Kenya opposes the ban.", {("oppose",)}),
    ],
)
def test_what_does_not_seem_is_negated(held: Held, text: str, stances: Rows) -> None:
    assert held(text, "stance") == stances


def test_what_was_done_on_no_occasion_is_no_action(proposed: Propose) -> None:
    assert not proposed("At no point has Peru imposed sanctions on Kenya.", "actions")
    assert not proposed("In no other case has Peru imposed sanctions on Kenya.", "actions")
    assert proposed("To no effect has Peru imposed sanctions on Kenya.", "actions")
