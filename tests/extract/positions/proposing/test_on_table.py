"""What "this" and an answer without a matter refer to: the preceding matter, with its "not"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize("answer", ["opposed this", "objected"])
def test_opposing_a_negated_proposal_keeps_its_negation(held: Held, answer: str) -> None:
    rows = held(f"Spain proposed that the Council should not adopt the levy. Peru {answer}.")
    assert rows == {
        ("Spain", "propose", "the Council should not adopt the levy"),
        ("Peru", "oppose", "the Council should not adopt the levy"),
    }


def test_an_answer_to_a_refusal_keeps_its_negation(held: Held) -> None:
    rows = held("Spain said the working group would not consider the levy. Peru protested.")
    assert ("Peru", "oppose", "the working group would not consider the levy") in rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Spain proposed that the Council adopt the levy. Peru opposed this.", "the Council adopt the levy"),
        ("Spain will not sign the treaty. Peru opposes it.", "the treaty"),
        ("Spain said the Council should not adopt the levy, which Peru opposed.", "the levy"),
    ],
)
def test_an_answer_to_an_affirmative_proposal_has_no_negation(held: Held, text: str, row: str) -> None:
    assert ("Peru", "oppose", row) in held(text)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Spain sought a mention of its proposal for a levy on fuel.", "a mention of its proposal for a levy on fuel"),
        ("Mali backed Spain's call for a levy on fuel.", "Spain's call for a levy on fuel"),
        ("The EU urged Mali to support its proposal for a levy.", "a levy"),
        ("Spain accused Mali of blocking a ban on cod.", "a ban on cod"),
        ("Spain proposed a levy on fuel. Mali proposed a ban on cod.", "a ban on cod"),
        ("Spain sought a mention of its call for a levy. Mali proposed a ban on cod.", "a ban on cod"),
    ],
)
def test_an_answer_is_to_the_whole_of_what_was_asked_last(held: Held, text: str, matter: str) -> None:
    rows = held(f"{text} Peru objected.")
    assert {row for row in rows if row[0] == "Peru"} == {("Peru", "oppose", matter)}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Spain accused Mali of blocking a ban on cod.", "a ban on cod"),
        ("Spain denied that Mali wants a ban on cod.", "a ban on cod"),
        ("Spain condemned Mali's rejection of the truce.", "the truce"),
        ("Spain warned that Mali would reject the truce.", "the truce"),
    ],
)
def test_it_is_what_is_at_issue_and_no_complaint_about_it(held: Held, text: str, matter: str) -> None:
    assert ("Peru", "support", matter) in held(f"{text} Peru supports it.")
