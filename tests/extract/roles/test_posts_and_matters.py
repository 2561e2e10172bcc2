"""A post is of a state, body or field, and not of what its holder is told of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.examples import Propose, Rows, examples

TITLES: list[tuple[str, Rows]] = [
    ("She informed the Peruvian president of the talks.", {("Peruvian president", "Peru", "president")}),
    ("Bo Ek notified the Peruvian Chancellor of her choice.", {("Peruvian Chancellor", "Peru", "Chancellor")}),
    ("The Kenyan president of the plan left.", {("Kenyan president of the plan", "Kenya", "president")}),
    ("Kenya's president of the senate, Bo Ek, left.", {("Bo Ek", "Kenya", "president of the senate")}),
    ("Kenya's minister of mines, Bo Ek, was accused of fraud.", {("Bo Ek", "Kenya", "minister of mines")}),
    ("Ana Ruiz accused the minister of mines, Bo Ek, of fraud.", {("Bo Ek", None, "minister of mines")}),
]


@examples(TITLES, [])
def test_no_title_has_a_matter(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Officials warned the Peruvian president of the risks.", "Peruvian president"),
        ("Officials warned Peru of the risks.", "Peru"),
        ("Officials warned ministers of the risks.", "ministers"),
    ],
)
def test_who_is_warned_of_something_is_the_addressee(
    text: str, addressee: str, held: Callable[..., set[tuple[object, ...]]]
) -> None:
    assert held(text, "holder", "stance", "addressee", "matter") == {("Officials", "concern", addressee, "the risks")}


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Bo Ek accuses the governor of fraud.", "governor"),
        ("Bo Ek accused the minister of abuse of power.", "minister"),
        ("Bo Ek suspects the police of fraud.", "police"),
        ("Bo Ek accused the president of Peru of fraud.", "president of Peru"),
        ("Bo Ek accused the minister of culture of fraud.", "minister of culture"),
        ("Bo Ek accused the governor of Lima.", "governor of Lima"),
        ("Bo Ek accused the minister of fisheries.", "minister of fisheries"),
    ],
)
def test_who_is_accused_is_not_named_for_the_deed(
    text: str, addressee: str, held: Callable[..., set[tuple[object, ...]]]
) -> None:
    assert held(text, "stance", "addressee") == {("accuse", addressee)}
