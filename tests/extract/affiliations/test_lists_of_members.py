"""Members whom a list names after the words for their group, and the delegations of two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, Rows]] = [
    (
        "The six nations of the Harbour Pact – Chile, Peru and Mexico among others – signed.",
        {("Chile", "nations"), ("Peru", "nations")},
    ),
    ("The three powers - Chile, Peru and Mexico - signed.", {("Chile", "three powers"), ("Mexico", "three powers")}),
    (
        "Chile and Peru signed a pact. The delegations of the two countries met in Quito.",
        {("delegations of the two countries", "Chile"), ("delegations of the two countries", "Peru")},
    ),
]


@pytest.mark.parametrize(("text", "rows"), FOUND)
def test_those_listed_belong_to_the_group(proposed: Propose, text: str, rows: Rows) -> None:
    assert rows <= proposed(text, "affiliations")


def test_for_after_a_noun_names_no_representative(proposed: Propose) -> None:
    rows = proposed("This is a time of trial for Iraq, for the United Nations and for the world.", "affiliations")
    assert rows == set()


def test_a_hyphenated_name_of_two_opens_no_list(proposed: Propose) -> None:
    assert ("Chile", "ASEAN") not in proposed("The ASEAN-Chile, ASEAN-Peru and other talks failed.", "affiliations")
    assert ("Chile", "ASEAN") in proposed("ASEAN – Chile, Peru and others – rejected the plan.", "affiliations")
