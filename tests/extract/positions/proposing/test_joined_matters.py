"""Matters joined by "and": which are positions of their own, and which are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "stance", "matters"),
    [
        ("Kenya remains committed to cutting the toll and sharing the data.", "commit",
         {"cutting the toll", "sharing the data"}),
        ("Kenya stressed the importance of cutting the toll and reopening the road.", "support",
         {"cutting the toll", "reopening the road"}),
        ("Kenya accused Uganda of raising the toll and closing the road.", "accuse",
         {"raising the toll", "closing the road"}),
        ("Kenya is committed to lowering the toll, sharing its data and paying its debts.", "commit",
         {"lowering the toll", "sharing its data", "paying its debts"}),
        ("Kenya stressed the need to cut the toll and reopen the road.", "support",
         {"cut the toll", "reopen the road"}),
        ("Kenya urged Uganda to stop the dredging, withdraw its ships and pay for the damage.", "demand",
         {"stop the dredging", "withdraw its ships", "pay for the damage"}),
        ("Uganda must cut the toll, share its data and pay its debts, Kenya said.", "demand",
         {"Uganda must cut the toll", "share its data", "pay its debts"}),
        ("Kenya opposes cutting tolls by closing roads and felling trees.", "oppose",
         {"cutting tolls by closing roads and felling trees"}),
        ("Kenya is against cutting the toll and welcomed the report.", "oppose", {"cutting the toll"}),
        ("Kenya is interested in fishing and mining.", "support", {"fishing and mining"}),
    ],
)  # fmt: skip
def test_joined_deeds_are_positions_of_their_own(held: Held, text: str, stance: str, matters: set[str]) -> None:
    assert {matter for who, what, matter in held(text) if (who, what) == ("Kenya", stance)} == matters


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("Kenya urged Uganda to keep and widen the road.", {"keep and widen the road"}),
        ("Kenya called for drafting and tabling a new text.", {"drafting and tabling a new text"}),
        ("Kenya urged Uganda to allow and ease, without delay, access to the port.",
         {"allow and ease, without delay, access to the port"}),
        ("Kenya urged Uganda to resign and pay the debt.", {"resign", "pay the debt"}),
        ("Kenya urged Uganda to withdraw and to pay the debt.", {"withdraw", "pay the debt"}),
        ("Kenya urged Uganda to intervene and stop the raids.", {"intervene", "stop the raids"}),
    ],
)  # fmt: skip
def test_verbs_with_one_object_are_one_matter(held: Held, text: str, matters: set[str]) -> None:
    assert {matter for _, stance, matter in held(text) if stance == "demand"} == matters


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("Kenya thanked Uganda for its help and for the visit of its minister.",
         {"its help", "the visit of its minister"}),
        ("Kenya is opposed to the toll, to the delight of drivers.", {"the toll"}),
        ("Kenya called for a truce and for good reason.", {"a truce"}),
        ("Kenya is opposed to the toll, to the levy and to paving the bridge.",
         {"the toll", "the levy", "paving the bridge"}),
        ("Kenya insisted on the toll and on Friday left the talks.", {"the toll"}),
        ("Kenya voted for the toll and for the third time left the talks.", {"the toll"}),
        ("Kenya welcomed the toll and the levy.", {"the toll and the levy"}),
    ],
)  # fmt: skip
def test_what_follows_a_preposition_again_is_a_position(held: Held, text: str, matters: set[str]) -> None:
    assert {row[2] for row in held(text)} == matters
