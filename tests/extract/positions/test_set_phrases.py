"""Predicates with an adjective or a phrase, and matters set apart by "what"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Georgia holds Moscow responsible for the attack on the bridge.",
         ("Georgia", "accuse", "the attack on the bridge")),
        ("Slovenia is against the new quota.", ("Slovenia", "oppose", "the new quota")),
        ("Uruguay is in favour of a second mandate.", ("Uruguay", "support", "a second mandate")),
        ("Belgium is sceptical about the timetable.", ("Belgium", "concern", "the timetable")),
        ("Denmark sees no need for a new court.", ("Denmark", "reject", "a new court")),
        ("Malta is adamant that the ships leave.", ("Malta", "demand", "the ships leave")),
        ("The charge that aid was diverted is without foundation, Yemen said.",
         ("Yemen", "deny", "The charge that aid was diverted")),
        ("The river is a matter for two neighbours and for no one else, Laos said.",
         ("Laos", "reject", "The river is a matter for two neighbours and for no one else")),
        ("Oman has no intention of joining the embargo.", ("Oman", "reject", "joining the embargo")),
        ("Ghana stressed the uselessness of sanctions.", ("Ghana", "oppose", "sanctions")),
        ("Ghana stressed the usefulness of sanctions.", ("Ghana", "support", "sanctions")),
        ("Zambia is opposed to any new conditions.", ("Zambia", "oppose", "any new conditions")),
        ("The Council noted with concern the build-up of troops along the border.",
         ("Council", "concern", "the build-up of troops along the border")),
        ("The Forum learned with satisfaction of the release of the crew.",
         ("Forum", "support", "the release of the crew")),
    ],
)  # fmt: skip
def test_complement_carries_the_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


def test_holding_somebody_responsible_addresses_them(held: Held) -> None:
    text = "Georgia holds Moscow responsible for the attack on the bridge."
    assert ("accuse", "Russia") in held(text, "stance", "addressee")


def test_saying_that_something_will_not_be_done_rejects_it(held: Held) -> None:
    text = '"No deal will be signed here," Helen Brandt, the German minister, told reporters.'
    assert ("Helen Brandt", "reject", "No deal will be signed here") in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("What Kenya wants, its envoy said, is a seat on the council.", ("Kenya", "demand", "a seat on the council")),
        ("What Brazil opposes is a levy on soya.", ("Brazil", "oppose", "a levy on soya")),
        ("What Mali will not yield on, according to Niger, is the airfield.", ("Mali", "reject", "the airfield")),
        ("All that Nepal wants is free transit.", ("Nepal", "demand", "free transit")),
    ],
)
def test_a_what_clause_has_its_matter_after_is(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yes, the talks went on, the clerk said.",
        "Norway admits that the talks have stalled.",
        "The draft left open who owns the seabed.",
        "The chair is in the room, Peru said.",
    ],
)
def test_no_stance_is_proposed(held: Held, text: str) -> None:
    assert held(text) == set()
