"""A stance that somebody held only before is no position; one taken before and not given up is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

HELD_NO_MORE: list[tuple[str, Rows]] = [
    ("Ghana previously backed the ferry treaty.", set()),
    ("Ghana formerly voiced support for the quota.", set()),
    ("Ghana formerly demanded a quota.", set()),
    ("Ghana once warned that it would bomb the port.", set()),
    ("Ghana was once opposed to the quota.", set()),
    ("Ghana, which once praised the quota, met Togo.", set()),
    ("Ghana used to support the quota.", set()),
    ("Ghana used to support the quota but now opposes it.", {("Ghana", "oppose", "the quota")}),
    ("Ghana had backed the quota and now opposes it.", {("Ghana", "oppose", "the quota")}),
    ("Ghana had opposed the quota and is now in favour of it.", {("Ghana", "support", "the quota")}),
    ("Ghana had backed the quota and no longer does.", set()),
    ("Ghana supported the quota but no longer does.", set()),
    ("Mr. Ofori had rejected the quota before he changed his mind.", set()),
    ("Mr. Ofori had promised a quota until he changed course.", set()),
]
TAKEN_BEFORE: list[tuple[str, Rows]] = [
    ("Ghana had rejected the quota.", {("Ghana", "reject", "the quota")}),
    ("Ghana had previously demanded a quota.", {("Ghana", "demand", "a quota")}),
    ("Ghana has previously supported the quota.", {("Ghana", "support", "the quota")}),
    ("Ghana had previously said that it opposes the quota.", {("Ghana", "oppose", "the quota")}),
    ("Ghana once again backed the quota.", {("Ghana", "support", "the quota")}),
    ("Once Ghana backed the quota, Togo signed it.", {("Ghana", "support", "the quota")}),
    ("Ghana at once backed the quota.", {("Ghana", "support", "the quota")}),
    ("Ghana more than once backed the quota.", {("Ghana", "support", "the quota")}),
    ("Ghana rejected the quota and now wants a vote.", {("Ghana", "reject", "the quota")}),
    ("Ghana, which had backed the quota and is now paying Togo, met Mali.", {("Ghana", "support", "the quota")}),
    ("Ghana had opposed the quota and now refuses to pay.", {("Ghana", "oppose", "the quota")}),
    ("Ghana had accepted the quota and now urges Togo to pay.", {("Ghana", "accept", "the quota")}),
    ("Ghana warned that it would bomb the port.", {("Ghana", "threaten", "bomb the port")}),
    ("Ghana had rejected the quota before Togo changed its mind.", {("Ghana", "reject", "the quota")}),
    ("The quota is used to support Ghana.", set()),
    ("Ghana used the summit to demand a quota.", {("Ghana", "demand", "a quota")}),
    ("Ghana's previously stated support for the quota is firm.", {("Ghana", "support", "the quota")}),
]


@pytest.mark.parametrize(("text", "expected"), HELD_NO_MORE)
def test_a_stance_held_only_before_is_no_position(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "holder", "stance", "matter") == expected


@pytest.mark.parametrize(("text", "expected"), TAKEN_BEFORE)
def test_a_stance_taken_before_and_not_given_up_is_a_position(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "holder", "stance", "matter") >= expected
